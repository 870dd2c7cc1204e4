/**
 * A real Chromium for the tests of what people see. Every page records what it asks for; asking any other origin than
 * the product's own is an error that `closeWindows` raises (INV-D6). The browser itself finds no other machine: to stop each request on its
 * way would cost every test a turn of three processes a request, and the browser's own cache, which people have.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core'
import { chromiumFiles, withFonts } from './chromium.ts'

const PATIENCE_MS = 10_000

/** By the fonts that its machine has beside its own. */
const browsers = new Map<string | undefined, Promise<Browser>>()
const visitors = new Set<BrowserContext>()
const foreignRequests: string[] = []
const requests = new WeakMap<Page, string[]>()
const underWay = new WeakMap<Page, Set<Request>>()
const troubles = new WeakMap<Page, string[]>()

/** Closes what the tests of a file have opened; throws when any page asked another origin. The browser stays for the next file. */
export async function closeWindows(): Promise<void> {
  await Promise.all([...visitors].map((visitor) => visitor.close()))
  const foreign = foreignRequests.splice(0)
  if (foreign.length > 0) throw new Error(`Requests left the machine: ${foreign.join(', ')}`)
}

/** Ends the browsers as well: for programs that go on without them. */
export async function closeBrowser(): Promise<void> {
  try {
    await closeWindows()
  } finally {
    const open = [...browsers.values()]
    browsers.clear()
    for (const browser of open) await (await browser).close()
  }
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly baseUrl: string
  /** A folder of fonts that the visitor's machine has beside its own. */
  readonly fonts?: string
}

/** A page of its own visitor (no cookies, nothing remembered), in a window of the given size in CSS pixels. */
export async function newPage({ width = 1440, height = 900, baseUrl, fonts }: PageOptions): Promise<Page> {
  const context = await (await browserWith(fonts)).newContext({
    baseURL: baseUrl,
    viewport: { width, height },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  visitors.add(context)
  context.once('close', () => visitors.delete(context))
  watch(context, baseUrl)
  const page = await context.newPage()
  // Shorter than a test's own patience, so that a failure names the step that waited in vain.
  page.setDefaultTimeout(PATIENCE_MS)
  listen(page)
  return page
}

/** From here on the window loads everything anew, as one that comes for the first time; while what is answered is attached. */
export async function withoutCache(page: Page): Promise<CDPSession> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  return wire
}

/** The addresses that the page has asked for, in order. */
export function requestsOf(page: Page): readonly string[] {
  return requests.get(page) ?? []
}

/** What went wrong in the page: uncaught errors, console errors, and with them breaches of the content security policy. */
export function troublesOf(page: Page): readonly string[] {
  return troubles.get(page) ?? []
}

/** Waits until the page has got all that it asked for, also what it asked for thereupon, and has drawn it. */
export async function settled(page: Page): Promise<void> {
  const asked = requestsOf(page)
  const open = underWay.get(page) ?? new Set()
  const until = Date.now() + PATIENCE_MS
  for (let before = -1; before !== asked.length; ) {
    before = asked.length
    while (open.size > 0) {
      if (Date.now() > until) throw new Error(`Still asked for: ${[...open].map((one) => one.url()).join(', ')}`)
      await sleep(10)
    }
    await page.evaluate(async () => {
      await document.fonts.ready
      // A page in which nothing happens any more may never call back.
      await new Promise<void>((idle) => requestIdleCallback(() => idle(), { timeout: 200 }))
    })
  }
}

/**
 * Chooses from a list that is searched: a press, part of the words, and Enter on the only one that is left, or on the one that has this name. A pointer
 * would scroll to what lies at the edge of a small window, and scrolling closes the list.
 */
export async function pick(field: Locator, words: string, name?: string | RegExp): Promise<void> {
  await search(field, words)
  const list = offered(field.page())
  const one = name === undefined ? list : list.filter({ hasText: name })
  await one.waitFor()
  const isAt = async () => (await field.getAttribute('aria-activedescendant')) === (await one.getAttribute('id'))
  for (let down = 0; name !== undefined && down < 10 && !(await isAt()); down++) await field.press('ArrowDown')
  await field.press('Enter')
  await list.first().waitFor({ state: 'hidden' })
}

/** Types into a field with a list. Scrolling closes a list: what the press scrolled comes to rest before the words open it. */
async function search(field: Locator, words: string): Promise<void> {
  await field.click()
  await settled(field.page())
  await field.fill(words)
}

/** What the list that is open offers; the options of a plain select stand in no list. */
export function offered(page: Page): Locator {
  return page.getByRole('listbox').getByRole('option')
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Breaches of WCAG 2.2 A and AA that axe finds, one line each; an empty list is what a test expects. axe is read once a page:
 * our pages have no frames, and of what it found only the breaches leave the page.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (tags) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: tags,
      // What passes is not put into words, hundreds of times a page.
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
    )
  }, standards)
}

/** One for all files of a worker: to start it costs as much as several pages. */
function browserWith(fonts?: string): Promise<Browser> {
  const browser = browsers.get(fonts) ?? launch(fonts)
  browsers.set(fonts, browser)
  return browser
}

function launch(fonts?: string) {
  const files = chromiumFiles()
  const env = fonts === undefined ? files.env : withFonts(files, fonts)
  return chromium.launch({
    executablePath: files.executablePath,
    // Root cannot use the sandbox, and many containers forbid it to others; the pages it opens are our own.
    chromiumSandbox: false,
    env: { ...process.env, ...env },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      '--font-render-hinting=none',
    ],
  })
}

function watch(context: BrowserContext, baseUrl: string) {
  const { host } = new URL(baseUrl)
  const note = (url: string) => {
    if (/^(https?|wss?):/.test(url) && new URL(url).host !== host) foreignRequests.push(url)
  }
  context.on('request', (request) => note(request.url()))
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())))
}

function listen(page: Page) {
  const asked: string[] = []
  const open = new Set<Request>()
  const wrong: string[] = []
  requests.set(page, asked)
  underWay.set(page, open)
  troubles.set(page, wrong)
  page.on('request', (request) => {
    asked.push(request.url())
    open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
}

/** Comes to another page of the product in the same window, as a link does; whatever stands there then has its own heading. */
export async function turn(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-left', '')
    history.pushState({}, '', to)
  }, path)
  await page.locator('h1:not([data-left])').waitFor()
}
