import type { Temporal } from 'temporal-polyfill'
import type { Language } from '#platform/i18n/messages.ts'
import { type Era, eraNamed, eraOf, eras, liesIn } from './eras.ts'

/*
 * Calendar dates are ISO strings (`2026-04-01`), spans are half-open: [from, to). Japanese years exist only at the edge, in
 * `parseDate` and the `format` functions. Small and without dependencies, because pages carry it too.
 */

const DAY = 86_400_000
/** Japan has had no summer time since 1951. */
const TOKYO = 9 * 3_600_000
const ISO = /^\d{4}-\d{2}-\d{2}$/

/** `date` 令和8年4月1日 · `weekday` 令和8年4月1日(水) · `both` 令和8年(2026年)4月1日, for a first mention · `short` R8.4.1 */
export type DateStyle = 'date' | 'weekday' | 'both' | 'short'

/** The calendar date in Tokyo; `Temporal.Instant` of the request, or the machine's clock. */
export function todayInTokyo(now?: Pick<Temporal.Instant, 'epochMilliseconds'>): string {
  return isoOf((now?.epochMilliseconds ?? Date.now()) + TOKYO)
}

/** An ISO date of a day that exists, 0001-01-01 to 9999-12-31. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !ISO.test(value)) return false
  return madeOf(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))) === value
}

/** Throws RangeError where the answer would leave the four-digit years. */
export function addDays(isoDate: string, days: number): string {
  const date = isoOf(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY)
  if (!isDate(date)) throw new RangeError(`${isoDate} and ${days} days is no four-digit year`)
  return date
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

/** For `sort`: negative, zero, positive. */
export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The April year of a calendar date (INV-F1): 2027-03-31 is in fiscal year 2026. */
export function fiscalYearOf(isoDate: string): number {
  return Number(isoDate.slice(0, 4)) - (isoDate.slice(5, 7) < '04' ? 1 : 0)
}

/** First day, and the day after the last: [2026-04-01, 2027-04-01) for 2026. */
export function fiscalYearRange(fiscalYear: number): { from: string; to: string } {
  return { from: `${four(fiscalYear)}-04-01`, to: `${four(fiscalYear + 1)}-04-01` }
}

/**
 * Reads what town halls write: 2026-04-01, 2026/4/1, 2026.4.1, 20260401, 2026年4月1日, R8.4.1, R08/04/01, 令和8年4月1日,
 * 令和元年5月1日, each also in full-width characters, with a weekday in brackets that must be right, or with the midnight that
 * spreadsheets add. Undefined for a day that does not exist or lies outside the era that it names.
 */
export function parseDate(text: string, table: readonly Era[] = eras): string | undefined {
  if (ISO.test(text)) return isDate(text) ? text : undefined
  const plain = text.normalize('NFKC').trim().replace(MIDNIGHT, '')
  const [, bare = plain, weekday] = /^(.*?)\s*\(([日月火水木金土])\)$/.exec(plain) ?? []
  const date = western(bare) ?? japanese(bare, table)
  return date && (!weekday || weekdayOf(date) === weekday) ? date : undefined
}

/** A month of which no day is told, as people write it: 2023-04, 2023年4月, 令和5年4月, R5.4; as `2023-04`. */
export function parseMonth(text: string, table: readonly Era[] = eras): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const [end, mark] = /月$/.test(plain) ? ['日', ''] : ['', /^.*\d([-/.])\d{1,2}$/.exec(plain)?.[1]]
  if (mark === undefined) return undefined
  // An era begins and ends within a month: one of its days lies in it.
  for (const day of ['28', '01']) {
    const date = parseDate(`${plain}${mark}${day}${end}`, table)
    if (date) return date.slice(0, 7)
  }
  return undefined
}

/** The last days of the months before a day's own, from the earliest on. */
export function monthEnds(isoDate: string, months: number): string[] {
  const [year, month] = isoDate.split('-').map(Number) as [number, number]
  return Array.from({ length: months }, (_, place) => {
    const first = year * 12 + month - months + place
    return addDays(`${four(Math.floor(first / 12))}-${String((first % 12) + 1).padStart(2, '0')}-01`, -1)
  })
}

/** 令和8年度, 平成31年度, R8年度, 2026年度, 2026 or FY2026 as the April year. 平成31年度 and 令和元年度 are both 2019 (INV-F3). */
export function parseFiscalYear(text: string, table: readonly Era[] = eras): number | undefined {
  const plain = text.normalize('NFKC').trim()
  const digits = /^(?:FY)?(\d{4})(?:年度)?$/i.exec(plain)
  if (digits) return Number(digits[1])
  const [, name = '', count = ''] = /^([A-Za-z]|\p{Script=Han}{2})\s*(\d{1,3}|元)\s*年度$/u.exec(plain) ?? []
  const era = eraNamed(name, table)
  if (!era) return undefined
  const year = westernYear(era, count)
  const named = [`${four(year)}-04-01`, `${four(year)}-12-31`].some((day) => liesIn(day, era, table))
  return named ? year : undefined
}

/** A date for people: in Japanese by era, in English ISO (with the weekday when asked). */
export function formatDate(
  isoDate: string,
  language: Language = 'ja',
  style: DateStyle = 'date',
  table: readonly Era[] = eras,
): string {
  if (language === 'en') return style === 'weekday' ? `${isoDate} (${weekdayOf(isoDate, 'en')})` : isoDate
  const [year, month, day] = isoDate.split('-').map(Number) as [number, number, number]
  const era = eraOf(isoDate, table)
  if (style === 'short') return era ? `${era.letter}${year - era.firstYear + 1}.${month}.${day}` : isoDate
  const named = japaneseYear(year, era)
  const inBoth = style === 'both' && era ? `${named}(${year}年)` : named
  return `${inBoth}${month}月${day}日${style === 'weekday' ? `(${weekdayOf(isoDate)})` : ''}`
}

/** A day, or a month of which no day is told (`2023-04`). */
export function formatDayOrMonth(text: string, language: Language = 'ja'): string {
  if (text.length > 7 || language === 'en') return formatDate(text, language)
  return formatDate(`${text}-28`, language).replace(/\d+日$/u, '')
}

/** 令和8年度(2026年度), FY2026. The era of 31 December names the year, so that FY2019 is 令和元年度. */
export function formatFiscalYear(fiscalYear: number, language: Language = 'ja', table: readonly Era[] = eras): string {
  if (language === 'en') return `FY${fiscalYear}`
  const era = eraOf(`${four(fiscalYear)}-12-31`, table)
  return era ? `${japaneseYear(fiscalYear, era)}度(${fiscalYear}年度)` : `${fiscalYear}年度`
}

const MIDNIGHT = /[T\s]+0{1,2}:00(?::00(?:\.0+)?)?Z?$/

function western(text: string): string | undefined {
  const found = /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/.exec(text)
  if (found) return madeOf(Number(found[1]), Number(found[3]), Number(found[4]))
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日$/.exec(text)
  return plain ? madeOf(Number(plain[1]), Number(plain[2]), Number(plain[3])) : undefined
}

/**
 * Of a date that would exist if its era had lasted, or begun, then: which day is meant. 昭和70年4月1日 is 1995-04-01. Undefined for every
 * other text.
 */
export function outsideEra(
  text: string,
  table: readonly Era[] = eras,
): { readonly era: string; readonly date: string; readonly isOver: boolean } | undefined {
  const [bare = ''] = text.normalize('NFKC').trim().replace(MIDNIGHT, '').split(/\s*\(/, 1)
  const read = inEra(bare, table)
  if (!read || liesIn(read.date, read.era, table)) return undefined
  return { era: read.era.name, date: read.date, isOver: read.date > read.era.from }
}

function japanese(text: string, table: readonly Era[]): string | undefined {
  const read = inEra(text, table)
  return read && liesIn(read.date, read.era, table) ? read.date : undefined
}

function inEra(text: string, table: readonly Era[]): { era: Era; date: string } | undefined {
  const found =
    /^([A-Za-z]|\p{Script=Han}{2})\s*(\d{1,3}|元)年\s*(\d{1,2})月\s*(\d{1,2})日$/u.exec(text) ??
    /^([A-Za-z]|\p{Script=Han}{2})\s*(\d{1,3}|元)\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$/u.exec(text)
  const era = found ? eraNamed(found[1]!, table) : undefined
  if (!found || !era) return undefined
  const date = madeOf(westernYear(era, found[2]!), Number(found[3]), Number(found[4]))
  return date ? { era, date } : undefined
}

/** Year 0 of an era becomes year 0 of the calendar, which no date has. */
function westernYear(era: Era, count: string): number {
  const number = count === '元' ? 1 : Number(count)
  return number === 0 ? 0 : era.firstYear + number - 1
}

function japaneseYear(year: number, era: Era | undefined): string {
  if (!era) return `${year}年`
  return `${era.name}${year === era.firstYear ? '元' : year - era.firstYear + 1}年`
}

function weekdayOf(isoDate: string, language: Language = 'ja'): string {
  const day = new Date(`${isoDate}T00:00:00Z`).getUTCDay()
  return language === 'ja' ? '日月火水木金土'[day]! : ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][day]!
}

function madeOf(year: number, month: number, day: number): string | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${four(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function four(year: number): string {
  return String(year).padStart(4, '0')
}
