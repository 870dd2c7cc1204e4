export type CsvValue = string | number | null | undefined

/** CSV for spreadsheets, in the server and in the browser: every text that would be run as a formula begins with an apostrophe. */
export function csvText(
  rows: Iterable<readonly CsvValue[]>,
  lineEnd: 'windows' | 'unix' = 'windows',
  delimiter: ',' | ';' | '\t' = ',',
): string {
  const end = lineEnd === 'windows' ? '\r\n' : '\n'
  return Array.from(rows, (row) => row.map(cellOf).join(delimiter) + end).join('')
}

/** Excel takes a file for Japanese only where it begins with this. */
export const byteOrderMark = '\ufeff'

/** Whatever may stand between values, so that a reader never mistakes which one does. */
const ODD = /["\r\n,;\t]/

/** A text that begins as a guarded one does is guarded too, so that it is read back as it was. */
function cellOf(value: CsvValue): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^'*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return ODD.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
