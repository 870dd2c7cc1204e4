import { addDays, formatDate, outsideEra, parseDate } from '#platform/time/dates.ts'
import type { ColumnSpec } from './columns.ts'
import { serialDate } from './serial-date.ts'

type Words = { readonly reason: string; readonly reasonEn: string }
type Cell = { readonly value: string | number | boolean | undefined; readonly note?: Words } | Words

export const isEmpty = (text: string) => text === '' || !SEEN.test(text)
/** Anything that leaves a mark on paper: a name of invisible letters alone is none. */
const SEEN = /[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]/u

/** What one value means in its column; undefined for an empty one that may be empty. */
export function readCell(text: string, column: ColumnSpec): Cell {
  if (isEmpty(text)) return column.required ? missing : nothing
  if (text.includes('\ufffd')) return lost
  if (TURNS.test(text)) return turned
  if (NOT_WORKED_OUT.test(text)) return notWorkedOut
  if (text.length > (column.maxLength ?? 200)) return tooLong
  const read = readers[column.type](text, column)
  return typeof read === 'object' ? read : { value: read }
}

/** Personnel systems write this for "no end". */
const FOREVER = '9999-12-31'

const readers: Readonly<
  Record<ColumnSpec['type'], (text: string, column: ColumnSpec) => Cell | string | number | boolean>
> = {
  text: (text) => (BREAKS.test(text) ? broken : text),
  code: (text, { isHalfWidth }) => {
    const code = (isHalfWidth ? text.normalize('NFKC') : text).trim().replace(KEEPER, '')
    return BREAKS.test(code) ? broken : code
  },
  date: (text) => dateOf(text),
  lastDay: (text) => {
    const date = dateOf(text)
    if ('reason' in date) return date
    return date.value === FOREVER ? nothing : { ...date, value: addDays(date.value, 1) }
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

/** What ends a line, and a tab: nobody sees it in a name, and it is left by a slip in a spreadsheet's cell. */
const BREAKS = /[\t\r\n\v\f\u0085\u2028\u2029]/
/** Marks that turn the direction of what comes after them, whoever's it is. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/
/** The mark before digits by which spreadsheets keep leading noughts; never part of a number. */
const KEEPER = /^['’＇](?=[0-9０-９])/
/** What a spreadsheet shows where a formula has come to nothing. */
const NOT_WORKED_OUT = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|CALC!|SPILL!)$/
/** Numbers of days from 1930 to 2100, as a spreadsheet shows them where a date has lost its format. */
const SERIAL = /^[1-7]\d{4}$/

function dateOf(text: string): { readonly value: string; readonly note?: Words } | Words {
  const date = parseDate(text)
  if (date !== undefined) return { value: date }
  const plain = text.normalize('NFKC').trim()
  const day = SERIAL.test(plain) ? serialDate(Number(plain)) : undefined
  if (day && day >= '1930-01-01' && day < '2100-01-01') return { value: day, note: readAsSerial(plain, day) }
  const meant = outsideEra(text)
  return meant ? anotherEra(meant) : noDate
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
const noDate: Words = {
  reason: '日付として読めません。存在する日付を、2026/4/1、令和8年4月1日、R8.4.1 のように書いてください。',
  reasonEn: 'This is no date that exists. Write for example 2026-04-01, 令和8年4月1日 or R8.4.1.',
}
const broken: Words = {
  reason: '値の中に改行かタブがあります。1行に直してください。',
  reasonEn: 'There is a line break or tab within the value. Write it on one line.',
}
const turned: Words = {
  reason: '文字の向きを変える見えない文字が入っています。値を入力し直してください。',
  reasonEn: 'There are invisible marks in it that turn the direction of letters. Type the value again.',
}
const notWorkedOut: Words = {
  reason: '式の結果がエラーか、まだ計算されていません。表計算ソフトで値を確かめ、保存し直してください。',
  reasonEn: 'A formula has come to an error, or was never worked out. Check it in the spreadsheet and save it again.',
}
const noFlag: Cell = { reason: '1か0で書いてください。', reasonEn: 'Write 1 or 0.' }
const noInteger: Cell = { reason: '整数で書いてください。', reasonEn: 'Write a whole number.' }

function readAsSerial(number: string, day: string): Words {
  return {
    reason: `表計算ソフトの日付の番号${number}を、${formatDate(day, 'ja', 'both')}と読みました。`,
    reasonEn: `The spreadsheet's number of a day, ${number}, is read as ${day}.`,
  }
}

function anotherEra({ era, date, isOver }: NonNullable<ReturnType<typeof outsideEra>>): Words {
  const meant = formatDate(date, 'ja', 'both')
  return {
    reason: `${era}はその日には${isOver ? 'もう終わっています' : 'まだ始まっていません'}。${meant}のことでしたら、そう書いてください。`,
    reasonEn: `The era ${era} ${isOver ? 'had ended' : 'had not begun'} by that day. If ${date} is meant (${formatDate(date, 'ja')}), write that.`,
  }
}

function notOneOf(words: readonly string[]): Cell {
  return {
    reason: `「${words.join('」「')}」のどれかを書いてください。`,
    reasonEn: `Write one of ${words.join(', ')}.`,
  }
}
