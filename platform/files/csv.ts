import { setImmediate as breathe } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { byteOrderMark, type CsvValue, csvText } from './csv-text.ts'
import type { Problem } from './problem.ts'
import { encodeCp932, type Unwritable } from './text.ts'

export { type CsvValue, csvText }

/** A header and the rows under it; every value is the text that stood there, '' for none. */
export interface Sheet {
  readonly header: readonly string[]
  /** Where the header stands, if not in the first line. */
  readonly headLine?: number
  /** `line` is where the row begins, as an editor counts from 1. */
  readonly rows: readonly { readonly line: number; readonly values: readonly string[] }[]
  /** The last row has no line end behind it: where it is short, the file was cut. */
  readonly isOpen?: boolean
}

/** How far a long file has come; both numbers are in the same unit, which says nothing more. */
export type OnProgress = (done: number, total: number) => void

type SheetRow = Sheet['rows'][number]

/**
 * Reads CSV as spreadsheets write it: quoted values with commas, quotes and line breaks, CRLF, LF or CR, comma, semicolon or tab, `="0012"`
 * as 0012. Rows without any value are left out. Gives other work a turn between pieces, so a long file stops nobody.
 */
export async function parseCsv(text: string, onProgress?: OnProgress): Promise<Sheet | { problem: Problem }> {
  const rows: SheetRow[] = []
  if (!text.includes('"')) {
    await splitPlain(text, rows, onProgress)
    return sheetOf(rows, text)
  }
  let line = 1
  const parser = parse({
    delimiter: delimiterOf(text),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  })
  parser.on('data', (record: string[]) => {
    if (record.some((value) => value !== '')) rows.push({ line, values: record.map(unwrap) })
    line += 1 + breaksIn(record)
  })
  try {
    await feed(parser, text, onProgress)
  } catch (error) {
    if (error instanceof CsvError) return { problem: unclosed(line) }
    throw error
  }
  return sheetOf(rows, text)
}

function sheetOf(rows: readonly SheetRow[], text: string): Sheet | { problem: Problem } {
  const header = rows[0]
  const isOpen = !/[\r\n]$/.test(text)
  return header ? { ...sheetFrom(header, rows.slice(1)), ...(isOpen ? { isOpen } : {}) } : { problem: nothing }
}

export function sheetFrom({ line, values }: SheetRow, rows: readonly SheetRow[]): Sheet {
  return { header: values, rows, ...(line > 1 ? { headLine: line } : {}) }
}

/** Without any quotation mark, every line is a row and every comma a border: several times faster than reading by letters. */
async function splitPlain(text: string, rows: SheetRow[], onProgress?: OnProgress): Promise<void> {
  const delimiter = delimiterOf(text)
  const lines = text.split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const values = line.split(delimiter).map(unwrap)
    if (values.some((value) => value !== '')) rows.push({ line: index + 1, values })
    if (index % LINES !== LINES - 1) continue
    onProgress?.(index + 1, lines.length)
    await breathe()
  }
  onProgress?.(lines.length, lines.length)
}

/** A whole file, UTF-8 with byte order mark (which Excel needs) or CP932; CP932 is refused where a character would be lost. */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
  encoding: 'utf-8-bom' | 'cp932' = 'utf-8-bom',
): { bytes: Uint8Array } | { unwritable: Unwritable[] } {
  const text = csvText([header, ...rows])
  return encoding === 'cp932' ? encodeCp932(text) : { bytes: new TextEncoder().encode(byteOrderMark + text) }
}

/** The same in UTF-8, which writes every character, as an answer carries it. */
export function csvFile(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  return Buffer.from(byteOrderMark + csvText([header, ...rows])).toString('base64')
}

const PIECE = 1 << 18
const LINES = 4_000

async function feed(parser: ReturnType<typeof parse>, text: string, onProgress?: OnProgress): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => parser.once('end', resolve).once('error', reject))
  // A failure must not count as unhandled before it is awaited below.
  ended.catch(() => undefined)
  for (let at = 0; at < text.length && !parser.errored; at += PIECE) {
    parser.write(text.slice(at, at + PIECE))
    onProgress?.(Math.min(at + PIECE, text.length), text.length)
    await breathe()
  }
  parser.end()
  await ended
}

export type Delimiter = ',' | ';' | '\t'

/** Whichever stands most often between the names of the header, outside quotation marks; a comma where none does. */
export function delimiterOf(text: string): Delimiter {
  const [header = ''] = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart()) ?? []
  const between = header.replace(/"(?:[^"]|"")*"/g, '')
  const count = (delimiter: Delimiter) => between.split(delimiter).length
  return ([',', ';', '\t'] as const).reduce((most, one) => (count(one) > count(most) ? one : most))
}

function breaksIn(record: readonly string[]): number {
  let breaks = 0
  for (const value of record) {
    if (value.includes('\n') || value.includes('\r')) breaks += value.match(/\r\n|\n|\r/g)!.length
  }
  return breaks
}

/** `="0012"` keeps noughts in Excel; `'=…` is the guard that our own files carry. */
function unwrap(value: string): string {
  const first = value[0]
  if (first === '=') return /^="(.*)"$/s.exec(value)?.[1]?.replaceAll('""', '"') ?? value
  return first === "'" && /^'+[=+\-@\t\r＝＋－＠]/.test(value) ? value.slice(1) : value
}

function unclosed(line: number): Problem {
  return {
    line,
    reason: `${line}行目から始まる引用符(")が閉じられていません。ファイルが途中で切れていないか確かめて、もう一度書き出してください。`,
    reasonEn: `A quotation mark that opens in the row at line ${line} is never closed. The file may be cut short; export it again.`,
  }
}

const nothing: Problem = {
  reason: 'ファイルに何も書かれていません。1行目に列の名前、2行目から内容を書いてください。',
  reasonEn: 'The file is empty. Write the names of the columns in the first line and the rows below.',
}
