import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

const staff = (joined: string) => ({
  name: '職員.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `職員番号,氏名,氏名カナ,任用区分,職種,採用年月日\r\n00000101,髙﨑 𠮷辻󠄀,タカサキ ヨシツジ,常勤,事務,${joined}\r\n`,
  ),
})
const assignments = {
  name: '発令.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    '職員番号,所属コード,職務の級,職名,区分,適用開始日\r\n00000101,2010,1級職,係員,主務,2026/12/1\r\n00000004,2010,1級職,係員,主務,2027/4/1\r\n',
  ),
}
const choose = (page: Page, name: string, file: typeof assignments) =>
  page.locator(`input[name=${name}]`).setInputFiles(file)
const look = (page: Page, name: string) =>
  process.env.SCREENSHOTS
    ? page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true })
    : undefined

test.each([320, 1440])(
  'HR checks files, sees what to mend, mends it and imports, in a window of %i',
  async (width) => {
    const page = await stage.web.windowOf('hayashi', { width, height: 900 })
    await page.goto('/admin/import')
    await page.getByRole('heading', { level: 1, name: '職員と組織の取り込み' }).waitFor()
    await look(page, `choose-${width}`)
    expect(await axeViolations(page)).toEqual([])

    await choose(page, 'staff', staff('2026/2/30'))
    await choose(page, 'assignments', assignments)
    await page.getByRole('button', { name: '中身を確かめる' }).click()
    await page.getByText('直すところが1件あります').waitFor()
    await page.getByText('日付として読めません').first().waitFor()
    expect(await page.getByRole('button', { name: '取り込む', exact: true }).count()).toBe(0)
    await look(page, `problems-${width}`)
    expect(await axeViolations(page)).toEqual([])
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV', exact: true }).click()
    const csv = readFileSync(await (await saved).path(), 'utf8')
    expect(csv).toContain('職員,2,採用年月日,2026/2/30,')

    await choose(page, 'staff', staff('2026/12/1'))
    await page.getByRole('button', { name: '中身を確かめる' }).click()
    await page.getByText('取り込めます。').or(page.getByText('何も変わりません。')).first().waitFor()
    await look(page, `checked-${width}`)
    await page.getByRole('button', { name: '取り込む', exact: true }).press('Enter')
    await look(page, `confirm-${width}`)
    await page.getByRole('dialog').getByRole('button', { name: '取り込む' }).press('Enter')
    await page.getByRole('heading', { name: '取り込みました' }).waitFor()
    await look(page, `done-${width}`)
    expect(await axeViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(troublesOf(page)).toEqual([])
    const [newcomer] = await stage.town.sql(
      `select m.name from employment join staff_member m using (staff_member_id) where staff_number = '00000101'`,
    )
    expect(newcomer).toEqual({ name: '髙﨑 𠮷辻󠄀' })
  },
  60_000,
)

test.each([320, 1440])(
  'columns of another name are chosen once, and one press joins a row to the person whom it means, in a window of %i',
  async (width) => {
    const page = await stage.web.windowOf('hayashi', { width, height: 900 })
    await page.goto('/admin/import')
    const rows = [
      '社員番号,氏名,フリガナ,任用区分,職種,採用年月日,備考',
      '4,佐藤 はるか,サトウ ハルカ,常勤,事務,45017,x',
      '',
    ]
    await choose(page, 'staff', { ...staff(''), buffer: Buffer.from(rows.join('\r\n')) })
    await page.getByRole('button', { name: '中身を確かめる' }).click()
    const sheet = page.getByRole('heading', { name: '列の対応' })
    // The second window finds what the first one said.
    await sheet.or(page.getByText('問題はありません').first()).first().waitFor()
    if (await sheet.isVisible()) {
      await page.getByLabel('ファイルの列「フリガナ」').selectOption({ label: '氏名カナ' })
      await page.getByLabel('ファイルの列「備考」').selectOption({ label: '取り込まない' })
      await look(page, `columns-${width}`)
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'この答えで確かめ直す' }).click()
      await page.getByText('答えが要る行が1件あります').waitFor()
      await look(page, `alike-${width}`)
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: '同じ人', exact: true }).press('Enter')
      await page.getByRole('button', { name: 'この答えで確かめ直す' }).press('Enter')
    }
    await page.getByText('次の1件は書いてあるとおりか').waitFor()
    await look(page, `answered-${width}`)
    await page.getByRole('button', { name: '取り込む', exact: true }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: '取り込む' }).press('Enter')
    await page.getByRole('heading', { name: '取り込みました' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const numbers = await stage.town.sql(`select staff_number from employment where staff_member_id = $1`, [
      stage.town.sato,
    ])
    expect(numbers).toEqual([{ staff_number: '00000004' }])
    expect(troublesOf(page)).toEqual([])
  },
  60_000,
)

test('what was said of a column stays said when a file is mended, and a file that could not be read has no count', async () => {
  const page = await stage.web.windowOf('hayashi', {})
  await page.goto('/admin/import')
  const leave = (from: string) => ({
    name: '休職.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`職員番号,種別,開始日,メモ\r\n00000004,育児休業,${from},長男\r\n`),
  })
  const counts = page.getByRole('table', { name: 'ファイルの中身' }).getByRole('row', { name: /^休職/u })
  await choose(page, 'leave', leave('2027/2/30'))
  await page.getByRole('button', { name: '中身を確かめる' }).click()
  await page.getByLabel('ファイルの列「メモ」').selectOption({ label: '取り込まない' })
  expect((await counts.innerText()).split(/\s+/u)).toEqual(['休職', '—', '—', '—', '—', '—'])
  await page.getByRole('button', { name: 'この答えで確かめ直す' }).click()
  await page.getByText('日付として読めません').first().waitFor()
  await choose(page, 'leave', leave('2027/2/28'))
  await page.getByRole('button', { name: '中身を確かめる' }).click()
  await page.getByText('取り込めます。').waitFor()
  expect((await counts.innerText()).split(/\s+/u)).toEqual(['休職', '1', '1', '0', '0', '0'])
  // Nor is it said for ever: what was answered is looked over and chosen anew.
  await page.getByText('1列の読み方を見直す').click()
  const memo = page.getByLabel('ファイルの列「メモ」')
  expect(await memo.locator('option:checked').innerText()).toBe('取り込まない')
  await memo.selectOption({ label: '終了日' })
  await page.getByRole('button', { name: 'この答えで確かめ直す' }).click()
  await page.getByText('日付として読めません').first().waitFor()
})

test('a template opens as what may be imported', async () => {
  const page = await stage.web.windowOf('hayashi')
  await page.goto('/admin/import')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '発令のひな形(CSV)' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('発令.csv')
  expect(readFileSync(await file.path(), 'utf8').split('\r\n')[0]).toBe(
    '\ufeff職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日',
  )
})
