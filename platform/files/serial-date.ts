import { addDays } from '#platform/time/dates.ts'

/*
 * Spreadsheets keep a day as a number: days since the end of 1899, with a 29 February 1900 that never was (number 60), or in
 * books of old Macintoshes since 1 January 1904.
 */

const EPOCH = '1899-12-31'
const EPOCH_1904 = '1904-01-01'
const NEVER = 60
const MINUTES = 1_440

/** The day of a number as ISO, with the time where it is not midnight; undefined where no day has that number. */
export function serialDate(serial: number, from1904 = false): string | undefined {
  const minutes = Math.round(serial * MINUTES)
  const [day, time] = [Math.floor(minutes / MINUTES), minutes % MINUTES]
  if (day < 1 || day > 2_900_000 || (!from1904 && day === NEVER)) return undefined
  const date = from1904 ? addDays(EPOCH_1904, day) : addDays(EPOCH, day > NEVER ? day - 1 : day)
  const two = (count: number) => String(count).padStart(2, '0')
  return time === 0 ? date : `${date} ${two(Math.floor(time / 60))}:${two(time % 60)}`
}

/** Formats that workbooks name by number alone: 14 to 17 and 22 everywhere, 27 to 31, 34 to 36 and 50 to 58 in Japanese ones (元号). */
const BUILT_IN: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
])

/** Whether numbers of that format are days: yyyy/m/d, ge.m.d, ggge"年"m"月"d"日" and the like. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id)
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .split(';')[0]!
    .toLowerCase()
  return bare !== 'general' && /[ydge]/.test(bare) && !/[0#?]/.test(bare)
}
