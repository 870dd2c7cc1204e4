/**
 * What of thank-yous may be told of a group, so that nobody's own can be worked out.
 *
 * Data: parts that are disjoint and add up to their whole, each with its people and how many of them had something (received one, wrote one,
 * received one for a value). A number is told of a part when at least THRESHOLD of its people are counted in it, and at least as many are not:
 * neither "somebody" nor "everybody" nor "nobody" is said of few. Where a part is not enough in what its row shows, it is counted with others
 * (small-sections.rules.ts); two parts of which one is enough are enough together, so that every sum and difference of what is told is too.
 *
 * By value rows would seldom be enough in all of them. So a value is told of all parts of a view, or of none; and only where it is told in every view
 * above, because what is told below adds up to what is not told above.
 */
import { type TalliedPart, THRESHOLD } from '#rooms/people/small-sections.rules.ts'

/** Places in the tallies: all, who received one, who wrote one; then, for each value, who received one for it. */
export const RECEIVED = 1
export const WROTE = 2
export const FIRST_VALUE = 3

type Part = Pick<TalliedPart, 'people' | 'tallies'>

function isTold(people: number, counted: number): boolean {
  return counted >= THRESHOLD && people - counted >= THRESHOLD
}

export function isEnough({ people, tallies }: Part): boolean {
  return [RECEIVED, WROTE].every((place) => isTold(people, tallies[place] ?? 0))
}

/** Which values are told of the whole that is looked at, and of its parts. @param along the parts of every view from the town downwards */
export function valuesTold(
  whole: readonly number[],
  along: readonly (readonly Part[])[],
  values: number,
): { ofWhole: boolean[]; ofParts: boolean[] } {
  const places = Array.from({ length: values }, (_, value) => FIRST_VALUE + value)
  const inAll = (views: readonly (readonly Part[])[]) => (place: number) =>
    views.every((parts) => parts.every(({ people, tallies }) => isTold(people, tallies[place] ?? 0)))
  const above = along.slice(0, -1)
  return {
    ofWhole: places.map((place) =>
      above.length === 0 ? isTold(whole[0] ?? 0, whole[place] ?? 0) : inAll(above)(place),
    ),
    ofParts: places.map(inAll(along)),
  }
}
