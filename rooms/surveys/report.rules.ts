/** Rounds against each other, and groups of one: what is worked out of rows that may be shown, and of nothing else. */
import type { Row } from './results.rules.ts'

export interface Share {
  readonly n: number
  readonly favourable: number
}

/** Of a row that is shown and can be favourable. */
export function shareOf(row: Row | undefined): Share | null {
  return row?.distribution && row.favourable !== null && row.n > 0 ? { n: row.n, favourable: row.favourable } : null
}

export interface Change {
  readonly by: number
  readonly low: number
  readonly high: number
}

/**
 * The difference of two proportions with its 95 % interval, by the score intervals of both: method 10 of Newcombe (1998), Statistics in
 * Medicine 17, 873–890. It takes the two rounds for independent; as mostly the same people answer both, it is rather too wide than too narrow.
 */
export function changeOf(now: Share, before: Share): Change {
  const [p, q] = [now.favourable / now.n, before.favourable / before.n]
  const [one, other] = [scoreInterval(now), scoreInterval(before)]
  const by = p - q
  return {
    by,
    low: by - Math.hypot(p - one.low, other.high - q),
    high: by + Math.hypot(one.high - p, q - other.low),
  }
}

/** Wilson (1927), Journal of the American Statistical Association 22, 209–212. */
function scoreInterval({ n, favourable }: Share): { low: number; high: number } {
  const p = favourable / n
  const z2 = Z * Z
  const middle = p + z2 / (2 * n)
  const half = Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: (middle - half) / (1 + z2 / n), high: (middle + half) / (1 + z2 / n) }
}
/** Of the normal distribution, for 95 % between both ends. */
const Z = 1.959963984540054

/** Whether an outcome speaks of everybody, so that a mean hides whom it leaves behind. */
export function isForEverybody(outcome: string | null): boolean {
  return outcome !== null && /(全て|すべて|全)の?職員/.test(outcome)
}

/** The place with the smallest favourable share among those that no other place lies under; null where fewer than two are shown. */
export function lowestOf(places: readonly string[], shares: readonly (Share | null)[]): number | null {
  const found = places.flatMap((place, at) => {
    const share = shares[at]
    const isDivided = places.some((other) => other.startsWith(`${place}/`))
    return share && !isDivided ? [{ at, value: share.favourable / share.n }] : []
  })
  return found.length < 2 ? null : found.reduce((low, one) => (one.value < low.value ? one : low)).at
}

/** The names of a place: of a section from the highest down, of merged ones together; a section beside its own parts as `itself`. */
export function namesOf(place: string, nameOf: (code: string) => string, itself: string): string[] {
  const steps = place.split('/')
  return steps.map((step, at) =>
    step === steps[at - 1]
      ? itself
      : step
          .split('+')
          .map((code) => (code === steps[at - 1] ? itself : nameOf(code)))
          .join('・'),
  )
}

/** The place of a section by itself: no place that holds others too, and none of its people without its parts. */
export function isPlaceOf(place: string, sectionCode: string): boolean {
  const steps = place.split('/')
  return steps.at(-1) === sectionCode && steps.at(-2) !== sectionCode
}
