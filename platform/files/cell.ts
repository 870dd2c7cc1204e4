import { addDays, parseDate } from '#platform/time/dates.ts'
import type { ColumnSpec } from './columns.ts'

type Cell =
  | { readonly value: string | number | boolean | undefined }
  | { readonly reason: string; readonly reasonEn: string }

export const isEmpty = (text: string) => text === '' || text.trim() === ''

/** What one value means in its column; undefined for an empty one that may be empty. */
export function readCell(text: string, column: ColumnSpec): Cell {
  if (isEmpty(text)) return column.required ? missing : nothing
  if (text.includes('\ufffd')) return lost
  if (text.length > (column.maxLength ?? 200)) return tooLong
  const read = readers[column.type](text, column)
  return typeof read === 'object' ? read : { value: read }
}

/** Personnel systems write this for "no end". */
const FOREVER = '9999-12-31'

const readers: Readonly<
  Record<ColumnSpec['type'], (text: string, column: ColumnSpec) => Cell | string | number | boolean>
> = {
  text: (text) => text,
  code: (text) => text.trim(),
  date: (text) => parseDate(text) ?? noDate,
  lastDay: (text) => {
    const date = parseDate(text)
    if (date === FOREVER) return nothing
    return date ? addDays(date, 1) : noDate
  },
  boolean: (text) => flags.get(text.normalize('NFKC').trim().toLowerCase()) ?? noFlag,
  integer: (text) => {
    const plain = text.normalize('NFKC').trim().replaceAll(',', '')
    return /^[+-]?\d{1,15}$/.test(plain) ? Number(plain) : noInteger
  },
  choice: (text, { values = {} }) => {
    const wanted = text.normalize('NFKC').trim()
    const found = Object.entries(values).find(([written, meant]) => written === wanted || meant === wanted)
    return found ? found[1] : notOneOf(Object.keys(values))
  },
}

const flags = new Map([
  ...['1', 'true', 'yes', 'はい', '有', '○', '〇', '◯'].map((word) => [word, true] as const),
  ...['0', 'false', 'no', 'いいえ', '無', '×', '-'].map((word) => [word, false] as const),
])

const nothing: Cell = { value: undefined }
const missing: Cell = {
  reason: '値がありません。入力してください。',
  reasonEn: 'There is no value. Please fill it in.',
}
const lost: Cell = {
  reason: '文字が失われています(�)。元のシステムから書き出し直してください。',
  reasonEn: 'A character was lost before (�). Export the file again from its source.',
}
const tooLong: Cell = { reason: '長すぎます。', reasonEn: 'This is too long.' }
const noDate: Cell = {
  reason: '日付として読めません。存在する日付を、2026/4/1、令和8年4月1日、R8.4.1 のように書いてください。',
  reasonEn: 'This is no date that exists. Write for example 2026-04-01, 令和8年4月1日 or R8.4.1.',
}
const noFlag: Cell = { reason: '1か0で書いてください。', reasonEn: 'Write 1 or 0.' }
const noInteger: Cell = { reason: '整数で書いてください。', reasonEn: 'Write a whole number.' }

function notOneOf(words: readonly string[]): Cell {
  return {
    reason: `「${words.join('」「')}」のどれかを書いてください。`,
    reasonEn: `Write one of ${words.join(', ')}.`,
  }
}
