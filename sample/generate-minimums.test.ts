import { expect, test } from 'vitest'
import { generateWard } from './generate.ts'
import { generateMinimums } from './generate-minimums.ts'

test('a few counters need most of their people on working days, never more than they have, and nobody at the weekend', () => {
  const ward = generateWard({ staff: 2_800, seed: 1, asOf: '2026-11-22' })
  const minimums = generateMinimums(ward)
  expect(minimums.length).toBeGreaterThanOrEqual(3)
  for (const { sectionCode, week } of minimums) {
    const people = ward.assignments.filter(
      (one) => one.sectionCode === sectionCode && one.kind === '主務' && one.validTo === '',
    ).length
    expect(week.length).toBe(14)
    expect(week.slice(10)).toEqual([0, 0, 0, 0])
    for (const needed of week.slice(0, 10)) {
      expect(needed).toBeGreaterThan(0)
      expect(needed).toBeLessThan(people)
    }
  }
})
