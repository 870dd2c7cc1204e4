import writeExcelFile from 'write-excel-file/node'
import { type SheetToWrite, writtenSheet } from './sheet.ts'

/** An .xlsx of these sheets, as `writtenSheet` says. */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  return writeExcelFile(sheets.map(writtenSheet)).toBuffer()
}
