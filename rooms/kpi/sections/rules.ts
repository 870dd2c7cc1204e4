/**
 * Section counts in which nobody can be singled out (INV-S1).
 *
 * Every record belongs to the section of its own; sections form a forest. From the leaves upwards, a section whose group is
 * smaller than the threshold gives it to its parent. A root that is still too small takes in the smallest group under it, or,
 * where there is none, the smallest of all. So the rows add up to the total, each holds at least `threshold`, and no
 * subtraction of rows from the total tells of fewer. Where even the total is too small there are no rows.
 */
import type { Counted } from '../rules.ts'

export interface SectionInTree {
  readonly sectionCode: string
  readonly parentCode: string | null
  /** Names from the root downwards. */
  readonly path: string[]
}

export interface SectionRow extends Counted {
  /** Null for records that belong to no section. */
  readonly sectionCode: string | null
  readonly path: string[]
  /** How many small sections were taken into this row. */
  readonly takenIn: number
}

/** People below which a section is not shown by itself. */
export const smallestSection = 5

interface Group extends Counted {
  takenIn: number
}

export function safeRows(
  counts: readonly (Counted & { sectionCode: string | null })[],
  sections: readonly SectionInTree[],
  threshold: number = smallestSection,
): SectionRow[] {
  const known = new Map(sections.map((section) => [section.sectionCode, section]))
  const groups = new Map<string | null, Group>()
  for (const count of counts) add(groups, known.has(count.sectionCode ?? '') ? count.sectionCode : null, count, 0)
  for (const [code, group] of groups) if (isEmpty(group)) groups.delete(code)

  const deepestFirst = [...sections].sort((a, b) => b.path.length - a.path.length).map(({ sectionCode }) => sectionCode)
  for (const code of deepestFirst) {
    const group = groups.get(code)
    const parent = known.get(code)?.parentCode ?? null
    if (!group || sizeOf(group) >= threshold || parent === null || !known.has(parent)) continue
    groups.delete(code)
    add(groups, parent, group, group.takenIn + 1)
  }
  if (!settleSmallOnes(groups, known, threshold)) return []
  const rows: SectionRow[] = sections
    .filter(({ sectionCode }) => groups.has(sectionCode))
    .map(({ sectionCode, path }) => ({ sectionCode, path, ...groups.get(sectionCode)! }))
  const nowhere = groups.get(null)
  return nowhere ? [...rows, { sectionCode: null, path: [], ...nowhere }] : rows
}

/** All that lies in some sections and under them, each once. */
export function countWithin(
  codes: readonly string[],
  counts: readonly (Counted & { sectionCode: string | null })[],
  sections: readonly SectionInTree[],
): Counted {
  const within = new Set(codes)
  const parents = new Map(sections.map(({ sectionCode, parentCode }) => [sectionCode, parentCode]))
  const lies = (code: string | null): boolean => code !== null && (within.has(code) || lies(parents.get(code) ?? null))
  const mine = counts.filter(({ sectionCode }) => lies(sectionCode))
  return {
    numerator: mine.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: mine.some(({ denominator }) => denominator !== null)
      ? mine.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)
      : null,
  }
}

/** How many a group speaks of. */
export function sizeOf({ numerator, denominator }: Counted): number {
  return denominator ?? numerator
}

/** Brings every group that is left to the threshold; false where all together do not reach it. */
function settleSmallOnes(
  groups: Map<string | null, Group>,
  known: ReadonlyMap<string, SectionInTree>,
  threshold: number,
): boolean {
  for (const code of [...groups.keys()]) {
    for (let group = groups.get(code); group && sizeOf(group) < threshold; group = groups.get(code)) {
      const others = [...groups.keys()].filter((other) => other !== code)
      const under = others.filter((other) => other !== null && code !== null && isUnder(other, code, known))
      const [smallest] = (under.length > 0 ? under : others).toSorted(
        (a, b) => sizeOf(groups.get(a)!) - sizeOf(groups.get(b)!),
      )
      if (smallest === undefined) return false
      // What belongs to no section has no name to stand under, so it goes to the other.
      const [from, into] = code === null ? [code, smallest] : [smallest, code]
      const taken = groups.get(from)!
      groups.delete(from)
      add(groups, into, taken, taken.takenIn + 1)
    }
  }
  return true
}

function isUnder(code: string, above: string, known: ReadonlyMap<string, SectionInTree>): boolean {
  const parent = known.get(code)?.parentCode ?? null
  return parent !== null && (parent === above || isUnder(parent, above, known))
}

function add(groups: Map<string | null, Group>, code: string | null, more: Counted, takenIn: number): void {
  const before = groups.get(code)
  groups.set(code, {
    numerator: (before?.numerator ?? 0) + more.numerator,
    denominator:
      more.denominator === null && (before?.denominator ?? null) === null
        ? null
        : (before?.denominator ?? 0) + (more.denominator ?? 0),
    takenIn: (before?.takenIn ?? 0) + takenIn,
  })
}

function isEmpty({ numerator, denominator }: Counted): boolean {
  return numerator === 0 && !denominator
}
