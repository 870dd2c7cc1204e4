import { mergeSmall, type SectionNode, THRESHOLD } from '#rooms/people/small-sections.rules.ts'

export { type SectionNode, THRESHOLD }

export interface SectionPart {
  readonly sectionCode: string | null
  readonly numerator: number
  readonly denominator: number
}

export interface SectionRow {
  sectionCode: string | null
  name: string | null
  /** Names of the smaller sections within. */
  holds: string[]
  numerator: number
  denominator: number
}

/**
 * Shares by section in which nobody can be singled out: the smaller ones are counted with those above them.
 *
 * @param sections parents before children
 */
export function mergeSmallSections(
  sections: readonly SectionNode[],
  parts: readonly SectionPart[],
  threshold = THRESHOLD,
): SectionRow[] {
  const tallied = parts.map(({ sectionCode, numerator, denominator }) => ({
    ...{ sectionCode, people: denominator },
    tallies: [numerator],
  }))
  return mergeSmall(sections, tallied, threshold).map(({ sectionCode, name, holds, people, tallies }) => ({
    ...{ sectionCode, name, holds },
    numerator: tallies[0] ?? 0,
    denominator: people,
  }))
}
