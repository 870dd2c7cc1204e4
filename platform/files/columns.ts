import type { Problem } from './problem.ts'

/** One column that a file may have. */
export interface ColumnSpec {
  /** Its name in the program. `line` is taken. */
  readonly key: string
  readonly ja: string
  /** The English name that the file may use instead; the key when absent. */
  readonly en?: string
  /**
   * `text` byte for byte as written · `code` text without surrounding space · `date` · `lastDay` the last day that something
   * holds, read as the day after it (half-open; 9999-12-31 is open) · `boolean` 1 or 0 · `integer` · `choice` one of `values`
   */
  readonly type: 'text' | 'code' | 'date' | 'lastDay' | 'boolean' | 'integer' | 'choice'
  /** Of a code of letters and digits: read in half width, whichever the file has. */
  readonly isHalfWidth?: boolean
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

/** Finds each known column by its Japanese or English name in any order; names what is unknown, doubled or missing. */
export function matchHeader(
  header: readonly string[],
  columns: readonly ColumnSpec[],
  mapping: Readonly<Record<string, string | null>> = {},
): { placed: Placed[]; faults: Problem[]; seen: SeenColumn[] } {
  const placed: Placed[] = []
  const faults: Problem[] = []
  const seen: SeenColumn[] = []
  const taken = new Set(header.map((name) => columnNamed(mappedOf(name, mapping) ?? '', columns)))
  header.forEach((name, index) => {
    const mapped = mappedOf(name, mapping)
    if (name.trim() === '') return
    const column = mapped === null ? undefined : columnNamed(mapped, columns)
    const twin = placed.find((other) => other.column === column)
    const isUnknown = mapped !== null && !column
    const proposal = isUnknown
      ? (nearest(
          name,
          columns.filter((one) => !taken.has(one)),
        )?.key ?? null)
      : null
    seen.push({ name, key: column?.key ?? null, isUnknown, proposal })
    if (isUnknown) faults.push(unknown(name, columns))
    else if (column && twin) faults.push(doubled(name, twin.name))
    else if (column) placed.push({ column, index, name })
  })
  for (const column of columns) {
    if (column.required && !placed.some((other) => other.column === column)) faults.push(absent(column))
  }
  return { placed, faults, seen }
}

function mappedOf(name: string, mapping: Readonly<Record<string, string | null>>): string | null {
  const said = Object.hasOwn(mapping, name) ? mapping[name] : undefined
  return said === undefined ? name : said
}

/** How many of the columns a first row names: by that the sheet of a workbook is known. */
export function countNamed(header: readonly string[], columns: readonly ColumnSpec[]): number {
  return new Set(header.map((name) => columnNamed(name, columns)).filter(Boolean)).size
}

const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase()

function columnNamed(name: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined {
  const wanted = plain(name)
  return columns.find(({ key, ja, en }) => [key, ja, en ?? key].some((known) => plain(known) === wanted))
}

function unknown(name: string, columns: readonly ColumnSpec[]): Problem {
  const near = nearest(name, columns)
  const all = columns.map(({ ja }) => ja).join('、')
  return {
    line: 1,
    column: name,
    reason: `列「${name}」は知らない列です。${near ? `「${near.ja}」のことでしたら、名前を直してください。` : `使える列は ${all} です。`}どの列のことか選ぶか、取り込まない列としてください。`,
    reasonEn: `The column “${name}” is unknown. ${near ? `Did you mean “${near.en ?? near.key}” (${near.ja})?` : `Known are ${columns.map(({ key, en }) => en ?? key).join(', ')}.`} Say which column it is, or leave it out.`,
  }
}

function doubled(name: string, other: string): Problem {
  return {
    line: 1,
    column: name,
    reason: `列「${name}」が二つあります(「${other}」と同じ列です)。一つにしてください。`,
    reasonEn: `The column “${name}” occurs twice (it is the same as “${other}”). Keep one.`,
  }
}

function absent({ ja, en, key }: ColumnSpec): Problem {
  return {
    line: 1,
    column: ja,
    reason: `必要な列「${ja}」がありません。1行目に列の名前があるか確かめてください。`,
    reasonEn: `The column “${en ?? key}” (${ja}) is missing. Check that the first line holds the names of the columns.`,
  }
}

/** The known column whose name needs the fewest changes; none when half of the letters would change. */
function nearest(name: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined {
  const wanted = plain(name)
  const far = columns.flatMap((column) =>
    [column.ja, column.en ?? column.key].map((known) => {
      const length = Math.max(wanted.length, known.length)
      return { column, share: distance(wanted, plain(known)) / length }
    }),
  )
  const [best] = far.sort((a, b) => a.share - b.share)
  return best && best.share <= 0.5 ? best.column : undefined
}

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
