/**
 * What people feel in the browser, a real Chromium with an empty cache and a window of 1,440 × 900 for each page: how much a page asks
 * for, when it stands, whether it jumps, and how long a key or a press takes to the next paint. チーム is that of 120 people.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, newPage, requestsOf } from '#testing/browser.ts'
import { slowDesk, visit } from '#testing/vitals.ts'
import { beginDraft, type Callers } from './calls.ts'
import { largePolicy } from './large-policy.ts'

export interface Felt {
  readonly teamElements: number
  /** Milliseconds until the largest part of チーム is painted; on a CPU four times slower and a line of 20 Mbit/s. */
  readonly teamPaint: number
  readonly teamPaintSlow: number
  /** Longest time from a key of the filter to the next paint, ms. */
  readonly filterKey: number
  /** The first check of a draft with 400 skills and 300 nodes, when it is opened, ms: its longest step, the median of so many visits. */
  readonly policyCheckFirst: number
  /** All its steps together, between which keys are heard. */
  readonly policyCheckSteps: number
  /** A check of it while somebody writes in it, ms: the median of those that the page made. */
  readonly policyCheck: number
  /** Longest time from a press (a tab, the next page, a dialog) to the next paint with a CPU four times slower, ms. */
  readonly press: number
  /** Of the page that jumps most. */
  readonly shift: { readonly of: string; readonly value: number }
  /** Of the page that asks for most to draw its words. */
  readonly fonts: { readonly of: string; readonly requests: number; readonly bytes: number }
  /** What one's own page of skills asks the server beside who is signed in. */
  readonly ownSkillsCalls: number
}

const root = join(import.meta.dirname, '..')
const SIZE = { width: 1440, height: 900 }

/** @param kpiId a KPI that has a page */
export async function measureBrowser(url: string, callers: Callers, kpiId: string): Promise<Felt> {
  const pageOf = async (cookie: string) => {
    const page = await newPage({ ...SIZE, baseUrl: url })
    const [name = '', value = ''] = cookie.split('=')
    await page.context().addCookies([{ name, value, url }])
    return page
  }
  try {
    const team = await teamOf(await pageOf(callers.bigHead))
    const slow = await slowTeamOf(await pageOf(callers.bigHead))
    const draft = await beginDraft(url, callers.hr, { text: largePolicy(root) })
    const policyChecks = await policyChecksOf(() => pageOf(callers.hr), draft)
    const main = [
      { path: '/', as: callers.staff },
      { path: '/skills', as: callers.staff },
      { path: '/training', as: callers.staff },
      { path: '/team', as: callers.bigHead },
      { path: '/model', as: callers.executive },
      { path: `/kpi/${kpiId}`, as: callers.executive },
      { path: '/literacy', as: callers.executive },
      { path: '/skills/sections', as: callers.executive },
    ]
    const visits = []
    for (const { path, as } of main) {
      const page = await pageOf(as)
      // Answers come one by one, so that whatever makes room for what follows shows.
      const { shift, fonts } = await (await visit(page, path, { cpu: 1, answers: (n) => n * 100 })).vitals()
      visits.push({ path, shift, fonts, calls: callsIn(page) })
      await page.context().close()
    }
    const jumpiest = visits.toSorted((a, b) => b.shift - a.shift)[0]!
    const heaviest = visits.toSorted((a, b) => b.fonts.bytes - a.fonts.bytes)[0]!
    return {
      ...team,
      ...slow,
      ...policyChecks,
      shift: { of: jumpiest.path, value: jumpiest.shift },
      fonts: { of: heaviest.path, ...heaviest.fonts },
      ownSkillsCalls: visits.find(({ path }) => path === '/skills')!.calls,
    }
  } finally {
    await closeBrowser()
  }
}

async function teamOf(page: Page) {
  const visited = await visit(page, '/team', { cpu: 1 })
  const { elements, largestPaint } = await visited.vitals()
  await page.getByRole('tab', { name: /^人 / }).click()
  const filter = page.getByRole('searchbox', { name: '絞り込み' }).first()
  await filter.click()
  await visited.longestPress()
  await filter.pressSequentially('係員17', { delay: 60 })
  for (let n = 0; n < 4; n++) await filter.press('Backspace', { delay: 30 })
  const filterKey = await visited.longestPress()
  await page.context().close()
  return { teamElements: elements, teamPaint: Math.round(largestPaint), filterKey }
}

/** As the page says itself: the first check reads the whole draft, the others what changed since, and no key waits for them. */
async function policyChecksOf(open: () => Promise<Page>, draft: number) {
  const longest: number[] = []
  const all: number[] = []
  const others: number[] = []
  for (let n = 0; n < VISITS; n++) {
    const page = await open()
    const { steps, more } = await checksSeen(page, draft)
    longest.push(Math.max(...steps))
    all.push(steps.reduce((sum, step) => sum + step, 0))
    others.push(...more)
    await page.context().close()
  }
  return {
    policyCheckFirst: medianOf(longest),
    policyCheckSteps: medianOf(all),
    policyCheck: medianOf(others),
  }
}
const VISITS = 3
const WORDS = 4

async function checksSeen(page: Page, draft: number) {
  await visit(page, `/admin/policy/drafts/${draft}`, { cpu: 1 })
  const title = page.getByRole('textbox').first()
  const seen = (n: number) =>
    page.waitForFunction((wanted) => performance.getEntriesByName('policy.check').length > wanted, n)
  await seen(0)
  const steps = await tookIn(page, /^policy\.check/)
  for (let n = 0; n < WORDS; n++) {
    await title.press('End')
    await title.pressSequentially('改', { delay: 20 })
    await seen(n + 1)
  }
  return { steps, more: (await tookIn(page, /^policy\.check$/)).slice(1) }
}

function tookIn(page: Page, name: RegExp): Promise<number[]> {
  return page.evaluate(
    (of) =>
      performance
        .getEntriesByType('measure')
        .filter((entry) => new RegExp(of).test(entry.name))
        .map(({ duration }) => duration),
    name.source,
  )
}

const medianOf = (took: readonly number[]) =>
  Math.round(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]! * 10) / 10

async function slowTeamOf(page: Page) {
  const visited = await visit(page, '/team', slowDesk)
  const { largestPaint } = await visited.vitals()
  const presses: number[] = []
  const press = async (what: ReturnType<Page['getByRole']>) => {
    await what.first().click()
    await page.waitForTimeout(150)
    presses.push(await visited.longestPress())
  }
  await press(page.getByRole('button', { name: '次へ' }))
  await press(page.getByRole('button', { name: /^差し戻す/ }))
  await page.keyboard.press('Escape')
  for (const tab of [/^人 /, /^スキル/, /^承認 /, /^人 /]) await press(page.getByRole('tab', { name: tab }))
  await visited.end()
  await page.context().close()
  return { teamPaintSlow: Math.round(largestPaint), press: Math.max(...presses) }
}

function callsIn(page: Page): number {
  const paths = requestsOf(page).map((asked) => new URL(asked).pathname)
  return paths.filter((path) => path.startsWith('/api/') && path !== '/api/session').length
}
