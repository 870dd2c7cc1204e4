export type CsvValue = string | number | null | undefined

/** CSV for spreadsheets, in the server and in the browser: every text that would be run as a formula begins with an apostrophe. */
export function csvText(
  rows: Iterable<readonly CsvValue[]>,
  lineEnd: 'windows' | 'unix' = 'windows',
  delimiter: ',' | ';' | '\t' = ',',
): string {
  const end = lineEnd === 'windows' ? '\r\n' : '\n'
  const odd = new RegExp(`["\\r\\n${delimiter}]`)
  return Array.from(rows, (row) => row.map((value) => cellOf(value, odd)).join(delimiter) + end).join('')
}

/** Excel takes a file for Japanese only where it begins with this. */
export const byteOrderMark = '\ufeff'

function cellOf(value: CsvValue, odd: RegExp): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return odd.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
