/** The workshop by keys alone, on a phone, and back again part by part. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'

import { open, setStage } from './stage.ts'

const stage = setStage()

const soon = { timeout: 20_000 }
const text = `formatVersion: 2
policy: { id: mori, title: もり村の方針, town: { name: もり村 }, edition: 初版, source: 方針 }
statements:
  - { kind: credo, text: 一 }
  - { kind: credo, text: 二 }
  - { kind: credo, text: 三 }
model:
  activities: []
  outputs: [{ id: out, name: 講座が開かれる, isSample: false, indicators: [] }]
  directOutcomes: [{ id: direct, name: 学んでいる, isSample: false }]
  intermediateOutcomes: []
  finalOutcomes: [{ id: final, name: 頼られる村, isSample: false }]
  arrows: [{ from: out, to: direct, hypothesis: 学ぶため, sign: '+', lagYears: 0, evidence: hypothesis, isSample: false }]
`
/** What a key goes to now, as it is named. */
const held = (page: Page) =>
  page.evaluate(() => {
    const { id, textContent, tagName } = document.activeElement!
    return tagName === 'INPUT' || tagName === 'TEXTAREA' ? id : (textContent ?? '')
  })
async function press(page: Page, name: string | RegExp, at = 0) {
  await page.getByRole('button', { name }).nth(at).focus()
  await page.keyboard.press('Enter')
}

test('whoever moves, takes out or adds something by keys goes on with it, and the back button goes from part to part', async () => {
  const { as, hayashi } = stage.town
  const { workingDraftId } = await as(hayashi).ask(workingDrafts.beginWorkingDraft, { title: '村の方針', text })
  const show = () => as(hayashi).ask(workingDrafts.showWorkingDraft, { workingDraftId })
  const hr = await stage.web.windowOf('hayashi', { width: 1440 })
  hr.on('dialog', (dialog) => void dialog.accept())
  await open(hr, `/admin/policy/drafts/${workingDraftId}?part=statements`, '村の方針')

  // On paper stands what is written, and not its labels alone.
  const first = hr.locator('[name="statements[0].text"]')
  await hr.emulateMedia({ media: 'print' })
  expect([await first.isVisible(), await hr.getByRole('button', { name: 'ことばを加える' }).isVisible()]).toEqual([
    true,
    false,
  ])
  await hr.emulateMedia({ media: 'screen' })

  // The third goes up twice by one key pressed twice.
  await press(hr, '上へ (三)')
  await expect.poll(() => held(hr), soon).toBe('上へ(三)')
  await hr.keyboard.press('Enter')
  await expect.poll(() => held(hr), soon).toBe('下へ(三)')
  await press(hr, 'ことば2を除く')
  await expect.poll(() => held(hr), soon).toContain('ことば2二')
  await press(hr, 'ことば2を除く')
  await expect.poll(() => held(hr), soon).toContain('ことば1三')
  const words = async () => [...(await show()).text.matchAll(/text: "?([一二三])/gu)].map(([, one]) => one)
  await expect.poll(words, soon).toEqual(['三'])

  // Another part is read from its beginning; on the drawing what is chosen is gone on with, and Esc leads back.
  await press(hr, /^ロジックモデル/u)
  await expect.poll(() => held(hr), soon).toMatch(/^ロジックモデル/u)
  const drawing = hr.getByRole('region', { name: 'ロジックモデルの図' })
  await drawing.getByRole('button', { name: '講座が開かれる' }).focus()
  await hr.keyboard.press('ArrowRight')
  await expect.poll(() => held(hr), soon).toContain('学んでいる')
  await hr.keyboard.press('ArrowLeft')
  await hr.keyboard.press('Enter')
  await expect.poll(() => held(hr), soon).toBe('「講座が開かれる」')
  await hr.keyboard.press('Escape')
  await expect.poll(() => held(hr), soon).toContain('講座が開かれる')
  await press(hr, 'この前に加える')
  await expect.poll(() => held(hr), soon).toBe('field-model.activities[0].name')
  await hr.keyboard.type('講座')
  await press(hr, '講座 → 講座が開かれる')
  await expect.poll(() => held(hr), soon).toBe('講座 → 講座が開かれる')
  await press(hr, '除く')
  await expect.poll(() => held(hr), soon).toBe('「講座」')
  await press(hr, '除く')
  await expect.poll(() => held(hr), soon).not.toBe('')
  await expect.poll(async () => (await show()).text, soon).not.toContain('activity-1')

  // What is to be mended before a publication leads to its part.
  await press(hr, '公開する')
  const told = hr.getByRole('dialog')
  await told.getByRole('button', { name: 'ロジックモデル' }).first().focus()
  await hr.keyboard.press('Enter')
  await told.waitFor({ state: 'detached' })

  // A text that is not taken over yet outlives another part and a reload, and the way back is the way that one came.
  await press(hr, 'ファイルの文章')
  const file = hr.getByLabel('文章(YAML)')
  await file.fill(`${await file.inputValue()}# まだ書きかけ\n`)
  await hr.goBack()
  await drawing.waitFor()
  await hr.goBack()
  await hr.getByRole('button', { name: 'ことば1を除く' }).waitFor()
  await press(hr, 'ファイルの文章')
  await hr.reload()
  expect(await file.inputValue()).toContain('# まだ書きかけ')
  await press(hr, 'この文章にする')
  await expect.poll(async () => (await show()).text, soon).toContain('# まだ書きかけ')
  await hr.reload()
  await file.waitFor()
  expect((await file.inputValue()).match(/まだ書きかけ/gu)).toHaveLength(1)
})

test('every part of a draft of any town fits a phone', async () => {
  const { as, hayashi } = stage.town
  for (const name of ['shinagawa.yaml', 'examples/mori.yaml']) {
    const { workingDraftId } = await as(hayashi).ask(workingDrafts.beginWorkingDraft, {
      title: name,
      text: readFileSync(new URL(`../policy/${name}`, import.meta.url), 'utf8'),
    })
    const phone = await stage.web.windowOf('hayashi', { width: 320 })
    await open(phone, `/admin/policy/drafts/${workingDraftId}`, name)
    const outline = phone.getByRole('button', { name: '方針の目次' })
    await outline.click()
    const parts = await phone.getByRole('navigation', { name: '方針の目次' }).getByRole('listitem').allInnerTexts()
    await outline.click()
    expect(parts.length).toBeGreaterThan(18)
    for (const part of parts) {
      await outline.click()
      await phone
        .getByRole('navigation', { name: '方針の目次' })
        .getByRole('listitem')
        .nth(parts.indexOf(part))
        .getByRole('button')
        .click()
      await phone.getByRole('heading', { level: 2 }).first().waitFor()
      expect([part, await phone.evaluate(() => document.documentElement.scrollWidth)]).toEqual([part, 320])
    }
  }
}, 120_000)
