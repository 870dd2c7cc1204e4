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
  return groups
    .filter(({ denominator }) => denominator > 0)
    .toSorted((a, b) => wanted * (a.numerator * b.denominator - b.numerator * a.denominator) || b.people - a.people)[0]
}

/** How the groups lie over the shares: five bands of twenty points, the last one with those at 100. */
export function bandsOf(groups: readonly Group[]): Band[] {
  const some = groups.filter(({ denominator }) => denominator > 0)
  const bandOf = ({ numerator, denominator }: Group) =>
    Math.min(100 / WIDTH - 1, Math.floor((numerator * 100) / (denominator * WIDTH)))
  return Array.from({ length: 100 / WIDTH }, (_, band) => {
    const within = some.filter((group) => bandOf(group) === band)
    return {
      from: band * WIDTH,
      groups: within.length,
      people: within.reduce((sum, { people }) => sum + people, 0),
    }
  })
}
