import { expect, test } from 'vitest'
import { reportDueOn } from './rules.ts'

test('a report is due one month after the end, at the month’s end at the latest (INV-T8)', () => {
  expect(reportDueOn('2026-11-22')).toBe('2026-12-22')
  expect(reportDueOn('2027-01-31')).toBe('2027-02-28')
  expect(reportDueOn('2028-01-31')).toBe('2028-02-29')
  expect(reportDueOn('2026-12-31')).toBe('2027-01-31')
})
