/** What of a list of barriers is told to those who may open no records: nothing of fewer than five people, nor what would follow from the rest (INV-A3). */
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'

export interface Row {
  readonly key: string
  readonly total: number
  /** Who they are; no more than it takes to know that there are enough. */
  readonly people: readonly number[]
}

/** Keys of the rows that are not told. They are of five people together, or nobody: the smallest of the others goes with them where they are not. */
export function hiddenOf(rows: readonly Row[]): ReadonlySet<string> {
  const few = rows.filter((row) => isFew(row.people))
  const smallest = isFew(few.flatMap(({ people }) => people))
    ? rows.filter((row) => !few.includes(row)).toSorted((a, b) => a.total - b.total)[0]
    : undefined
  return new Set([...few, ...(smallest ? [smallest] : [])].map(({ key }) => key))
}

/** One to four. */
export function isFew(people: readonly number[]): boolean {
  const different = new Set(people).size
  return different > 0 && different < THRESHOLD
}
