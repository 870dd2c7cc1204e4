import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Counted,
  type Definition,
  formatStated,
  formatValue,
  formatWithCounts,
  movementOf,
  statusOf,
} from './rules.ts'

const share = fc
  .record({ denominator: fc.integer({ min: 1, max: 200_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, part }): Counted => ({ numerator: Math.floor(part * denominator), denominator }))

const defined = (targets: { fiscalYear: number; value: number }[], direction: 'up' | 'down' = 'up') =>
  ({ unit: '%', contract: { direction, targets } }) as unknown as Definition

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

test('without a target nothing is achieved, and last year’s value says nothing of this year’s target (INV-L4, L7)', () => {
  const value = { numerator: 3, denominator: 4, asOf: '2026-11-22' }
  expect(statusOf(value, defined([]), null, 2026)).toBe('noTarget')
  expect(statusOf(value, defined([]), 75, 2026)).toBe('achieved')
  expect(statusOf(value, defined([]), 75.1, 2026)).toBe('notYet')
  expect(statusOf({ ...value, asOf: '2026-03-31' }, defined([]), 60, 2026)).toBe('noValue')
  expect(statusOf(null, defined([]), 60, 2026)).toBe('noValue')
  expect(statusOf(value, defined([], 'down'), 80, 2026)).toBe('achieved')
})

test('a move is forward or against by the wanted direction; less than a point of a share is no move', () => {
  expect(movementOf(50, 51, '%', 'up')).toBe('forward')
  expect(movementOf(50, 50.9, '%', 'up')).toBe('still')
  expect(movementOf(50, 40, '%', 'up')).toBe('against')
  expect(movementOf(50, 40, '%', 'down')).toBe('forward')
  expect(movementOf(null, 40, '%', 'down')).toBe('unknown')
  expect(movementOf(3, 4, '人', 'up')).toBe('forward')
})
