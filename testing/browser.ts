/**
 * A real Chromium for the tests of what people see. Every page records what it asks for; asking any other origin than
 * the product's own is an error that `closeBrowser` raises (INV-D6).
 */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumFiles, withFonts } from './chromium.ts'

let browser: Promise<Browser> | undefined
let otherBrowser: Promise<Browser> | undefined
const foreignRequests: string[] = []
const requests = new WeakMap<Page, string[]>()
const troubles = new WeakMap<Page, string[]>()

/** The browser of this test file, started at the first call. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch()
  return browser
}

/** Ends the browsers; throws when any page asked another origin. */
export async function closeBrowser(): Promise<void> {
  const open = await Promise.all([browser, otherBrowser])
  browser = undefined
  otherBrowser = undefined
  await Promise.all(open.map((one) => one?.close()))
  const foreign = foreignRequests.splice(0)
  if (foreign.length > 0) throw new Error(`Requests left the machine: ${foreign.join(', ')}`)
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly baseUrl: string
  /** A folder of fonts that the visitor's machine has beside its own; one such machine a test file. */
  readonly fonts?: string
}

/** A page of its own visitor (no cookies, nothing remembered), in a window of the given size in CSS pixels. */
export async function newPage({ width = 1440, height = 900, baseUrl, fonts }: PageOptions): Promise<Page> {
  if (fonts !== undefined) otherBrowser ??= launch(fonts)
  const context = await (await ((fonts && otherBrowser) || openBrowser())).newContext({
    baseURL: baseUrl,
    viewport: { width, height },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  await stayHome(context, baseUrl)
  const page = await context.newPage()
  // Shorter than a test's own patience, so that a failure names the step that waited in vain.
  page.setDefaultTimeout(10_000)
  listen(page)
  return page
}

/** The addresses that the page has asked for, in order. */
export function requestsOf(page: Page): readonly string[] {
  return requests.get(page) ?? []
}

/** What went wrong in the page: uncaught errors, console errors, and with them breaches of the content security policy. */
export function troublesOf(page: Page): readonly string[] {
  return troubles.get(page) ?? []
}

/** Breaches of WCAG 2.2 A and AA that axe finds, one line each; an empty list is what a test expects. */
export async function axeViolations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  // Its other mode collects what frames found in a second page; our pages have no frames.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
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
      '--font-render-hinting=none',
    ],
  })
}

async function stayHome(context: BrowserContext, baseUrl: string) {
  const { origin } = new URL(baseUrl)
  const isForeign = (url: URL) => /^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host
  await context.route(isForeign, (route) => {
    foreignRequests.push(route.request().url())
    return route.abort()
  })
}

function listen(page: Page) {
  const asked: string[] = []
  const wrong: string[] = []
  requests.set(page, asked)
  troubles.set(page, wrong)
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
}
