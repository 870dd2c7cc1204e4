import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations, closeWindows, newPage, offered, pick, settled, troublesOf } from '#testing/browser.ts'
import { servePage } from '#testing/pages.ts'

let page: Page
let server: Awaited<ReturnType<typeof servePage>>

beforeAll(async () => {
  server = await servePage('testing/kit-page.tsx')
  page = await openKit(1440)
}, 60_000)

afterAll(async () => {
  server.close()
  await closeWindows()
})

test.each([320, 1440])(
  'the kit has no axe violation and no sideways scrolling at %i px',
  async (width) => {
    const kit = await openKit(width)
    expect(await axeViolations(kit)).toEqual([])
    expect(await kit.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    expect(troublesOf(kit)).toEqual([])
  },
  30_000,
)

test('arrow keys move from cell to cell, and a head sorts by the address', async () => {
  await page.getByRole('grid').getByRole('columnheader', { name: '氏名' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('name')
  // What was pressed answers first; the rows follow.
  await expect.poll(() => page.getByRole('grid').getByRole('rowheader').first().textContent()).toContain('阿部 直美')
  await page.getByRole('grid').getByRole('rowheader').first().click()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe('窓口課')
})

test('Tab enters a table once and leaves it, arrows reach what there is to press, and End and Home stay in the row', async () => {
  const kit = await openKit(1440)
  const grid = kit.getByRole('grid')
  await grid.getByRole('rowheader').first().click()
  await kit.keyboard.press('ArrowUp')
  expect(await focused(kit)).toBe('氏名')
  await kit.keyboard.press('Enter')
  await expect.poll(() => new URL(kit.url()).searchParams.get('sort')).toBe('name')
  await expect.poll(() => grid.getByRole('columnheader', { name: '氏名' }).getAttribute('aria-sort')).toBe('ascending')
  // What was pressed answers first; the rows follow, and what stood in them goes.
  await grid.getByRole('rowheader', { name: /阿部/ }).waitFor()
  await kit.keyboard.press('Control+End')
  await expect.poll(() => focused(kit)).toBe('上田 太郎を見る')
  await kit.keyboard.press('Home')
  expect(await kit.evaluate(() => document.activeElement?.tagName)).toBe('TH')
})

test('tabs are moved between by arrows, and only the chosen part is there', async () => {
  const kit = await openKit(1440)
  const tabs = kit.getByRole('tablist', { name: '見方' })
  await tabs.getByRole('tab', { name: '一覧 3人' }).focus()
  await kit.keyboard.press('ArrowRight')
  expect(await tabs.getByRole('tab', { name: '説明' }).getAttribute('aria-selected')).toBe('true')
  expect(await kit.getByRole('tabpanel', { name: '説明' }).textContent()).toBe('説明')
  expect(await kit.getByRole('grid').count()).toBe(0)
  await kit.keyboard.press('ArrowRight')
  expect(await focused(kit)).toContain('一覧')
})

test('a filter shows only what matches and stays in the address', async () => {
  await page.getByLabel('絞り込み').fill('はなこ ﾀﾅｶ')
  await page.getByText('条件に合うものはありません').waitFor()
  await page.getByLabel('絞り込み').fill('ﾊﾅｺ')
  await page.getByText('1件中 1〜1件').waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('ﾊﾅｺ')
})

test('on a narrow screen the rows are cards', async () => {
  const narrow = await openKit(320)
  expect(await narrow.getByRole('list', { name: '職員の一覧' }).getByRole('listitem').count()).toBe(2)
  expect(await narrow.getByRole('grid').count()).toBe(0)
})

test('a table is saved as it is shown: filtered, sorted, its columns chosen, formulas made harmless', async () => {
  const kit = await openKit(1440)
  await kit.getByLabel('絞り込み').fill('課')
  await kit.getByRole('columnheader', { name: '氏名' }).click()
  await kit.getByText('列の表示').click()
  await kit.getByLabel('所属').uncheck()
  const { name, bytes } = await savedBy(kit, 'CSV')
  expect(name).toMatch(/^職員の一覧_\d{4}-\d\d-\d\d\.csv$/)
  expect(bytes.toString('utf8')).toBe(
    '\ufeff氏名,時間,備考\r\n"阿部 直美\nアベ ナオミ\n人事課",12,\'=1+1\r\n"上田 太郎\nウエダ タロウ\n窓口課",4,水準2/4\r\n"佐藤 花子\nサトウ ハナコ\n窓口課",—,\r\n',
  )
})

test('the same as a workbook, where numbers are numbers and a formula is a text', async () => {
  const kit = await openKit(320)
  const { name, bytes } = await savedBy(kit, 'Excel')
  expect(name).toMatch(/\.xlsx$/)
  expect(await readSheet(bytes)).toEqual([
    ['氏名', '所属', '時間', '備考'],
    ['上田 太郎\nウエダ タロウ\n窓口課', '窓口課', 4, '水準2/4'],
    ['佐藤 花子\nサトウ ハナコ\n窓口課', '窓口課', '—', null],
    ['阿部 直美\nアベ ナオミ\n人事課', '人事課', 12, '=1+1'],
  ])
  expect(await axeViolations(kit)).toEqual([])
})

test('the ways to a file are reached by the keyboard and are not printed', async () => {
  const kit = await openKit(1440)
  const csv = kit.getByRole('group', { name: '職員の一覧: 3件をファイルに保存' }).getByRole('button', { name: 'CSV' })
  await kit.getByRole('button', { name: 'Excel' }).focus()
  await kit.keyboard.press('Tab')
  expect(await csv.evaluate((button) => button === document.activeElement)).toBe(true)
  await kit.emulateMedia({ media: 'print' })
  expect(await csv.isVisible()).toBe(false)
})

test('a form with errors takes the reader to the summary, and the summary to the field', async () => {
  await page.getByRole('button', { name: '申込を出す' }).click()
  await page.getByRole('alert').getByRole('link', { name: '理由を入力してください' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-reason')
  expect(await page.getByLabel('理由').getAttribute('aria-invalid')).toBe('true')
})

test('a double click sends once', async () => {
  await page.getByRole('button', { name: '送る' }).dblclick()
  await page.getByText('送った回数 1').waitFor()
  await page.waitForTimeout(120)
  expect(await page.getByText('送った回数').textContent()).toBe('送った回数 1')
})

test('a double click sends a form once, also one that does not say that work goes on', async () => {
  const kit = await openKit(1440)
  await kit.getByRole('button', { name: '申込を出す' }).dblclick()
  expect(await kit.getByText('出した回数').textContent()).toBe('出した回数 1')
  await kit.getByRole('button', { name: '申込を出す' }).click()
  expect(await kit.getByText('出した回数').textContent()).toBe('出した回数 2')
})

test('a dialog keeps the focus and gives it back', async () => {
  const opener = page.getByRole('button', { name: '取り下げる' })
  await opener.click()
  await page.getByRole('dialog', { name: '取り下げますか' }).waitFor()
  expect(await focused(page)).toBe('閉じる')
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe('取り下げる')
})

test('a number opens what it is made of', async () => {
  await page.getByRole('button', { name: '修了した人は何からできているかを見る' }).click()
  await page.getByRole('dialog').getByText('修了した人を対象の人で割ります。').waitFor()
  await page.keyboard.press('Escape')
})

test('a date is read in Japanese years, and what was read is said', async () => {
  await page.getByLabel('受験日').fill('令和元年5月1日')
  await page.getByText('令和元年5月1日(水)として受け取ります').waitFor()
  await page.getByLabel('受験日').fill('令和8年2月30日')
  await page.getByText('この日付は読み取れません').waitFor()
})

test('a colleague is chosen by typing part of the name', async () => {
  // What the click scrolled has come to rest before the list opens: scrolling closes it.
  await page.getByLabel('代わりの人').click()
  await page.getByLabel('代わりの人').pressSequentially('佐藤')
  await page.getByRole('option', { name: '佐藤 花子' }).click()
  expect(await page.getByLabel('代わりの人').inputValue()).toBe('佐藤 花子')
})

test('a long list is searched under the one folding, by the keyboard alone, and nothing chosen is lost by typing', async () => {
  const kit = await openKit(1440)
  const field = kit.getByRole('combobox', { name: '異動先' })
  await field.focus()
  // A list closes when the page moves under it, and the page still moves to the field.
  await settled(kit)
  await kit.keyboard.type('ｺｾｷじゅけ')
  await kit.getByText('見つかりません').waitFor()
  // As it is read, which nobody has written down (decisions/0100).
  await field.fill('ｺｾｷじゅ')
  await expect.poll(() => offered(kit).allTextContents()).toEqual(['区民部 戸籍住民課'])
  await field.fill('高齢者さーびす')
  await offered(kit).waitFor()
  await kit.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('福祉部 高齢者サービス課')
  // By its number; words that are not chosen, and none at all, leave what stood.
  await field.fill('1010')
  await expect.poll(() => offered(kit).allTextContents()).toEqual(['総務部 人事課'])
  await kit.keyboard.press('Escape')
  await expect.poll(() => field.inputValue()).toBe('福祉部 高齢者サービス課')
  await field.fill('')
  await kit.keyboard.press('Tab')
  await expect.poll(() => field.inputValue()).toBe('福祉部 高齢者サービス課')
  // A press shows all of them, what is chosen among them.
  await field.click()
  await expect.poll(() => offered(kit).count()).toBe(24)
  expect(await kit.getByRole('listbox').getByRole('option', { selected: true }).textContent()).toBe(
    '福祉部 高齢者サービス課',
  )
  await kit.keyboard.press('ArrowUp')
  await kit.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('区民部 戸籍住民課')
  expect(troublesOf(kit)).toEqual([])
})

test('whoever is in the field of a long list before there is something to search with stays in it', async () => {
  const kit = await newPage({ baseUrl: server.url })
  const come = Promise.withResolvers<void>()
  await kit.route('**/ChoicePicker-*', async (route) => {
    await come.promise
    await route.fallback()
  })
  await kit.goto('/')
  await kit.getByRole('textbox', { name: '異動先' }).focus()
  come.resolve()
  await kit.getByRole('combobox', { name: '異動先' }).waitFor()
  await kit.keyboard.type('1010')
  await expect.poll(() => offered(kit).allTextContents()).toEqual(['総務部 人事課'])
  expect(await kit.evaluate(() => document.activeElement?.id)).toBe('field-section')
})

test('several of a long list are chosen one after the other', async () => {
  const kit = await openKit(320)
  const field = kit.getByRole('combobox', { name: '対象の課' })
  await pick(field, '人事')
  await pick(field, 'デジタル')
  expect(await kit.getByRole('list', { name: '選んだ課' }).innerText()).toMatch(/人事課[\s\S]*デジタル推進課/)
  expect(await field.inputValue()).toBe('全体')
})

test('in a dialog a long list opens inside it, and Escape closes the list alone', async () => {
  const kit = await openKit(1440)
  await kit.getByRole('button', { name: '取り下げる' }).click()
  const field = kit.getByRole('combobox', { name: '返す先' })
  await pick(field, '戸籍')
  expect(await field.inputValue()).toBe('区民部 戸籍住民課')
  await field.click()
  await offered(kit).first().waitFor()
  await kit.keyboard.press('Escape')
  await expect.poll(() => offered(kit).count()).toBe(0)
  expect(await kit.getByRole('dialog').isVisible()).toBe(true)
})

async function openKit(width: number): Promise<Page> {
  const kit = await newPage({ baseUrl: server.url, width, height: 900 })
  await kit.goto('/')
  await kit.getByRole('heading', { level: 1 }).waitFor()
  return kit
}

async function savedBy(kit: Page, format: string) {
  const [download] = await Promise.all([
    kit.waitForEvent('download'),
    kit.getByRole('button', { name: format, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

function focused(on: Page): Promise<string | null | undefined> {
  return on.evaluate(() => document.activeElement?.textContent)
}
