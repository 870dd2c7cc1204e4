import type { ReactNode } from 'react'
import type { Language } from '#platform/i18n/messages.ts'
import { type Finds, findsWith } from '../found.ts'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** What the column is sorted and filtered by; a column without it is neither. Null goes to the end. */
  value?: (row: Row) => string | number | null
  /** Says nothing of this row: a card, where room is short, leaves it out. */
  isNothing?: (row: Row) => boolean
  /** Numbers stand at the end of their cell. */
  align?: 'end'
  /** The column that names the row; the first one where no column says so. */
  isRowHeader?: boolean
  /** A button that says itself what it does: in a card it stands at the foot, without the column's name beside it. */
  isButton?: boolean
  /** Only for the hand, such as a box to tick: it says nothing that a file could hold. */
  isControl?: boolean
  /** Shown only after the reader has chosen it. */
  hiddenAtFirst?: boolean
}

/** A column that says nothing on paper or in a file. */
export function isForTheHand<Row>({ isButton, isControl }: Column<Row>): boolean {
  return Boolean(isButton || isControl)
}

export interface Sort {
  column: string
  direction: 'ascending' | 'descending'
}

/** Rows in whose values all the words stand, however they are typed, or in the name of which they can be read. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  words: string,
  finds: Finds = findsWith(),
): readonly Row[] {
  if (!words.trim()) return rows
  const naming = columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0]
  const said = (row: Row, { value }: Column<Row>) => String(value?.(row) ?? '')
  const others = columns.filter((column) => column !== naming)
  return rows.filter((row) =>
    finds(words, naming ? said(row, naming) : '', others.map((column) => said(row, column)).join(' ')),
  )
}

/** Rows in the order of one column, in the reader's alphabet; rows without a value stand at the end either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
  language: Language,
): readonly Row[] {
  const value = columns.find(({ id }) => id === sort?.column)?.value
  if (!sort || !value) return rows
  const letters = new Intl.Collator(language, { numeric: true })
  const sign = sort.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return (
      sign *
      (typeof left === 'number' && typeof right === 'number'
        ? left - right
        : letters.compare(String(left), String(right)))
    )
  })
}
