/**
 * Levels counted by section, for every skill at once.
 *
 * Data: a list of whole numbers for each section, the tallies: how many people there are, then for each skill of the policy in its order
 * how many stand at level 0, 1, … highest, how many are where their grade and occupation expect them or above, and of how many these expect
 * anything. Whoever is at no level is 未診断 and not at level 0 (INV-P7). What is kept up are the sums below (`placesOf`): of whom
 * something is expected follows from how many there are of each grade and occupation.
 */

import type { PolicyDocument, PolicyWith } from '#rooms/policy/document.rules.ts'
import { occupationsNamed } from '#rooms/policy/rules.ts'
import { expectationsOf, skillsIn } from './rules.ts'

/** What is shown of one skill and some people. */
export interface Cell {
  /** How many are at level 0, 1, … highest; who is at none is 未診断. */
  levels: number[]
  /** At what their grade and occupation expect, or above. */
  reached: number
  /** Of whom their grade or occupation expects a level of this skill, the unassessed among them. */
  asked: number
}

/** The places (from 1) at which a person adds one: that they are there, the level of each skill and whether it is reached, their grade and occupation. */
export function placesOf(skills: number, highestLevel: number) {
  const width = highestLevel + 2
  return {
    people: 1,
    level: (skill: number, level: number) => 2 + skill * width + level,
    reached: (skill: number) => 1 + (skill + 1) * width,
    rung: (index: number) => 2 + skills * width + index,
  }
}

/**
 * Every grade that a post may name, those of today's ladder and former ones that count as one of them; each for the occupations of which
 * something of their own is expected, and for all others (null).
 */
export function rungsNamed(document: PolicyDocument): { readonly grade: string; readonly occupation: string | null }[] {
  const { grades, formerGrades = [] } = document.organisation ?? { grades: [] }
  const former = [...formerGrades.map(({ id }) => id), ...grades.flatMap((grade) => grade.formerGrades ?? [])]
  const named = [...new Set([...grades.map(({ id }) => id), ...former])]
  return [null, ...occupationsNamed(document)].flatMap((occupation) => named.map((grade) => ({ grade, occupation })))
}

/** From sums to the tallies that are shown. */
export function talliesFrom(sums: readonly number[], document: PolicyWith<'pyramid'>): number[] {
  const skills = skillsIn(document)
  const { highestLevel } = document.pyramid
  const places = placesOf(skills.length, highestLevel)
  const at = (place: number) => sums[place - 1] ?? 0
  const expected = rungsNamed(document).map((rung) => expectationsOf(document, rung))
  const cells = skills.flatMap(({ id }, skill) => [
    ...Array.from({ length: highestLevel + 1 }, (_, level) => at(places.level(skill, level))),
    at(places.reached(skill)),
    expected.reduce((sum, levels, index) => sum + (levels.has(id) ? at(places.rung(index)) : 0), 0),
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
