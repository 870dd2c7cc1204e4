/**
 * Levels counted by section, for every skill at once.
 *
 * Data: a list of whole numbers for each section, the tallies: how many people there are, then for each skill of the policy in its order
 * how many stand at level 0, 1, … highest, how many are where their grade expects them or above, and of how many their grade expects
 * anything. Whoever is at no level is 未診断 and not at level 0 (INV-P7). What is kept up are the sums below (`placesOf`): of whom
 * something is expected follows from how many there are of each grade.
 */

import { mergeSmall, type SectionNode, type TalliedRow } from '#rooms/people/small-sections.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { expectationsOf, skillsIn } from './rules.ts'

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

/** The places (from 1) at which a person adds one: that they are there, the level of each skill and whether it is reached, their grade. */
export function placesOf(skills: number, highestLevel: number) {
  const width = highestLevel + 2
  return {
    people: 1,
    level: (skill: number, level: number) => 2 + skill * width + level,
    reached: (skill: number) => 1 + (skill + 1) * width,
    grade: (index: number) => 2 + skills * width + index,
  }
}

/** Every grade that a post may name: those of today's ladder, and former ones that count as one of them. */
export function gradesNamed({ organisation: { grades, formerGrades = [] } }: PolicyDocument): string[] {
  return [...new Set([...grades, ...formerGrades].map(({ id }) => id))]
}

/** From sums to the tallies that are shown. */
export function talliesFrom(sums: readonly number[], document: PolicyDocument): number[] {
  const skills = skillsIn(document)
  const { highestLevel } = document.pyramid
  const places = placesOf(skills.length, highestLevel)
  const at = (place: number) => sums[place - 1] ?? 0
  const expected = gradesNamed(document).map((grade) => expectationsOf(document, grade))
  const cells = skills.flatMap(({ id }, skill) => [
    ...Array.from({ length: highestLevel + 1 }, (_, level) => at(places.level(skill, level))),
    at(places.reached(skill)),
    expected.reduce((sum, levels, index) => sum + (levels.has(id) ? at(places.grade(index)) : 0), 0),
  ])
  return [at(places.people), ...cells]
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
  for (const { tallies } of below)
    for (const [place, value] of tallies.entries()) direct[place] = (direct[place] ?? 0) - value
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
