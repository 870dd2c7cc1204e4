/** A draft of the policy comes back as it was left: after a lost answer, a broken line, the way back, a reload, in a second window, and when it was published meanwhile. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

const text = `formatVersion: 2
policy: { id: mori, title: もり村の方針, town: { name: もり村 }, edition: 初版, source: 方針 }
statements:
  - { kind: credo, text: 一 }
  - { kind: credo, text: 二 }
`
const CHANGES = '**/api/policy/drafts/*/changes'
const wordsOf = (page: Page, at: number) => page.locator(`[name="statements[${at}].text"]`)
const saved = (page: Page) => page.getByText('保存しました', { exact: true }).waitFor()

test('nothing of a draft is lost or put in twice, whatever became of its window, and the page says what happened', async () => {
  const { as, asCommand, hayashi } = stage.town
  const { workingDraftId } = await as(hayashi).ask(workingDrafts.beginWorkingDraft, { title: '村の方針', text })
  const show = () => as(hayashi).ask(workingDrafts.showWorkingDraft, { workingDraftId })
  const path = `/admin/policy/drafts/${workingDraftId}?part=statements`
  const hr = await stage.web.windowOf('hayashi')
  // The browser asks before what is not stored is left behind.
  hr.on('dialog', (dialog) => void dialog.accept())
  await open(hr, path, '村の方針')

  // Stored, and the answer lost on the way: it is there once after the reload.
  await hr.route(CHANGES, async (route) => void (await route.fetch().then(() => route.abort())), { times: 1 })
  await hr.getByRole('button', { name: 'ことばを加える' }).click()
  await hr.getByText(/保存できていません/).waitFor()
  await hr.reload()
  await wordsOf(hr, 2).waitFor()
  await saved(hr)
  expect(await wordsOf(hr, 3).count()).toBe(0)
  await wordsOf(hr, 2).fill('三')
  await saved(hr)

  // Typed while the server cannot be reached, and left; a colleague was first in one of the two, and put another before both.
  await hr.route(CHANGES, (route) => route.abort())
  await wordsOf(hr, 0).fill('わたしの一')
  await wordsOf(hr, 1).fill('わたしの二')
  await hr.getByText(/保存できていません/).waitFor()
  const { version: seen } = await show()
  await asCommand.ask(workingDrafts.changeWorkingDraft, {
    ...{ workingDraftId, seen },
    changes: [
      { path: ['statements', 0, 'text'], before: '一', after: '相手の一' },
      { path: ['statements', 0], after: { kind: 'credo', text: '先に' } },
    ],
  })
  await hr.getByRole('navigation', { name: '現在の位置' }).getByRole('link', { name: '方針づくり' }).click()
  await hr.getByRole('heading', { level: 1, name: '方針づくり' }).waitFor()
  await hr.unroute(CHANGES)
  await hr.goBack()
  await hr.getByText('ほかの人が先に変えたところ(1)').waitFor()
  // It waits for its author over a reload, and over a page elsewhere.
  await hr.reload()
  await hr.getByText('わたしの一').first().waitFor()
  await open(hr, '/people')
  await hr.goBack()
  const clash = hr.getByRole('alert').filter({ hasText: 'わたしの一' })
  await clash.getByText(/^方針のことば › \d › 本文$/u).waitFor()
  await clash.getByText('相手の一').waitFor()
  await clash.getByRole('button', { name: '自分の入力にする' }).click()
  await clash.waitFor({ state: 'detached' })
  await saved(hr)
  const texts = async () => [...(await show()).text.matchAll(/text: "?([^\s"]+)"? *\}?$/gmu)].map(([, words]) => words)
  expect(await texts()).toEqual(['先に', 'わたしの一', 'わたしの二', '三'])

  // Two windows of one person: what is typed in each stands in both.
  const other = await hr.context().newPage()
  await open(other, path, '村の方針')
  await wordsOf(other, 0).fill('別の窓から')
  await saved(other)
  await wordsOf(hr, 3).fill('この窓から')
  await expect.poll(() => wordsOf(hr, 0).inputValue(), { timeout: 60_000 }).toBe('別の窓から')
  await saved(hr)
  expect(await texts()).toEqual(['別の窓から', 'わたしの一', 'わたしの二', 'この窓から'])

  // Published while a window stood open: what is typed there is told to be too late, and is still to be read.
  await as(hayashi).ask(workingDrafts.publishWorkingDraft, { workingDraftId, seen: (await show()).version })
  await wordsOf(other, 1).fill('遅れて')
  await other
    .getByText(/すでに公開されています|この下書きは公開されました/)
    .first()
    .waitFor()
  expect(await wordsOf(other, 1).inputValue()).toBe('遅れて')
  await hr.reload()
  await hr.getByText('この下書きは公開されました').waitFor()
  await as(hayashi).ask(workingDrafts.removeWorkingDraft, { workingDraftId, isRemoved: true })
  await hr.reload()
  await hr.getByText('この下書きは一覧から取り除かれています').waitFor()
})
