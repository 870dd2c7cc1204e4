import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  compareDates,
  daysBetween,
  fiscalYearOf,
  fiscalYearRange,
  formatDate,
  formatDayOrMonth,
  formatFiscalYear,
  isDate,
  monthEnds,
  parseDate,
  parseFiscalYear,
  parseMonth,
  todayInTokyo,
} from './dates.ts'
import { eras } from './eras.ts'

const anyDay = fc
  .integer({ min: 0, max: daysBetween('1873-01-01', '2199-12-31') })
  .map((days) => addDays('1873-01-01', days))

describe('today', () => {
  test('the day changes at midnight in Tokyo, not at midnight UTC (INV-F1)', () => {
    expect(todayInTokyo(Temporal.Instant.from('2026-03-31T14:59:59Z'))).toBe('2026-03-31')
    expect(todayInTokyo(Temporal.Instant.from('2026-03-31T15:00:00Z'))).toBe('2026-04-01')
  })

  test('agrees with Temporal on any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1952, 0), max: Date.UTC(2100, 0) }), (moment) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(moment)
        expect(todayInTokyo(instant)).toBe(instant.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString())
      }),
    )
  })
})

describe('dates', () => {
  test('adding and counting days agree with Temporal', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
        const sum = addDays(day, days)
        expect(sum).toBe(Temporal.PlainDate.from(day).add({ days }).toString())
        expect(daysBetween(day, sum)).toBe(days)
        expect(Math.sign(compareDates(sum, day))).toBe(Math.sign(days))
      }),
    )
  })

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-4-1', '20260401', '', null, 20260401])(
    '%s is no date',
    (value) => {
      expect(isDate(value)).toBe(false)
    },
  )

  test('a day that leaves the four-digit years is an error, not a strange string', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
  })
})

describe('fiscal years', () => {
  test('the ends of the months before a day, over the turn of a year and a leap day', () => {
    expect(monthEnds('2028-03-01', 3)).toEqual(['2027-12-31', '2028-01-31', '2028-02-29'])
    expect(monthEnds('2026-12-31', 1)).toEqual(['2026-11-30'])
    expect(monthEnds('2026-11-22', 0)).toEqual([])
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 40 }), (days, months) => {
        const ends = monthEnds(addDays('2026-04-01', days), months)
        expect(ends).toHaveLength(months)
        for (const [place, end] of ends.entries()) {
          expect(addDays(end, 1).slice(8)).toBe('01')
          if (place > 0) expect(addDays(end, 1).slice(0, 7)).not.toBe(end.slice(0, 7))
          if (place > 0) expect(daysBetween(ends[place - 1]!, end)).toBeLessThanOrEqual(31)
        }
        expect(ends.at(-1)!.slice(0, 7) < addDays('2026-04-01', days).slice(0, 7)).toBe(true)
      }),
    )
  })

  test('31 March belongs to the old year, 1 April to the new (INV-F1)', () => {
    expect(fiscalYearOf('2027-03-31')).toBe(2026)
    expect(fiscalYearOf('2027-04-01')).toBe(2027)
    expect(fiscalYearRange(2026)).toEqual({ from: '2026-04-01', to: '2027-04-01' })
  })

  test('every day lies in the half-open range of its own year and of no other', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { from, to } = fiscalYearRange(fiscalYearOf(day))
        expect(from <= day && day < to).toBe(true)
      }),
    )
  })

  test('平成31年度 and 令和元年度 are both FY2019 (INV-F3)', () => {
    expect(parseFiscalYear('平成31年度')).toBe(2019)
    expect(parseFiscalYear('令和元年度')).toBe(2019)
    expect(parseFiscalYear('令和１年度')).toBe(2019)
    expect(parseFiscalYear('R8年度')).toBe(2026)
    expect(parseFiscalYear('2026年度')).toBe(2026)
    for (const none of ['平成32年度', '昭和64年度', '令和0年度', '光文2年度', '令和8年']) {
      expect(parseFiscalYear(none)).toBeUndefined()
    }
  })

  test('a year is shown by the era of its December', () => {
    expect(formatFiscalYear(2026, 'ja')).toBe('令和8年度(2026年度)')
    expect(formatFiscalYear(2019, 'ja')).toBe('令和元年度(2019年度)')
    expect(formatFiscalYear(2018, 'ja')).toBe('平成30年度(2018年度)')
    expect(formatFiscalYear(2026, 'en')).toBe('FY2026')
  })
})

describe('reading what town halls write', () => {
  test.each([
    ['2026/4/1', '2026-04-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026.4.1', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['2026年4月1日', '2026-04-01'],
    ['2026/04/01 0:00', '2026-04-01'],
    ['2026-04-01T00:00:00', '2026-04-01'],
    ['2026/04/01 00:00:00', '2026-04-01'],
    ['R8.4.1', '2026-04-01'],
    ['r8.4.1', '2026-04-01'],
    ['R08/04/01', '2026-04-01'],
    ['Ｒ８．４．１', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['令和８年４月１日(水)', '2026-04-01'],
    ['㋿8年4月1日', '2026-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月1日', '2019-04-01'],
    ['H31.4.1', '2019-04-01'],
    ['S60.1.2', '1985-01-02'],
    ['昭和64年1月7日', '1989-01-07'],
    ['T15.12.24', '1926-12-24'],
    [' 2024/2/29 ', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(parseDate(text)).toBe(date)
  })

  test.each([
    ['2026/2/29', 'a day that does not exist'],
    ['20260431', 'a day that does not exist'],
    ['2026-02-30', 'a day that does not exist'],
    ['平成32年1月1日', 'after its era'],
    ['平成31年5月1日', 'after its era'],
    ['令和元年4月30日', 'before its era'],
    ['昭和64年1月8日', 'after its era'],
    ['令和0年5月1日', 'no year nought'],
    ['令和8年4月1日(木)', 'the wrong weekday'],
    ['2026/4-1', 'mixed separators'],
    ['26/4/1', 'two digits of a year'],
    ['2026/04/01 9:30', 'a time of day'],
    ['46113', 'a serial number'],
    ['光文8年4月1日', 'an unknown era'],
    ['未定', 'no date'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => {
    expect(parseDate(text)).toBeUndefined()
  })

  test('what is shown can be read back, in every style', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('date', 'weekday', 'short'), (day, style) => {
        expect(parseDate(formatDate(day, 'ja', style))).toBe(day)
      }),
    )
  })

  test('a month of which no day is told is read, shown and read back; what is no month is none', () => {
    for (const text of ['2023-04', '2023年4月', '令和5年4月', 'R5.4', 'Ｒ５．４', '令和5年04月'])
      expect(parseMonth(text), text).toBe('2023-04')
    expect(
      ['2023-13', '令和5年', '2023', '4月', '令和5年4月1日', '平成40年4月', ''].map((text) => parseMonth(text)),
    ).toEqual(Array(7).fill(undefined))
    // Eras turn within a month.
    for (const month of ['昭和64年1月', '平成元年1月', '平成31年4月', '令和元年5月'])
      expect(parseMonth(month), month).toBeDefined()
    expect([formatDayOrMonth('2023-04'), formatDayOrMonth('2023-04', 'en'), formatDayOrMonth('2023-04-01')]).toEqual([
      ...['令和5年4月', '2023-04', '令和5年4月1日'],
    ])
    expect(parseMonth(formatDayOrMonth('2023-04'))).toBe('2023-04')
  })

  test('no text breaks it, and an answer is always a date', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const date = parseDate(text)
        expect(date === undefined || isDate(date)).toBe(true)
      }),
    )
  })
})

describe('showing dates', () => {
  test('in both languages', () => {
    expect(formatDate('2026-04-01', 'ja')).toBe('令和8年4月1日')
    expect(formatDate('2026-11-22', 'ja', 'weekday')).toBe('令和8年11月22日(日)')
    expect(formatDate('2019-05-01', 'ja', 'both')).toBe('令和元年(2019年)5月1日')
    expect(formatDate('2026-04-01', 'ja', 'short')).toBe('R8.4.1')
    expect(formatDate('2026-11-22', 'en')).toBe('2026-11-22')
    expect(formatDate('2026-11-22', 'en', 'weekday')).toBe('2026-11-22 (Sun)')
    expect(formatDate('1860-03-01', 'ja')).toBe('1860年3月1日')
  })

  test('a new era is one line in the table; until then years count on (INV-F3)', () => {
    const extended = [...eras, { name: '光文', letter: 'K', from: '2040-05-01', firstYear: 2040 }]
    expect(formatDate('2041-01-01', 'ja')).toBe('令和23年1月1日')
    expect(formatDate('2041-01-01', 'ja', 'date', extended)).toBe('光文2年1月1日')
    expect(parseDate('光文2年1月1日', extended)).toBe('2041-01-01')
    expect(parseDate('令和23年1月1日', extended)).toBeUndefined()
    expect(formatFiscalYear(2040, 'ja', extended)).toBe('光文元年度(2040年度)')
  })
})
