import { setImmediate as breathe } from 'node:timers/promises'
import { beyondBounds, beyondLines, tooManyColumns } from './bounds.ts'
import { isEmpty, readCell } from './cell.ts'
import {
  type ColumnSpec,
  countNamed,
  mappedOf,
  matchHeader,
  type Placed,
  type Reading,
  type SeenColumn,
} from './columns.ts'
import { type OnProgress, parseCsv, type Sheet } from './csv.ts'
import { type Fit, fromHead } from './head.ts'
import { strangeIn } from './kind.ts'
import { looksLikeMyNumbers, passesCheck } from './my-number.ts'
import { type Problem, Problems } from './problem.ts'
import { decodeText, type Encoding } from './text.ts'
import { readWorkbook } from './workbook.ts'

export type { ColumnSpec } from './columns.ts'

export interface ReadOptions extends Reading {
  /** The file's name for the problems. */
  file?: string
  /** What the file calls itself, where its problems name it otherwise. */
  called?: string
  /** How many problems are kept; all are counted. */
  most?: number
  /** Of a workbook, the sheet to read; the one that fits best where absent. */
  sheet?: string
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
  readonly encoding?: Encoding | 'xlsx'
  /** What was read in a way that its author should know of, as a number that is a day. */
  readonly notes?: readonly Problem[]
  readonly noteCount?: number
  /** The file's own columns in order, as far as they have names. */
  readonly columns?: readonly SeenColumn[]
  /** Of a workbook: which sheet was read, and all that can be seen. */
  readonly sheet?: string
  readonly sheets?: readonly string[]
}

/** The first bytes of a zip, as a workbook is one. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Reads a CSV file, or a sheet of a workbook, against its columns; any problem makes the file unfit, and rows are only what could be read
 * besides.
 */
export async function readTable<const Cs extends readonly ColumnSpec[]>(
  bytes: Uint8Array,
  columns: Cs,
  options: ReadOptions = {},
): Promise<Table<Cs>> {
  if (isWorkbook(bytes)) return readSheet(bytes, columns, options)
  const strange = strangeIn(bytes, nameOf(options))
  if (strange) return unfit(strange, options)
  const lines = beyondLines(bytes)
  if (lines) return unfit(lines, options)
  const decoded = decodeText(bytes, nameOf(options))
  if ('problem' in decoded) return unfit(decoded.problem, options)
  const beyond = beyondBounds(decoded.text)
  if (beyond) return unfit(beyond, options)
  const { onProgress } = options
  const sheet = await parseCsv(decoded.text, (done, total) => onProgress?.(done, total * 2))
  if ('problem' in sheet) return unfit(sheet.problem, options)
  const half: OnProgress = (done, total) => onProgress?.(total + done, total * 2)
  return { ...(await checkTable(sheet, columns, { ...options, onProgress: half })), encoding: decoded.encoding }
}

async function readSheet<const Cs extends readonly ColumnSpec[]>(
  bytes: Uint8Array,
  columns: Cs,
  options: ReadOptions,
): Promise<Table<Cs>> {
  const read = await readWorkbook(bytes, fitFor(columns, options), options.sheet)
  if ('problem' in read) return { ...unfit<Cs>(read.problem, options), encoding: 'xlsx', sheets: read.names ?? [] }
  const table = await checkTable(read.sheet, columns, options)
  return { ...table, encoding: 'xlsx', sheet: read.name, sheets: read.names }
}

/** How many of the columns a head names, under the names that the upload gave them. */
function fitFor(columns: readonly ColumnSpec[], { mapping = {} }: ReadOptions): Fit {
  return (header) =>
    countNamed(
      header.map((name) => mappedOf(name, mapping) ?? ''),
      columns,
    )
}

export const nameOf = ({ called, file }: ReadOptions) => called ?? file

/** The same for rows that were read already. */
async function checkTable<const Cs extends readonly ColumnSpec[]>(
  whole: Sheet,
  columns: Cs,
  options: ReadOptions = {},
): Promise<Table<Cs>> {
  const head = fromHead(whole, fitFor(columns, options))
  const { sheet } = head
  const wide = tooManyColumns(sheet.header)
  if (wide) return unfit(wide, options)
  const { placed, faults, seen } = matchHeader(sheet.header, columns, { ...options, line: head.line })
  const found = new Problems(options.most)
  const noted = new Problems(options.most)
  const inFile = (problem: Problem) => (options.file ? { file: options.file, ...problem } : problem)
  const tell = (problem: Problem) => found.add(inFile(problem))
  const note = (problem: Problem) => noted.add(inFile(problem))
  for (const fault of [...(await myNumberColumns(sheet)), ...faults]) tell(fault)
  if (sheet !== whole) note(headFound(head))
  const taken = takenFor(columns, placed)
  for (const { column, said } of taken) note(takenAs(head.line, column.ja, said))
  const given = Object.fromEntries(taken.map(({ column, value }) => [column.key, value]))
  const rows: TableRow<Cs>[] = []
  if (found.total === 0) {
    const saying = sayingOf(placed)
    const silent: Sheet['rows'][number][] = []
    let done = 0
    const isShort = isCut(sheet)
    if (isShort) tell(cutShort(sheet))
    for (const row of isShort ? sheet.rows.slice(0, -1) : sheet.rows) {
      if (saying?.every(({ index }) => isEmpty(row.values[index] ?? ''))) silent.push(row)
      else if (isSum(row, sheet.header.length)) note(sumLeftOut(row.line))
      else {
        const read = readRow(row, sheet.header.length, placed, { tell, note })
        if (read) rows.push({ ...given, ...read } as TableRow<Cs>)
      }
      done += 1
      if (done % 5_000 === 0) {
        options.onProgress?.(done, sheet.rows.length)
        await breathe()
      }
    }
    const [first] = silent
    if (first) note(passedOver(first.line, silent.length))
  }
  options.onProgress?.(sheet.rows.length, sheet.rows.length)
  const present = new Set(placed.map(({ column }) => column.key))
  return {
    rows,
    problems: found.shown,
    problemCount: found.total,
    present,
    notes: noted.shown,
    noteCount: noted.total,
    columns: seen,
  }
}

/** What all rows say in columns that the file lacks. */
function takenFor(columns: readonly ColumnSpec[], placed: readonly Placed[]) {
  return columns.flatMap((column) => {
    const said = column.whenAbsent
    if (said === undefined || placed.some((other) => other.column === column)) return []
    const cell = readCell(said, column)
    return 'reason' in cell ? [] : [{ column, said, value: cell.value }]
  })
}

function takenAs(line: number, column: string, said: string): Problem {
  return {
    ...{ line, column },
    reason: `列「${column}」がないので、すべての行を「${said}」として取り込みます。`,
    reasonEn: `There is no column “${column}”: every row is taken as ${said}.`,
  }
}

/** 合計 600人 under a list: a word and a figure or two, in few of its columns. */
function isSum({ values }: Sheet['rows'][number], width: number): boolean {
  const said = values.filter((value) => !isEmpty(value))
  return SUMS.test((said[0] ?? '').normalize('NFKC').replace(/\s+/g, '')) && said.length * 2 <= width
}

const SUMS = /^(?:合計|総計|小計|計)$/

function sumLeftOut(line: number): Problem {
  return {
    line,
    reason: `${line}行目は合計の行として、取り込みません。`,
    reasonEn: `Line ${line} is a row of sums and is left out.`,
  }
}

/** The columns in which a row says something of whoever it is about; undefined where rows are about nobody. */
function sayingOf(placed: readonly Placed[]): readonly Placed[] | undefined {
  return placed.some(({ column }) => column.isWho) ? placed.filter(({ column }) => !column.isWho) : undefined
}

function passedOver(line: number, count: number): Problem {
  return {
    line,
    reason: `だれのことかのほかに何も書かれていない行が、この行から${count}行あります。取り込みません。`,
    reasonEn: `From this line on, ${count} rows say nothing but whom they are about. They are left out.`,
  }
}

function headFound({ line, lines }: { readonly line: number; readonly lines: 1 | 2 }): Problem {
  const [where, whereEn] =
    lines === 1 ? [`${line}行目`, `line ${line}`] : [`${line}行目と${line + 1}行目`, `lines ${line} and ${line + 1}`]
  return {
    line,
    reason: `見出しは${where}として読みました。${line > 1 ? 'その上の行は取り込みません。' : ''}`,
    reasonEn: `The names of the columns are read from ${whereEn}.${line > 1 ? ' What stands above is left out.' : ''}`,
  }
}

/** The last row is short, and no line end follows: whoever wrote the file did not come to its end. */
function isCut({ header, rows, isOpen }: Sheet): boolean {
  const last = rows.at(-1)
  return isOpen === true && last !== undefined && last.values.length < header.length
}

function cutShort({ rows }: Sheet): Problem {
  const { line } = rows.at(-1)!
  return {
    line,
    reason: `${line}行目の途中でファイルが終わっています。途中で切れていないか確かめて、もう一度書き出してください。`,
    reasonEn: `The file ends in the middle of line ${line}. It may be cut short; export it again.`,
  }
}

type Tell = (problem: Problem) => void

/** Spreadsheets leave out the commas behind the last value of a row; more values than the header has are a slip. */
function readRow(
  { line, values }: Sheet['rows'][number],
  width: number,
  placed: readonly Placed[],
  { tell, note }: { readonly tell: Tell; readonly note: Tell },
): Record<string, unknown> | undefined {
  if (values.slice(width).some((value) => !isEmpty(value))) {
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
    const raw = values[index] ?? ''
    const cell = readCell(raw, column)
    const place = { line, column: name, ...(raw && !isSecret(raw) ? { value: shortened(raw) } : {}) }
    if ('reason' in cell) {
      good = false
      tell({ ...place, ...cell })
    } else {
      row[column.key] = cell.value
      if (cell.note) note({ ...place, ...cell.note })
    }
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
