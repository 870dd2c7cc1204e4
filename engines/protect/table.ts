/**
 * A table of counts over one to three hierarchies, in long form with its totals.
 *
 * Data: each dimension is a forest of paths (`全体/総務部/人事課` is a part of `全体/総務部`); a cell is one path of each dimension,
 * numbered in mixed radix, the last dimension running fastest. A relation says that a cell is the sum of the cells that have, in one
 * dimension, a child of its path and otherwise the same paths. Several roots of a dimension have no relation among each other.
 *
 * Steps: build the hierarchies (a parent that is missing is refused), place the rows (twice or missing is refused), add up.
 */
import { Fault } from './fault.ts'

export interface Row {
  readonly line: number
  readonly paths: readonly string[]
  /** null where an earlier output suppressed it. */
  readonly count: number | null
}

export interface Hierarchy {
  readonly name: string
  readonly paths: readonly string[]
  readonly children: readonly (readonly number[])[]
  readonly roots: readonly number[]
  /** Steps down to the farthest leaf; 0 for a leaf. */
  readonly heights: readonly number[]
}

export interface Table {
  readonly file: string
  readonly hierarchies: readonly Hierarchy[]
  /** By cell. */
  readonly counts: readonly (number | null)[]
  /** The cell of each row, in the order of the rows. */
  readonly cells: readonly number[]
}

export interface Relation {
  readonly total: number
  readonly parts: readonly number[]
}

export interface TableRelation extends Relation {
  readonly dimension: number
  /** Whether it is the one that defines its total; those together imply all others. */
  readonly defines: boolean
}

/** Throws a Fault that names the place. */
export function tableOf(file: string, dimensions: readonly string[], rows: readonly Row[]): Table {
  if (rows.length === 0) throw new Fault('fault.no_rows', { file })
  const hierarchies = dimensions.map((name, index) => hierarchyOf(file, name, index, rows))
  const places = hierarchies.map(({ paths }) => new Map(paths.map((path, place) => [path, place])))
  const cellOf = (paths: readonly string[]) =>
    paths.reduce((cell, path, index) => cell * hierarchies[index]!.paths.length + places[index]!.get(path)!, 0)
  const lines = new Map<number, number>()
  const cells = rows.map(({ line, paths }) => {
    const cell = cellOf(paths)
    const first = lines.get(cell)
    if (first !== undefined) throw new Fault('fault.row_twice', { file, line, first, row: paths.join(' × ') })
    lines.set(cell, line)
    return cell
  })
  const size = hierarchies.reduce((product, { paths }) => product * paths.length, 1)
  if (size !== rows.length) throw new Fault('fault.no_row', { file, row: firstMissing(hierarchies, lines) })
  const counts = new Array<number | null>(size).fill(null)
  for (const [index, { count }] of rows.entries()) counts[cells[index]!] = count
  const table = { file, hierarchies, counts, cells }
  refuseWrongSums(table)
  return table
}

export function pathsOf({ hierarchies }: Pick<Table, 'hierarchies'>, cell: number): string[] {
  return placesOf(hierarchies, cell).map((place, index) => hierarchies[index]!.paths[place]!)
}

export function placesOf(hierarchies: readonly Hierarchy[], cell: number): number[] {
  const places: number[] = []
  let rest = cell
  for (const { paths } of [...hierarchies].reverse()) {
    places.unshift(rest % paths.length)
    rest = Math.floor(rest / paths.length)
  }
  return places
}

/** Every relation of the table: in each dimension, for each path with children, at every combination of the other dimensions. */
export function* relationsOf({ hierarchies, counts }: Table): Generator<TableRelation> {
  const strides = stridesOf(hierarchies)
  for (let cell = 0; cell < counts.length; cell += 1) {
    const places = placesOf(hierarchies, cell)
    let defines = true
    for (const [dimension, hierarchy] of hierarchies.entries()) {
      const place = places[dimension]!
      const children = hierarchy.children[place]!
      if (children.length === 0) continue
      const parts = children.map((child) => cell + (child - place) * strides[dimension]!)
      yield { total: cell, parts, dimension, defines }
      defines = false
    }
  }
}

export function stridesOf(hierarchies: readonly Hierarchy[]): number[] {
  const strides: number[] = []
  let stride = 1
  for (const { paths } of [...hierarchies].reverse()) {
    strides.unshift(stride)
    stride *= paths.length
  }
  return strides
}

function hierarchyOf(file: string, name: string, index: number, rows: readonly Row[]): Hierarchy {
  const paths = [...new Set(rows.map((row) => row.paths[index]!))]
  const places = new Map(paths.map((path, place) => [path, place]))
  const children: number[][] = paths.map(() => [])
  const roots: number[] = []
  for (const [place, path] of paths.entries()) {
    const cut = path.lastIndexOf('/')
    if (cut < 0) {
      roots.push(place)
      continue
    }
    const parent = path.slice(0, cut)
    const above = places.get(parent)
    if (above === undefined) throw new Fault('fault.no_parent', { file, column: name, path, parent })
    children[above]!.push(place)
  }
  return { name, paths, children, roots, heights: heightsOf(paths, children) }
}

/** Children have longer paths than their parents, so the longest first sees every child before its parent. */
function heightsOf(paths: readonly string[], children: readonly (readonly number[])[]): number[] {
  const heights = paths.map(() => 0)
  const longestFirst = [...paths.keys()].sort((a, b) => paths[b]!.length - paths[a]!.length)
  for (const place of longestFirst) {
    for (const child of children[place]!) heights[place] = Math.max(heights[place]!, heights[child]! + 1)
  }
  return heights
}

/** There are at most as many cells as rows before one that is missing, so this ends soon also where the product is huge. */
function firstMissing(hierarchies: readonly Hierarchy[], present: ReadonlyMap<number, number>): string {
  let cell = 0
  while (present.has(cell)) cell += 1
  return pathsOf({ hierarchies }, cell).join(' × ')
}

function refuseWrongSums(table: Table): void {
  const { file, hierarchies, counts } = table
  for (const { total, parts, dimension } of relationsOf(table)) {
    const said = counts[total]
    let sum = 0
    let isKnown = said !== null && said !== undefined
    for (const part of parts) {
      const count = counts[part]
      if (count === null || count === undefined) isKnown = false
      else sum += count
    }
    // Where parts are hidden, what is shown may still not exceed the total.
    const isWrong = isKnown ? sum !== said : typeof said === 'number' && sum > said
    if (!isWrong) continue
    throw new Fault('fault.sum', {
      file,
      column: hierarchies[dimension]!.name,
      row: pathsOf(table, total).join(' × '),
      said: said ?? '',
      parts: sum,
    })
  }
}
