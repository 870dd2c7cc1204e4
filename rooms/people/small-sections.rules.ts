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
export type Enough = number | ((row: { readonly people: number; readonly tallies: readonly number[] }) => boolean)

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

/** What is counted, by section. */
export interface CountedTree {
  /** Tallies of everybody. */
  readonly whole: readonly number[]
  /** Undefined where nobody is counted. */
  at(sectionCode: string): Counted | undefined
  /** Whether somebody counted is in a section below it. */
  isParent(sectionCode: string): boolean
  /** Those right below, in the order in which they are shown; below `TOWN` the roots. */
  below(sectionCode: string): readonly Counted[]
}

/** @param none tallies of nobody; @param counted for the parts of a path: the town, each section of it, and those right below each; where nobody is merged, what is around the last is enough */
export function countedTree(counted: readonly Counted[], none: readonly number[]): CountedTree {
  const byCode = new Map(counted.map((one) => [one.sectionCode, one]))
  const below = Map.groupBy(counted, ({ parentCode }) => parentCode)
  const whole = byCode.get(TOWN)?.tallies ?? none
  return {
    whole,
    at: (code) => byCode.get(code),
    isParent: (code) => byCode.get(code)?.isParent ?? false,
    below: (code) => below.get(code) ?? [],
  }
}

/** The parts of the last section of a path from the root, or of the town, for whom smaller ones than the threshold are counted with others. */
export function partsAlong(path: readonly SectionNode[], counted: CountedTree, threshold: Enough): Parts {
  const none = counted.whole.map(() => 0)
  const views = [null, ...path].map((node) => {
    const whole = node ? (counted.at(node.sectionCode)?.tallies ?? none) : counted.whole
    return { whole, rows: partsOf(node, whole, counted.below(node?.sectionCode ?? TOWN), threshold) }
  })
  const { whole, rows } = views.at(-1)!
  return {
    whole,
    rows: rows.map((row) => withOpening(row, path.at(-1), counted)),
    along: views.map(({ rows }) => rows),
    isHidden: threshold !== 1 && path.some(({ sectionCode }, depth) => !isOpenTo(views[depth]!.rows, sectionCode)),
  }
}

function withOpening(row: TalliedRow, here: SectionNode | null | undefined, counted: CountedTree): Part {
  const { sectionCode, isAlone } = row
  const isOpen = isAlone && sectionCode !== null && sectionCode !== here?.sectionCode && counted.isParent(sectionCode)
  return { ...row, isOpen }
}

/** A row that can be seen by going down from the town. `path`: the codes of the sections down to the one whose part it is. */
export interface PartDown {
  readonly path: readonly string[]
  readonly row: Parts['rows'][number]
}

/** Every row that can be seen by going down from the town, in the order of going. */
export function partsDown(counted: CountedTree, threshold: Enough): PartDown[] {
  const found: PartDown[] = []
  const down = (path: readonly string[], node: Counted | null) => {
    const below = counted.below(node?.sectionCode ?? TOWN)
    for (const part of partsOf(node, node?.tallies ?? counted.whole, below, threshold)) {
      const row = withOpening(part, node, counted)
      found.push({ path, row })
      const next = row.isOpen && row.sectionCode !== null ? counted.at(row.sectionCode) : undefined
      if (next) down([...path, next.sectionCode], next)
    }
  }
  down([], null)
  return found
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
  const tallies = [...whole]
  for (const one of below)
    for (let place = 0; place < one.tallies.length; place++)
      tallies[place] = (tallies[place] ?? 0) - one.tallies[place]!
  const direct = { sectionCode: parent, name: node?.name ?? null, people: tallies[0] ?? 0, tallies }
  const each = below.map(({ sectionCode, name, tallies }) => ({ sectionCode, name, people: tallies[0] ?? 0, tallies }))
  // What belongs to no section of the town stands last, a section's own people first.
  const parts = (node ? [direct, ...each] : [...each, direct]).filter(({ people }) => people > 0)
  // Nearly everywhere nobody is merged.
  if (parts.every((part) => isEnough(part, threshold)))
    return parts.map((part) => rowOf(part.sectionCode, part.name, part))
  const sections = [
    ...(node ? [{ ...node, parentCode: null }] : []),
    ...below.map(({ sectionCode, name }) => ({ sectionCode, name, parentCode: parent })),
  ]
  return mergeSmall(sections, parts, threshold)
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

function isEnough(row: Pick<TalliedPart, 'people' | 'tallies'>, threshold: Enough): boolean {
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
