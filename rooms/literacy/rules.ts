/**
 * Sections that are too small to be shown, merged upwards.
 *
 * Data: each section with the people counted in it, and its parent. From the leaves to the roots: what a section holds (its
 * own people and what its small children handed up) is a row when it is at least the threshold, else it goes to the parent.
 * What no root can show stands together as one row without a section; where even that is too small, the smallest row takes
 * it in. Every person is in exactly one row, so no subtraction among rows or from the total leaves fewer than the threshold.
 */
export const THRESHOLD = 5

export interface SectionNode {
  readonly sectionCode: string
  readonly name: string
  readonly parentCode: string | null
}

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

/** @param sections parents before children */
export function mergeSmallSections(
  sections: readonly SectionNode[],
  parts: readonly SectionPart[],
  threshold = THRESHOLD,
): SectionRow[] {
  const own = new Map<string | null, SectionRow>()
  const at = (code: string | null, name: string | null) => {
    const row = own.get(code) ?? { sectionCode: code, name, holds: [], numerator: 0, denominator: 0 }
    own.set(code, row)
    return row
  }
  const names = new Map(sections.map(({ sectionCode, name }) => [sectionCode, name]))
  for (const { sectionCode, numerator, denominator } of parts) {
    const code = sectionCode !== null && names.has(sectionCode) ? sectionCode : null
    take(at(code, names.get(code ?? '') ?? null), { numerator, denominator, holds: [] })
  }
  const shown: SectionRow[] = []
  for (const { sectionCode, parentCode, name } of sections.toReversed()) {
    const row = own.get(sectionCode)
    if (!row || row.denominator === 0) continue
    if (row.denominator >= threshold) shown.unshift(row)
    else
      take(
        at(names.has(parentCode ?? '') ? parentCode : null, names.get(parentCode ?? '') ?? null),
        withName(row, name),
      )
  }
  return withRest(shown, own.get(null), threshold)
}

function withRest(shown: readonly SectionRow[], rest: SectionRow | undefined, threshold: number): SectionRow[] {
  if (!rest || rest.denominator === 0) return [...shown]
  if (rest.denominator >= threshold) return [...shown, rest]
  const smallest = shown.toSorted((a, b) => a.denominator - b.denominator)[0]
  if (!smallest) return []
  take(smallest, rest)
  return [...shown]
}

function withName(row: SectionRow, name: string) {
  return { ...row, holds: [name, ...row.holds] }
}

function take(into: SectionRow, from: Pick<SectionRow, 'numerator' | 'denominator' | 'holds'>): void {
  into.numerator += from.numerator
  into.denominator += from.denominator
  into.holds.unshift(...from.holds)
}
