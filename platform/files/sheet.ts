type ExcelValue = string | number | boolean | null | undefined

export interface SheetToWrite {
  /** Cut to what Excel allows. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly ExcelValue[])[]
  /** In characters, by column. */
  readonly widths?: readonly number[]
}

/** UTF-16 units of a sheet's name. */
export const LONGEST_NAME = 31

/**
 * A sheet as `write-excel-file` wants it, in the server and in the browser: a bold, standing header. Texts stay texts: a leading
 * nought is kept, and a `=` is no formula.
 */
export function writtenSheet({ name, header, rows, widths = [] }: SheetToWrite) {
  return {
    sheet: sheetName(name),
    data: [header.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
    columns: header.map((_, index) => ({ width: widths[index] ?? 16 })),
    stickyRowsCount: 1,
  }
}

/** Without the marks that no name of a sheet may have, and no apostrophe at its ends. */
function sheetName(name: string): string {
  const plain = name
    .replace(/[[\]:*?/\\]/g, '・')
    .slice(0, LONGEST_NAME)
    .toWellFormed()
  return plain.replace(/^'|'$/g, '’')
}

function cell(value: ExcelValue) {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') return { value }
  return { value, type: String, format: '@', ...(value.includes('\n') && { wrap: true }) }
}
