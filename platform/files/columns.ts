import type { Problem } from './problem.ts'

/** One column that a file may have. */
export interface ColumnSpec {
  /** Its name in the program. `line` is taken. */
  readonly key: string
  readonly ja: string
  /** The English name that the file may use instead; the key when absent. */
  readonly en?: string
  /** What offices call it too: proposed, never taken for granted. */
  readonly also?: readonly string[]
  /**
   * `text` byte for byte as written · `code` text without surrounding space · `date` · `lastDay` the last day that something
   * holds, read as the day after it (half-open; 9999-12-31 is open) · `boolean` 1 or 0 · `integer` · `choice` one of `values`
   */
  readonly type: 'text' | 'code' | 'date' | 'lastDay' | 'boolean' | 'integer' | 'choice'
  /** Of a code of letters and digits: read in half width, whichever the file has. */
  readonly isHalfWidth?: boolean
  /** Names whose the row is: in a list of everybody, a row that says nothing beside it is passed over. */
  readonly isWho?: boolean
  /** What every row says where the file as a whole lacks the column, as it would be written; beside `required`. */
  readonly whenAbsent?: string
  /** The column must be there, and every row has a value. */
  readonly required?: boolean
  /** Of a choice: what the file writes → what is meant; the meaning itself may be written too. */
  readonly values?: Readonly<Record<string, string>>
  /** In UTF-16 units; 200 when absent. */
  readonly maxLength?: number
}

/** A known column, and where the file has it. */
export interface Placed {
  readonly column: ColumnSpec
  readonly index: number
  readonly name: string
}

/** A column as the file has it: what it is read as, null where it is left out, and what an unknown one might be. */
export interface SeenColumn {
  readonly name: string
  readonly key: string | null
  readonly isUnknown: boolean
  readonly proposal: string | null
}

/** How the names of a file's own columns are to be taken. */
export interface Reading {
  /** The file's own column names: to a column's key, or to null for a column that is left out. */
  readonly mapping?: Readonly<Record<string, string | null>> | undefined
  /** Columns of other files that come along: where a list is for all of them, they are left out here. */
  readonly elsewhere?: readonly ColumnSpec[] | undefined
}

/** Finds each known column by its Japanese or English name in any order; names what is unknown, doubled or missing. */
export function matchHeader(
  header: readonly string[],
  columns: readonly ColumnSpec[],
  { mapping = {}, elsewhere = [], line = 1 }: Reading & { readonly line?: number } = {},
): { placed: Placed[]; faults: Problem[]; seen: SeenColumn[] } {
  const placed: Placed[] = []
  const faults: Problem[] = []
  const seen: SeenColumn[] = []
  const taken = new Set(header.map((name) => columnNamed(mappedOf(name, mapping) ?? '', columns)))
  header.forEach((name, index) => {
    const said = mappedOf(name, mapping)
    if (name.trim() === '') return
    const column = said === null ? undefined : columnNamed(said, columns)
    const isElsewhere = !column && !calledAlso(name, columns) && columnNamed(said ?? '', elsewhere)
    const mapped = isElsewhere ? null : said
    const twin = placed.find((other) => other.column === column)
    const isUnknown = mapped !== null && !column
    const proposal = isUnknown
      ? (nearest(
          name,
          columns.filter((one) => !taken.has(one)),
        )?.key ?? null)
      : null
    seen.push({ name, key: column?.key ?? null, isUnknown, proposal })
    if (isUnknown) faults.push({ line, ...unknown(name, columns) })
    else if (column && twin) faults.push({ line, ...doubled(name, twin.name) })
    else if (column) placed.push({ column, index, name })
  })
  for (const column of columns) {
    if (column.required && column.whenAbsent === undefined && !placed.some((other) => other.column === column))
      faults.push({ line, ...absent(column) })
  }
  return { placed, faults, seen }
}

/** What the upload says that a column of this name is; null where it is left out. */
export function mappedOf(name: string, mapping: Readonly<Record<string, string | null>>): string | null {
  const said = Object.hasOwn(mapping, name) ? mapping[name] : undefined
  return said === undefined ? name : said
}

/** How many of the columns a first row names: by that the sheet of a workbook is known. */
export function countNamed(header: readonly string[], columns: readonly ColumnSpec[]): number {
  return new Set(header.map((name) => columnNamed(name, columns)).filter(Boolean)).size
}

/** Offices part letters to fill a column: 氏　名. */
const plain = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

function columnNamed(name: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined {
  const wanted = plain(name)
  return columns.find(({ key, ja, en }) => [key, ja, en ?? key].some((known) => plain(known) === wanted))
}

function unknown(name: string, columns: readonly ColumnSpec[]): Problem {
  const near = nearest(name, columns)
  const all = columns.map(({ ja }) => ja).join('、')
  return {
    column: name,
    reason: `列「${name}」は知らない列です。${near ? `「${near.ja}」のことでしたら、名前を直してください。` : `使える列は ${all} です。`}どの列のことか選ぶか、取り込まない列としてください。`,
    reasonEn: `The column “${name}” is unknown. ${near ? `Did you mean “${near.en ?? near.key}” (${near.ja})?` : `Known are ${columns.map(({ key, en }) => en ?? key).join(', ')}.`} Say which column it is, or leave it out.`,
  }
}

function doubled(name: string, other: string): Problem {
  return {
    column: name,
    reason: `列「${name}」が二つあります(「${other}」と同じ列です)。一つにしてください。`,
    reasonEn: `The column “${name}” occurs twice (it is the same as “${other}”). Keep one.`,
  }
}

function absent({ ja, en, key }: ColumnSpec): Problem {
  return {
    column: ja,
    reason: `必要な列「${ja}」がありません。列の名前の行があるか確かめてください。`,
    reasonEn: `The column “${en ?? key}” (${ja}) is missing. Check that a line holds the names of the columns.`,
  }
}

/** The known column whose name it begins or ends with, or needs the fewest changes for; none when more than a third of the letters would change. */
function nearest(name: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined {
  const wanted = plain(name)
  const called = calledAlso(name, columns)
  if (called) return called
  const far = columns.flatMap((column) =>
    [column.ja, column.en ?? column.key].map((known) => {
      const length = Math.max(wanted.length, known.length)
      const isWithin = wanted.startsWith(plain(known)) || wanted.endsWith(plain(known))
      return { column, share: isWithin ? WITHIN : distance(wanted, plain(known)) / length }
    }),
  )
  const [best] = far.sort((a, b) => a.share - b.share)
  return best && best.share <= 1 / 3 ? best.column : undefined
}

/** As good as that share of letters changed: 休職等開始日 is rather 開始日 than 適用開始日. */
const WITHIN = 0.3

const calledAlso = (name: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined =>
  columns.find(({ also = [] }) => also.some((known) => plain(known) === plain(name)))

/** Levenshtein's distance: insertions, deletions and replacements of one letter. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
