/**
 * What a published document does not tell because it would be about few people.
 *
 * A value of people (a share, or a count of people) is left out where it, or what is left of its denominator, is 1 to 4: INV-A2, and 0 says
 * nothing of anybody. By section, sections stand together until in each row both those who are counted and those who are not are at least five.
 * The rows of a value share out all its people, each standing in one, so that no subtraction among them or from the whole leaves fewer
 * (INV-A3); and rows that are put together stay large enough, which is why they may be merged in any order.
 */
import type { Counted, Definition } from '#rooms/kpi/rules.ts'
import { mergeSmall, type TalliedPart, THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { Part } from './facts.rules.ts'

export function isTooSmall(counted: Counted | null, { unit }: Pick<Definition, 'unit'>): boolean {
  if (!counted || (unit !== '%' && unit !== '人')) return false
  const { numerator, denominator } = counted
  const few = (people: number) => people > 0 && people < THRESHOLD
  return few(numerator) || (denominator !== null && (few(denominator) || few(denominator - numerator)))
}

export interface SectionOfDay {
  readonly sectionCode: string
  readonly name: string
  readonly parentCode: string | null
}

/** A share by the highest sections of the day, those with few people together; none where even the whole is too small for that. */
export function partsOf(
  counts: readonly (Counted & { readonly sectionCode: string | null })[],
  sections: readonly SectionOfDay[],
): Part[] {
  const byCode = new Map(sections.map((section) => [section.sectionCode, section]))
  const roots = sections.filter(({ parentCode }) => parentCode === null || !byCode.has(parentCode))
  const parts = counts.map(
    ({ sectionCode, numerator, denominator }): TalliedPart => ({
      sectionCode: rootOf(sectionCode, byCode),
      people: denominator ?? 0,
      tallies: [denominator ?? 0, numerator],
    }),
  )
  const rows = mergeSmall(
    roots.map((root) => ({ ...root, parentCode: null })),
    parts,
    ({ people, tallies: [, counted = 0] }) => counted >= THRESHOLD && people - counted >= THRESHOLD,
  )
  if (rows.length < 2) return []
  return rows.map(({ name, holds, people, tallies }) => ({
    name: name === null || holds.length > 0 ? [name, ...holds].filter((one) => one !== null).join('・') || null : name,
    numerator: tallies[1] ?? 0,
    denominator: people,
  }))
}

/** Up to the section above which nobody stands; however deep, never round in a circle. */
function rootOf(code: string | null, sections: ReadonlyMap<string, SectionOfDay>): string | null {
  const seen = new Set<string>()
  let at = code
  while (at !== null && !seen.has(at)) {
    seen.add(at)
    const parent = sections.get(at)?.parentCode ?? null
    if (parent === null || !sections.has(parent)) return sections.has(at) ? at : null
    at = parent
  }
  return null
}
