/**
 * Sections that are too small to be shown, merged upwards (INV-S1).
 *
 * Data: each section with the people counted in it and what was tallied of them, and its parent. From the leaves to the roots: what
 * a section holds (its own people and what its small children handed up) is a row when it is at least the threshold, else it goes
 * to the parent. What no root can show stands together as one row without a section; where even that is too small, the smallest row
 * takes it in. Every person is in exactly one row, so no subtraction among rows or from the total leaves fewer than the threshold.
 */
export const THRESHOLD = 5

export interface SectionNode {
  readonly sectionCode: string
  readonly name: string
  readonly parentCode: string | null
}

export interface TalliedPart {
  readonly sectionCode: string | null
  readonly people: number
  /** Of one length in all parts. */
  readonly tallies: readonly number[]
}

export interface TalliedRow {
  sectionCode: string | null
  name: string | null
  /** Names of the smaller sections within. */
  holds: string[]
  /** It shows one section's own people and nobody else. */
  isAlone: boolean
  people: number
  tallies: number[]
}

/** @param sections parents before children */
export function mergeSmall(
  sections: readonly SectionNode[],
  parts: readonly TalliedPart[],
  threshold = THRESHOLD,
): TalliedRow[] {
  const own = new Map<string | null, TalliedRow>()
  const names = new Map(sections.map(({ sectionCode, name }) => [sectionCode, name]))
  for (const { sectionCode, people, tallies } of parts) {
    const code = sectionCode !== null && names.has(sectionCode) ? sectionCode : null
    const row = own.get(code)
    if (row) take(row, { people, tallies, holds: [] })
    else own.set(code, rowOf(code, names.get(code ?? '') ?? null, { people, tallies }))
  }
  const shown: TalliedRow[] = []
  for (const { sectionCode, parentCode, name } of sections.toReversed()) {
    const row = own.get(sectionCode)
    if (!row || row.people === 0) continue
    if (row.people >= threshold) shown.push(row)
    else handUp(own, names, { ...row, holds: [name, ...row.holds] }, parentCode)
  }
  return withRest(shown.toReversed(), own.get(null), threshold)
}

function handUp(
  own: Map<string | null, TalliedRow>,
  names: ReadonlyMap<string, string>,
  row: TalliedRow,
  parentCode: string | null,
): void {
  const code = names.has(parentCode ?? '') ? parentCode : null
  const above = own.get(code) ?? rowOf(code, names.get(code ?? '') ?? null, { people: 0, tallies: [] })
  own.set(code, above)
  take(above, row)
}

function withRest(shown: readonly TalliedRow[], rest: TalliedRow | undefined, threshold: number): TalliedRow[] {
  if (!rest || rest.people === 0) return [...shown]
  if (rest.people >= threshold) return [...shown, rest]
  const smallest = shown.reduce<TalliedRow | undefined>(
    (least, row) => (least && least.people <= row.people ? least : row),
    undefined,
  )
  if (!smallest) return []
  take(smallest, rest)
  return [...shown]
}

function rowOf(
  sectionCode: string | null,
  name: string | null,
  { people, tallies }: Pick<TalliedPart, 'people' | 'tallies'>,
): TalliedRow {
  return { sectionCode, name, holds: [], isAlone: true, people, tallies: [...tallies] }
}

function take(into: TalliedRow, from: Pick<TalliedPart, 'people' | 'tallies'> & { readonly holds: string[] }): void {
  into.people += from.people
  for (const [place, value] of from.tallies.entries()) into.tallies[place] = (into.tallies[place] ?? 0) + value
  into.holds.unshift(...from.holds)
  into.isAlone = false
}
