import { expect, test } from 'vitest'
import { addDays } from './dates.ts'
import { isHoliday, isOfficeDay, isWeekend } from './holidays.ts'

test('holidays are those of the law: by date, by weekday, by the sun, in place of a Sunday, between two', () => {
  for (const [day, is] of [
    ['2026-11-23', true],
    ['2026-11-24', false],
    ['2027-01-11', true],
    ['2027-01-12', false],
    ['2027-03-21', true],
    ['2027-03-22', true],
    ['2026-09-21', true],
    ['2026-09-22', true],
    ['2026-09-23', true],
    ['2019-05-01', true],
    ['2049-11-23', true],
  ] as const)
    expect([day, isHoliday(day)]).toEqual([day, is])
})

test('a town hall is open on weekdays that are no holiday, and shut from 29 December to 3 January', () => {
  const open = (from: string, days: number) =>
    Array.from({ length: days }, (_, at) => addDays(from, at)).filter((day) => isOfficeDay(day))
  expect(open('2026-11-20', 7)).toEqual(['2026-11-20', '2026-11-24', '2026-11-25', '2026-11-26'])
  expect(open('2026-12-26', 12)).toEqual(['2026-12-28', '2027-01-04', '2027-01-05', '2027-01-06'])
  expect([isWeekend('2026-11-28'), isWeekend('2026-11-29'), isWeekend('2026-11-30')]).toEqual([true, true, false])
})
