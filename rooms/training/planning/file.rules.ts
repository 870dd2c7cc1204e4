/** Sessions as a spreadsheet holds them, one a row; pasted rows may come without their heads. */
import type { ColumnSpec } from '#platform/files/columns.ts'

export const sessionColumns = [
  { key: 'course', ja: '研修', type: 'code', maxLength: 200 },
  { key: 'startsOn', ja: '日付', type: 'date', required: true },
  { key: 'startsAt', ja: '開始', type: 'code', required: true, maxLength: 20 },
  { key: 'endsAt', ja: '終了', type: 'code', required: true, maxLength: 20 },
  { key: 'place', ja: '場所', type: 'code', required: true },
  { key: 'capacity', ja: '定員', type: 'integer', required: true },
  { key: 'endsOn', ja: '最終日', type: 'date' },
  { key: 'applyBy', ja: '申込期限', type: 'date' },
] as const satisfies readonly ColumnSpec[]

const names = new Set<string>(sessionColumns.flatMap(({ key, ja }) => [key, ja]))

/** What was pasted, with heads where it has none: in the order of the columns, and without the course where the first cell is a day. */
export function withHeads(pasted: string): { text: string; added: number } {
  const text = pasted.replace(/\r\n?/g, '\n').replace(/^\n+/, '')
  const first = text.split('\n', 1)[0]!.split('\t')
  if (first.some((cell) => names.has(cell.trim()))) return { text, added: 0 }
  const isDay = /^\D{0,4}\d{1,4}\D\d{1,2}\D\d{1,2}\D*$/u.test((first[0] ?? '').normalize('NFKC').trim())
  const heads = sessionColumns.map(({ ja }) => ja).slice(isDay ? 1 : 0, isDay ? 1 + first.length : first.length)
  return { text: `${heads.join('\t')}\n${text}`, added: 1 }
}
