import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalOf, FEWEST_CHANGES, type Pace, paceOf } from './pace.ts'

const spreads = fc.double({ min: 0.01, max: 20, noNaN: true })
const paces: fc.Arbitrary<Pace> = fc.record({
  changes: fc.integer({ min: FEWEST_CHANGES, max: 12 }),
  perMonth: fc.double({ min: -10, max: 10, noNaN: true }),
  spread: spreads,
})

/** t as printed in tables, for the bounds as they are defined, without solving anything. */
const t95: Record<number, number> = {
  4: 3.182,
  5: 2.776,
  6: 2.571,
  7: 2.447,
  8: 2.365,
  9: 2.306,
  10: 2.262,
  11: 2.228,
  12: 2.201,
}
const bounds = ({ changes, perMonth, spread }: Pace, h: number) => {
  const width = t95[changes]! * spread * Math.sqrt(h * (1 + h / changes))
  return { lower: perMonth * h - width, upper: perMonth * h + width }
}

test('the pace is the mean of the changes from month to month, and its spread their standard deviation', () => {
  const pace = paceOf([10, 12, 13, 17, 18])!
  expect(pace).toEqual({ changes: 4, perMonth: 2, spread: Math.sqrt(((2 - 2) ** 2 + 1 + 4 + 1) / 3) })
})

test('of fewer than four changes nothing is said, nor of more months than are kept', () => {
  expect(paceOf([])).toBeUndefined()
  expect(paceOf([1, 2, 3, 4])).toBeUndefined()
  expect(paceOf([1, 2, 3, 4, 5])).toBeDefined()
  expect(paceOf(Array.from({ length: 13 }, (_, i) => i))).toBeDefined()
  expect(paceOf(Array.from({ length: 14 }, (_, i) => i))).toBeUndefined()
})

test('a steady pace arrives on one day; one that stands or falls never does', () => {
  expect(arrivalOf({ changes: 6, perMonth: 2, spread: 0 }, 30)).toEqual({ expected: 15, earliest: 15, latest: 15 })
  expect(arrivalOf({ changes: 6, perMonth: 0, spread: 0 }, 30)).toEqual({
    expected: null,
    earliest: null,
    latest: null,
  })
  expect(arrivalOf({ changes: 6, perMonth: -1, spread: 0.5 }, 30).expected).toBeNull()
  expect(arrivalOf({ changes: 6, perMonth: 2, spread: 1 }, 0)).toEqual({ expected: 0, earliest: 0, latest: 0 })
})

test('the interval ends where the bounds of the forecast meet the goal, for every pace, and holds the expected day', () => {
  fc.assert(
    fc.property(paces, fc.double({ min: 0.1, max: 100, noNaN: true }), (pace, way) => {
      const { expected, earliest, latest } = arrivalOf(pace, way)
      const near = (value: number, h: number) =>
        Math.abs(value - way) <= 1e-6 * Math.max(1, way, h * Math.abs(pace.perMonth))
      if (earliest !== null) {
        expect(near(bounds(pace, earliest).upper, earliest)).toBe(true)
        expect(bounds(pace, earliest * 0.99).upper).toBeLessThan(way)
      }
      if (latest !== null) {
        expect(near(bounds(pace, latest).lower, latest)).toBe(true)
        expect(bounds(pace, latest * 1.01).lower).toBeGreaterThan(way)
        expect(earliest!).toBeLessThanOrEqual(expected!)
        expect(expected!).toBeLessThanOrEqual(latest)
      }
      if (latest === null) for (const h of [1, 10, 100, 10_000, 1e7]) expect(bounds(pace, h).lower).toBeLessThan(way)
      if (earliest === null) for (const h of [1, 10, 100, 1000]) expect(bounds(pace, h).upper).toBeLessThan(way)
    }),
    { numRuns: 500 },
  )
})

test('of a hundred walks of known drift about ninety-five arrive within the interval', () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed + 1)
  const within = seeds.filter((seed) => {
    const normal = normals(seed)
    const past = walk(normal, { from: 20, drift: 2, spread: 1, months: 12 })
    const pace = paceOf(past)!
    const now = past.at(-1)!
    const h = 12
    const then = walk(normal, { from: now, drift: 2, spread: 1, months: h }).at(-1)!
    const { lower, upper } = bounds({ ...pace, changes: 12 }, h)
    return then - now >= lower && then - now <= upper
  })
  // 400 walks: 95 % within, give or take three standard errors.
  expect(within.length / seeds.length).toBeGreaterThan(0.917)
  expect(within.length / seeds.length).toBeLessThan(0.983)
})

function walk(
  normal: () => number,
  { from, drift, spread, months }: { from: number; drift: number; spread: number; months: number },
): number[] {
  const values = [from]
  for (let month = 0; month < months; month++) values.push(values.at(-1)! + drift + spread * normal())
  return values
}

/** Box and Muller's normal numbers from a linear congruential generator. */
function normals(seed: number): () => number {
  let state = BigInt(seed) * 2654435761n
  const uniform = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
    return (Number(state >> 11n) + 0.5) / 2 ** 53
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
