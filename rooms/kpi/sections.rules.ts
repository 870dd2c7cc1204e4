/** Section counts in which nobody can be singled out (INV-S1); the merging is the literacy room's, so that both agree. */
import { mergeSmallSections, type SectionNode, THRESHOLD } from '#rooms/literacy/rules.ts'
import type { Counted } from './rules.ts'

export type SectionCount = Counted & { readonly sectionCode: string | null }

export interface SectionRow extends Counted {
  /** Null for records that belong to no section that could be shown. */
  readonly sectionCode: string | null
  readonly name: string | null
  /** Names of the sections above, from the root. */
  readonly within: string[]
  /** Names of the smaller sections taken in. */
  readonly holds: string[]
}

/** People below which a section is not shown by itself. */
export const smallestSection = THRESHOLD

/**
 * Rows that add up to the whole, each of at least `threshold`; a plain count is sized by what it counts.
 * @param sections parents before children
 */
export function safeRows(
  counts: readonly SectionCount[],
  sections: readonly (SectionNode & { readonly path: readonly string[] })[],
  threshold: number = smallestSection,
): SectionRow[] {
  const isPlain = counts.every(({ denominator }) => denominator === null)
  const parts = counts.map((count) => ({ ...count, denominator: sizeOf(count) }))
  const paths = new Map(sections.map(({ sectionCode, path }) => [sectionCode, path]))
  return mergeSmallSections(sections, parts, threshold).map((row) => ({
    ...row,
    within: (paths.get(row.sectionCode ?? '') ?? []).slice(0, -1),
    denominator: isPlain ? null : row.denominator,
  }))
}

/** All that lies in some sections and under them, each once. */
export function countWithin(
  codes: readonly string[],
  counts: readonly SectionCount[],
  sections: readonly SectionNode[],
): Counted {
  const within = new Set(codes)
  // Parents come before children, so one pass reaches every section below.
  for (const { sectionCode, parentCode } of sections) if (within.has(parentCode ?? '')) within.add(sectionCode)
  const mine = counts.filter(({ sectionCode }) => within.has(sectionCode ?? ''))
  return {
    numerator: mine.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: mine.every(({ denominator }) => denominator === null)
      ? null
      : mine.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
  }
}

/** How many a count speaks of. */
export function sizeOf({ numerator, denominator }: Counted): number {
  return denominator ?? numerator
}
