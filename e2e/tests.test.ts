/** A test from the bank to the KPI: HR makes and opens it, one takes it on a phone and passes, another fails and reads why. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { literacy } from '#rooms/literacy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { writeBank } from '#testing/bank.ts'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { breachesOf } from '#testing/engines.ts'
import { staffNumberOf } from '#testing/town.ts'
import { choose, mark, open, setStage } from './stage.ts'

const stage = setStage()
const share = async () => (await stage.town.as('hayashi').ask(literacy.showLiteracyBoard, {})).total.numerator
const phone = { width: 390, height: 844 }

test('林 makes a test of the bank, sees an example and opens it', async () => {
  await writeBank(stage.town)
  // What the floor asks besides the test is there already.
  for (const name of ['sato', 'ueda'] as const) {
    const rows = Object.entries({ 'information-security': 2, 'data-use': 1 }).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf(name), kind: 'qualification' as const, skill, level, asOf: '2026-10-01' },
    }))
    await stage.town.asCommand.ask(skills.importEvidence, { rows })
  }
  const page = await stage.web.windowOf('hayashi')
  await open(page, '/admin', '管理')
  await page.getByRole('link', { name: 'テストの運営', exact: true }).click()
  await page.getByRole('button', { name: '新しいテスト' }).click()
  await page.getByLabel('テストの名前').fill('ICTの到達テスト')
  await page.getByLabel('確かめるスキル').selectOption('ict-tools')
  const parts = page.getByRole('group', { name: '出題' })
  await parts.getByLabel('領域').selectOption('security')
  await parts.getByLabel('出題する数').fill('9')
  await parts.getByRole('button', { name: '出題を足す' }).click()
  await parts.getByLabel('領域').nth(1).selectOption('documents')
  await parts.getByLabel('出題する数').nth(1).fill('4')
  const marks = page.getByRole('group', { name: '合格点' })
  await marks.getByLabel('水準').selectOption('2')
  await marks.getByLabel('正答の割合').fill('70')
  await page.getByLabel('始まりの日').fill('2026-11-01')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('heading', { level: 1, name: 'ICTの到達テスト' }).waitFor()
  await page.getByRole('button', { name: '公開する' }).click()
  await page.getByText('情報セキュリティ・水準すべて: 9問のところ、設問は4問です。').waitFor()
  await page.getByRole('button', { name: '変える' }).click()
  await page.getByLabel('出題する数').first().fill('4')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('テストを保存しました。').waitFor()
  await page.getByRole('button', { name: '見本を見る' }).click()
  await page.getByRole('dialog').getByText('離席するときは?').first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).click()
  await page.getByRole('button', { name: '公開する' }).click()
  await page.getByText('公開しました。対象の職員が受けられます。').waitFor()
  // Nothing but the refusal is trouble.
  expect(troublesOf(page).filter((one) => !one.includes('409'))).toEqual([])
})

/** Two engines find nothing at the width of a small phone, and nothing is wider. */
async function soundAt320(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 700 })
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await breachesOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
}

test('佐藤 takes it on a phone, goes on after a reload and a broken connection, passes, and the share at the floor moves', async () => {
  const before = await share()
  const page = await stage.web.windowOf('sato', phone)
  await open(page, '/tests', 'テスト')
  await page.getByRole('button', { name: '受ける' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '始める' }).click()
  await page.getByText('問1 / 8').waitFor()
  await soundAt320(page)
  for (let place = 1; place <= 3; place++) {
    await choose(page, true)
    await page.getByRole('button', { name: '次の問へ' }).click()
  }
  await page.reload()
  // It opens where nothing is answered yet.
  await page.getByText('問4 / 8').waitFor()
  await page.getByText('答えた問 3 / 8').waitFor()
  await page.context().setOffline(true)
  const group = page.getByRole('group', { name: /離席するときは/ })
  await group.getByRole('radio').first().check()
  await page.getByText('まだ保存されていません').waitFor()
  await page.context().setOffline(false)
  await page.getByText('保存しました', { exact: true }).waitFor()
  await choose(page, true)
  for (let place = 5; place <= 8; place++) {
    await page.getByRole('button', { name: '次の問へ' }).click()
    await page.getByText(`問${place} / 8`).waitFor()
    if (place < 7) await choose(page, true)
  }
  await page.getByRole('button', { name: '提出する' }).click()
  await page.getByRole('dialog').getByText('まだ答えていない問が2問あります。').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '提出する' }).click()
  await page.getByRole('heading', { name: /^水準2 .*に届きました$/ }).waitFor()
  await page.getByText('8問中6問').waitFor()
  await soundAt320(page)
  expect(await share()).toBe(before + 1)
  const kpi = await stage.web.windowOf('hayashi')
  await open(kpi, '/kpi/kpi-ict-floor')
  const { numerator, denominator } = (await stage.town.as('hayashi').ask(literacy.showLiteracyBoard, {})).total
  await kpi
    .getByText(new RegExp(`${Math.round((100 * numerator) / denominator!)}(\\.0)?%`))
    .first()
    .waitFor()
})

test('上田 takes it in two windows, which are told of each other, does not pass, and reads why', async () => {
  const page = await stage.web.windowOf('ueda', phone)
  await open(page, '/tests', 'テスト')
  await page.getByRole('button', { name: '受ける' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '始める' }).click()
  await choose(page, true)
  const other = await stage.web.windowOf('ueda')
  await open(other, '/tests', 'テスト')
  await other.getByRole('link', { name: '続ける' }).click()
  await other.getByText('別の画面で受験を続けています').waitFor()
  await other.getByRole('button', { name: 'この画面で続ける' }).click()
  await other.getByText('答えた問 1 / 8').waitFor()
  await mark(page, false)
  await page.getByText('別の画面で受験を続けています').waitFor()
  for (let place = 2; place <= 8; place++) {
    await choose(other, false)
    if (place < 8) await other.getByRole('button', { name: '次の問へ' }).click()
  }
  await other.getByRole('button', { name: '提出する' }).click()
  await other.getByRole('dialog').getByText('すべての問に答えました。').waitFor()
  await other.getByRole('dialog').getByRole('button', { name: '提出する' }).click()
  await other.getByRole('heading', { name: '今回は水準に届きませんでした' }).waitFor()
  await other.getByText('8問中1問').waitFor()
  await other.getByText('そういう決まりだから。').first().waitFor()
  expect(await other.getByRole('heading', { level: 3 }).count()).toBe(7)
})
