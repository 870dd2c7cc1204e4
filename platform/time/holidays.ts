/**
 * Days on which a town hall is shut. Apart from `dates.ts` because the table of holidays is long (1970 to 2050): pages do not carry it.
 * After its last year no holiday is known, and only weekends and the turn of the year are shut; the table grows with its package.
 */
import table from '@holiday-jp/holiday_jp'

const named: Readonly<Record<string, { readonly name: string; readonly name_en: string }>> = table.holidays

/** A holiday by law (国民の祝日), with the days that stand in for those on a Sunday, and days between two of them. */
export function isHoliday(isoDate: string): boolean {
  return Object.hasOwn(named, isoDate)
}

/** Saturday or Sunday. */
export function isWeekend(isoDate: string): boolean {
  const day = new Date(`${isoDate}T00:00:00Z`).getUTCDay()
  return day === 0 || day === 6
}

/** A day on which a town hall is open: 地方自治法 第4条の2 shuts weekends, holidays, and 29 December to 3 January. */
export function isOfficeDay(isoDate: string): boolean {
  return !isWeekend(isoDate) && !isShutByCalendar(isoDate)
}

/** A holiday or the turn of the year, whatever the weekday. */
export function isShutByCalendar(isoDate: string): boolean {
  const date = isoDate.slice(5)
  return isHoliday(isoDate) || date >= '12-29' || date <= '01-03'
}
