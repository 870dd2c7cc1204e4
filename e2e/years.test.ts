/**
 * Two years of the town in the browser: what is planned, how it goes, what it came to, what is decided, what of the next policy that changes, and what became of it.
 * Each rule by itself: rooms/pdca; the same two years at the gate, with a merger between: rooms/pdca/two-years.test.ts.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { axeViolations, pick, troublesOf } from '#testing/browser.ts'
import { settlesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { confirmPolicy } from '#testing/own-town.ts'
import { setStage } from '#testing/stage.ts'
import { movedAgainst } from '#testing/studied.ts'
import { open, setDays } from './stage.ts'

const PLANS = `
plans:
  - { name: 長期基本計画, from: 2026, to: 2030, isSample: false, pillars: [{ name: 人を育てる, initiatives: [研修の見直し] }] }
`

/** Nothing of it is a sample: what it publishes is its own. */
const stage = setStage(async (town) => {
  await confirmPolicy(town, PLANS)
  const { as, hayashi, mori } = town
  await as(hayashi).ask(kpi.nameKpiOwner, { kpiId: 'kpi-pride', owner: mori })
  return {}
})
const { opened, windows, on, shown } = setDays(stage)
const shots = process.env.SHOTS

async function look(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

const ownerIn = (page: Page) => page.getByRole('combobox', { name: '担当者' })

/** How many of those who are there on a day have reached the floor, counted past every service of ours. */
async function floorOn(day: string): Promise<string> {
  const [row] = await stage.town.sql<{ reached: number; all: number }>(
    `select count(*)::int as all, count(*) filter (where (select count(distinct s.skill) from skill_evidence s
        where s.staff_member_id = e.staff_member_id and s.kind = 'test' and s.level >= 2 and s.as_of <= $1
          and s.skill in ('ict-tools', 'information-security', 'data-use')) = 3)::int as reached
     from employment e where e.joined_on <= $1 and coalesce(e.left_on > $1, true)
       and not exists (select from leave_of_absence l where l.staff_member_id = e.staff_member_id
         and l.valid_from <= $1 and coalesce(l.valid_to > $1, true))`,
    [day],
  )
  return `${Math.round((row!.reached / row!.all) * 1000) / 10}%(${row!.reached} / ${row!.all})`
}

test('林 plans the year: an initiative with its owner, milestone, budget, plan and activity, and fixes the plan', async () => {
  const hr = await shown(stage.web, 'hayashi', '/review/2026/plan')
  await hr.getByRole('button', { name: '取組を加える' }).click()
  await hr.getByRole('button', { name: '取組を保存する' }).click()
  await hr.getByRole('link', { name: '取組を入力してください。' }).waitFor()
  await hr.getByLabel('取組※必須').fill('夕方に受けられるICT研修')
  await pick(ownerIn(hr), '森', '森 千夏')
  await hr.getByLabel('ロジックモデルの活動').selectOption({ label: '全職員のデジタルリテラシー研修' })
  await hr.getByLabel('つながる計画と柱').selectOption({ label: '長期基本計画 / 人を育てる' })
  await hr.getByLabel('予算(円)').fill('120万円')
  await hr.getByRole('button', { name: '節目を加える' }).click()
  await hr.getByLabel('節目1※必須').fill('夕方の回を開く')
  await hr.getByLabel('節目1の期日※必須').fill('令和9年1月31日')
  await hr.getByRole('button', { name: '取組を保存する' }).click()
  await hr.getByText('予算 1,200,000円').waitFor()
  await hr.getByRole('button', { name: 'この計画に決める' }).click()
  await hr.getByRole('dialog').getByRole('button', { name: '計画に決める' }).click()
  await hr.getByText(/11月22日に林 由佳が計画を決めました/).waitFor()
  await look(hr, '1-plan')
  expect(await axeViolations(hr)).toEqual([])
})

test('森, whose it is, says how it goes, reaches the milestone, and tells the value that she answers for; つながり shows it as hers', async () => {
  const february = await on('2027-02-01')
  const owner = await shown(february, 'mori', '/')
  await owner.getByRole('listitem').filter({ hasText: '夕方の回を開く' }).getByRole('link').first().click()
  await owner.getByRole('button', { name: /進み具合を書く/ }).click()
  await owner.getByLabel('進み具合※必須').fill('夕方の回を二つ開いた。')
  await owner.getByRole('button', { name: '記録する', exact: true }).click()
  await owner.getByText('森 千夏(令和9年2月1日)').waitFor()
  await owner.getByRole('button', { name: /済みにする/ }).click()
  await owner.getByText('令和9年2月1日に済み').waitFor()
  await open(owner, '/kpi/kpi-pride')
  await owner.getByLabel('分子※必須').fill('642')
  await owner.getByLabel('分母※必須').fill('1000')
  await owner.getByLabel('基準日※必須').fill('R9.1.31')
  await owner.getByRole('button', { name: '値を入力する' }).click()
  await owner.getByText('値を記録しました。').waitFor()
  await open(owner, '/line-of-sight')
  await owner.getByText('取組「夕方に受けられるICT研修」の節目「夕方の回を開く」に届く').waitFor()
  const told = owner.getByRole('listitem').filter({ hasText: /の値を知らせる/ })
  await told.getByRole('list').getByRole('link').waitFor()
  await look(owner, '2-owner')
})

test('林 works off what keeps the year from closing, answers the arrow that moved the other way, closes it and decides', async () => {
  const { town } = stage
  await passes(town, town.sato, '2026-12-01')
  await movedAgainst(town)
  const april = await on('2027-04-05')
  await settlesYear(town, 2026, ['kpi-respect', 'ict-floor'])
  const hr = await shown(april, 'hayashi', '/review')
  await hr.getByRole('link', { name: '令和8年度(2026年度)を確定する' }).click()
  await hr.getByText('あと2件です。').waitFor()
  await look(hr, '3-closing')
  const value = hr.getByRole('listitem').filter({ hasText: '互いに' }).filter({ hasText: 'まだ' })
  await value.getByRole('button', { name: /理由を書く/ }).click()
  await value.getByLabel('値がない理由').fill('調査は2年に1度で、この年度は行っていない。')
  await value.getByRole('button', { name: '理由を記録する' }).click()
  await hr.getByText('あと1件です。').waitFor()
  const arrow = hr.getByRole('listitem').filter({ hasText: '答えを書く' })
  await arrow.getByRole('button', { name: /答えを書く/ }).click()
  await hr.getByRole('button', { name: '答えを記録する' }).click()
  await hr.getByRole('link', { name: '答えを入力してください。' }).waitFor()
  await hr.getByLabel('様子を見る').check()
  await hr.getByLabel('答えとその理由').fill('修了の記録が年度末に偏った。もう一年見る。')
  await hr.getByRole('button', { name: '答えを記録する' }).click()
  await hr.getByText('すべて済んでいます。').waitFor()
  await hr.getByLabel('総括').fill('夕方の回で水準に届いた職員が増えた。')
  await hr.getByRole('button', { name: '令和8年度(2026年度)を確定する' }).click()
  await hr.getByRole('button', { name: '確定する', exact: true }).click()
  // Recounted from the raw records; and the value as its owner told it.
  await hr
    .getByText(await floorOn('2027-03-31'))
    .first()
    .waitFor()
  await hr.getByText('64.2%(642 / 1,000)').first().waitFor()
  await pick(hr.getByRole('combobox', { name: /^何について/ }), '成果指標(KPI): ICTの一定水準に達した職員の割合')
  await hr.getByLabel('改善').check()
  await hr.getByLabel('原因とその根拠※必須').fill('目標が高すぎた。')
  await hr.getByLabel('何が変わるか').fill('目標を段階に分ける。')
  await pick(hr.getByRole('combobox', { name: /^次の方針で変えるもの/ }), '目標: ICTの一定水準に達した職員の割合')
  await pick(ownerIn(hr), '森', '森 千夏')
  await hr.getByLabel('期限※必須').fill('令和9年9月30日')
  await hr.getByRole('button', { name: '決定を記録する' }).click()
  await hr.getByText('担当 森 千夏').waitFor()
  expect(await axeViolations(hr)).toEqual([])
})

test('from the decision the draft of the next policy opens at that very target; 林 changes it and publishes it', async () => {
  const april = opened.at(-1)!
  const hr = await shown(april, 'hayashi', '/review/2026')
  await hr.getByRole('link', { name: '次の方針の下書きで開く' }).click()
  await hr.getByText(/変えるところが開きます/).waitFor()
  await hr.getByLabel('下書きの名前').fill('令和9年度の改定')
  await hr.getByRole('button', { name: '始める', exact: true }).click()
  const target = hr.locator('[name="kpis[0].targets[1].value"]')
  await target.waitFor()
  expect(await target.inputValue()).toBe('80')
  // It stands before whoever was led there.
  await expect
    .poll(() =>
      target.evaluate(
        (field) => field.closest('details')!.parentElement!.closest('details')!.getBoundingClientRect().top,
      ),
    )
    .toBeLessThan(400)
  await target.fill('25')
  await hr.getByText('保存しました', { exact: true }).waitFor()
  // From then on the decision leads straight into the one draft there is.
  await open(hr, '/review/2026')
  await hr.getByRole('link', { name: '次の方針の下書きで開く' }).click()
  await target.waitFor()
  // Keys and ears go on there too.
  await expect.poll(() => hr.evaluate(() => document.activeElement?.textContent)).toContain('ICTの一定水準に達した')
  const outline = hr.getByRole('navigation', { name: '方針の目次' })
  await outline.getByRole('button', { name: /この方針について/ }).click()
  await hr.getByLabel('版の名前').fill('令和9年度版')
  await hr.getByText('保存しました', { exact: true }).waitFor()
  await hr.getByRole('button', { name: '公開する' }).click()
  const dialog = hr.getByRole('dialog')
  await dialog.getByLabel(/公開する日/).fill('令和9年4月5日')
  await dialog.getByRole('button', { name: '公開する' }).click()
  await hr.getByText('この下書きは公開されました').waitFor()
})

test('four documents are issued from the frozen numbers; the open data say what the records say', async () => {
  const april = opened.at(-1)!
  const hr = await shown(april, 'hayashi', '/review/2026/documents')
  for (const kind of ['評価シート', 'ロジックモデル', '議会版', '公表版']) {
    await hr.getByRole('button', { name: `${kind}を発行する` }).click()
    await hr.getByRole('dialog').getByRole('button', { name: '発行する' }).click()
    await hr.getByRole('button', { name: new RegExp(`^${kind}\\(第1版.*\\)のCSVを保存`) }).waitFor({ timeout: 30_000 })
  }
  await look(hr, '4-documents')
  const saved = hr.waitForEvent('download')
  await hr.getByRole('button', { name: /^公表版\(第1版.*\)のCSVを保存/ }).click()
  const rows = parse(readFileSync(await (await saved).path()), { bom: true, columns: true }) as Record<string, string>[]
  const [pride] = rows.filter((row) => row.指標ID === 'kpi-pride')
  expect([pride?.分子, pride?.分母]).toEqual(['642', '1000'])
  // One of ten would single somebody out.
  const floor = rows.filter((row) => row.指標ID === 'kpi-ict-floor')
  expect(floor.map((row) => row.分子)).toEqual([''])
})

test('森 carries the decision out; a year later the review opens with what became of it, and is judged by the target that was changed', async () => {
  const june = await on('2027-06-01')
  const owner = await shown(june, 'mori', '/review/2026')
  await owner.getByRole('button', { name: '済みにする' }).click()
  await owner.getByText('令和9年6月1日に済み').waitFor()
  const { town } = stage
  const april = await on('2028-04-03')
  const hr = await shown(april, 'hayashi', '/review/2027')
  await hr.getByText('1件のうち、済み1件、期限を過ぎたもの0件、まだ期限の前のもの0件です。').waitFor()
  await settlesYear(town, 2027)
  await hr.reload()
  await hr.getByText('すべて済んでいます。').waitFor()
  await hr.getByRole('button', { name: '令和9年度(2027年度)を確定する' }).click()
  await hr.getByRole('button', { name: '確定する', exact: true }).click()
  await hr.getByText('令和9年度(2027年度)を確定しました。').waitFor()
  const row = hr.getByRole('row', { name: /ICTの一定水準に達した職員の割合/ }).first()
  await row.getByText(await floorOn('2028-03-31')).waitFor()
  await row.getByText('25%').waitFor()
  const next = {
    fiscalYear: 2027,
    subject: 'ict-training',
    decision: 'continue' as const,
    cause: '夕方の回が定着した。',
  }
  await town.as('hayashi').ask(pdca.decide, { ...next, owner: town.mori, dueOn: '2029-03-31' })
  await look(hr, '5-second')
  // The first year stays what it was.
  const head = await shown(april, 'tanaka', '/review/2026')
  await head
    .getByText(await floorOn('2027-03-31'))
    .first()
    .waitFor()
  await head
    .getByRole('row', { name: /ICTの一定水準に達した職員の割合/ })
    .first()
    .getByText('60%')
    .waitFor()
  expect(await head.getByRole('button', { name: '決定を記録する' }).count()).toBe(0)
})

test('加藤 reads where the town stands on a phone, in a minute', async () => {
  const april = opened.at(-1)!
  const page = await shown(april, 'kato', '/minute', { width: 390, height: 844 })
  await page.getByRole('link', { name: /令和9年度.*の見直しで決めた1件: 済み0、期限前1、期限を過ぎた0/ }).waitFor()
  await page.getByText('仮説と逆の動き').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await axeViolations(page)).toEqual([])
  await look(page, '6-minute')
  expect(windows.flatMap((one) => troublesOf(one))).toEqual([])
})
