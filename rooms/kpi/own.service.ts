/**
 * The sum of what a section head leads. It is told where it is of enough people, and where nothing that stands beside it leaves too few once it is taken
 * out: neither the whole without it (INV-A7), nor that without the lowest group too, nor what the lowest group holds more or less than it, nor on the
 * last day of a closed year the highest section in which it lies, of which the open data tell (INV-A3).
 */
import type { Ctx } from '#platform/ctx/ctx.ts'
import { postsOf } from '#rooms/people/service.ts'
import { type CountedTree, THRESHOLD, TOWN } from '#rooms/people/small-sections.rules.ts'
import { lowestIn } from './lowest.service.ts'
import type { Direction } from './rules.ts'
import type { enoughPeople } from './values.service.ts'

interface Asked {
  readonly tree: CountedTree
  readonly enough: ReturnType<typeof enoughPeople>
  /** Null where no lowest group is told. */
  readonly direction: Direction | null
  /** The open data tell of the day. */
  readonly isPublished: boolean
}

/** The sections that the actor heads today. */
export async function sectionsHeaded(ctx: Ctx): Promise<string[]> {
  const posts = await postsOf(ctx, ctx.actor.subjectId!)
  return posts.filter(({ isHead }) => isHead).map(({ sectionCode }) => sectionCode)
}

/** Tallies of some sections with all below them; null where they are told to nobody. */
export function tellableSum(
  codes: readonly string[],
  { tree, enough, direction, isPublished }: Asked,
): readonly number[] | null {
  const own = sumOf(tree, codes)
  const [people, all] = [own, tree.whole].map((tallies) => tallies[enough.peopleAt - 1] ?? 0) as [number, number]
  const lowest = direction && lowestIn(tree, direction, enough)
  const isHidden =
    people < THRESHOLD ||
    isFew(all - people) ||
    (isPublished && leavesFewOfRoot(tree, codes)) ||
    (lowest !== null &&
      (isIn(codes, [...lowest.path, lowest.sectionCode])
        ? isFew(people - lowest.people)
        : isFew(all - people - lowest.people) || (isAround(tree, codes, lowest.path) && isFew(lowest.people - people))))
  return isHidden ? null : own
}

/** Each person once, where one section lies within another. */
function sumOf(tree: CountedTree, codes: readonly string[]): number[] {
  const each = highestOf(tree, codes).flatMap((code) => tree.at(code) ?? [])
  return tree.whole.map((_, place) => each.reduce((sum, { tallies }) => sum + (tallies[place] ?? 0), 0))
}

function highestOf(tree: CountedTree, codes: readonly string[]): string[] {
  return [...new Set(codes)].filter((code) => !codes.some((other) => other !== code && isWithin(tree, code, other)))
}

function isFew(people: number): boolean {
  return people > 0 && people < THRESHOLD
}

function isIn(codes: readonly string[], way: readonly (string | null)[]): boolean {
  return way.some((code) => code !== null && codes.includes(code))
}

/** Whether some of the sections lie within the last of a path, or the path is that of the town. */
function isAround(tree: CountedTree, codes: readonly string[], path: readonly string[]): boolean {
  const last = path.at(-1)
  return last === undefined || codes.some((code) => isWithin(tree, code, last))
}

function leavesFewOfRoot(tree: CountedTree, codes: readonly string[]): boolean {
  return tree.below(TOWN).some(({ sectionCode: root, tallies: [all = 0] }) => {
    const within = codes.filter((code) => isWithin(tree, code, root))
    return within.length > 0 && isFew(all - (sumOf(tree, within)[0] ?? 0))
  })
}

function isWithin(tree: CountedTree, code: string | null | undefined, section: string): boolean {
  return code != null && code !== TOWN && (code === section || isWithin(tree, tree.at(code)?.parentCode, section))
}
