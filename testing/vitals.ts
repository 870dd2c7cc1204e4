/**
 * What a person feels of a page: how much it jumps, when its largest part stands, how long a press takes, what it asks for. Measured
 * in the browser itself, on a cold cache, with a CPU and a line that are made slower (https://web.dev/articles/vitals).
 */
import type { CDPSession, Page } from 'playwright-core'
import { withoutCache } from './browser.ts'

export interface Slowness {
  /** How many times slower than this machine; 1 leaves it. */
  readonly cpu: number
  /** A line of this delay (ms) and width (Mbit/s); none leaves it. */
  readonly line?: { readonly delay: number; readonly width: number }
  /** How long the n-th answer of the server is held back, ms, so that answers come one by one and in a known order. */
  readonly answers?: (n: number) => number
}

/** A town hall's older desktop on a shared line. */
export const slowDesk: Slowness = { cpu: 4, line: { delay: 20, width: 20 } }

interface Vitals {
  /** Sum of all layout shifts that no press caused; the pages' bar is 0.05. */
  readonly shift: number
  /** The larger shifts: how much, when (ms) and of which elements. */
  readonly shifts: readonly string[]
  /** When the page's first words stood, and when its largest part was painted, ms. */
  readonly firstPaint: number
  readonly largestPaint: number
  /** Elements on the page and the height of its content, px. */
  readonly elements: number
  readonly height: number
  readonly fonts: { readonly requests: number; readonly bytes: number }
}

export interface Visit {
  /** What has been felt since the page was asked for. */
  vitals(): Promise<Vitals>
  /** The longest time from a press or key to the next paint since the last call, ms. */
  longestPress(): Promise<number>
  /** Ends the slowness and leaves the window as it was, for a next visit. */
  end(): Promise<void>
}

/** Opens `path` in this window as for the first time, and returns when it stands: has its heading, asks for nothing, waits for nothing. */
export async function visit(page: Page, path: string, slowness: Slowness = slowDesk): Promise<Visit> {
  const devtools = await withoutCache(page)
  const fonts = await fontsOf(devtools)
  await slow(devtools, slowness)
  const scripts = [await page.addInitScript(observe)]
  if (slowness.answers) scripts.push(await page.addInitScript(holdBack, delaysOf(slowness.answers)))
  await page.goto(path, { waitUntil: 'networkidle', timeout: 60_000 })
  await page.waitForFunction(stands, undefined, { timeout: 60_000 })
  // A font that comes last moves words after the last answer.
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  return {
    vitals: async () => ({ ...(await page.evaluate(read)), fonts: fonts() }),
    longestPress: () =>
      page.evaluate(async () => {
        // Times of events are told after the paint that they led to.
        await new Promise((told) => setTimeout(told, 300))
        const { felt } = window as unknown as { felt: Felt }
        return Math.max(0, ...felt.presses.splice(0))
      }),
    end: async () => {
      await slow(devtools, { cpu: 1 })
      await Promise.all(scripts.map((script) => script.dispose()))
      await devtools.detach()
    },
  }
}

function stands() {
  const heading = document.querySelector('h1')
  const { held } = window as unknown as { held?: Held }
  if (held && (held.open > 0 || performance.now() - held.answeredAt < 500)) return false
  return heading?.checkVisibility({ visibilityProperty: true }) && !document.querySelector('.waiting-shape')
}

interface Felt {
  shifts: { value: number; at: number; of: string[] }[]
  paint: number
  presses: number[]
}

function observe() {
  const felt: Felt = { shifts: [], paint: 0, presses: [] }
  Object.assign(window, { felt })
  const nameOf = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element ? `${element.localName}.${element.className} “${element.textContent?.slice(0, 30)}”` : 'gone'
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as {
      value: number
      hadRecentInput: boolean
      startTime: number
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
    }[]) {
      if (entry.hadRecentInput) continue
      const of = entry.sources.map(
        ({ node, previousRect: a, currentRect: b }) =>
          `${nameOf(node)} ${[a.x, a.y, a.width, a.height].map(Math.round)} → ${[b.x, b.y, b.width, b.height].map(Math.round)}`,
      )
      felt.shifts.push({ value: entry.value, at: entry.startTime, of })
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    felt.paint = list.getEntries().at(-1)!.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    // What the page moves under a resting pointer is an event as well, and no press (https://web.dev/articles/inp).
    for (const { duration, interactionId } of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (interactionId > 0) felt.presses.push(duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
}

function read() {
  const { felt } = window as unknown as { felt: Felt }
  return {
    shift: felt.shifts.reduce((sum, { value }) => sum + value, 0),
    shifts: felt.shifts
      .filter(({ value }) => value >= 0.001)
      .map(({ value, at, of }) => `${value.toFixed(4)} at ${Math.round(at)} ms: ${of.join(' | ')}`),
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    largestPaint: felt.paint,
    elements: document.querySelectorAll('*').length,
    height: document.documentElement.scrollHeight,
  }
}

async function slow(devtools: CDPSession, { cpu, line }: Slowness) {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  const bytes = line ? (line.width * 1_000_000) / 8 : -1
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line?.delay ?? 0,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  })
}

/** No page asks for more at its beginning. */
const MOST_ANSWERS = 60

const delaysOf = (answers: (n: number) => number) => Array.from({ length: MOST_ANSWERS }, (_, n) => answers(n))

/** What waits for its answer, and when the last one came. */
interface Held {
  open: number
  answeredAt: number
}

/** In the page itself: what is held back outside of it costs every file a turn of three processes. */
function holdBack(delays: readonly number[]) {
  const real = window.fetch
  const held: Held = { open: 0, answeredAt: 0 }
  Object.assign(window, { held })
  let n = 0
  window.fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input, location.href).pathname
    if (!path.startsWith('/api/')) return real(input, init)
    held.open++
    try {
      await new Promise((after) => setTimeout(after, delays[n++]))
      return await real(input, init)
    } finally {
      held.open--
      held.answeredAt = performance.now()
    }
  }
}

/** Counts what the page asks for to draw its words: files of fonts and the rules that lead to rare ones. */
async function fontsOf(devtools: CDPSession) {
  const asked = new Set<string>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/\.woff2$|\/rare-[^/]*\.css$/.test(response.url)) asked.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength
  })
  return () => ({ requests: asked.size, bytes })
}
