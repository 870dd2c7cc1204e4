import { expect, test } from 'vitest'
import { isOfficeDay } from '#platform/time/holidays.ts'
import { withHeads } from './file.rules.ts'
import { hoursIn, linesOf, lookedThrough, type Plan, roomsIn, timeIn } from './rules.ts'

const plan: Plan = {
  ...{ course: 'ICT', from: '2027-01-04', to: '2027-01-15', weekdays: '1010000', days: 1, applyDays: 7, without: [] },
  hours: [{ startsAt: '09:00', endsAt: '12:00' }],
  rooms: [{ place: '研修室1', capacity: 30 }],
}
const on = { today: '2026-11-22', isShut: (day: string) => !isOfficeDay(day) }
const daysOf = (more: Partial<Plan>, today = on.today) =>
  linesOf({ ...plan, ...more }, { ...on, today }).lines.map(({ startsOn }) => startsOn.slice(5))

test('a plan comes to a session for each chosen weekday, hour and room, and not on holidays or days that were to be left out', () => {
  // 11 January 2027 is 成人の日.
  const { lines, leftOut } = linesOf({ ...plan, without: ['2027-01-06'] }, on)
  expect(lines.map(({ startsOn }) => startsOn)).toEqual(['2027-01-04', '2027-01-13'])
  expect(leftOut).toEqual(['2027-01-06', '2027-01-11'])
  expect(lines[0]).toEqual({
    ...{ course: 'ICT', startsOn: '2027-01-04', endsOn: '2027-01-04', startsAt: '09:00', endsAt: '12:00' },
    ...{ place: '研修室1', capacity: 30, applyBy: '2026-12-28' },
  })
  const hours = [...plan.hours, { startsAt: '13:00', endsAt: '16:00' }]
  const rooms = [...plan.rooms, { place: '研修室2', capacity: 20 }]
  expect(linesOf({ ...plan, hours, rooms }, on).lines).toHaveLength(3 * 2 * 2)
})

test('sessions of several days lie one behind the other within open days, and none begins before tomorrow', () => {
  // Monday to Friday: the week from the 4th has two of two days, and the last day would go over the weekend.
  expect(daysOf({ weekdays: '1111111', days: 2, to: '2027-01-10' })).toEqual(['01-04', '01-06'])
  expect(daysOf({ weekdays: '1111111', days: 2, to: '2027-01-07' })).toEqual(['01-04', '01-06'])
  expect(daysOf({}, '2027-01-04')).toEqual(['01-06', '01-13'])
  // Whoever plans for tomorrow lets people apply until today, not until a day that has passed.
  expect(linesOf(plan, { ...on, today: '2027-01-05' }).lines[0]).toMatchObject({ applyBy: '2027-01-05' })
})

test('lines are held against courses, rooms and each other: faults at their field, notes for whoever decides', () => {
  const course = { courseId: 1, courseCode: 'ICT', title: 'ICT基礎', validTo: '2027-02-01' }
  const [line] = linesOf(plan, on).lines as [ReturnType<typeof linesOf>['lines'][number]]
  const other = { ...line, courseId: 2, title: '接遇' }
  const look = (lines: (typeof line)[], standing: (typeof other)[] = []) =>
    lookedThrough(lines, {
      ...on,
      courseOf: (named) => (named === 'ICT' ? course : undefined),
      standing,
    })
  const because = (lines: (typeof line)[], standing?: (typeof other)[]) =>
    look(lines, standing).map(({ faults, notes }) => [
      ...faults.map((one) => `${one.field} ${one.because}`),
      ...notes.map((one) => one.because),
    ])
  expect(because([line, { ...line, place: '研修室2' }])).toEqual([[], []])
  expect(because([{ ...line, course: 'X' }])).toEqual([['course no_such_course']])
  expect(because([{ ...line, endsAt: '09:00' }])).toEqual([['endsAt ends_before_start']])
  expect(because([{ ...line, endsOn: '2027-01-03' }])).toEqual([['endsOn ends_before_start', 'shut']])
  expect(because([{ ...line, applyBy: '2027-01-05' }])).toEqual([['applyBy applies_after_start']])
  expect(because([{ ...line, startsOn: '2027-02-01', endsOn: '2027-02-01' }])).toEqual([['startsOn after_course_end']])
  expect(because([line, line])).toEqual([[], ['startsOn twice']])
  expect(because([{ ...line, startsOn: on.today, endsOn: on.today, applyBy: on.today }])).toEqual([['past', 'shut']])
  // The room is known by its name, however it is written; hours that only touch do not clash.
  expect(because([{ ...line, place: '研修室１ ' }], [other])).toEqual([['room_taken']])
  expect(because([line], [{ ...other, startsAt: '12:00', endsAt: '15:00' }])).toEqual([[]])
  expect(because([line, { ...line, startsAt: '11:00', endsAt: '13:00' }])).toEqual([['room_twice'], ['room_twice']])
  expect(look([line], [{ ...other, courseId: 1 }])).toMatchObject([{ isKnown: true, faults: [], notes: [] }])
})

test('times, hours and rooms are read as people and spreadsheets write them', () => {
  expect(['9:00', '９時３０分', '0930', '9:00:00', '0.375', '13時'].map(timeIn)).toEqual([
    ...['09:00', '09:30', '09:30', '09:00', '09:00', '13:00'],
  ])
  expect(['24:00', '9', '九時', ''].map(timeIn)).toEqual([undefined, undefined, undefined, undefined])
  expect(hoursIn('9:00-12:00\n 13時〜16時30分 ')).toEqual([
    { startsAt: '09:00', endsAt: '12:00' },
    { startsAt: '13:00', endsAt: '16:30' },
  ])
  expect([hoursIn('12:00-9:00'), hoursIn(''), hoursIn('朝')]).toEqual([undefined, undefined, undefined])
  expect(roomsIn('研修室 1\t30\n大会議室×１２０席')).toEqual([
    { place: '研修室 1', capacity: 30 },
    { place: '大会議室', capacity: 120 },
  ])
  expect([roomsIn('研修室'), roomsIn('研修室 0')]).toEqual([undefined, undefined])
})

test('pasted rows without heads get them, with the course or without', () => {
  expect(withHeads('ICT\t2027-01-04\t9:00\t12:00\t研修室1\t30')).toMatchObject({ added: 1 })
  expect(withHeads('ICT\t2027-01-04\t9:00\t12:00\t研修室1\t30').text.split('\n')[0]).toBe(
    '研修\t日付\t開始\t終了\t場所\t定員',
  )
  expect(withHeads('令和9年1月4日\t9:00\t12:00\t研修室1\t30').text.split('\n')[0]).toBe('日付\t開始\t終了\t場所\t定員')
  expect(withHeads('定員\t日付\r\n30\t2027-01-04')).toEqual({ text: '定員\t日付\n30\t2027-01-04', added: 0 })
})
