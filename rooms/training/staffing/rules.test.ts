import { expect, test } from 'vitest'
import { isShutByCalendar } from '#platform/time/holidays.ts'
import { weekdaysIn, weekOf } from './absences.rules.ts'
import { aboveHeadcount, endOf, type Minimum, minimumFault, neededIn, peopleAtLeast, readPasted } from './rules.ts'

let made = 0
const row = (more: Partial<Minimum>): Minimum => ({
  ...{ minimumStaffingId: ++made, sectionCode: '1', counter: '', kind: 'usual', validFrom: '2026-04-01' },
  ...{ validTo: null, week: Array(14).fill(0).fill(2, 0, 10), openOnHolidays: false, needs: [], ...more },
})
const people = (rows: Minimum[], day: string, half: 'am' | 'pm' = 'am') =>
  neededIn(rows, day, half, isShutByCalendar(day)).people

test('a day’s own number goes before the season’s, the season’s before the usual one; of two the later one', () => {
  const season = row({ kind: 'season', validFrom: '2027-03-15', validTo: '2027-04-11', week: Array(14).fill(5) })
  const day = row({ kind: 'day', validFrom: '2027-03-17', validTo: '2027-03-18', week: Array(14).fill(0) })
  const rows = [day, season, row({})]
  expect(['2027-03-12', '2027-03-15', '2027-03-17', '2027-04-10', '2027-04-12'].map((d) => people(rows, d))).toEqual([
    2, 5, 0, 5, 2,
  ])
  const later = row({ validFrom: '2026-06-01', week: Array(14).fill(3) })
  expect([people([later, row({})], '2026-05-29'), people([row({}), later], '2026-06-01')]).toEqual([2, 3])
  const corrected = row({ week: Array(14).fill(4) })
  expect(people([corrected, row({ minimumStaffingId: 1 })], '2026-05-29')).toBe(4)
})

test('on holidays and at the turn of the year nobody is needed, unless the counter is open then or the day was made for it', () => {
  // 勤労感謝の日 is a Monday in 2026.
  expect([people([row({})], '2026-11-23'), people([row({})], '2026-11-24'), people([row({})], '2026-12-29')]).toEqual([
    0, 2, 0,
  ])
  expect(people([row({ openOnHolidays: true })], '2026-11-23')).toBe(2)
  const made = row({ kind: 'day', validFrom: '2026-11-23', validTo: '2026-11-24', week: Array(14).fill(1) })
  expect(people([row({}), made], '2026-11-23')).toBe(1)
  expect(people([row({})], '2026-11-28')).toBe(0)
})

test('counters of a section are needed together, and what they must hold too', () => {
  const need = { skill: 'law', level: 2, people: 1 }
  const rows = [
    row({ counter: '窓口A', needs: [need] }),
    row({ counter: '窓口B', needs: [need, { ...need, level: 3 }] }),
  ]
  const { people: all, needs } = neededIn(rows, '2026-11-24', 'pm', false)
  expect([all, needs]).toEqual([
    4,
    [
      { ...need, people: 2 },
      { ...need, level: 3 },
    ],
  ])
  expect(needs.map((one) => peopleAtLeast(needs, one))).toEqual([3, 1])
  expect(aboveHeadcount(rows[0]!.week, 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('what is pasted from a spreadsheet is read in any width; what cannot be read is named at its cell, and nothing is taken over', () => {
  expect(readPasted('３人\t2\r\n休\t', { row: 0, column: 0 })).toEqual({
    cells: [
      { place: 0, people: 3 },
      { place: 2, people: 2 },
      { place: 1, people: 0 },
      { place: 3, people: 0 },
    ],
    faults: [],
  })
  expect(readPasted('3\t二人\n-1\t2.5\n9', { row: 0, column: 5 }).faults).toEqual([
    { row: 0, column: 6, value: '二人', reason: 'not_a_number' },
    { row: 1, column: 5, value: '-1', reason: 'not_a_number' },
    { row: 1, column: 6, value: '2.5', reason: 'not_a_number' },
    { row: 2, column: 5, value: '9', reason: 'outside' },
  ])
  expect(readPasted('1\t2', { row: 1, column: 6 })).toEqual({
    cells: [{ place: 13, people: 1 }],
    faults: [{ row: 1, column: 7, value: '2', reason: 'outside' }],
  })
})

test('weekdays are read as they are written', () => {
  expect(['月・水', '火曜、木曜日', '月火', 'Mon, Fri', '', undefined, '平日'].map(weekdaysIn)).toEqual([
    ...[
      [0, 2],
      [1, 3],
      [0, 1],
      [0, 4],
    ],
    ...[[0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6], undefined],
  ])
  expect([weekOf([0], 'whole'), weekOf([0, 6], 'pm')]).toEqual(['11000000000000', '01000000000001'])
})

test('a season has an end, and nothing ends before it begins', () => {
  expect(minimumFault({ kind: 'season', validFrom: '2027-03-15', validTo: null })).toBe('season_needs_end')
  expect(minimumFault({ kind: 'usual', validFrom: '2027-03-15', validTo: '2027-03-15' })).toBe('ends_before_start')
  expect([
    endOf('day', '2027-03-31', null),
    endOf('season', '2027-03-15', '2027-03-31'),
    endOf('usual', '2027-04-01', null),
  ]).toEqual([...['2027-04-01', '2027-04-01', null]])
})
