import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { staffNumberOf } from '#testing/cast.ts'
import { setStage } from '#testing/stage.ts'
import { skills } from '../contract.ts'

const stage = setStage(async ({ asCommand }) => {
  const row = { kind: 'test' as const, asOf: '2026-10-01', source: 'ICT到達テスト' }
  const rows = (['sato', 'ueda', 'suzuki'] as const).map((name, level) => ({
    ...{ ...row, staffNumber: staffNumberOf(name), skill: 'ict-tools' },
    level: level + 1,
  }))
  await asCommand.ask(skills.importEvidence, { rows })
  return {}
})

test('林 chooses a skill, goes down to a section and back, and takes what is shown away as a file', async () => {
  const page = await stage.web.windowOf('hayashi', { width: 1280, height: 900 })
  await page.goto('/admin')
  await page.getByRole('link', { name: '所属別のスキル' }).click()
  await page.getByRole('heading', { level: 1, name: '所属別のスキル' }).waitFor()
  const whole = page.getByRole('row', { name: /ICTツールの活用/ })
  await whole.waitFor()
  expect(await whole.getByRole('gridcell').first().textContent()).toContain('20.0% 2 / 10人')
  await page.getByLabel('スキルを選ぶ').selectOption({ label: 'ICTスキル: ICTツールの活用' })
  const department = page.getByRole('row', { name: /区民生活部/ })
  expect((await department.getByRole('gridcell').allTextContents())[0]).toContain('20.0% 1 / 5人')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).last().click()
  const lines = readFileSync(await (await saved).path(), 'utf8').split('\r\n')
  expect(lines[1]).toBe('区民生活部,20.0% 1 / 5人,5,3,0 · 1 · 1 · 0 · 0,サンプル値')
  await department.getByRole('link').click()
  await page.getByRole('heading', { name: '区民生活部のスキル' }).waitFor()
  expect(await page.getByLabel('スキルを選ぶ').inputValue()).toBe('ict-tools')
  await page.getByText('区民生活部に直接所属する人').waitFor()
  await page.getByRole('navigation', { name: '現在の位置' }).getByRole('link', { name: '全体' }).click()
  await page.getByRole('heading', { name: '全体のスキル' }).waitFor()
})

test('an executive comes from the model, reads that small sections are counted with others, and goes no deeper', async () => {
  const page = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await page.goto('/model')
  await page.getByRole('link', { name: '所属別のスキル' }).click()
  await page.getByText('5人に満たない所属は、ほかの所属に合わせて数えます。').waitFor()
  await page.getByRole('link', { name: '区民生活部' }).click()
  await page.getByText('戸籍住民課を含む').waitFor()
  expect(await page.getByRole('table').last().getByRole('link').count()).toBe(0)
})

test('no axe violation and nothing wider than the window, from a phone to a wide screen', async () => {
  for (const width of [320, 768, 1440]) {
    const page = await stage.web.windowOf('hayashi', { width, height: 900 })
    await page.goto('/skills/sections?within=10')
    await page.getByRole('heading', { name: '区民生活部のスキル' }).waitFor()
    await page.getByText('ICTツールの活用').first().waitFor()
    expect(await axeViolations(page), String(width)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), String(width)).toBe(0)
    expect(troublesOf(page), String(width)).toEqual([])
  }
}, 120_000)
