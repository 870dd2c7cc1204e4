import type { Direction } from './rules.ts'

/** Of how many people, and how many of them count. */
interface Group {
  readonly people: number
  readonly numerator: number
  readonly denominator: number
}

/** Groups whose share lies from `from` up to the next band's, in percent. */
export interface Band {
  readonly from: number
  readonly groups: number
  readonly people: number
}

const WIDTH = 20

/**
 * What is promised to all staff is not told by the share of the whole: an outcome that speaks of every one of them has its lowest group shown
 * beside it. A policy says so in the words of the outcome.
 */
export function speaksOfAll(outcome: string): boolean {
  return /(全て|すべて|全)の?(職員|教職員)|\b(all|every|each) (staff|employees?|member of staff)\b/i.test(outcome)
}

/** The group that is furthest from what is wanted; of equal ones the larger. Undefined where there is none. */
export function lowestOf<G extends Group>(groups: readonly G[], direction: Direction): G | undefined {
  const wanted = direction === 'down' ? -1 : 1
  let lowest: G | undefined
  for (const group of groups) {
    if (group.denominator <= 0) continue
    const apart = lowest
      ? wanted * (group.numerator * lowest.denominator - lowest.numerator * group.denominator) ||
        lowest.people - group.people
      : -1
    if (apart < 0) lowest = group
  }
  return lowest
}

/** How the groups lie over the shares: five bands of twenty points, the last one with those at 100. */
export function bandsOf(groups: readonly Group[]): Band[] {
  const bands = Array.from({ length: 100 / WIDTH }, (_, band) => ({ from: band * WIDTH, groups: 0, people: 0 }))
  for (const { numerator, denominator, people } of groups) {
    if (denominator <= 0) continue
    const band = bands[Math.min(bands.length - 1, Math.floor((numerator * 100) / (denominator * WIDTH)))]!
    band.groups++
    band.people += people
  }
  return bands
}
