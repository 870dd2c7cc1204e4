import { expect, test } from 'vitest'
import { overlap } from './rules.ts'

test('two sessions clash when a day and an hour are common (INV-T5)', () => {
  const morning = { startsOn: '2027-01-12', endsOn: '2027-01-13', startsAt: '09:00', endsAt: '12:00' }
  expect(overlap(morning, { ...morning, startsOn: '2027-01-13', endsOn: '2027-01-14' })).toBe(true)
  expect(overlap(morning, { ...morning, startsAt: '13:00', endsAt: '17:00' })).toBe(false)
  expect(overlap(morning, { ...morning, startsAt: '12:00', endsAt: '17:00' })).toBe(false)
  expect(overlap(morning, { ...morning, startsOn: '2027-01-14', endsOn: '2027-01-14' })).toBe(false)
})
