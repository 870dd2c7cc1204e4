import { type Delimiter, delimiterOf, parseCsv, type Sheet } from './csv.ts'
import type { Problem } from './problem.ts'
import { decodeText, type Encoding } from './text.ts'

/** A file of columns that an engine reads, and how it was written. */
export interface PlainSheet {
  readonly sheet: Sheet
  readonly text: string
  readonly encoding: Encoding
  readonly delimiter: Delimiter
}

/** Bytes of CSV to cells without the white space around them: nobody means it, and nobody sees it. */
export async function plainSheetOf(bytes: Uint8Array, name?: string): Promise<PlainSheet | { problem: Problem }> {
  const decoded = decodeText(bytes, name)
  if ('problem' in decoded) return decoded
  const sheet = await parseCsv(decoded.text)
  if ('problem' in sheet) return sheet
  const rows = sheet.rows.map(({ line, values }) => ({ line, values: values.map(trimmed) }))
  return { sheet: { header: sheet.header.map(trimmed), rows }, delimiter: delimiterOf(decoded.text), ...decoded }
}

const trimmed = (text: string) => text.trim()
