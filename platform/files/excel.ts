import writeExcelFile from 'write-excel-file/node'
import { type ApartLimits, readApart } from './apart.ts'
import type { Sheet } from './csv.ts'
import type { Problem } from './problem.ts'
import { type SheetToWrite, writtenSheet } from './sheet.ts'

/** An .xlsx of these sheets, as `writtenSheet` says. */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  return writeExcelFile(sheets.map(writtenSheet)).toBuffer()
}

/**
 * The first sheet of an .xlsx: texts as they stand, dates as ISO, numbers as digits. It is read apart, because workbooks exist
 * on which a reader never returns; what does not come through is a problem.
 */
export async function readWorkbook(bytes: Uint8Array, limits: ApartLimits = {}): Promise<Sheet | { problem: Problem }> {
  const copy = new Uint8Array(bytes)
  const worker = new URL('./excel-worker.ts', import.meta.url)
  const rows = await readApart<string[][] | null>(worker, copy, limits, [copy.buffer])
  if (rows === undefined) return { problem: tooHeavy }
  return rows ? asSheet(rows) : { problem: unreadable }
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
