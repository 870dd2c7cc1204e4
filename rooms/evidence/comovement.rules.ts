/**
 * Whether the two ends of an arrow moved together, section by section: 同時期に変化, and no more than that (INV-L6).
 *
 * Data: for each section and stretch (year end to year end) the change of the cause and, `lag` stretches later, that of the effect.
 *
 *   1. Within a stretch the changes are ranked, so that neither what the whole town did nor a section of odd size decides; ranks are centred.
 *   2. A section's score is the sum of rank × rank over its stretches: its stretches are one thing, not many (clustering by section).
 *   3. Without any link a section's score is as likely of the one sign as of the other: all flips of signs are tried, or 9,999 drawn ones
 *      (I. A. Canay, J. P. Romano and A. M. Shaikh, Econometrica 85 (2017) 1013–1030). p is the share of flips that reach as far.
 *   4. Of many arrows at once: Holm (Scandinavian Journal of Statistics 6 (1979) 65–70), so that on a ward without any link at most 5 in a hundred
 *      have a single flag.
 */
import { randomFrom } from '#platform/random/random.ts'

export interface Pair {
  readonly section: string
  /** Which stretch. */
  readonly stretch: string
  readonly cause: number
  readonly effect: number
}

export type Movement = 'with' | 'against' | 'none' | 'unknown'

export interface Compared {
  readonly sections: number
  readonly pairs: number
  /** Of moving with the hypothesis, and against it, by chance; null where there is too little to compare. */
  readonly pWith: number | null
  readonly pAgainst: number | null
}

/** With fewer sections no flip of signs is rare enough. */
export const LEAST_SECTIONS = 8
const CHANCE = 0.05
const DRAWN = 9_999
const MOST_EXACT = 13

export function comparedOf(pairs: readonly Pair[], sign: '+' | '-'): Compared {
  const scores = scoresOf(pairs)
  const sections = scores.length
  if (sections < LEAST_SECTIONS) return { sections, pairs: pairs.length, pWith: null, pAgainst: null }
  const { above, below } = flipped(scores)
  const isPlus = sign === '+'
  return { sections, pairs: pairs.length, pWith: isPlus ? above : below, pAgainst: isPlus ? below : above }
}

/** What is said of each arrow, all of them taken together. */
export function movementsOf(compared: readonly Compared[]): Movement[] {
  const withIt = holm(compared.map(({ pWith }) => pWith))
  const against = holm(compared.map(({ pAgainst }) => pAgainst))
  return compared.map(({ pWith }, place) =>
    pWith === null ? 'unknown' : against[place] ? 'against' : withIt[place] ? 'with' : 'none',
  )
}

/** Which of them stand, so that the chance of any that is none stays under 5 %. */
export function holm(all: readonly (number | null)[]): boolean[] {
  const known = [...all.entries()].flatMap(([place, p]) => (p === null ? [] : [{ place, p }])).sort((a, b) => a.p - b.p)
  const firstFallen = known.findIndex(({ p }, rank) => p > CHANCE / (known.length - rank))
  const standing = new Set((firstFallen < 0 ? known : known.slice(0, firstFallen)).map(({ place }) => place))
  return all.map((_, place) => standing.has(place))
}

function scoresOf(pairs: readonly Pair[]): number[] {
  const scores = new Map<string, number>()
  for (const within of Map.groupBy(pairs, ({ stretch }) => stretch).values()) {
    const [causes, effects] = [
      centredRanks(within.map((one) => one.cause)),
      centredRanks(within.map((one) => one.effect)),
    ]
    for (const [place, { section }] of within.entries())
      scores.set(section, (scores.get(section) ?? 0) + causes[place]! * effects[place]!)
  }
  return [...scores.values()]
}

/** Ties share their ranks; all the same: nothing moved more than another. */
function centredRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const ranks = Array<number>(values.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + to - 1) / 2 - (values.length - 1) / 2
    from = to
  }
  return ranks
}

/** Shares of the flips whose sum reaches as far up, and as far down. */
function flipped(scores: readonly number[]): { above: number; below: number } {
  const sum = scores.reduce((all, score) => all + score, 0)
  const reach = 1e-9 * scores.reduce((all, score) => all + Math.abs(score), 0)
  const isExact = scores.length <= MOST_EXACT
  const flips = isExact ? 2 ** scores.length : DRAWN
  const random = randomFrom(1)
  let [above, below] = isExact ? [0, 0] : [1, 1]
  for (let flip = 0; flip < flips; flip++) {
    let other = 0
    for (const [place, score] of scores.entries()) {
      const isUp = isExact ? (flip >> place) & 1 : random() < 0.5
      other += isUp ? score : -score
    }
    if (other >= sum - reach) above++
    if (other <= sum + reach) below++
  }
  const all = isExact ? flips : flips + 1
  return { above: above / all, below: below / all }
}
