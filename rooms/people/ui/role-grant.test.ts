import { expect, test } from 'vitest'
import { type RoleGrant, stateOf } from './role-grant.ts'

const grant = (validFrom: string, validTo: string | null): RoleGrant => ({
  ...{ staffMemberId: 5, loginName: '00000005', name: '上田 陽介', role: 'hr' as const, reason: null },
  validFrom,
  validTo,
})

test('a role is held from its first day up to the day before its end', () => {
  const spring = grant('2026-04-01', '2026-10-01')
  expect(stateOf(spring, '2026-03-31')).toBe('coming')
  expect(stateOf(spring, '2026-04-01')).toBe('held')
  expect(stateOf(spring, '2026-09-30')).toBe('held')
  expect(stateOf(spring, '2026-10-01')).toBe('over')
  expect(stateOf(grant('2026-04-01', null), '2099-01-01')).toBe('held')
})

test('a role that was ended before it began is over, not to come', () => {
  expect(stateOf(grant('2026-12-01', '2026-12-01'), '2026-11-22')).toBe('over')
})
