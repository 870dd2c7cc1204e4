import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pages } from '#app/ui/routes.tsx'
import { mvv } from '#rooms/mvv/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { setStage } from './stage.ts'
import { walkOf } from './walk.ts'

const stage = setStage()

const walk = walkOf(stage)

const WIDTHS = [320, 768, 1440]

/** What is wrong with a page that stands in its window, at each width: the window is drawn wider, as a person would. */
async function faultsAtEachWidth(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  const faults: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    faults.push(...(await faultsOf(page, width)).map((fault) => `at ${width}: ${fault}`))
  }
  return faults
}

/** What stands on paper though it is only for the hand; a number that opens its parts and a card of the graph are no such thing. */
async function printedControls(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const hand = 'form, input, select, textarea, button:not(:has(.figures)), [role=button]:not(:has(.figures))'
  const printed = await page
    .locator(`body :is(${hand}):visible`)
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120)))
  await page.emulateMedia({ media: 'screen' })
  return printed
}

/** English words are longer than Japanese ones, and break at fewer places. */
async function widthInEnglish(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 900 })
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.reload()
  await page.locator('html[lang=en]').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  return page.evaluate(() => document.documentElement.scrollWidth)
}

async function faultsOf(page: Page, width: number): Promise<string[]> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth)
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...(overflow > width ? [`${overflow} wide in a window of ${width}`] : []),
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...((await page.title()) ? [] : ['no title']),
    ...(await axeViolations(page)),
    ...troublesOf(page),
  ]
}

test('every page of the product is walked', () => {
  expect(Object.keys(walk).sort()).toEqual(Object.keys(pages).sort())
})

for (const [route, { as, path = () => route }] of Object.entries(walk)) {
  test(`${route}: no axe violation, one heading, nothing wider than the window, no other origin (INV-D6, D7)`, async () => {
    const page = await stage.web.windowOf(as, { width: 320, height: 900 })
    await page.goto(await path())
    expect(await faultsAtEachWidth(page)).toEqual([])
    expect(await printedControls(page), 'on paper').toEqual([])
    expect(await widthInEnglish(page), 'in English').toBeLessThanOrEqual(320)
    await page.context().close()
  })
}

test('an address that somebody wrote without a gap breaks; it widens no page', async () => {
  const { as, hayashi, tanaka, mori } = stage.town
  const long = `https://www.example.lg.jp/${'a'.repeat(160)}`
  const day = {
    startsOn: '2027-02-03',
    endsOn: '2027-02-03',
    startsAt: '09:00',
    endsAt: '12:00',
    applyBy: '2027-01-20',
  }
  const course = { courseCode: 'L-1', title: long, summary: long, hours: 3, provider: '区' }
  const { courseId } = await as(hayashi).ask(training.saveCourse, course)
  const session = { ...day, courseId, place: long, capacity: 5 }
  const { courseSessionId } = await as(hayashi).ask(training.saveSession, session)
  await as(tanaka).ask(training.recommendCourse, { staffMemberId: mori, courseId, reason: long })
  await as(mori).ask(mvv.stateDuty, { duty: long })
  const { applicationId } = await as(mori).ask(training.apply, { courseSessionId, motive: long })
  const wide: string[] = []
  for (const [who, paths] of [
    ['mori', ['/', '/line-of-sight', '/training', `/training/${courseId}`, `/training/applications/${applicationId}`]],
    ['tanaka', ['/team']],
    ['hayashi', ['/admin/training', `/admin/training/${courseSessionId}`]],
  ] as const) {
    const page = await stage.web.windowOf(who, { width: 320, height: 900 })
    for (const path of paths) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await settled(page)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > 320) wide.push(`${path}: ${width}`)
    }
    await page.context().close()
  }
  expect(wide).toEqual([])
})

test('sign-in and the page of the API stand to the same', async () => {
  for (const address of ['/', '/api/docs']) {
    const page = await stage.web.windowOf(undefined, { width: 320, height: 900 })
    await page.goto(address)
    expect(await faultsAtEachWidth(page), address).toEqual([])
    await page.context().close()
  }
})

test('the keyboard alone: the first key leads past the ways to the content, and / to the search', async () => {
  const page = await stage.web.windowOf('sato', { width: 1440, height: 900 })
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('本文へ移る')
  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
})
