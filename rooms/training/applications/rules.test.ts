import { expect, test } from 'vitest'
import { states } from '../rules.ts'
import { awaits, headMay, hrMay, ownMay } from './rules.ts'

const session = { startsOn: '2027-01-20', endsOn: '2027-01-21', applyBy: '2027-01-13', cancelledOn: null }
const returnedOn = null
/** Where something may be done, state by state; where nothing may, there is no line. */
const table = (may: (state: (typeof states)[number]) => readonly string[]) =>
  Object.fromEntries(states.map((state) => [state, may(state).join(' ')]).filter(([, said]) => said))

test('whose application it is withdraws and arranges cover before attendance, sends a returned one again, and reports', () => {
  expect(table((state) => ownMay({ state, session, returnedOn }, '2027-01-13'))).toEqual({
    submitted: 'withdraw arrangeCover',
    section_head_approved: 'withdraw arrangeCover',
    returned: 'withdraw resubmit arrangeCover',
    hr_selected: 'withdraw arrangeCover',
    waitlisted: 'withdraw arrangeCover',
    ordered: 'withdraw arrangeCover',
    report_due: 'submitReport',
  })
})

test('a returned application is sent again until the last day to apply, and a week after it was returned, never after the first day', () => {
  const returned = (day: string, on: string | null, more = {}) =>
    ownMay({ state: 'returned', session: { ...session, ...more }, returnedOn: on }, day).includes('resubmit')
  for (const on of [null, '2027-01-06', '2026-12-01']) {
    expect([returned('2027-01-13', on), returned('2027-01-14', on)]).toEqual([true, false])
  }
  // Returned on the last day to apply, or later: seven days, or until the session begins.
  expect([returned('2027-01-18', '2027-01-11'), returned('2027-01-19', '2027-01-11')]).toEqual([true, false])
  expect([returned('2027-01-20', '2027-01-17'), returned('2027-01-21', '2027-01-17')]).toEqual([true, false])
  expect(returned('2027-01-13', null, { cancelledOn: '2027-01-10' })).toBe(false)
})

test('from the day after its first day nobody withdraws; what was not seated by then is past, and its cover with it (INV-T1)', () => {
  for (const state of [
    'submitted',
    'section_head_approved',
    'waitlisted',
    'returned',
    'hr_selected',
    'ordered',
  ] as const) {
    const may = (day: string) => ownMay({ state, session, returnedOn }, day)
    expect(may('2027-01-20')).toEqual(expect.arrayContaining(['withdraw', 'arrangeCover']))
    const isSeated = state === 'hr_selected' || state === 'ordered'
    expect(may('2027-01-21'), state).toEqual(isSeated ? ['arrangeCover'] : [])
    expect(may('2027-01-22'), state).toEqual([])
    const head = (day: string) => headMay({ state, session, isThere: true }, null, day)
    expect(head('2027-01-21'), state).toEqual(isSeated ? ['arrangeCover'] : [])
    expect(head('2027-01-22'), state).toEqual([])
  }
})

test('the head decides what was sent, arranges cover before attendance, and agrees to cover that names nobody', () => {
  const decide = 'approve returnForRevision reject arrangeCover'
  expect(table((state) => headMay({ state, session, isThere: true }, null, '2027-01-20'))).toEqual({
    submitted: decide,
    ...Object.fromEntries(
      ['section_head_approved', 'returned', 'hr_selected', 'waitlisted', 'ordered'].map((state) => [
        state,
        'arrangeCover',
      ]),
    ),
  })
  const may = (agreedOn: string | null, substitute: unknown) =>
    headMay({ state: 'ordered', session, isThere: true }, { agreedOn, substitute }, '2027-01-20').join(' ')
  expect(may(null, null)).toBe('arrangeCover agreeToCover')
  expect(may('2026-11-22', null)).toBe('arrangeCover')
  expect(may(null, { staffMemberId: 3 })).toBe('arrangeCover')
  const attended = { state: 'attended' as const, session, isThere: true }
  expect(headMay(attended, { agreedOn: null, substitute: null }, '2027-01-20')).toEqual([])
  // Who is not there then is not approved (INV-T7).
  const away = { state: 'submitted' as const, session, isThere: false }
  expect(headMay(away, null, '2027-01-20').join(' ')).toBe('returnForRevision reject arrangeCover')
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
