import { expect, test } from 'vitest'
import { states } from '../rules.ts'
import { mayComplete, recordable, reportDueOn } from './rules.ts'

test('a report is due one month after the end, at the month’s end at the latest (INV-T8)', () => {
  expect(reportDueOn('2026-11-22')).toBe('2026-12-22')
  expect(reportDueOn('2027-01-31')).toBe('2027-02-28')
  expect(reportDueOn('2028-01-31')).toBe('2028-02-29')
  expect(reportDueOn('2027-01-28')).toBe('2027-02-28')
  expect(reportDueOn('2026-12-31')).toBe('2027-01-31')
})

test('attendance may be recorded from the first day, completion from the last (INV-T8)', () => {
  const session = { startsOn: '2027-01-20', endsOn: '2027-01-22' }
  expect(recordable(session, '2027-01-19')).toEqual([])
  expect(recordable(session, '2027-01-20')).toEqual(['recordAttendance'])
  expect(recordable(session, '2027-01-21')).toEqual(['recordAttendance'])
  expect(recordable(session, '2027-01-22')).toEqual(['recordAttendance', 'recordCompletion'])
})

test('whoever was there completes; where a report is due, whoever handed it in (INV-T8)', () => {
  const able = (reportRequired: boolean) => states.filter((state) => mayComplete(state, reportRequired))
  expect(able(false)).toEqual(['attended', 'partially_attended', 'report_submitted'])
  expect(able(true)).toEqual(['report_submitted'])
})
