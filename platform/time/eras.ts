/** One Japanese era. Its last day is the day before the next one of the table begins. */
export interface Era {
  readonly name: string
  readonly letter: string
  /** First day, ISO. */
  readonly from: string
  /** Western year that the era counts as its first (元年). */
  readonly firstYear: number
}

/**
 * Oldest first. A new era is one more line here; until it is added, days after the last line count on in the last era (INV-F3).
 * 明治 stands from 1873-01-01 (明治6年), the day on which Japan took the Gregorian calendar: earlier dates have no ISO equal.
 */
export const eras: readonly Era[] = [
  { name: '明治', letter: 'M', from: '1873-01-01', firstYear: 1868 },
  { name: '大正', letter: 'T', from: '1912-07-30', firstYear: 1912 },
  { name: '昭和', letter: 'S', from: '1926-12-25', firstYear: 1926 },
  { name: '平成', letter: 'H', from: '1989-01-08', firstYear: 1989 },
  { name: '令和', letter: 'R', from: '2019-05-01', firstYear: 2019 },
]

/** The era of a day; undefined before the table begins. */
export function eraOf(isoDate: string, table: readonly Era[] = eras): Era | undefined {
  return table.findLast((era) => era.from <= isoDate)
}

/** Whether a day lies in the era: not before its first day, and in no later era. */
export function liesIn(isoDate: string, era: Era, table: readonly Era[] = eras): boolean {
  return eraOf(isoDate, table) === era
}

export function eraNamed(nameOrLetter: string, table: readonly Era[] = eras): Era | undefined {
  const wanted = nameOrLetter.toUpperCase()
  return table.find(({ name, letter }) => name === wanted || letter === wanted)
}
