/**
 * What ARCHITECTURE.md says of the house, read out of its layout and its tables, so that the document and the check are one.
 *
 *   rooms/ and what is indented under it → the rooms and, by `name/` in their lines, their sub-rooms, in the order of who may know whom
 *   | kind | … | packages |              → the kinds of file in a room, with the packages that each may use
 *   | from ↓ to → | … |                  → which kind may import which: `x` of its own room and earlier ones, `o` of its own room; `t` types only
 *   | part | … |                         → the parts of the platform in the order of who may know whom, and which kinds may use them
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

/** `far`: also from earlier rooms; `types`: nothing but types. */
export interface Arrow {
  readonly far: boolean
  readonly types: boolean
}

type Grid = ReadonlyMap<string, ReadonlyMap<string, Arrow>>

export interface House {
  readonly folders: readonly string[]
  readonly rooms: readonly string[]
  readonly subRooms: ReadonlyMap<string, readonly string[]>
  readonly engines: readonly string[]
  readonly parts: readonly string[]
  /** Packages by kind; a `*` at the end stands for any ending, `t` in the arrow for types only. */
  readonly packages: ReadonlyMap<string, readonly { readonly name: string; readonly types: boolean }[]>
  /** From kind to kind. */
  readonly arrows: Grid
  /** From kind to part of the platform. */
  readonly uses: Grid
}

export function readHouse(text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')): House {
  const layout = /## Layout\n```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const subRooms = new Map(
    [...layout.matchAll(/^ {2}([\w-]+)\/ +(.*)$/gm)].map(([, name, line]) => [name!, foldersIn(line!)]),
  )
  const kinds = tableOf(text, 'kind')
  const parts = tableOf(text, 'part')
  return {
    folders: [...layout.matchAll(/^(\S.*)$/gm)].flatMap(([line]) => topFolders(line)),
    rooms: [...subRooms.keys()],
    subRooms,
    engines: foldersIn(/^engines\/ +(.*)$/m.exec(layout)?.[1] ?? ''),
    parts: parts.rows.map(([name]) => name!),
    packages: new Map(
      kinds.rows.map((cells) => [cells[0]!, packagesIn(cells[kinds.header.indexOf('packages')] ?? '')]),
    ),
    arrows: gridOf(tableOf(text, 'from ↓ to →')),
    uses: turned(
      gridOf({ ...parts, header: parts.header.filter((_, at) => at !== 1), rows: parts.rows.map(withoutSecond) }),
    ),
  }
}

interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function tableOf(text: string, first: string): Table {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith('|') && cellsOf(line)[0] === first)
  if (start < 0) throw new Error(`ARCHITECTURE.md has no table that begins with "${first}"`)
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  const [header, , ...rows] = lines.slice(start, end < 0 ? undefined : end).map(cellsOf)
  return { header: header!, rows }
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) =>
      cell
        .replaceAll('`', '')
        .replace(/\.tsx?$/, '')
        .trim(),
    )
}

function gridOf({ header, rows }: Table): Grid {
  return new Map(
    rows.map(([from, ...marks]) => {
      const arrows = marks.flatMap((mark, at) => (mark === '' ? [] : [[header[at + 1]!, arrowOf(mark)] as const]))
      return [from!, new Map(arrows)]
    }),
  )
}

function arrowOf(mark: string): Arrow {
  if (!/^(x|o|xt|ot)$/.test(mark)) throw new Error(`"${mark}" stands in a table of ARCHITECTURE.md and means nothing`)
  return { far: mark.startsWith('x'), types: mark.endsWith('t') }
}

/** The parts stand in the rows of the document, where there is room for what they are. */
function turned(grid: Grid): Grid {
  const kinds = new Set([...grid.values()].flatMap((row) => [...row.keys()]))
  return new Map(
    [...kinds].map((kind) => [
      kind,
      new Map([...grid].flatMap(([part, row]) => (row.has(kind) ? [[part, row.get(kind)!] as const] : []))),
    ]),
  )
}

const withoutSecond = (cells: readonly string[]) => cells.filter((_, at) => at !== 1)

function packagesIn(cell: string): { name: string; types: boolean }[] {
  return cell
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ name: word.replace(/\(t\)$/, ''), types: word.endsWith('(t)') }))
}

function foldersIn(line: string): string[] {
  return [...line.matchAll(/(?<![\w./-])([\w-]+)\/(?![\w.])/g)].map(([, name]) => name!)
}

function topFolders(line: string): string[] {
  const [first] = line.split(/\s{3,}/)
  return foldersIn(first ?? '')
}
