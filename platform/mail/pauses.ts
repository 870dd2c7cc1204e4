import type { Temporal } from 'temporal-polyfill'

/** Minutes until the next try, growing; after the last one nobody tries any more: three days after the first. */
const PAUSES = [1, 5, 15, 60, 240, 720, 1440, 1440] as const

/** Minutes after which whoever took mail and was not heard of again is taken to be gone. */
export const STALE_MINUTES = 15

/** When a try that failed is made again; undefined after the last one. */
export function nextTryAt(now: Temporal.Instant, attempts: number): Temporal.Instant | undefined {
  const minutes = PAUSES[attempts - 1]
  return minutes === undefined ? undefined : now.add({ minutes })
}
