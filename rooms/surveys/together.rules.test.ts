import { expect, test } from 'vitest'
import { type Changes, FEWEST, movedTogether } from './together.rules.ts'

/** Invented changes by a fixed rule: `with` moves as the outcome does, `against` the other way, `apart` as it likes. */
function changesOf(n: number): Changes[] {
  return Array.from({ length: n }, (_, at) => {
    const [up, noise] = [Math.sin(at * 1.7), Math.cos(at * 4.1)]
    return new Map([
      ...([
        ['pride', up],
        ['ease', up + 0.1 * noise],
      ] as const),
      ...([
        ['with', 2 * up + 0.3 * noise],
        ['against', -up + 0.2 * noise],
        ['apart', noise],
      ] as const),
    ])
  })
}
const items = [
  { id: 'pride', outcome: 'work' },
  { id: 'ease', outcome: 'work' },
  ...['with', 'against', 'apart'].map((id) => ({ id, outcome: null })),
]

test('what moves with an outcome, or against it, is found with its n, and what moves by itself is not', () => {
  const { looked, found } = movedTogether(items, changesOf(40))
  expect(looked).toBe(3)
  expect(found.map(({ outcome, item, n, r }) => [outcome, item, n, r > 0])).toEqual([
    ['work', 'with', 40, true],
    ['work', 'against', 40, false],
  ])
  for (const { low, r, high } of found) expect(low < r && r < high).toBe(true)
})

test('of too few sections, of changes that are all alike, and where an item of the outcome is not known, nothing is said', () => {
  expect(movedTogether(items, changesOf(FEWEST - 1))).toEqual({ looked: 0, found: [] })
  const still = Array.from(
    { length: 40 },
    () => new Map([...['pride', 'ease', 'with'].map((id) => [id, 0.1] as const)]),
  )
  expect(movedTogether(items, still).found).toEqual([])
  const halves = changesOf(40).map((one) => new Map([...one].filter(([id]) => id !== 'ease')))
  expect(movedTogether(items, halves).looked).toBe(0)
})

/**
 * Heights and arm spans would do as well: Fisher's own example is a correlation of 0.6 among 25 pairs, with limits 0.27 and 0.80 at 95 % (Statistical
 * Methods for Research Workers, § 35: z = 0.6931, standard error 1/√22).
 */
test('the interval is that of Fisher’s z', () => {
  const pairs = Array.from({ length: 25 }, (_, at) => [Math.sin(at * 2.3), Math.cos(at * 5.7)] as const)
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / 25
  const [x, y] = [mean(0), mean(1)]
  const dot = (a: 0 | 1, b: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[a] - (a ? y : x)) * (pair[b] - (b ? y : x)), 0)
  // A second series whose correlation with the first is 0.6 exactly.
  const rest = pairs.map(([a, b]) => b - y - (dot(0, 1) / dot(0, 0)) * (a - x))
  const size = rest.reduce((sum, one) => sum + one * one, 0)
  const changes = pairs.map(
    ([a], at) =>
      new Map([
        ['pride', a],
        ['with', 0.6 * ((a - x) / Math.sqrt(dot(0, 0))) + 0.8 * (rest[at]! / Math.sqrt(size))],
      ]),
  )
  const [one] = movedTogether([items[0]!, items[2]!], changes).found
  expect([one!.r, one!.low, one!.high].map((value) => Number(value.toFixed(3)))).toEqual([0.6, 0.269, 0.804])
})
