import { expect, test } from 'vitest'
import { states } from '../rules.ts'
import { awaits, headMay, hrMay, ownMay } from './rules.ts'

const session = { startsOn: '2027-01-20', applyBy: '2027-01-13', cancelledOn: null }
/** Where something may be done, state by state; where nothing may, there is no line. */
const table = (may: (state: (typeof states)[number]) => readonly string[]) =>
  Object.fromEntries(states.map((state) => [state, may(state).join(' ')]).filter(([, said]) => said))

test('whose application it is withdraws and arranges cover before attendance, sends a returned one again, and reports', () => {
  expect(table((state) => ownMay({ state, session }, '2027-01-13'))).toEqual({
    submitted: 'withdraw arrangeCover',
    section_head_approved: 'withdraw arrangeCover',
    returned: 'withdraw resubmit arrangeCover',
    hr_selected: 'withdraw arrangeCover',
    waitlisted: 'withdraw arrangeCover',
    ordered: 'withdraw arrangeCover',
    report_due: 'submitReport',
  })
})

test('a returned application is sent again until the last day to apply; with a seat one withdraws until the first day', () => {
  const returned = (day: string, more = {}) => ownMay({ state: 'returned', session: { ...session, ...more } }, day)
  expect(returned('2027-01-13')).toContain('resubmit')
  expect(returned('2027-01-14')).not.toContain('resubmit')
  expect(returned('2027-01-13', { cancelledOn: '2027-01-10' })).not.toContain('resubmit')
  for (const state of ['hr_selected', 'ordered'] as const) {
    expect(ownMay({ state, session }, '2027-01-20')).toContain('withdraw')
    expect(ownMay({ state, session }, '2027-01-21')).not.toContain('withdraw')
  }
  for (const state of ['submitted', 'waitlisted'] as const) {
    expect(ownMay({ state, session }, '2027-01-21')).toContain('withdraw')
  }
})

test('the head decides what was sent, arranges cover before attendance, and agrees to cover that names nobody', () => {
  const decide = 'approve returnForRevision reject arrangeCover'
  expect(table((state) => headMay(state, null))).toEqual({
    submitted: decide,
    ...Object.fromEntries(
      ['section_head_approved', 'returned', 'hr_selected', 'waitlisted', 'ordered'].map((state) => [
        state,
        'arrangeCover',
      ]),
    ),
  })
  const may = (agreedOn: string | null, substitute: unknown) => headMay('ordered', { agreedOn, substitute }).join(' ')
  expect(may(null, null)).toBe('arrangeCover agreeToCover')
  expect(may('2026-11-22', null)).toBe('arrangeCover')
  expect(may(null, { staffMemberId: 3 })).toBe('arrangeCover')
  expect(headMay('attended', { agreedOn: null, substitute: null })).toEqual([])
})

test('HR selects what was approved or waits, orders what was selected, and records who completed: with a report where one is due', () => {
  const common = { section_head_approved: 'select', waitlisted: 'select', hr_selected: 'order' }
  expect(table((state) => hrMay(state, true, true))).toEqual({ ...common, report_submitted: 'complete' })
  expect(table((state) => hrMay(state, false, true))).toEqual({
    ...common,
    ...{ attended: 'complete', partially_attended: 'complete', report_submitted: 'complete' },
  })
  // Who is not there gets no seat; what is past is recorded all the same.
  expect(table((state) => hrMay(state, true, false))).toEqual({ report_submitted: 'complete' })
  expect(table((state) => [awaits(state) ?? ''])).toEqual({
    ordered: 'attendance',
    ...{ attended: 'completion', partially_attended: 'completion' },
    ...{ report_due: 'completion', report_submitted: 'completion' },
  })
})
