/**
 * Sections that are too small to be shown, merged upwards (INV-S1).
 *
 * Data: each section with the people counted in it and what was tallied of them, and its parent. From the leaves to the roots: what
 * a section holds (its own people and what its small children handed up) is a row when it is at least the threshold, else it goes
 * to the parent. What no root can show stands together as one row without a section; where even that is too small, the smallest row
 * takes it in. Every person is in exactly one row, so no subtraction among rows or from the total leaves fewer than the threshold.
 */
export const THRESHOLD = 5

/**
 * When a row says too little of anybody to be merged: so many people, or what a room says of its own tallies. Two rows of which one is enough
 * must be enough together.
 */
export type Enough = number | ((row: Pick<TalliedRow, 'people' | 'tallies'>) => boolean)

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

/** Stands where a section's code would, for everybody. */
export const TOWN = ''

/** What is counted in a section and all below it. */
export interface Counted {
  /** `TOWN` for everybody. */
  readonly sectionCode: string
  /** The section above; `TOWN` above a root, null for the whole that was asked for. */
  readonly parentCode: string | null
  readonly name: string
  /** The first says how many people. */
  readonly tallies: readonly number[]
  /** Somebody counted is in a section below it. */
  readonly isParent: boolean
}

interface Part extends TalliedRow {
  /** There is more to see within it, for this reader. */
  readonly isOpen: boolean
}

export interface Parts {
  readonly whole: readonly number[]
  readonly rows: readonly Part[]
  /** The section, or one above it, is counted with others, so that its parts would tell what those are. */
  readonly isHidden: boolean
  /** The parts of the town, and of each section of the path, the last one's too. */
  readonly along: readonly (readonly TalliedRow[])[]
}

/**
 * The parts of the last section of a path from the root, or of the town, for whom smaller ones than the threshold are counted with others.
 *
 * @param counted the town, each section of the path, and those right below each; where nobody is merged, what is around the last is enough
 * @param none tallies of nobody
 */
export function partsAlong(
  path: readonly SectionNode[],
  counted: readonly Counted[],
  { threshold, none }: { threshold: Enough; none: readonly number[] },
): Parts {
  const parents = new Set(counted.filter(({ isParent }) => isParent).map(({ sectionCode }) => sectionCode))
  const views = [null, ...path].map((node) => {
    const code = node?.sectionCode ?? TOWN
    const whole = counted.find(({ sectionCode }) => sectionCode === code)?.tallies ?? none
    const below = counted.filter(({ parentCode }) => parentCode === code)
    return { whole, rows: partsOf(node, whole, below, threshold) }
  })
  const { whole, rows } = views.at(-1)!
  return {
    whole,
    rows: rows.map((row) => withOpening(row, path.at(-1), parents)),
    along: views.map(({ rows }) => rows),
    isHidden: threshold !== 1 && path.some(({ sectionCode }, depth) => !isOpenTo(views[depth]!.rows, sectionCode)),
  }
}

function withOpening(row: TalliedRow, here: SectionNode | null | undefined, parents: ReadonlySet<string>): Part {
  const { sectionCode, isAlone } = row
  const isOpen = isAlone && sectionCode !== null && sectionCode !== here?.sectionCode && parents.has(sectionCode)
  return { ...row, isOpen }
}

/** From each section's own tallies (the town's: of everybody) to those with all below it. */
export function withAllBelow(own: readonly Counted[]): Counted[] {
  const below = Map.groupBy(own, ({ parentCode }) => parentCode)
  const whole = (one: Counted): Counted[] => {
    if (one.sectionCode === TOWN) return [one]
    const within = (below.get(one.sectionCode) ?? []).map(whole)
    const tallies = one.tallies.map((value, place) =>
      within.reduce((sum, [first]) => sum + (first?.tallies[place] ?? 0), value),
    )
    const isParent = within.some(([first]) => (first?.tallies[0] ?? 0) > 0)
    return [{ ...one, tallies, isParent }, ...within.flat()]
  }
  const town = own.filter(({ sectionCode }) => sectionCode === TOWN)
  return [...town, ...(below.get(TOWN) ?? []).flatMap(whole)]
}

/** Every row that can be seen by going down from the town, in the order of going. @param counted the town and every section */
export function partsDown(
  counted: readonly Counted[],
  { threshold, none }: { threshold: Enough; none: readonly number[] },
): { path: string[]; row: Parts['rows'][number] }[] {
  const below = Map.groupBy(counted, ({ parentCode }) => parentCode)
  const byCode = new Map(counted.map((one) => [one.sectionCode, one]))
  const parents = new Set(counted.filter(({ isParent }) => isParent).map(({ sectionCode }) => sectionCode))
  const down = (path: readonly string[], node: SectionNode | null): { path: string[]; row: Part }[] => {
    const code = node?.sectionCode ?? TOWN
    const rows = partsOf(node, byCode.get(code)?.tallies ?? none, below.get(code) ?? [], threshold)
    return rows.flatMap((found) => {
      const row = withOpening(found, node, parents)
      const next = row.isOpen && row.sectionCode !== null ? byCode.get(row.sectionCode) : undefined
      const here = { path: [...path], row }
      return next ? [here, ...down([...path, next.sectionCode], next)] : [here]
    })
  }
  return down([], null)
}

/**
 * The parts of a section, or of the town (`node` null), that add up to it: each section below, and the people who belong to none of
 * them. Those with fewer people than the threshold are counted with others.
 */
function partsOf(
  node: SectionNode | null,
  whole: readonly number[],
  below: readonly Pick<Counted, 'sectionCode' | 'tallies' | 'name'>[],
  threshold: Enough,
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
function isOpenTo(rows: readonly TalliedRow[], sectionCode: string): boolean {
  return rows.some((row) => row.sectionCode === sectionCode && row.isAlone)
}

/** @param sections parents before children */
export function mergeSmall(
  sections: readonly SectionNode[],
  parts: readonly TalliedPart[],
  threshold: Enough = THRESHOLD,
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
    if (isEnough(row, threshold)) shown.push(row)
    else handUp(own, names, { ...row, holds: [name, ...row.holds] }, parentCode)
  }
  return withRest(shown.toReversed(), own.get(null), threshold)
}

function isEnough(row: TalliedRow, threshold: Enough): boolean {
  return typeof threshold === 'number' ? row.people >= threshold : threshold(row)
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

function withRest(shown: readonly TalliedRow[], rest: TalliedRow | undefined, threshold: Enough): TalliedRow[] {
  if (!rest || rest.people === 0) return [...shown]
  if (isEnough(rest, threshold)) return [...shown, rest]
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
