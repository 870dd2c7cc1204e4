import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test('the IT administrator makes letters for a section, prints them one a sheet, and clears them', async () => {
  const page = await stage.web.windowOf('ito', { width: 320, height: 700 })
  await page.goto('/admin')
  await page.getByRole('link', { name: '初回パスワードの手紙', exact: true }).click()
  await page.getByRole('heading', { name: 'パスワードのない職員 10人' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('radio', { name: '所属を選ぶ' }).check()
  await page.getByRole('button', { name: '手紙を作る(0人)' }).click()
  await page.getByRole('link', { name: '所属を一つ以上選んでください' }).waitFor()
  await page.getByRole('checkbox', { name: '窓口係 4人' }).check()
  await page.getByRole('button', { name: '手紙を作る(4人)' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '手紙を作る(4人)' }).click()
  await page.getByRole('heading', { level: 1, name: '4人の手紙ができました' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: '印刷する' }).isVisible()).toBe(false)
  const breaks = await page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 2 }) })
    .evaluateAll((sheets) => sheets.map((sheet) => getComputedStyle(sheet).breakAfter))
  expect(breaks).toEqual(['page', 'page', 'page', 'auto'])
  await page.emulateMedia({ media: 'screen' })
  // The town's clock stands still: letters of a moment before.
  await stage.town.sql(`update given_password set given_at = given_at - interval '1 minute'`)
  await page.getByRole('button', { name: '渡す準備ができたので消す' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '渡す準備ができたので消す' }).click()
  await page.getByRole('heading', { name: 'パスワードのない職員 6人' }).waitFor()
  await page.getByRole('heading', { name: '渡した初回パスワードのままの職員 4人' }).waitFor()
  await page.getByRole('button', { name: '作り直す(4人)' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '作り直す(4人)' }).click()
  await page.getByRole('heading', { level: 1, name: '4人の手紙ができました' }).waitFor()
  expect(troublesOf(page)).toEqual([])
}, 60_000)
