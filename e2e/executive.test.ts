import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('加藤 goes from the model to what came of each course (INV-S1)', async () => {
  const page = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await open(page, '/model', '区の現在地')
  await page.getByRole('link', { name: '研修ごとの修了' }).click()
  await page.getByRole('heading', { level: 1, name: '研修ごとの修了' }).waitFor()
  await page.getByRole('row', { name: /データ活用入門/ }).waitFor()
  expect(await page.getByLabel('年度', { exact: true }).inputValue()).toBe('2026')
})

test('加藤 opens the model, follows a KPI down to the sections, and ends there (INV-S1)', async () => {
  const page = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await open(page, '/', /加藤さん/)
  await page.getByRole('navigation', { name: '主なページ' }).getByRole('link', { name: '区の現在地' }).click()
  await page.getByRole('heading', { level: 1, name: '区の現在地' }).waitFor()
  // The outcome's words are the ward's own, its figure is not (INV-D1).
  await page
    .locator('[data-node="at-ease"]')
    .getByTitle(/^見本として入れた値です/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '全職員がICTの一定水準に達している' }).click()
  await page.keyboard.press('t')
  await page.getByRole('table').first().waitFor()
  await page.locator('a[href^="/kpi/kpi-ict-floor"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'ICTの一定水準に達した職員の割合' }).waitFor()
  await page.getByRole('heading', { name: '所属ごとの内訳' }).waitFor()
  expect(await page.getByText('もとになった記録').count()).toBe(0)
  expect(await page.getByText('佐藤 はるか').count()).toBe(0)
  await expect(stage.town.as('kato').ask(kpi.listKpiRecords, { kpiId: 'kpi-ict-floor' })).rejects.toThrow('forbidden')
})
