import { expect, test } from 'vitest'
import { states } from '../rules.ts'
import { type Applying, applyFault, unmet } from './rules.ts'

const clerk = { rank: 2, occupation: '事務', employmentCategory: '常勤' }

test('a rule names what it asks for; without a rule everyone may apply (INV-T4)', () => {
  expect(unmet({}, clerk)).toEqual([])
  expect(unmet({ minRank: 3 }, clerk)).toEqual(['minRank'])
  expect(unmet({ minRank: 1, maxRank: 2, occupations: ['保育'] }, clerk)).toEqual(['occupations'])
  expect(unmet({ employmentCategories: ['会計年度'] }, clerk)).toEqual(['employmentCategories'])
  expect(unmet({ minRank: 3, maxRank: 1, occupations: ['保育'], employmentCategories: ['会計年度'] }, clerk)).toEqual([
    ...['minRank', 'maxRank', 'occupations', 'employmentCategories'],
  ])
})

test('the grade that a rule names is among those who may; one of several occupations is enough', () => {
  expect(unmet({ minRank: 2, maxRank: 2 }, clerk)).toEqual([])
  expect(unmet({ occupations: ['保育', '事務'], employmentCategories: ['会計年度', '常勤'] }, clerk)).toEqual([])
})

test('whoever has no grade on the ladder meets no rule of rank', () => {
  expect(unmet({ minRank: 1 }, { ...clerk, rank: null })).toEqual(['minRank'])
  expect(unmet({ maxRank: 9 }, { ...clerk, rank: null })).toEqual(['maxRank'])
  expect(unmet({ occupations: ['事務'] }, { ...clerk, rank: null })).toEqual([])
})

test('one applies until the last day to apply, for what is open to applications and for oneself, while there, and once (INV-T4)', () => {
  const session = { startsOn: '2027-01-20', applyBy: '2027-01-13', cancelledOn: null }
  const able: Applying = {
    ...{ session, enrolmentMode: 'openApplication', isForMe: true, notThere: undefined, mine: undefined },
  }
  const fault = (more: Partial<Applying> = {}, day = '2027-01-13') => applyFault({ ...able, ...more }, day)
  expect(fault()).toBeUndefined()
  expect(fault({}, '2027-01-14')).toBe('session_closed')
  expect(fault({ session: { ...session, applyBy: '2027-01-20' } }, '2027-01-20')).toBeUndefined()
  expect(fault({ session: { ...session, applyBy: '2027-01-21' } }, '2027-01-21')).toBe('session_closed')
  expect(fault({ session: { ...session, cancelledOn: '2026-12-01' } }, '2027-01-14')).toBe('session_cancelled')
  expect(fault({ enrolmentMode: 'nominated', isForMe: false })).toBe('nominated_only')
  expect(fault({ isForMe: false, notThere: 'on_leave_then' })).toBe('not_eligible')
  for (const notThere of ['on_leave_then', 'not_in_service_then'] as const) {
    expect(fault({ notThere, mine: 'submitted' })).toBe(notThere)
  }
  expect(states.filter((mine) => fault({ mine }) === undefined)).toEqual([
    ...['rejected', 'not_selected', 'withdrawn', 'cancelled'],
  ])
  expect(fault({ mine: 'ordered' })).toBe('already_applied')
})
