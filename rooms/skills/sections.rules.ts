/**
 * Levels counted by section, for every skill at once.
 *
 * Data: a list of whole numbers for each section, the tallies, that people add to and are taken out of again: how many people there
 * are, then for each skill of the policy in its order how many stand at level 0, 1, … highest, how many are where their grade expects
 * them or above, and of how many their grade expects anything. Whoever is at no level is 未診断 and not at level 0 (INV-P7).
 */

import { mergeSmall, type SectionNode, type TalliedRow } from '#rooms/people/small-sections.rules.ts'

/** A person as the counts see them; levels and expectations in the order of the policy's skills. */
export interface Standing {
  readonly levels: readonly (number | null)[]
  readonly expected: readonly (number | null)[]
}

/** What is shown of one skill and some people. */
export interface Cell {
  /** How many are at level 0, 1, … highest; who is at none is 未診断. */
  levels: number[]
  /** At what their grade expects, or above. */
  reached: number
  /** Of whom their grade expects a level of this skill, the unassessed among them. */
  asked: number
}

/** Stands where a section's code would, for everybody. */
export const TOWN = ''

/** What one person adds. */
export function talliesOf({ levels, expected }: Standing, highestLevel: number): number[] {
  const cells = levels.flatMap((level, place) => {
    const asked = expected[place] ?? null
    const at = Array.from({ length: highestLevel + 1 }, (_, step) =>
      Number(level !== null && Math.min(level, highestLevel) === step),
    )
    return [...at, Number(level !== null && asked !== null && level >= asked), Number(asked !== null)]
  })
  return [1, ...cells]
}

/** Adds tallies, or takes them out, in place. */
export function add(into: number[], tallies: readonly number[], sign: 1 | -1 = 1): void {
  for (const [place, value] of tallies.entries()) into[place] = (into[place] ?? 0) + sign * value
}

/** The tallies of no one. */
export function nobody(skills: number, highestLevel: number): number[] {
  return Array.from({ length: 1 + skills * (highestLevel + 3) }, () => 0)
}

/** The cells of tallies, in the order of the policy's skills. */
export function cellsOf(tallies: readonly number[], skills: number, highestLevel: number): Cell[] {
  const width = highestLevel + 3
  return Array.from({ length: skills }, (_, place) => {
    const start = 1 + place * width
    return {
      levels: tallies.slice(start, start + highestLevel + 1),
      reached: tallies[start + highestLevel + 1] ?? 0,
      asked: tallies[start + highestLevel + 2] ?? 0,
    }
  })
}

/** From the root down to a section, by who is whose parent; a section that nobody knows stands alone. */
export function pathTo(section: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = []
  for (let code = section; code !== null && !path.includes(code); code = parents.get(code) ?? null) path.unshift(code)
  return path
}

/** What is counted in a section and all below it. */
export interface Counted {
  /** `TOWN` for everybody. */
  readonly sectionCode: string
  /** The section above; `TOWN` above a root, null above the town. */
  readonly parentCode: string | null
  readonly tallies: readonly number[]
}

/**
 * The parts of a section, or of the town (`node` null), that add up to it: each section below, and the people who belong to none of
 * them. Those with fewer people than the threshold are counted with others.
 */
export function partsOf(
  node: SectionNode | null,
  whole: readonly number[],
  below: readonly (Pick<Counted, 'sectionCode' | 'tallies'> & { readonly name: string })[],
  threshold: number,
): TalliedRow[] {
  const parent = node?.sectionCode ?? null
  const direct = [...whole]
  for (const { tallies } of below) add(direct, tallies, -1)
  const sections = [
    ...(node ? [{ ...node, parentCode: null }] : []),
    ...below.map(({ sectionCode, name }) => ({ sectionCode, name, parentCode: parent })),
  ]
  const parts = [
    { sectionCode: parent, people: direct[0] ?? 0, tallies: direct },
    ...below.map(({ sectionCode, tallies }) => ({ sectionCode, people: tallies[0] ?? 0, tallies })),
  ]
  return mergeSmall(
    sections,
    parts.filter(({ people }) => people > 0),
    threshold,
  )
}

/**
 * Whether a section may be looked into: in the parts of the section above it, it stands by itself. Where it was counted with others,
 * what is seen within it would tell what those are.
 */
export function isOpenTo(rows: readonly TalliedRow[], sectionCode: string): boolean {
  return rows.some((row) => row.sectionCode === sectionCode && row.isAlone)
}
