import { columns, type FileName } from '#rooms/people/import/columns/rules.ts'

/** CSV that every spreadsheet opens as Japanese: byte order mark, CRLF, values that look like formulas made harmless. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
}

/** Header and one invented row. */
export function templateOf(file: FileName): string {
  return csvOf([columns[file].map(({ ja }) => ja), examples[file]])
}

/** Gives the reader a file that was made in the browser. */
export function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** The file's bytes, undefined where the browser cannot read it any more (moved, or changed since it was chosen). */
export function base64Of(file: File): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => resolve(undefined)
    reader.readAsDataURL(file)
  })
}

const examples: Readonly<Record<FileName, readonly string[]>> = {
  sections: ['9901', '見本課', '課', '', '区長', '2026/4/1', ''],
  staff: ['99000001', '見本 花子', 'ミホン ハナコ', '常勤', '事務', '2026/4/1', '', '', ''],
  assignments: ['99000001', '9901', '1級職', '係員', '主務', '0', '2026/4/1', ''],
  leave: ['99000001', '育児休業', '2026/10/1', '2027/3/31'],
}

function cellOf(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
