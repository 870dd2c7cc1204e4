/** Rows out of the columns and values of a file: nothing is mended, everything that does not fit is named with its line. */

import { z } from 'zod'
import type { Sheet } from '#platform/files/csv.ts'
import { ProtectedTable } from './contract.ts'
import { Fault } from './fault.ts'
import type { Row } from './table.ts'

export interface Columns {
  readonly dimensions: readonly string[]
  readonly count: string
}

/** A table that is to be protected: the dimensions and the count, and no other column, because it could give counts away. */
export function rowsOfTable(file: string, sheet: Sheet, { dimensions, count }: Columns): Row[] {
  const places = placesIn(file, sheet.header, [...dimensions, count])
  const extra = sheet.header.find((name) => name !== count && !dimensions.includes(name))
  if (extra !== undefined) throw new Fault('fault.extra_column', { file, column: extra })
  return sheet.rows.map(({ line, values }) => {
    refuseWidth(file, line, values, sheet.header.length)
    const paths = dimensions.map((column, index) => pathIn(file, line, column, values[places[index]!]!))
    return { line, paths, count: countIn(file, line, count, values[places.at(-1)!]!) }
  })
}

/** An earlier output as CSV: every column beside the count and the status is a dimension. */
export function rowsOfOutput(file: string, sheet: Sheet, count: string): { dimensions: string[]; rows: Row[] } {
  const [countAt, statusAt] = placesIn(file, sheet.header, [count, 'status'])
  const dimensions = sheet.header.filter((name) => name !== count && name !== 'status')
  refuseDimensions(file, dimensions)
  const places = placesIn(file, sheet.header, dimensions)
  const rows = sheet.rows.map(({ line, values }) => {
    refuseWidth(file, line, values, sheet.header.length)
    const [status, text] = [values[statusAt!]!, values[countAt!]!]
    const isShown = status === 'published'
    if (!isShown && (status !== 'suppressed' || text.trim() !== '')) {
      throw new Fault('fault.status', { file, line, value: shortened(status) })
    }
    const paths = dimensions.map((column, index) => pathIn(file, line, column, values[places[index]!]!))
    return { line, paths, count: isShown ? countIn(file, line, count, text) : null }
  })
  return { dimensions, rows }
}

/** An earlier output as JSON. Its rows are counted from 1, as lines are. */
export function rowsOfJson(file: string, text: string, count: string): { dimensions: string[]; rows: Row[] } {
  const output = shapeOf(file, text)
  const dimensions = Object.keys(output.rows[0] ?? {}).filter((name) => name !== count && name !== 'status')
  if (output.rows.length === 0) throw new Fault('fault.no_rows', { file })
  refuseDimensions(file, dimensions)
  const rows = output.rows.map((row, index) => {
    const line = index + 1
    for (const column of [...dimensions, count]) {
      if (!Object.hasOwn(row, column)) throw new Fault('fault.no_column', { file, column })
    }
    const extra = Object.keys(row).find((name) => name !== count && name !== 'status' && !dimensions.includes(name))
    if (extra !== undefined) throw new Fault('fault.extra_column', { file, column: extra })
    const value = row[count] ?? null
    if (typeof value === 'string')
      throw new Fault('fault.count', { file, line, column: count, value: shortened(value) })
    if ((row.status === 'published') !== (value !== null)) {
      throw new Fault('fault.status', { file, line, value: row.status })
    }
    return { line, paths: dimensions.map((column) => pathIn(file, line, column, row[column])), count: value }
  })
  return { dimensions, rows }
}

const Rows = ProtectedTable.pick({ rows: true })

function shapeOf(file: string, text: string): z.infer<typeof Rows> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Fault('fault.json', { file })
  }
  const read = Rows.safeParse(value)
  if (read.success) return read.data
  const place = z.core.toDotPath(read.error.issues[0]?.path ?? [])
  throw new Fault('fault.json_shape', { file, place: place || 'rows' })
}

function placesIn(file: string, header: readonly string[], columns: readonly string[]): number[] {
  const twice = header.find((name, index) => header.indexOf(name) !== index)
  if (twice !== undefined) throw new Fault('fault.column_twice', { file, column: twice })
  return columns.map((column) => {
    const place = header.indexOf(column)
    if (place < 0) throw new Fault('fault.no_column', { file, column })
    return place
  })
}

function refuseDimensions(file: string, dimensions: readonly string[]): void {
  if (dimensions.length >= 1 && dimensions.length <= 3) return
  throw new Fault('fault.dimensions', { file, count: dimensions.length })
}

function refuseWidth(file: string, line: number, values: readonly string[], wanted: number): void {
  if (values.length !== wanted) throw new Fault('fault.width', { file, line, found: values.length, wanted })
}

/** A path without the white space around its names. */
function pathIn(file: string, line: number, column: string, value: string | number | null | undefined): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Fault('fault.empty', { file, line, column })
  const names = value.split('/').map((name) => name.trim())
  if (names.includes('')) throw new Fault('fault.path', { file, line, column, value: shortened(value) })
  return names.join('/')
}

function countIn(file: string, line: number, column: string, value: string): number {
  if (value.trim() === '') throw new Fault('fault.empty', { file, line, column })
  const plain = value.normalize('NFKC').trim()
  if (/^(\d{1,15}|\d{1,3}(,\d{3}){1,4})$/.test(plain)) return Number(plain.replaceAll(',', ''))
  throw new Fault('fault.count', { file, line, column, value: shortened(value) })
}

const shortened = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value)
