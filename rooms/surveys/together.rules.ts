/**
 * 同時期に変化: which items moved in the same sections, from one round to the next, as the items of an outcome did.
 *
 * Data: of each section and each step from a round to the next, by how much the favourable share of each item changed; of an outcome the mean of
 * its items. All of it is worked out of rows that are shown, so nothing is told that the rows did not tell (results.rules.ts).
 * Steps: over sections and steps the correlation (Pearson) of the outcome's change with that of each item of something else, its 95 % interval
 * by Fisher's z; of all that were looked at those stay that hold together beyond chance, by Holm (1979), Scandinavian Journal of Statistics 6,
 * 65–70, with errors in all of at most 5 in 100. Sections of one department are taken for independent, which they are not quite. Nothing
 * of it says what changed what.
 */

/** By how much the shares of items changed in one section from a round to the next. */
export type Changes = ReadonlyMap<string, number>

export interface Together {
  readonly outcome: string
  readonly item: string
  /** Sections and steps in which both are known. */
  readonly n: number
  readonly r: number
  readonly low: number
  readonly high: number
}

/** Of fewer nothing is said. */
export const FEWEST = 10

export function movedTogether(
  items: readonly { readonly id: string; readonly outcome: string | null }[],
  changes: readonly Changes[],
): { looked: number; found: Together[] } {
  const outcomes = [...Map.groupBy(items, ({ outcome }) => outcome)].flatMap(([outcome, own]) =>
    outcome === null ? [] : [{ outcome, ids: own.map(({ id }) => id) }],
  )
  const all = outcomes.flatMap(({ outcome, ids }) =>
    items.flatMap(({ id }) => {
      const one = ids.includes(id) ? undefined : correlated(pairsOf(ids, id, changes))
      return one ? [{ outcome, item: id, ...one }] : []
    }),
  )
  const found: Together[] = []
  for (const [at, { p, ...one }] of all.toSorted((a, b) => a.p - b.p).entries()) {
    if (p > LEVEL / (all.length - at)) break
    found.push(one)
  }
  return { looked: all.length, found: found.toSorted((a, b) => Math.abs(b.r) - Math.abs(a.r)) }
}

type Pair = readonly [outcome: number, item: number]

function pairsOf(outcome: readonly string[], item: string, changes: readonly Changes[]): Pair[] {
  return changes.flatMap((change): Pair[] => {
    const [own, other] = [outcome.map((id) => change.get(id)), change.get(item)]
    const known = own.filter((one) => one !== undefined)
    // A mean over other items in one section than in the next would move with the choice of items.
    if (other === undefined || known.length < own.length) return []
    return [[known.reduce((sum, one) => sum + one, 0) / known.length, other]]
  })
}

function correlated(pairs: readonly Pair[]) {
  const n = pairs.length
  if (n < FEWEST) return undefined
  const [x, y] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + pair[side]!, 0) / n) as [number, number]
  let [xx, yy, xy] = [0, 0, 0]
  for (const [a, b] of pairs) {
    xx += (a - x) ** 2
    yy += (b - y) ** 2
    xy += (a - x) * (b - y)
  }
  if (Math.min(xx, yy) < NOTHING) return undefined
  const r = Math.max(-MOST, Math.min(MOST, xy / Math.sqrt(xx * yy)))
  const [z, error] = [Math.atanh(r), 1 / Math.sqrt(n - 3)]
  return {
    ...{ n, r, low: Math.tanh(z - Z * error), high: Math.tanh(z + Z * error) },
    p: 2 * beyond(Math.abs(z) / error),
  }
}

/** Of the normal distribution, how much lies above z: Abramowitz and Stegun (1964), 26.2.17, to seven decimals. */
function beyond(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = terms.reduceRight((rest, term) => t * (term + rest), 0)
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

const LEVEL = 0.05
/** What is left of changes that are all alike, for want of digits. */
const NOTHING = 1e-20
const Z = 1.959963984540054
/** Changes that are the same in every section: as good as 1, of which Fisher's z has no value. */
const MOST = 0.999999
