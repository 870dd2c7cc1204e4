import { expect, test } from 'vitest'
import { literacy } from '#rooms/literacy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { troublesOf } from '#testing/browser.ts'
import { staffNumberOf } from '#testing/town.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('林 goes from the worklist to a round, counts before beginning, sees how far it is, and nominates; 田中 and 佐藤 see their part', async () => {
  const { as, asCommand, asJob, sato } = stage.town
  const hr = await stage.web.windowOf('hayashi', { width: 1440, height: 900 })
  await open(hr, '/literacy/people?grade=1級職', '一定水準の対象者')
  const { counts } = await as('hayashi').ask(literacy.showFloorWorklist, { grade: '1級職' })
  const ahead = counts
    .filter(({ standing }) => standing === 'unassessed' || standing === 'below')
    .reduce((sum, { people }) => sum + people, 0)
  await hr.getByRole('link', { name: `この人たちで回を始める(${ahead}人)` }).click()
  await hr.getByRole('heading', { level: 1, name: '全職員の水準づくりの回' }).waitFor()
  // Whom the worklist showed is whom the round is for; it may be for more.
  await hr.getByRole('button', { name: '「1級職」を外す' }).click()
  await hr.getByRole('button', { name: '人数を確かめる' }).click()
  await hr.getByText('講座かテストを一つ以上選んでください。').first().waitFor()
  await hr.getByLabel(/^回の名前/).fill('令和8年度 水準の回')
  await hr.getByLabel(/^組1の期限/).fill('令和9年2月28日')
  await hr.getByRole('button', { name: '組を分ける' }).click()
  await hr.getByLabel(/^組1の所属/).selectOption('10')
  await hr.getByLabel(/^組2の期限/).fill('令和9年3月31日')
  await hr.getByLabel(/^講座を加える/).selectOption({ label: 'データ活用入門' })
  await hr.getByRole('button', { name: '人数を確かめる' }).click()
  await hr.getByText('対象は11人です(うち休業中1人)。').waitFor()
  await hr.getByText(/^組1\(.*\): 6人$/).waitFor()
  await hr.getByRole('button', { name: 'この11人で始める' }).click()
  await hr.getByRole('heading', { level: 1, name: '令和8年度 水準の回' }).waitFor()
  await hr.getByText('まだ 10人(90.9%)').waitFor()

  // 佐藤 is told at home, reaches the floor, and is out of it before anybody has kept it.
  const staff = await stage.web.windowOf('sato')
  await open(staff, '/')
  await staff
    .getByText(/「令和8年度 水準の回」の講座に申し込む/)
    .first()
    .waitFor()
  const head = await stage.web.windowOf('tanaka')
  await open(head, '/team?tab=people', 'チーム')
  const block = head.getByRole('region', { name: 'この回で受講する人' })
  await block.getByText('佐藤 はるか').waitFor()
  await asCommand.ask(skills.importEvidence, {
    rows: Object.entries({ 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf('sato'), kind: 'test' as const, skill, level, asOf: '2026-11-22' },
    })),
  })
  await open(head, '/team?tab=people', 'チーム')
  await block.getByText('上田 陽介').waitFor()
  expect(await block.getByText('佐藤 はるか').count()).toBe(0)
  await asJob.ask(training.keepRounds, {})
  await open(staff, '/')
  expect(await staff.getByText(/「令和8年度 水準の回」の講座に申し込む/).count()).toBe(0)

  await hr.reload()
  await hr.getByText('水準に到達 1人(9.1%)').waitFor()
  await hr.getByLabel(/^指名する人/).selectOption({ label: '組1の人' })
  await hr.getByRole('button', { name: '指名する' }).click()
  await hr.getByRole('dialog').getByRole('button', { name: '指名する' }).click()
  await hr.getByText('4人の席を決めました。').first().waitFor()
  await hr.getByText('席あり 4人(36.4%)').waitFor()
  const { applications } = await as('ueda').ask(training.listMyTraining, {})
  expect(applications[0]).toMatchObject({ state: 'ordered' })
  expect((await as(sato).ask(training.listMyTraining, {})).applications).toEqual([])

  // One more by name, from the table.
  await hr.getByLabel('小野 隆を選ぶ').check()
  await hr.getByRole('button', { name: '指名する' }).click()
  await hr
    .getByRole('dialog')
    .getByText(/下の表で選んだ1人/)
    .waitFor()
  await hr.getByRole('dialog').getByRole('button', { name: '指名する' }).click()
  await hr.getByText('席あり 5人(45.5%)').waitFor()
  await hr.getByRole('link', { name: /日程をさがす/ }).click()
  await hr.getByRole('heading', { level: 1, name: '研修の日程' }).waitFor()
  await expect
    .poll(() => hr.getByLabel(/^講座/).first().locator('option:checked').textContent())
    .toContain('データ活用入門')
  expect([...troublesOf(hr), ...troublesOf(head), ...troublesOf(staff)]).toEqual([])
})

test('林 changes the deadline, ends the round with a reason, and begins another like it', async () => {
  const { as } = stage.town
  const [round] = (await as('hayashi').ask(training.listRounds, {})).rounds
  const hr = await stage.web.windowOf('hayashi')
  await open(hr, `/admin/rounds/${round!.roundId}`, '令和8年度 水準の回')
  await hr.getByRole('button', { name: '変更する' }).click()
  await hr
    .getByRole('dialog')
    .getByLabel(/^組2の期限/)
    .fill('令和9年4月30日')
  await hr.getByRole('dialog').getByRole('button', { name: '保存する' }).click()
  await hr.getByText('保存しました。').waitFor()
  expect((await as('hayashi').ask(training.showRound, { roundId: round!.roundId })).waves[1]!.dueOn).toBe('2027-04-30')
  await hr.getByRole('button', { name: '終える' }).click()
  await hr
    .getByRole('dialog')
    .getByLabel(/^終える理由/)
    .fill('年度末')
  await hr.getByRole('dialog').getByRole('button', { name: '終える' }).click()
  await hr.getByText(/に終えました。理由: 年度末/).waitFor()
  await hr.getByRole('link', { name: '同じ条件で次の回を始める' }).click()
  await hr.getByRole('heading', { level: 1, name: '全職員の水準づくりの回' }).waitFor()
  await expect.poll(() => hr.getByLabel(/^回の名前/).inputValue()).toBe('令和8年度 水準の回')
  await hr.getByRole('button', { name: '人数を確かめる' }).click()
  await hr.getByText('対象は10人です(うち休業中1人)。').waitFor()
  expect(troublesOf(hr)).toEqual([])
})
