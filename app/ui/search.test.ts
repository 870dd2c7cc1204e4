import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test('/ leads to the search, a reading finds a colleague, arrows choose and Enter opens their page', async () => {
  const page = await stage.web.windowOf('sato', { width: 320, height: 700 })
  await page.goto('/people')
  await page.getByRole('heading', { level: 1, name: '職員を探す' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('うえ')
  const options = page
    .getByRole('listbox', { name: '見つかったもの' })
    .getByRole('group', { name: '職員 2件' })
    .getByRole('option')
  await options.nth(1).waitFor()
  expect(await options.count()).toBe(2)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  const field = page.getByRole('combobox', { name: '職員・所属・研修・画面を探す' })
  const chosen = await field.getAttribute('aria-activedescendant')
  expect(await page.locator(`[id="${chosen}"]`).textContent()).toContain('イノウエ マコト')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '井上 誠' }).waitFor()
  // A colleague is no head and no HR: no way to the skills.
  await page.getByRole('link', { name: 'ありがとうを伝える' }).waitFor()
  expect(await page.getByRole('main').getByRole('link').allTextContents()).toEqual(['職員を探す', 'ありがとうを伝える'])
}, 40_000)

test.each([320, 1440])(
  'one search leads to a section’s list and to a page, by keys alone (%i px)',
  async (width) => {
    const page = await stage.web.windowOf('sato', { width, height: 900 })
    await page.goto('/people')
    await page.getByRole('heading', { level: 1, name: '職員を探す' }).waitFor()
    await stage.town.sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
     values ($1, '00000011', '1010', '5級職', '参事', 'concurrent', false, '2026-10-01') on conflict do nothing`,
      [stage.town.ono],
    )
    const found = page.getByRole('listbox', { name: '見つかったもの' })
    await page.keyboard.press('/')
    await page.keyboard.type('戸籍')
    await found.getByRole('group', { name: '所属 1件' }).getByRole('option', { name: '戸籍住民課' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText('区民生活部 戸籍住民課の職員').waitFor()
    const list = page.getByRole('main')
    await list.getByText('兼務', { exact: true }).waitFor()
    expect(await list.getByRole('link').allTextContents()).toEqual(['すべての職員を見る', '小野 隆', '田中 聡'])
    expect(await axeViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.keyboard.press('/')
    await page.keyboard.type('じこしんだん')
    const reflection = found.getByRole('group', { name: /^画面/ }).getByRole('option', { name: '自己診断' })
    await reflection.waitFor()
    const count = await found.getByRole('option').count()
    for (let at = 1; at < count; at++) await page.keyboard.press('ArrowDown')
    expect(await reflection.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/skills/reflection')
    expect(troublesOf(page)).toEqual([])
  },
  60_000,
)

test('whoever types on reaches nobody they did not mean, and who wants no single keys switches theirs off', async () => {
  const page = await stage.web.windowOf('sato')
  await page.goto('/people')
  await page.getByRole('heading', { level: 1, name: '職員を探す' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('もり')
  await page.keyboard.press('Enter')
  await page.waitForURL(
    (url) => decodeURIComponent(url.search).includes('もり') || url.pathname.endsWith(`/${stage.town.mori}`),
  )
  await page.getByRole('button', { name: 'アカウント' }).click()
  await page.getByLabel(/^1文字のキー操作を使う/).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  expect(await page.getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(false)
}, 40_000)

test('an administrator who is no member of staff makes a password of their own before anything else, and starts at 管理', async () => {
  const password = 'walnut basket river lamp'
  await stage.town.asCommand.ask(people.createAdministrator, { loginName: 'admin', password })
  const page = await stage.web.windowOf(undefined)
  await page.goto('/')
  await page.getByLabel('ログイン名').fill('admin')
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByLabel('いまのパスワード').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.goto('/admin')
  await page.getByLabel('いまのパスワード').fill(password)
  expect(await page.getByRole('navigation').count()).toBe(0)
  await page.getByLabel('新しいパスワード').fill('another long passphrase')
  await page.getByRole('button', { name: '変える', exact: true }).click()
  await page.getByText('パスワードを変えました').waitFor()
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: '管理' }).waitFor()
  expect(await page.getByRole('navigation', { name: '主なページ' }).getByRole('link').allTextContents()).toEqual([
    '管理',
  ])
  // Their search leads to pages, and to people as the directory has them.
  const field = page.getByRole('combobox', { name: '職員・所属・研修・画面を探す' })
  await field.fill('権限')
  await page.getByRole('listbox', { name: '見つかったもの' }).getByRole('option').first().waitFor()
  expect(await page.getByRole('option').allTextContents()).toEqual(['役割'])
  await field.fill('田中')
  await page.getByRole('option', { name: /^田中 聡/ }).click()
  await page.getByRole('heading', { level: 1, name: '田中 聡' }).waitFor()
  expect(troublesOf(page)).toEqual([])
}, 40_000)
