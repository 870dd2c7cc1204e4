import fc from 'fast-check'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import type { Actual, Target } from '#rooms/policy/model.rules.ts'
import { targetsOf } from '#rooms/policy/rules.ts'
import { readPolicy } from '#testing/policies.ts'
import {
  type Counted,
  type Definition,
  definitionsOf,
  formatStated,
  formatValue,
  formatWithCounts,
  judged,
  judgedAtEnd,
  movementOf,
  statedIn,
  yearsBehind,
} from './rules.ts'

const share = fc
  .record({ denominator: fc.integer({ min: 1, max: 200_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, part }): Counted => ({ numerator: Math.floor(part * denominator), denominator }))

test('a share shows numerator and denominator, and is rounded half up from whole numbers (INV-L8)', () => {
  expect(formatWithCounts({ numerator: 78, denominator: 125 }, '%', 'ja')).toBe('62.4%(78 / 125)')
  expect(formatWithCounts({ numerator: 1204, denominator: null }, '人', 'ja')).toBe('1,204人')
  expect(formatValue({ numerator: 1, denominator: 8 }, '%', 'ja')).toBe('12.5%')
  expect(formatValue({ numerator: 1, denominator: 16 }, '%', 'ja')).toBe('6.3%')
  expect(formatValue({ numerator: 25, denominator: 2 }, '日', 'ja')).toBe('12.5日')
  expect(formatValue({ numerator: 0, denominator: 0 }, '%', 'ja')).toBeUndefined()
  expect(formatStated(60, '%', 'en')).toBe('60%')
})

test('a share that is neither nothing nor all never shows as 0% or 100%, and is off by at most a twentieth of a point', () => {
  fc.assert(
    fc.property(share, (counted) => {
      const shown = Number(formatValue(counted, '%', 'ja')?.replace('%', ''))
      const { numerator, denominator } = counted
      expect(shown === 0).toBe(numerator === 0)
      expect(shown === 100).toBe(numerator === denominator)
      const isAtEdge = shown === 0.1 || shown === 99.9
      expect(Math.abs(shown - (numerator * 100) / denominator!)).toBeLessThanOrEqual(isAtEdge ? 0.1 : 0.05 + 1e-9)
    }),
  )
})

test('a value is held against the target that is in force or comes next, as it compares and counts (INV-L4)', () => {
  const { policy } = readPolicy('examples/hoshino.yaml')
  const aimed = (targets: Target[], direction: 'up' | 'down' = 'up', baseline?: Actual) => {
    const kpi = { targets, direction, ...(baseline && { baseline }) }
    const contract = { ...kpi, aims: targetsOf({ policy }, kpi), countsFrom: policy.planYears!.from }
    return { unit: '人', contract } as unknown as Definition
  }
  const value = (numerator: number) => ({ numerator, denominator: null, asOf: '2027-10-01' })
  const past = new Map([
    [2025, 100],
    [2026, 5],
  ])
  const held = (definition: Definition, numerator: number) => {
    const { target, targetYear, status, left } = judged(value(numerator), definition, 2027, past)
    return [target, targetYear, status, left]
  }
  // Only for the end of the plan, 2030: a target all along, which says how far the way is.
  const end = aimed([{ endOfPlan: true, value: 20 }])
  expect([held(end, 8), held(end, 20)]).toEqual([
    [20, 2030, 'notYet', 12],
    [20, 2030, 'achieved', null],
  ])
  // That of the year itself comes before later ones; one of an earlier year is over.
  const years = [
    { fiscalYear: 2026, value: 1 },
    { fiscalYear: 2027, value: 7 },
    { fiscalYear: 2028, value: 9 },
  ]
  expect(held(aimed(years), 7)).toEqual([7, 2027, 'achieved', null])
  expect(held(aimed(years.slice(0, 1)), 7)).toEqual([null, null, 'noTarget', null])
  // Cumulative: with 5 of 2026, the plan's first year, and without what was before it.
  const sum = aimed([{ endOfPlan: true, value: 12, counting: 'cumulative' }])
  expect([held(sum, 7), held(sum, 6)]).toEqual([
    [12, 2030, 'achieved', null],
    [12, 2030, 'notYet', 1],
  ])
  const most = aimed([{ fiscalYear: 2027, value: 3, comparison: 'atMost' }])
  expect([held(most, 3)[2], held(most, 4)[2]]).toEqual(['achieved', 'notYet'])
  const keep = aimed([{ fiscalYear: 2027, comparison: 'keep' }], 'down', { value: 4, fiscalYear: 2025 })
  expect([held(keep, 4), held(keep, 5)[2]]).toEqual([[4, 2027, 'achieved', null], 'notYet'])
  const last = aimed([{ fiscalYear: 2027, comparison: 'notBelowLastYear' }])
  expect([held(last, 5), held(last, 4)[2]]).toEqual([[5, 2027, 'achieved', null], 'notYet'])
  expect(judged(value(5), last, 2027, new Map()).status).toBe('noTarget')
  expect(judged({ ...value(9), asOf: '2027-03-31' }, end, 2027, past).status).toBe('noValue')
  // At the end of a year the same, for the target that was due in it.
  const due = aimed([{ fiscalYear: 2027, value: 12, counting: 'cumulative' }])
  expect([due, sum, last].map((one) => judgedAtEnd(value(7), one, 2027, past))).toMatchObject([
    { target: 12, held: 12, status: 'achieved' },
    { target: 12, targetYear: 2030, held: null, status: 'notDue', left: null },
    { target: 5, held: 7, status: 'achieved' },
  ])
  expect([sum, last, most].map((one) => yearsBehind(one, 2028))).toEqual([[2026, 2027], [2027], []])
})

test('earlier values that the policy states stand by their year, those of indicators too, whose targets are held against without their being judged (INV-L3)', () => {
  const hoshino = readPolicy('examples/hoshino.yaml')
  const stated = statedIn(hoshino)
  expect(stated.get('kpi-data')!.history).toEqual([
    { fiscalYear: 2023, asOf: '2024-03-31', value: 35, source: null },
    { fiscalYear: 2024, asOf: '2025-03-31', value: 38, source: '令和6年度の調べ' },
  ])
  const { contract } = stated.get('courses')!
  const held = (numerator: number) =>
    judged({ numerator, denominator: null, asOf: '2026-10-01' }, { unit: '回', contract }, 2026, new Map())
  expect([held(5), held(6)]).toMatchObject([
    { target: 6, targetYear: 2026, status: 'notYet', left: 1 },
    { target: 6, targetYear: 2026, status: 'achieved', left: null },
  ])
  expect(definitionsOf(hoshino).find(({ id }) => id === 'courses')).toMatchObject({ kind: 'indicator', contract: null })
})

test('a move is forward or against by the wanted direction; less than a point of a share is no move', () => {
  expect(movementOf(50, 51, '%', 'up')).toBe('forward')
  expect(movementOf(50, 50.9, '%', 'up')).toBe('still')
  expect(movementOf(50, 40, '%', 'up')).toBe('against')
  expect(movementOf(50, 40, '%', 'down')).toBe('forward')
  expect(movementOf(null, 40, '%', 'down')).toBe('unknown')
  expect(movementOf(3, 4, '人', 'up')).toBe('forward')
})
