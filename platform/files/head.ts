/**
 * Where the head of a table stands. Offices write a title, a day and a unit above it, and part it over two lines, the upper one merged
 * over several columns (発令 over 所属コード and 職名). Of the first rows the one is the head whose names are known best; where none is
 * known, the first that is at least half as wide as the widest, since a title is narrow.
 */
import type { Sheet } from './csv.ts'

/** How well names fit what is wanted. */
export type Fit = (header: readonly string[]) => number

interface Head {
  /** Which of the rows, and over how many of them. */
  readonly at: number
  readonly lines: 1 | 2
  readonly names: readonly string[]
  readonly fit: number
}

type Row = Sheet['rows'][number]

/** Rows in which a head is looked for. */
export const PEEKED = 20

export function headIn(rows: readonly Row[], fitOf: Fit): Head {
  const pairAt = (at: number): Head | undefined => {
    const [upper = [], lower = []] = [rows[at]?.values, rows[at + 1]?.values]
    if (!isSecondLine(upper, lower)) return undefined
    const names = joined(upper, lower)
    return { at, lines: 2, names, fit: fitOf(names) }
  }
  const heads = rows.slice(0, PEEKED).flatMap(({ values }, at): Head[] => {
    // The lower line of a head is none by itself, however many of its names are known; under a title nothing is known.
    if ((pairAt(at - 1)?.fit ?? 0) > 0) return []
    const one: Head = { at, lines: 1, names: values, fit: fitOf(values) }
    const pair = pairAt(at)
    if (!pair) return [one]
    return pair.fit > 0 && pair.fit >= one.fit ? [pair, one] : [one, pair]
  })
  const most = Math.max(...heads.map(({ fit }) => fit))
  if (most > 0) return heads.find(({ fit }) => fit === most)!
  const widest = Math.max(...heads.filter(({ lines }) => lines === 1).map(({ names }) => filled(names)))
  const first = heads.find(({ lines, names }) => lines === 1 && filled(names) * 2 >= widest)!
  return pairAt(first.at) ?? first
}

/** The sheet from its head on. */
export function fromHead(sheet: Sheet, fitOf: Fit): { sheet: Sheet; line: number; lines: 1 | 2 } {
  const first = { line: sheet.headLine ?? 1, values: sheet.header }
  const peeked = [first, ...sheet.rows.slice(0, PEEKED)]
  const { at, lines, names } = headIn(peeked, fitOf)
  const { line } = peeked[at]!
  if (at === 0 && lines === 1) return { sheet, line, lines }
  return { sheet: { ...sheet, header: names, rows: sheet.rows.slice(at + lines - 1) }, line, lines }
}

/** Names under merged ones: some stand alone above, some alone below, and nothing below is a number or a day, as in a row of the body. */
function isSecondLine(upper: readonly string[], lower: readonly string[]): boolean {
  if (filled(lower) < 2 || lower.some((value) => /\p{Nd}/u.test(value))) return false
  const columns = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => index)
  const isAt = (row: readonly string[], index: number) => (row[index] ?? '').trim() !== ''
  return (
    columns.some((index) => !isAt(upper, index) && isAt(lower, index)) &&
    columns.some((index) => isAt(upper, index) && !isAt(lower, index))
  )
}

/** What is merged over several columns goes before each of the names under it. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let over = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [above, below] = [(upper[index] ?? '').trim(), (lower[index] ?? '').trim()]
    if (above !== '') over = below === '' ? '' : above
    return above !== '' && below === '' ? above : `${over}${below}`
  })
}

const filled = (values: readonly string[]) => values.filter((value) => value.trim() !== '').length
