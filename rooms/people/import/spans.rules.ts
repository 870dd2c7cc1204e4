import { addDays } from '#platform/time/dates.ts'

/** Half-open [validFrom, validTo); null is open. */
export interface Span {
  readonly validFrom: string
  readonly validTo: string | null
}

/** A fact as it will stand: what is stored of it, and the line of the file that says so; without a line the file is silent on it. */
export interface Entry<Fact extends Span> {
  fact: Fact
  readonly stored?: Fact
  readonly line?: number
}

/** Ends an entry; the stored fact stays as it was. */
export function endOn<Fact extends Span>(entry: Entry<Fact>, day: string): void {
  entry.fact = { ...entry.fact, validTo: day }
}

/**
 * Puts the periods of one thing in order, in place: an open period ends where the next begins (a transfer, a renaming).
 * What overlaps all the same is told as pairs.
 */
export function chain<Fact extends Span>(
  entries: Entry<Fact>[],
  overlap: (earlier: Entry<Fact>, later: Entry<Fact>) => void,
): void {
  entries.sort((a, b) => (a.fact.validFrom < b.fact.validFrom ? -1 : a.fact.validFrom > b.fact.validFrom ? 1 : 0))
  for (let i = 1; i < entries.length; i += 1) {
    const [earlier, later] = [entries[i - 1]!, entries[i]!]
    if (earlier.fact.validFrom === later.fact.validFrom) overlap(earlier, later)
    else if (earlier.fact.validTo === null) endOn(earlier, later.fact.validFrom)
    else if (earlier.fact.validTo > later.fact.validFrom) overlap(earlier, later)
  }
}

/** The first day of the span that none of the periods covers, which stand in order; undefined where all days are covered. */
export function firstGap(periods: readonly Span[], { validFrom, validTo }: Span): string | undefined {
  let day = validFrom
  for (const period of periods) {
    if (period.validFrom > day) return day
    if (period.validTo === null) return undefined
    if (period.validTo > day) day = period.validTo
    if (validTo !== null && day >= validTo) return undefined
  }
  return day
}

export function holdsOn({ validFrom, validTo }: Span, day: string): boolean {
  return validFrom <= day && (validTo === null || validTo > day)
}

export function overlaps(a: Span, b: Span): boolean {
  return (a.validTo === null || a.validTo > b.validFrom) && (b.validTo === null || b.validTo > a.validFrom)
}

/** The last day that a half-open span holds. */
export function lastDay({ validTo }: Span): string | null {
  return validTo === null ? null : addDays(validTo, -1)
}

/** How many items are done between two rests. */
export const PIECE = 2_000

/** Does the work item by item, and rests after each piece, so that whoever drives it can give other work a turn. */
export function* inPieces<T>(items: Iterable<T>, work: (item: T) => void): Generator<number, void> {
  let count = 0
  for (const item of items) {
    work(item)
    count += 1
    if (count % PIECE === 0) yield PIECE
  }
  yield count % PIECE
}

/** As `Map.groupBy`, with rests. */
export function* grouped<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Generator<number, Map<K, T[]>> {
  const groups = new Map<K, T[]>()
  yield* inPieces(items, (item) => {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  })
  return groups
}
