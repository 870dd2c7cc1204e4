import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { fillSection } from '#testing/section.ts'
import { setStage } from '#testing/stage.ts'

const DAY = '2026-11-22'
const TABS = ['approvals', 'people', 'skills'] as const

/** 田中 heads as many people as the largest section of a ward, with as many open applications. */
const stage = setStage(async ({ sql }) => ({ ids: await fillSection(sql, { sectionCode: '1010', day: DAY }) }), DAY)

test('a section of 120 people with 313 open applications is a page of a few hundred elements, and five screens of a phone', async () => {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 740 },
  ]) {
    for (const tab of TABS) {
      const page = await open(tab, size)
      const [elements, drawings, height] = await page.evaluate(() => [
        document.querySelectorAll('*').length,
        document.querySelectorAll('main svg').length,
        document.documentElement.scrollHeight,
      ])
      expect(elements, tab).toBeLessThan(1000)
      expect(drawings, tab).toBeLessThan(20)
      if (size.width === 390) expect(height, tab).toBeLessThanOrEqual(5 * size.height)
      expect(await axeViolations(page), tab).toEqual([])
      expect(troublesOf(page), tab).toEqual([])
      await page.context().close()
    }
  }
})

test('the tabs say how much is in each, and a card is one half-day, the next one first', async () => {
  const page = await open('approvals', { width: 1440, height: 900 })
  await page.getByRole('tab', { name: /^承認 待っているもの313件$/ }).waitFor()
  await page.getByRole('tab', { name: /^人 12\d人$/ }).waitFor()
  const days = await page.locator('article h3').allTextContents()
  expect(days[0]).toMatch(/^令和8年11月25日\(水\) (午前|午後|一日)$/)
  expect(new Set(days).size).toBe(days.length)
  await page
    .getByText(/受講中も\d+人が出勤/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByText('313件中 13〜24件').waitFor()
})

test('the page of an application speaks to its approver: whose it is, who is there in that half-day, and the way back to the team', async () => {
  const page = await open('approvals', { width: 1440, height: 900 })
  const card = page.locator('article li').filter({ has: page.getByRole('button', { name: /^承認する/ }) })
  await card.getByRole('heading', { level: 4 }).first().getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: /^係員\d+さんの申込み$/ }).waitFor()
  await page.getByRole('heading', { name: /^戸籍住民課 令和8年11月25日\(水\) .+の体制$/ }).waitFor()
  await page.getByText(/^受講中も\d+人が出勤/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('navigation', { name: '現在の位置' }).getByRole('link', { name: 'チーム' }).click()
  await page.getByRole('heading', { level: 1, name: 'チーム' }).waitFor()
})

test('of the people those who had no training this year are chosen, and found by name', async () => {
  const page = await open('people', { width: 1440, height: 900 })
  await page.getByLabel(/^今年まだ研修を受けていない/).check()
  await expect.poll(() => new URL(page.url()).searchParams.get('who')).toBe('untrained')
  await page.getByRole('searchbox', { name: '絞り込み' }).first().fill('係員17')
  await page
    .getByRole('list', { name: '職員' })
    .getByRole('link', { name: /係員17 カカリイン17/ })
    .waitFor()
  await page.getByText('1件中 1〜1件').waitFor()
})

test('the picture of the skills is one drawing, and the table that says the same is one key away', async () => {
  const page = await open('skills', { width: 1440, height: 900 })
  await page.getByRole('img', { name: /^25人と14のスキルの水準の図/ }).waitFor()
  expect(await page.locator('main svg[role=img] path').count()).toBe(6)
  const { height } = (await page
    .locator('main svg[role=img]')
    .locator('xpath=ancestor::div[contains(@class,"bg-white")]')
    .boundingBox())!
  expect(height, 'fits a screen under the bar').toBeLessThanOrEqual(900 - 64)
  await page.keyboard.press('t')
  const grid = page.getByRole('grid', { name: '一人ひとりのスキル' })
  await grid.getByRole('rowheader', { name: '係員1', exact: true }).waitFor()
  expect(await grid.getByRole('columnheader').count()).toBe(1 + 3 + 14)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('t')
  await page.getByRole('img', { name: /^25人と14のスキルの水準の図/ }).waitFor()
})

async function open(tab: (typeof TABS)[number], size: { width: number; height: number }): Promise<Page> {
  const page = await stage.web.windowOf('tanaka', size)
  await page.goto(`/team?tab=${tab}`)
  await page.getByRole('tabpanel').getByRole('heading').first().waitFor()
  return page
}
