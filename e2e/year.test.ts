/**
 * A year's turn in the browser, both parts brought beforehand in one file: 上田 leaves and comes back in April under a new number; on that day 佐藤
 * goes to 人事課, 田中 and 小野 change places, and 林, who holds a role, goes to 戸籍住民課. Each rule by itself: rooms/people/spells.test.ts, rooms/training/resting.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { settled, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import type { Town } from '#testing/town.ts'
import { approved, dataCourse, ordered } from '#testing/training.ts'
import type { Web } from '#testing/web.ts'
import { open, setDays } from './stage.ts'

const stage = setStage(ready)
const { opened, windows, on, shown } = setDays(stage)
const shots = process.env.SHOTS

const PASSWORD = 'walnut basket river lamp'
const STAFF = `職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号
00000005,上田 陽介,ウエダ ヨウスケ,常勤,事務,2015/4/1,2026/11/30,
00000905,上田 陽介,ウエダ ヨウスケ,再任用,事務,2027/4/1,,00000005`
const ASSIGNMENTS = `職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日
00000905,101010,2級職,主任,主務,0,2027/4/1,
00000004,101010,1級職,係員,主務,0,2023/4/1,2027/3/31
00000004,2010,1級職,係員,主務,0,2027/4/1,
00000002,1010,5級職,戸籍住民課長,主務,1,2023/4/1,2027/3/31
00000002,2020,5級職,情報推進課長,主務,1,2027/4/1,
00000011,2020,5級職,情報推進課長,主務,1,2023/4/1,2027/3/31
00000011,1010,5級職,戸籍住民課長,主務,1,2027/4/1,
00000010,2010,2級職,主任,主務,0,2023/4/1,2027/3/31
00000010,1010,2級職,主任,主務,0,2027/4/1,`

async function ready(town: Town) {
  const { as, asCommand, sql, sato, mori, ueda, tanaka, hayashi } = town
  await asCommand.ask(people.setFirstPassword, { staffMemberId: ueda, password: PASSWORD })
  await sql('update account set must_change_password = false')
  await as(ueda).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, shared: true }] })
  const january = await dataCourse(town, 1)
  const later = await dataCourse(town, 3, { startsOn: '2027-01-27' })
  const may = await dataCourse(town, 3, { startsOn: '2027-05-20' })
  const { courseSessionId } = january
  await ordered(town, ueda, courseSessionId, tanaka)
  const waits = await approved(town, mori, courseSessionId, tanaka)
  await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [waits], alsoOrder: false })
  const covered = async (session: { courseSessionId: number }, substitute: number) => {
    const cover = { kind: 'substitute' as const, substitute, duty: '窓口' }
    const { applicationId } = await as(sato).ask(training.apply, { ...session, cover })
    const { coverRequests } = await as(substitute).ask(training.listMyTraining, {})
    await as(substitute).ask(training.agreeToCover, { coverArrangementId: coverRequests[0]!.coverArrangementId })
    return applicationId
  }
  return {
    waits,
    inJanuary: await covered({ courseSessionId: later.courseSessionId }, ueda),
    inMay: await covered({ courseSessionId: may.courseSessionId }, mori),
  }
}

/** It says these words, and can be looked at; what every page must be besides is asked by e2e/every-page. */
async function says(page: Page, name: string, ...words: (string | RegExp)[]) {
  for (const one of words) await page.getByText(one).first().waitFor()
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function signsIn(web: Web, loginName: string): Promise<Page> {
  const page = await web.windowOf(undefined)
  await page.goto('/')
  await page.getByLabel('ログイン名').fill(loginName)
  await page.getByLabel('パスワード').fill(PASSWORD)
  await page.getByRole('button', { name: 'サインインする' }).click()
  return page
}

test('林 brings a leaver who comes back and an April reorganisation in one file; nobody else sees of it what is to come', async () => {
  const hr = await shown(stage.web, 'hayashi', '/admin/import')
  for (const [name, text] of Object.entries({ staff: STAFF, assignments: ASSIGNMENTS })) {
    await hr
      .locator(`input[name=${name}]`)
      .setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) })
  }
  await hr.getByRole('button', { name: '中身を確かめる' }).click()
  await hr.getByText('取り込めます。').waitFor()
  await hr.getByRole('button', { name: '取り込む', exact: true }).click()
  await hr.getByRole('dialog').getByRole('button', { name: '取り込む' }).click()
  await hr.getByRole('heading', { name: '取り込みました' }).waitFor()
  await open(hr, '/admin/announcements')
  await says(hr, '1-announcements', '令和8年(2026年)12月1日', /^職員 5人、所属 0/)
  const sato = await shown(stage.web, 'sato', `/people/${stage.town.sato}`)
  await says(sato, '1-sato')
  expect(
    await sato
      .getByRole('main')
      .getByText(/人事課|令和9年/)
      .count(),
  ).toBe(0)
})

test('上田 has left: no way in, the seat is HR’s question and goes to another, and whoever counted on him is told', async () => {
  const december = await on('2026-12-01')
  await says(await signsIn(december, '00000005'), '2-gone', 'サインインできませんでした')
  const sato = await shown(december, 'sato', '/notices')
  await says(sato, '2-sato')
  await sato.getByRole('link', { name: /いまのままでは成り立ちません/ }).click()
  await sato.getByText('その日は不在です。別の体制が必要です').waitFor()
  await says(await shown(december, 'tanaka', '/team'), '2-tanaka', 'その日は不在です。別の体制が必要です')
  const hr = await shown(december, 'hayashi', '/notices')
  await hr.getByRole('link', { name: /席を確かめてください/ }).click()
  await hr.getByRole('heading', { level: 1, name: 'データ活用入門' }).waitFor()
  await settled(hr)
  await says(hr, '2-seat', '期間中に在職しない')
  await hr
    .getByRole('row', { name: /上田 陽介/ })
    .getByRole('link')
    .click()
  await hr.getByRole('button', { name: 'この申込みを取り消す' }).click()
  const dialog = hr.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption('moved')
  await dialog.getByLabel(/取り消す理由/).fill('退職のため')
  await dialog.getByRole('button', { name: 'この申込みを取り消す' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await settled(hr)
  await says(await shown(december, 'mori', `/training/applications/${stage.waits}`), '2-mori', '受講決定')
})

test('on the first of April who decides, whose team and whose cover it is follow the day; a role is asked about again', async () => {
  const march = await on('2027-03-31')
  const path = `/training/applications/${stage.inMay}`
  await says(await shown(march, 'sato', path), '3-before', /戸籍住民課の所属長\(田中 聡さん\)/, /^同意済み/)
  expect(await (await shown(march, 'inoue', '/team')).getByText('佐藤 はるか').count()).toBe(0)

  const april = await on('2027-04-01')
  const after = await shown(april, 'sato', path)
  await says(after, '3-after', /人事課の所属長\(井上 誠さん\)/, '異動の前に決めた体制です')
  expect(await after.getByText(/田中 聡/).count()).toBe(0)
  await open(after, '/')
  await says(after, '3-sato-home', '人事課の目的')
  const inoue = await shown(april, 'inoue', '/team')
  await says(inoue, '3-inoue', '佐藤 はるか', '異動の前に決めた体制です')
  // 田中 leads 情報推進課 now, 小野 戸籍住民課 with 林 and 窓口係.
  const tanaka = await shown(april, 'tanaka', '/team?tab=people')
  await says(tanaka, '3-tanaka', '伊藤 健')
  expect(await tanaka.getByText('森 千夏').count()).toBe(0)
  await says(await shown(april, 'ono', '/team?tab=people'), '3-ono', '森 千夏', '林 由佳')
  const it = await shown(april, 'ito', '/notices')
  await it.getByRole('link', { name: /林 由佳さんが異動しました/ }).click()
  await says(it, '3-role', '令和9年4月1日に異動')
  await it.getByRole('button', { name: /人材育成担当を続ける$/ }).click()
  await it.getByText('令和9年4月1日に異動').waitFor({ state: 'detached' })
})

test('上田 is back under a new number, with one account and all that he had done', async () => {
  const april = opened.at(-1)!
  await says(await signsIn(april, '00000005'), '4-old-number', 'サインインできませんでした')
  const back = await signsIn(april, '00000905')
  await back.getByRole('heading', { level: 1, name: /上田さん/ }).waitFor()
  await open(back, '/training')
  await back.getByText('これまでの研修(1件)').click()
  await says(back, '4-training', '令和9年1月20日(水)')
  await open(back, '/skills')
  await says(back, '4-skills', '14のスキルのうち13は未診断です')
  expect([...windows, back].flatMap((page) => troublesOf(page))).toEqual([])
})
