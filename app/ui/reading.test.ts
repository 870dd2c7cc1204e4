/** How pages are used by keys, by ears and with colours of one's own. */
import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { setStage } from '#testing/stage.ts'
import { dataCourse } from '#testing/training.ts'

const stage = setStage(async (town) => {
  const { courseSessionId } = await dataCourse(town, 5)
  for (const person of ['sato', 'ueda', 'mori'] as const) {
    await town.as(person).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
  }
  return { courseSessionId }
})

test('what was pressed goes away by it, and the focus goes on in its place', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.goto('/team')
  const waiting = page.locator('article li')
  await waiting.first().waitFor()
  const before = await waiting.count()
  const first = page.getByRole('button', { name: /^承認する/ }).first()
  await first.focus()
  await page.keyboard.press('Enter')
  await page.getByText('承認しました。').waitFor()
  await expect.poll(() => waiting.count()).toBe(before - 1)
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})

test('a reason that is missing takes the focus to its field', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.goto('/team')
  await page
    .getByRole('button', { name: /^差し戻す/ })
    .first()
    .click()
  const press = page.getByRole('dialog').getByRole('button', { name: '差し戻す' })
  await press.click()
  const kind = page.getByRole('combobox', { name: '理由の種類' })
  expect(await kind.evaluate((element) => element === document.activeElement)).toBe(true)
  await kind.selectOption('counter')
  await press.click()
  const field = page.getByRole('textbox', { name: '直してほしいこと' })
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
})

test('read in English, names and courses say that they are Japanese, and English words do not', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.goto('/team')
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.reload()
  const course = page.getByRole('link', { name: 'データ活用入門' }).first()
  await course.waitFor()
  await expect.poll(() => course.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('ja')
  const heading = page.getByRole('heading', { level: 1, name: 'Team' })
  expect(await heading.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('en')
})

test('with colours of one’s own every button keeps an edge, and what is chosen shows', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/team?tab=skills')
  await page.getByRole('img', { name: /スキルの水準の図/ }).waitFor()
  const edges = await page.locator('main button:visible').evaluateAll((all) =>
    all
      // A head that sorts has the edges of its table.
      .filter((one) => one.getAttribute('role') !== 'tab' && !one.closest('th'))
      .map((one) => [one.textContent, Number.parseFloat(getComputedStyle(one).borderTopWidth)] as const)
      .filter(([, width]) => width < 1),
  )
  expect(edges).toEqual([])
  const chosen = page.getByRole('button', { name: '図', exact: true })
  expect(await chosen.evaluate((one) => getComputedStyle(one).borderTopWidth)).toBe('3px')
})

test('a key alone turns the picture into words, unless single keys are switched off (WCAG 2.1.4)', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.goto('/team?tab=skills')
  await page.getByRole('img', { name: /スキルの水準の図/ }).waitFor()
  await page.getByRole('button', { name: 'アカウント' }).click()
  await page.getByLabel(/^1文字のキー操作を使う/).uncheck()
  await page.keyboard.press('Escape')
  await page.locator('h1').focus()
  await page.keyboard.press('t')
  await page.waitForTimeout(200)
  expect(new URL(page.url()).searchParams.get('view')).toBe(null)
})

test('a refusal is headed by what was refused, and does not offer to try again', async () => {
  const page = await stage.web.windowOf('ueda')
  await page.goto(`/training/applications/1`)
  await page.getByRole('heading', { name: 'この申込みは見つかりません' }).waitFor()
  expect(await page.getByRole('main').getByRole('link', { name: '研修へ' }).getAttribute('href')).toBe('/training')
  expect(await page.getByRole('button', { name: 'もう一度試す' }).count()).toBe(0)
  const head = await stage.web.windowOf('tanaka')
  await head.goto('/team')
  await head.route('**/api/applications/*/return', (route) => route.abort())
  await head
    .getByRole('button', { name: /^差し戻す/ })
    .first()
    .click()
  await head.getByRole('combobox', { name: '理由の種類' }).selectOption('counter')
  await head.getByRole('textbox', { name: '直してほしいこと' }).fill('代わりの人を書いてください')
  await head.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
  await head.getByRole('alert').getByText('研修の申込みの差戻しができませんでした').waitFor()
})
