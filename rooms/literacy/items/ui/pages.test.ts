import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import { items } from '../contract.ts'

const stage = setStage()
const csv = (...rows: string[]) => ({
  ...{ name: 'items.csv', mimeType: 'text/csv' },
  buffer: Buffer.from(['番号,形式,領域,水準,問題文,選択肢A,選択肢B,正答,サンプル', ...rows, ''].join('\n')),
})

test('林 writes an item and sees it as it is taken, mends it into a second version, finds it, and ends its use', async () => {
  const { as } = stage.town
  const page = await stage.web.windowOf('hayashi')
  await page.goto('/admin/items')
  await page.getByText('まだ設問がありません').waitFor()
  await page.getByRole('link', { name: '設問を加える' }).click()
  await page.getByLabel('番号').fill('sec-1')
  await page.getByLabel('問題文').fill('離席するときは?')
  await page.getByLabel('選択肢 1', { exact: true }).fill('そのままにする')
  await page.getByLabel('選択肢 2', { exact: true }).fill('画面をロックする')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('link', { name: /正答/ }).first().waitFor()
  await page.getByLabel('選択肢 2 は正答').check()
  await page
    .getByRole('group', { name: /離席するときは/ })
    .getByLabel('画面をロックする')
    .waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('第1版').waitFor()
  await page.getByLabel('解説').fill('人に見せないためです。')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('第2版').waitFor()
  const { items: known } = await as('hayashi').ask(items.listItems, {})
  expect(known).toMatchObject([{ code: 'sec-1', number: 2, hasExplanation: true }])
  await page.getByRole('button', { name: '出題をやめる' }).click()
  await page.getByRole('button', { name: '出題を再開する' }).waitFor()
  await page.goto('/admin/items?state=retired')
  await page.getByLabel('ことばで探す').fill('ろっく')
  await page.getByRole('button', { name: '探す', exact: true }).click()
  await page.getByRole('link', { name: 'sec-1' }).waitFor()
  expect(page.url()).toContain('state=retired')
  expect(troublesOf(page).filter((one) => !one.includes('422'))).toEqual([])
}, 90_000)

test('a file is looked through before it comes in: each fault at its line, then what it would do, and the bank goes out as a file', async () => {
  const page = await stage.web.windowOf('hayashi')
  await page.goto('/admin/items')
  const look = async (...rows: string[]) => {
    await page.locator('input[type=file]').setInputFiles(csv(...rows))
    await page.getByRole('button', { name: '内容を確かめる' }).click()
  }
  await look('f-1,単一選択,why,1,問い,あ,い,,1')
  await page.getByText(/2行目/).waitFor()
  await look('f-1,単一選択,why,1,問い,あ,い,B,1', 'f-2,単一選択,why,9,問い,あ,い,A,0')
  await page.getByText(/3行目/).waitFor()
  await look('f-1,単一選択,why,1,問い,あ,い,B,1')
  await page.getByText('1件のうち、新しいもの1件').waitFor()
  await page.getByRole('button', { name: '取り込む' }).click()
  await page.getByRole('link', { name: 'f-1' }).waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'QTIで保存' }).click()
  expect((await saved).suggestedFilename()).toBe('items-qti.zip')
  expect(troublesOf(page)).toEqual([])
}, 60_000)
