type ExcelValue = string | number | boolean | null | undefined

export interface SheetToWrite {
  /** At most 31 characters, as Excel allows. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly ExcelValue[])[]
  /** In characters, by column. */
  readonly widths?: readonly number[]
}

/**
 * A sheet as `write-excel-file` wants it, in the server and in the browser: a bold, standing header. Texts stay texts: a leading
 * nought is kept, and a `=` is no formula.
 */
export function writtenSheet({ name, header, rows, widths = [] }: SheetToWrite) {
  return {
    sheet: name.replace(/[[\]:*?/\\]/g, '・').slice(0, 31),
    data: [header.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
    columns: header.map((_, index) => ({ width: widths[index] ?? 16 })),
    stickyRowsCount: 1,
  }
}

function cell(value: ExcelValue) {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') return { value }
  return { value, type: String, format: '@', ...(value.includes('\n') && { wrap: true }) }
}
