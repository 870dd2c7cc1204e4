import writeExcelFile from 'write-excel-file/node'
import { LONGEST_NAME, type SheetToWrite, writtenSheet } from './sheet.ts'

/** An .xlsx of these sheets, as `writtenSheet` says. Excel opens none with two sheets of one name: a later one has a number behind it. */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const taken = new Set<string>()
  const unlike = (name: string) => {
    let free = name
    for (let number = 2; taken.has(free.toLowerCase()); number++) {
      free = `${name.slice(0, LONGEST_NAME - 6).toWellFormed()} (${number})`
    }
    taken.add(free.toLowerCase())
    return free
  }
  return writeExcelFile(sheets.map(writtenSheet).map((one) => ({ ...one, sheet: unlike(one.sheet) }))).toBuffer()
}
