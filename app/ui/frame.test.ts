import type { Page, Response } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test('whoever is not signed in meets the town’s name and two fields, at any address', async () => {
  const page = await stage.web.windowOf(undefined, { width: 320, height: 700 })
  await page.goto('/skills')
  await page.getByRole('heading', { level: 1, name: '品川区 サインイン' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByRole('link', { name: 'パスワードを入力してください' }).waitFor()
  await page.getByLabel('ログイン名').fill('00000004')
  await page.getByLabel('パスワード').fill('not the password')
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByText('コード: wrong_name_or_password').waitFor()
  expect(new URL(page.url()).pathname).toBe('/skills')
})

test('the ways follow what a person may do today', async () => {
  const [sato, hayashi] = await Promise.all([stage.web.windowOf('sato'), stage.web.windowOf('hayashi')])
  expect(await waysOf(sato)).not.toContain('管理')
  expect(await waysOf(hayashi)).toContain('管理')
  await sato.getByText('サトウ ハルカ').first().waitFor()
})

test('the frame has no axe violation and nothing breaks the security policy, narrow and wide', async () => {
  for (const size of [
    { width: 320, height: 700 },
    { width: 1440, height: 900 },
  ]) {
    const page = await stage.web.windowOf('hayashi', size)
    await page.goto('/admin')
    await page.getByRole('heading', { level: 1, name: '管理' }).waitFor()
    await page.getByRole('button', { name: 'アカウント' }).click()
    expect(await axeViolations(page)).toEqual([])
    expect(troublesOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  }
}, 60_000)

test('the language changes in place and is remembered', async () => {
  const page = await stage.web.windowOf('hayashi')
  await page.goto('/admin')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Admin' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Admin' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})

test('signing out leaves nothing behind in the window', async () => {
  const page = await stage.web.windowOf('ito')
  await page.goto('/admin')
  await page.evaluate(() => sessionStorage.setItem('draft:application', '"まだ途中"'))
  await page.getByRole('button', { name: 'アカウント' }).click()
  await page.getByRole('button', { name: 'サインアウト' }).click()
  await page.getByRole('button', { name: 'サインインする' }).waitFor()
  expect(await page.evaluate(() => sessionStorage.getItem('draft:application'))).toBeNull()
})

test('the first load is at most 200 kB of compressed script in at most 8 requests, fonts apart', async () => {
  const page = await stage.web.windowOf('sato')
  const answers: Response[] = []
  page.on('response', (response) => answers.push(response))
  await page.goto('/', { waitUntil: 'networkidle' })
  const counted = answers.filter((answer) => !/\.woff2$|\/rare-/.test(answer.url()))
  const scripts = counted.filter((answer) => answer.request().resourceType() === 'script')
  const sizes = await Promise.all(scripts.map(async (script) => (await script.request().sizes()).responseBodySize))
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000
  expect(counted.map((answer) => new URL(answer.url()).pathname).length).toBeLessThanOrEqual(8)
  expect(kilobytes).toBeGreaterThan(0)
  expect(kilobytes).toBeLessThanOrEqual(200)
})

async function waysOf(page: Page): Promise<string[]> {
  await page.goto('/')
  const ways = page.getByRole('navigation', { name: '主なページ' })
  await ways.waitFor()
  return ways.getByRole('link').allTextContents()
}
