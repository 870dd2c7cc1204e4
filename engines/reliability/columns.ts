import type { Sheet } from '#platform/files/csv.ts'
import type { Item } from './reliability.ts'

/** What is wrong with the file, and where; the sentence stands in the messages under `fault.<key>`. */
export class ColumnFault extends Error {
  readonly key:
    | 'no_column'
    | 'column_twice'
    | 'not_a_number'
    | 'empty_column'
    | 'short_row'
    | 'out_of_range'
    | 'no_rows'
  readonly values: Readonly<Record<string, string | number>>

  constructor(key: ColumnFault['key'], values: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

export interface Reversal {
  readonly names: readonly string[]
  readonly from: number
  readonly to: number
}

/** Decimal notation only: `Number` reads 0x10 too. */
export const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** The named columns as numbers; NaN where a cell is empty or NA. A reversed item's value x becomes from + to − x. */
export function itemsOf(sheet: Sheet, names: readonly string[], reversal?: Reversal): Item[] {
  const { header } = sheet
  if (sheet.rows.length === 0) throw new ColumnFault('no_rows')
  const long = sheet.rows.find(({ values }) => values.length !== header.length)
  if (long) throw new ColumnFault('short_row', { line: long.line, found: long.values.length, wanted: header.length })
  return names.map((name) => {
    const places = header.flatMap((column, index) => (column === name ? [index] : []))
    if (places.length === 0) throw new ColumnFault('no_column', { name, names: header.join(', ') })
    if (places.length > 1) throw new ColumnFault('column_twice', { name })
    const values = Float64Array.from(sheet.rows, (row) => numberIn(row, places[0]!, name))
    if (values.every(Number.isNaN)) throw new ColumnFault('empty_column', { name })
    return { name, values: reversal?.names.includes(name) ? reversed(sheet, name, values, reversal) : values }
  })
}

function numberIn({ line, values }: Sheet['rows'][number], place: number, name: string): number {
  const text = values[place]!
  if (text === '' || text === 'NA') return Number.NaN
  const number = Number(text)
  if (!NUMBER.test(text) || !Number.isFinite(number)) throw new ColumnFault('not_a_number', { line, name, text })
  return number
}

function reversed(sheet: Sheet, name: string, values: Float64Array, { from, to }: Reversal): Float64Array {
  const outside = values.findIndex((value) => value < from || value > to)
  if (outside >= 0) {
    throw new ColumnFault('out_of_range', { line: sheet.rows[outside]!.line, name, text: values[outside]!, from, to })
  }
  // Halves, because from + to may overflow.
  return values.map((value) => 2 * (from / 2 + to / 2 - value / 2))
}
