import { setImmediate as breathe } from 'node:timers/promises'
import { beyondBounds, tooManyColumns } from './bounds.ts'
import { isEmpty, readCell } from './cell.ts'
import { type ColumnSpec, matchHeader, type Placed } from './columns.ts'
import { type OnProgress, parseCsv, type Sheet } from './csv.ts'
import { looksLikeMyNumbers, passesCheck } from './my-number.ts'
import { type Problem, Problems } from './problem.ts'
import { decodeText, type Encoding } from './text.ts'

export type { ColumnSpec } from './columns.ts'

export interface ReadOptions {
  /** The file's name for the problems. */
  file?: string
  /** The file's own column names: to a column's key, or to null for a column that is left out. */
  mapping?: Readonly<Record<string, string | null>>
  /** How many problems are kept; all are counted. */
  most?: number
  onProgress?: OnProgress
}

type CellOf<C extends ColumnSpec> = C['type'] extends 'boolean'
  ? boolean
  : C['type'] extends 'integer'
    ? number
    : string

/** One row by column key; an empty value is undefined. `line` is where it stands in the file. */
export type TableRow<Cs extends readonly ColumnSpec[]> = { readonly line: number } & {
  readonly [C in Cs[number] as C['key']]: C extends { required: true } ? CellOf<C> : CellOf<C> | undefined
}

export interface Table<Cs extends readonly ColumnSpec[]> {
  /** Rows without a problem. */
  readonly rows: TableRow<Cs>[]
  readonly problems: readonly Problem[]
  /** Of all problems, also those that are not listed. */
  readonly problemCount: number
  /** Keys of the columns that the file has. */
  readonly present: ReadonlySet<string>
  readonly encoding?: Encoding
}

/** Reads a CSV file against its columns; any problem makes the file unfit, and rows are only what could be read besides. */
export async function readTable<const Cs extends readonly ColumnSpec[]>(
  bytes: Uint8Array,
  columns: Cs,
  options: ReadOptions = {},
): Promise<Table<Cs>> {
  const decoded = decodeText(bytes)
  if ('problem' in decoded) return unfit(decoded.problem, options)
  const beyond = beyondBounds(decoded.text)
  if (beyond) return unfit(beyond, options)
  const { onProgress } = options
  const sheet = await parseCsv(decoded.text, (done, total) => onProgress?.(done, total * 2))
  if ('problem' in sheet) return unfit(sheet.problem, options)
  const half: OnProgress = (done, total) => onProgress?.(total + done, total * 2)
  return { ...(await checkTable(sheet, columns, { ...options, onProgress: half })), encoding: decoded.encoding }
}

/** The same for rows that were read already, e.g. from a workbook. */
async function checkTable<const Cs extends readonly ColumnSpec[]>(
  sheet: Sheet,
  columns: Cs,
  options: ReadOptions = {},
): Promise<Table<Cs>> {
  const wide = tooManyColumns(sheet.header)
  if (wide) return unfit(wide, options)
  const { placed, faults } = matchHeader(sheet.header, columns, options.mapping)
  const found = new Problems(options.most)
  const tell = (problem: Problem) => found.add(options.file ? { file: options.file, ...problem } : problem)
  for (const fault of [...(await myNumberColumns(sheet)), ...faults]) tell(fault)
  const rows: TableRow<Cs>[] = []
  if (found.total === 0) {
    let done = 0
    for (const row of sheet.rows) {
      const read = readRow(row, sheet.header.length, placed, tell)
      if (read) rows.push(read as TableRow<Cs>)
      done += 1
      if (done % 5_000 === 0) {
        options.onProgress?.(done, sheet.rows.length)
        await breathe()
      }
    }
  }
  options.onProgress?.(sheet.rows.length, sheet.rows.length)
  const present = new Set(placed.map(({ column }) => column.key))
  return { rows, problems: found.shown, problemCount: found.total, present }
}

function readRow(
  { line, values }: Sheet['rows'][number],
  width: number,
  placed: readonly Placed[],
  tell: (problem: Problem) => void,
): Record<string, unknown> | undefined {
  if (values.length < width || values.slice(width).some((value) => !isEmpty(value))) {
    tell({
      line,
      reason: `列の数が${values.length}で、見出しの${width}と合いません。コンマや引用符の書き方を確かめてください。`,
      reasonEn: `The row has ${values.length} values where the header has ${width}. Check commas and quotation marks.`,
    })
    return undefined
  }
  const row: Record<string, unknown> = { line }
  let good = true
  for (const { column, index, name } of placed) {
    const raw = values[index]!
    const cell = readCell(raw, column)
    if ('reason' in cell) {
      good = false
      tell({ line, column: name, ...(raw && !isSecret(raw) ? { value: shortened(raw) } : {}), ...cell })
    } else row[column.key] = cell.value
  }
  return good ? row : undefined
}

/** INV-S3: the column is named, its values never are. Columns that the upload leaves out are looked at too. */
async function myNumberColumns({ header, rows }: Sheet): Promise<Problem[]> {
  const suspect: string[] = []
  for (const [index, column] of header.entries()) {
    if (looksLikeMyNumbers(valuesOf(rows, index))) suspect.push(column)
    await breathe()
  }
  return suspect.map((column) => ({
    column,
    reason: `列「${column}」は個人番号(マイナンバー)のように見えるため、取り込めません。この列を除いたファイルをお送りください。`,
    reasonEn: `The column “${column}” looks like My Numbers, which are not accepted. Remove the column and send the file again.`,
  }))
}

function* valuesOf(rows: Sheet['rows'], index: number): Generator<string> {
  for (const { values } of rows) yield values[index] ?? ''
}

const isSecret = (value: string) => /^\d{12}$/.test(value) && passesCheck(value)
const shortened = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value)

function unfit<Cs extends readonly ColumnSpec[]>(problem: Problem, { file }: ReadOptions): Table<Cs> {
  return { rows: [], problems: [file ? { file, ...problem } : problem], problemCount: 1, present: new Set() }
}
