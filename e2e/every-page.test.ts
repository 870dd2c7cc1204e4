import type { Page } from 'playwright-core'
import { expect, onTestFailed, test } from 'vitest'
import { pages } from '#app/ui/routes.tsx'
import type { Language } from '#platform/i18n/messages.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, settled, troublesOf, turn } from '#testing/browser.ts'
import { settlesYear } from '#testing/closed.ts'
import { breachesOf, unraised } from '#testing/engines.ts'
import { lostInForcedColours } from '#testing/forced-colours.ts'
import { misspoken } from '#testing/language-of-parts.ts'
import { measureFaults } from '#testing/measures.ts'
import type { Name } from '#testing/town.ts'
import { setStage } from './stage.ts'
import { walkOf } from './walk.ts'

const stage = setStage()

const walk = walkOf(stage)

/** Pages that this run has walked so far. */
let looked = 0

const WIDTHS = [320, 768, 1440]

/**
 * One window a person, from page to page as by its links: what looks at a page is read, and warm, once a window instead of once a page.
 * That each address opens by itself is held beside, where what it loads is looked at (steady.test.ts).
 */
const windows = new Map<Name, Page>()

async function turnedTo(as: Name, path: string, width = 320): Promise<Page> {
  const open = windows.get(as)
  const page = open ?? (await stage.web.windowOf(as))
  windows.set(as, page)
  // A window in which something is wrong is not the next page's.
  onTestFailed(() => void windows.delete(as))
  await page.setViewportSize({ width, height: 900 })
  if (!open) await page.goto(path)
  else {
    // What somebody did on a page is gone when they come to it again from another one.
    if (new URL(page.url()).pathname === new URL(path, page.url()).pathname) await turn(page, elsewhere(path))
    await turn(page, path)
  }
  await page.locator('h1:not([data-left])').waitFor()
  await settled(page)
  return page
}

const elsewhere = (path: string) => (path.startsWith('/notices') ? '/' : '/notices')

/** What is wrong with a page that stands in its window, at each width: the window is drawn wider, as a person would. */
async function faultsAtEachWidth(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    faults.push(...(await faultsOf(page, width)).map((fault) => `at ${width}: ${fault}`))
  }
  // What is closed at first is looked at too.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('main details')) one.open = true
  })
  faults.push(...(await breachesOf(page)))
  return faults
}

/** What stands on paper though it is only for the hand; a number that opens its parts, a card of the graph and a field whose text is the page are no such thing. */
async function printedControls(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const printed = await page.evaluate(() => {
    const hand = 'form, input, select, textarea, button:not(:has(.figures)), [role=button]:not(:has(.figures))'
    const isDrawn = (one: Element) =>
      one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 0
    return [...document.body.querySelectorAll(hand)]
      .filter(
        (one) =>
          isDrawn(one) &&
          !one.closest('[data-picture]') &&
          !one.matches('[data-print="filled"] :is(input, select, textarea)'),
      )
      .map((one) => one.outerHTML.slice(0, 120))
  })
  await page.emulateMedia({ media: 'screen' })
  return printed
}

/** English words are longer than Japanese ones, and break at fewer places. The window stays in English: the next page is looked at so first. */
async function faultsInEnglish(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 900 })
  await speak(page, 'en')
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return [...(width > 320 ? [`${width} wide in a window of 320`] : []), ...(await misspoken(page))]
}

async function isEnglish(page: Page): Promise<boolean> {
  return (await page.locator('html').getAttribute('lang')) === 'en'
}

/** By the page's own switch; where the window is narrow it waits in the menu of the account, out of sight. */
async function speak(page: Page, language: Language): Promise<void> {
  if ((await isEnglish(page)) === (language === 'en')) return
  await page.locator(`button[lang=${language}]`).first().dispatchEvent('click')
  await page.locator(`html[lang=${language}]`).waitFor()
  await settled(page)
}

/** サンプル値 stands once a section, card or table, however many values in it are invented, and nowhere else on a page whose heading says it. */
function sampleWordsTwice(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = new Map<Element, number>()
    const heading = document.querySelector('main header:has(h1)')
    const all = [...document.querySelectorAll('main [data-sample=words]')].filter((words) => words.checkVisibility())
    const isWhole = all.some((words) => heading?.contains(words))
    for (const words of all) {
      const part = isWhole ? heading : words.closest('section, table, header')
      if (part) parts.set(part, (parts.get(part) ?? 0) + 1)
    }
    return [...parts]
      .filter(([, n]) => n > 1)
      .map(([part, n]) => `サンプル値 ${n} times in ${part.outerHTML.slice(0, 90)}`)
  })
}

async function faultsOf(page: Page, width: number): Promise<string[]> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth)
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...(overflow > width ? [`${overflow} wide in a window of ${width}`] : []),
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...((await page.title()) ? [] : ['no title']),
    // Between the narrowest and the widest axe finds nothing of its own; what is too wide or too small is looked at in each.
    ...(width === 768 ? [] : await axeViolations(page)),
    ...(await measureFaults(page)),
    ...(await sampleWordsTwice(page)),
    ...troublesOf(page),
  ]
}

test('every page of the product is walked', () => {
  expect(Object.keys(walk).sort()).toEqual(Object.keys(pages).sort())
})

for (const [route, { as, path = () => route }] of Object.entries(walk)) {
  test(`${route}: no axe violation, one heading, nothing wider than the window, no other origin (INV-D6, D7)`, async () => {
    const page = await turnedTo(as, await path())
    looked++
    const english = (await isEnglish(page)) ? await faultsInEnglish(page) : undefined
    await speak(page, 'ja')
    expect(await faultsAtEachWidth(page)).toEqual([])
    expect(await lostInForcedColours(page), 'with colours of one’s own').toEqual([])
    expect(await printedControls(page), 'on paper').toEqual([])
    expect(await misspoken(page), 'in Japanese').toEqual([])
    expect(english ?? (await faultsInEnglish(page)), 'in English').toEqual([])
  })
}

/** States into which a page comes by what is pressed or typed: what no address shows. */
const states: Readonly<Record<string, { as: Name; at: string; make?: (page: Page) => Promise<unknown> }>> = {
  'search with its list': {
    as: 'sato',
    at: '/',
    make: async (page) => {
      await page.getByRole('combobox').first().fill('データ')
      await page.getByRole('option').first().waitFor()
    },
  },
  'menu of the account': {
    as: 'sato',
    at: '/',
    make: (page) => page.getByRole('button', { name: 'アカウント' }).click(),
  },
  'home of an executive': { as: 'kato', at: '/' },
  'a page that is not there': { as: 'sato', at: '/nowhere' },
  'a page that one may not see': { as: 'ueda', at: '/skills/staff/1' },
  'people of the team': { as: 'tanaka', at: '/team?tab=people' },
  'skills of the team': { as: 'tanaka', at: '/team?tab=skills' },
  'skills of the team as a table': { as: 'tanaka', at: '/team?tab=skills&view=table' },
  'a course to recommend, nothing filled in': {
    as: 'tanaka',
    at: '/team?tab=people',
    make: async (page) => {
      await page
        .getByRole('button', { name: /すすめる/ })
        .first()
        .click()
      await page.getByRole('button', { name: 'おすすめを届ける' }).click()
    },
  },
  'an observation with its faults named': {
    as: 'tanaka',
    at: '/skills/staff/SATO',
    make: (page) => page.getByRole('button', { name: '所見を記録する' }).click(),
  },
  'a course being added, with its faults named': {
    as: 'hayashi',
    at: '/admin/training',
    make: async (page) => {
      await page.getByRole('button', { name: '研修を追加する' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click()
    },
  },
  'sessions from a table, one with its fault, and the form of a line': {
    as: 'hayashi',
    at: '/admin/sessions',
    make: async (page) => {
      await page.getByRole('tab', { name: '表を貼り付け' }).click()
      const rows = 'ありません\t2027-02-11\t9:00\t12:00\t研修室1\t30\nありません\t2027-02-12\t朝\t12:00\t研修室1\t30'
      await page.getByLabel('表計算ソフトから写した行').fill(rows)
      await page.getByRole('button', { name: '読んで一覧に並べる' }).click()
      await page.getByText('研修が見つかりません').waitFor()
      await page.getByRole('button', { name: /^直す/ }).click()
    },
  },
  'what blocks closing, with its form and nothing filled in': {
    as: 'hayashi',
    at: '/review/2025',
    make: async (page) => {
      await page
        .getByRole('button', { name: /理由を書く/ })
        .first()
        .click()
      await page.getByRole('button', { name: '理由を記録する' }).click()
    },
  },
  'an initiative being written, with nothing filled in': {
    as: 'hayashi',
    at: '/review/2025/plan',
    make: async (page) => {
      await page.getByRole('button', { name: '取組を加える' }).click()
      await page.getByRole('button', { name: '節目を加える' }).click()
      await page.getByRole('button', { name: '取組を保存する' }).click()
    },
  },
  'a year being closed': {
    as: 'hayashi',
    at: '/review/2024',
    make: async (page) => {
      await settlesYear(stage.town, 2024)
      await page.reload()
      await page
        .getByRole('button', { name: /確定する/ })
        .first()
        .click()
    },
  },
  'a table in which nothing is found': {
    as: 'suzuki',
    at: '/training/completion',
    make: (page) => page.getByRole('searchbox').first().fill('ありません'),
  },
  'a card of the model chosen': {
    as: 'kato',
    at: '/model',
    make: (page) => page.locator('[data-node] button').first().click(),
  },
  'the model in words': { as: 'kato', at: '/model?view=outline' },
  'answered, and not saved yet': {
    as: 'mori',
    at: '/skills/reflection',
    make: (page) => page.getByRole('radio').nth(2).check(),
  },
  'what a number is made of': {
    as: 'hayashi',
    at: '/literacy',
    make: (page) =>
      page
        .getByRole('button', { name: /は何からできているか/ })
        .first()
        .click(),
  },
  'a year that has not ended': { as: 'hayashi', at: '/review/2026' },
}

for (const [state, { as, at, make }] of Object.entries(states)) {
  test(`${state}: none of four engines finds a breach`, async () => {
    const page = await turnedTo(as, at.replace('SATO', String(stage.town.sato)), 1440)
    await speak(page, 'ja')
    await make?.(page)
    await settled(page)
    expect([...(await axeViolations(page)), ...(await breachesOf(page)), ...(await measureFaults(page))]).toEqual([])
    expect(await lostInForcedColours(page), 'with colours of one’s own').toEqual([])
  })
}

test('every false alarm is still raised, once every page was looked at', () => {
  expect(looked < Object.keys(walk).length ? [] : unraised()).toEqual([])
})

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
  const page = await stage.web.windowOf(undefined, { width: 320, height: 900 })
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  expect(await faultsAtEachWidth(page), '/').toEqual([])
  await page.getByRole('button', { name: 'サインインする' }).click()
  await settled(page)
  expect(await faultsAtEachWidth(page), 'nothing filled in').toEqual([])
  await page.setViewportSize({ width: 320, height: 900 })
  await page.goto('/api/docs')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  // Each operation is drawn alike, and there are hundreds: two of each room are looked at closely.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('article:nth-of-type(n + 3)')) one.remove()
  })
  expect(await faultsOf(page, 320), '/api/docs').toEqual([])
  await page.context().close()
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
