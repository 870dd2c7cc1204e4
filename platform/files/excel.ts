import { Worker } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import type { Sheet } from './csv.ts'
import type { Problem } from './problem.ts'

export type ExcelValue = string | number | boolean | null | undefined

export interface SheetToWrite {
  /** At most 31 characters, as Excel allows. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly ExcelValue[])[]
  /** In characters, by column. */
  readonly widths?: readonly number[]
}

/** An .xlsx with a bold, standing header. Texts stay texts: a leading nought is kept, and a `=` is no formula. */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const written = sheets.map(({ name, header, rows, widths = [] }) => ({
    sheet: name.replace(/[[\]:*?/\\]/g, '・').slice(0, 31),
    data: [header.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
    columns: header.map((_, index) => ({ width: widths[index] ?? 16 })),
    stickyRowsCount: 1,
  }))
  return writeExcelFile(written).toBuffer()
}

export interface WorkbookLimits {
  readonly seconds?: number
  readonly megabytes?: number
}

/**
 * The first sheet of an .xlsx: texts as they stand, dates as ISO, numbers as digits. It is read in a worker whose time (20 s)
 * and memory (512 MB) end, because workbooks exist on which a reader never returns; what does not come through is a problem.
 */
export function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits = {}): Promise<Sheet | { problem: Problem }> {
  const { seconds = 20, megabytes = 512 } = limits
  const copy = new Uint8Array(bytes)
  const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
    workerData: copy,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    stderr: true,
  })
  return new Promise((resolve) => {
    const answer = (sheet: Sheet | { problem: Problem }) => {
      clearTimeout(timer)
      resolve(sheet)
      void worker.terminate()
    }
    const timer = setTimeout(() => answer({ problem: tooHeavy }), seconds * 1_000)
    worker.once('message', (rows: string[][] | null) => answer(rows ? asSheet(rows) : { problem: unreadable }))
    worker.once('error', () => answer({ problem: tooHeavy }))
  })
}

function cell(value: ExcelValue) {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? { value, type: String, format: '@' } : { value }
}

function asSheet(rows: readonly string[][]): Sheet | { problem: Problem } {
  const filled = rows
    .map((values, index) => ({ line: index + 1, values }))
    .filter(({ values }) => values.some((value) => value !== ''))
  const [header, ...body] = filled
  return header ? { header: header.values, rows: body } : { problem: nothing }
}

const tooHeavy: Problem = {
  reason:
    'Excelのファイルが大きすぎるか複雑すぎて、時間内に読めません。値だけを新しいブックに貼り付けるか、CSV UTF-8で保存してお送りください。',
  reasonEn:
    'The workbook is too large or too complex to read. Paste the values into a new one, or save it as CSV UTF-8.',
}
const unreadable: Problem = {
  reason: 'Excelのファイル(.xlsx)として読めません。パスワードを外し、.xlsx か CSV UTF-8 で保存し直してください。',
  reasonEn: 'This cannot be read as an Excel workbook (.xlsx). Remove its password, or save it as .xlsx or CSV UTF-8.',
}
const nothing: Problem = {
  reason: '最初のシートに何も書かれていません。1行目に列の名前を書いてください。',
  reasonEn: 'The first sheet is empty. Write the names of the columns in the first row.',
}
