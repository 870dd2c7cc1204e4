import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item, reliabilityOf, Unreliable } from './reliability.ts'

const itemsFrom = (columns: readonly (readonly number[])[]): Item[] =>
  columns.map((values, index) => ({ name: `q${index + 1}`, values: Float64Array.from(values) }))

/** Answers of 1 to 6 to `k` items by at least 8 people, each item answered in more than one way. */
const answers = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 8, max: 40 }))
  .chain(([k, n]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: n, maxLength: n }), { minLength: k, maxLength: k }),
  )
  .filter((columns) => columns.every((column) => new Set(column).size > 1))
  .filter((columns) => totalVariance(columns) > 0)

/** Whole numbers only, over a common divisor: n Σx² − (Σx)², which is n(n−1) times the variance. */
const spread = (values: readonly number[]) => {
  const n = values.length
  return n * values.reduce((sum, x) => sum + x * x, 0) - values.reduce((sum, x) => sum + x, 0) ** 2
}
const totalsOf = (columns: readonly (readonly number[])[]) =>
  columns[0]!.map((_, row) => columns.reduce((sum, column) => sum + column[row]!, 0))
const totalVariance = (columns: readonly (readonly number[])[]) => spread(totalsOf(columns))

/** Another route: item variances against the variance of the total score, as Cronbach wrote it. */
const alphaByTotals = (columns: readonly (readonly number[])[]) => {
  const k = columns.length
  return (k / (k - 1)) * (1 - columns.reduce((sum, column) => sum + spread(column), 0) / totalVariance(columns))
}

/** Another route: the correlation of two columns from whole-number sums. */
const correlation = (one: readonly number[], other: readonly number[]) => {
  const n = one.length
  const product = one.reduce((sum, x, row) => sum + x * other[row]!, 0)
  const [a, b] = [one, other].map((values) => values.reduce((sum, x) => sum + x, 0)) as [number, number]
  return (n * product - a * b) / Math.sqrt(spread(one) * spread(other))
}

test('alpha is what item variances and the variance of the total give; so is alpha without an item', () => {
  fc.assert(
    fc.property(answers, (columns) => {
      const { listwise, items } = reliabilityOf(itemsFrom(columns))
      expect(listwise.alpha).toBeCloseTo(alphaByTotals(columns), 9)
      for (const [index, { itemRest, alphaIfDropped }] of items.entries()) {
        const others = columns.filter((_, other) => other !== index)
        if (totalVariance(others) === 0) expect([itemRest, alphaIfDropped]).toEqual([null, null])
        else {
          expect(itemRest).toBeCloseTo(correlation(columns[index]!, totalsOf(others)), 9)
          if (others.length > 1) expect(alphaIfDropped).toBeCloseTo(alphaByTotals(others), 9)
          else expect(alphaIfDropped).toBeNull()
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('standardised alpha is k r̄ / (1 + (k − 1) r̄) of the mean correlation', () => {
  fc.assert(
    fc.property(answers, (columns) => {
      const pairs = columns.flatMap((one, i) => columns.slice(i + 1).map((other) => correlation(one, other)))
      const mean = pairs.reduce((sum, r) => sum + r, 0) / pairs.length
      const k = columns.length
      fc.pre(Math.abs(1 + (k - 1) * mean) > 1e-6)
      const { listwise } = reliabilityOf(itemsFrom(columns))
      const byMean = (k * mean) / (1 + (k - 1) * mean)
      expect(Math.abs(listwise.standardizedAlpha! - byMean)).toBeLessThan(1e-8 * (1 + Math.abs(byMean)) ** 2)
    }),
  )
})

test('of right and wrong answers, alpha is formula 20 of Kuder and Richardson (1937)', () => {
  const columns = [
    [1, 1, 1, 0, 1, 0, 0, 1],
    [1, 0, 1, 0, 1, 1, 0, 1],
    [0, 0, 1, 0, 1, 0, 0, 1],
    [1, 1, 0, 0, 1, 0, 0, 1],
  ]
  const n = 8
  const pq = columns.map((column) => column.reduce((sum, x) => sum + x, 0) / n).reduce((sum, p) => sum + p * (1 - p), 0)
  const variance = totalVariance(columns) / (n * n)
  expect(reliabilityOf(itemsFrom(columns)).listwise.alpha).toBeCloseTo((4 / 3) * (1 - pq / variance), 12)
})

test('where nothing is missing, pairs say what complete rows say; reversing all, moving and stretching change nothing', () => {
  fc.assert(
    fc.property(
      answers,
      fc.constantFrom(1e-150, 1e-9, 1, 1e9, 1e150),
      fc.constantFrom(0, 1e8),
      (columns, by, level) => {
        const plain = reliabilityOf(itemsFrom(columns))
        expect(plain.pairwise).toMatchObject({ nMin: columns[0]!.length, nMax: columns[0]!.length })
        expect(plain.pairwise.alpha).toBeCloseTo(plain.listwise.alpha!, 12)
        const turned = reliabilityOf(itemsFrom(columns.map((column) => column.map((x) => (level + 7 - x) * by))))
        expect(turned.listwise.alpha).toBeCloseTo(plain.listwise.alpha!, 6)
      },
    ),
  )
})

test('pairs use every row in which both are answered, each item’s variance every row in which it is', () => {
  const missing = Number.NaN
  const columns = [
    [1, 2, 3, 4, 5, missing],
    [2, 1, 4, 3, missing, 6],
    [1, 3, 2, 5, 4, 6],
  ]
  const { listwise, pairwise } = reliabilityOf(itemsFrom(columns))
  expect(listwise.n).toBe(4)
  expect(pairwise).toMatchObject({ nMin: 4, nMax: 5 })
  const of = (i: number, j: number) => {
    const rows = [0, 1, 2, 3, 4, 5].filter((row) => !Number.isNaN(columns[i]![row]! + columns[j]![row]!))
    const [one, other] = [i, j].map((item) => rows.map((row) => columns[item]![row]!)) as [number[], number[]]
    const n = rows.length
    const product = one.reduce((sum, x, row) => sum + x * other[row]!, 0)
    const [a, b] = [one, other].map((values) => values.reduce((sum, x) => sum + x, 0)) as [number, number]
    return (product - (a * b) / n) / (n - 1)
  }
  const trace = of(0, 0) + of(1, 1) + of(2, 2)
  const all = trace + 2 * (of(0, 1) + of(0, 2) + of(1, 2))
  expect(pairwise.alpha).toBeCloseTo(1.5 * (1 - trace / all), 12)
  const r = (i: number, j: number) => of(i, j) / Math.sqrt(of(i, i) * of(j, j))
  expect(pairwise.standardizedAlpha).toBeCloseTo(1.5 * (1 - 3 / (3 + 2 * (r(0, 1) + r(0, 2) + r(1, 2)))), 12)
})

test('an item that does not vary, items that cancel each other, and too few rows are refused, not computed', () => {
  const keyOf = (columns: number[][]) => {
    try {
      reliabilityOf(itemsFrom(columns))
    } catch (error) {
      return error instanceof Unreliable ? `${error.key} ${error.item}` : error
    }
  }
  expect(
    keyOf([
      [1, 2, 3, 4],
      [5, 5, 5, 5],
    ]),
  ).toBe('no_variance q2')
  expect(
    keyOf([
      [1, 2, 3, 4],
      [4, 3, 2, 1],
    ]),
  ).toBe('no_total ')
  expect(
    keyOf([
      [1, 2, Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN, 1, 2],
    ]),
  ).toBe('too_few_rows ')
})

test('where no row is complete, pairs still speak', () => {
  const no = Number.NaN
  const columns = [
    [1, 2, 4, no, no, no, 2, 1, 3],
    [2, 2, 5, 1, 3, 5, no, no, no],
    [no, no, no, 1, 4, 4, 3, 1, 2],
  ]
  const { listwise, pairwise, items } = reliabilityOf(itemsFrom(columns))
  expect(listwise).toEqual({ alpha: null, standardizedAlpha: null, n: 0 })
  expect(items.map(({ itemRest, alphaIfDropped }) => [itemRest, alphaIfDropped])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ])
  expect(pairwise).toMatchObject({ nMin: 3, nMax: 3 })
  expect(pairwise.alpha).toBeGreaterThan(0.5)
})

test('values near the largest and the smallest numbers give what plain ones give, and what is lost beside others is named', () => {
  const [one, two, three] = [
    [1, 2, 3, 4, 5, 6],
    [2, 1, 4, 3, 6, 6],
    [-5, -3, 0, 1, 5, 4],
  ]
  const scaled = (unit: number) =>
    reliabilityOf(
      [one, two, three].map((values, item) => ({
        name: `q${item}`,
        values: Float64Array.from(values, (v) => v * unit),
      })),
    )
  const plain = scaled(1)
  for (const unit of [2e307, 1e300, 1e-300]) {
    const found = scaled(unit)
    expect(found.listwise.alpha).toBeCloseTo(plain.listwise.alpha!, 12)
    expect(found.items[2]!.itemRest).toBeCloseTo(plain.items[2]!.itemRest!, 12)
  }
  const ends = { name: 'ends', values: Float64Array.of(1.7e308, -1.7e308, 1e308, -1e308, 0, 1) }
  const half = { name: 'half', values: ends.values.map((value) => value / 4) }
  expect(reliabilityOf([ends, half]).listwise.standardizedAlpha).toBeCloseTo(1, 12)
  const small = { name: 'small', values: Float64Array.from(one, (value) => value * 1e-200) }
  const refusal = (items: Parameters<typeof reliabilityOf>[0]) => {
    try {
      return reliabilityOf(items)
    } catch (error) {
      return error
    }
  }
  expect(refusal([ends, small])).toMatchObject({ key: 'scales', item: 'small' })
  const row = (name: string) => ({ name, values: Float64Array.of(3) })
  expect(refusal([row('a'), row('b')])).toMatchObject({ key: 'too_few_rows' })
})
