import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemFields } from '../items/rules.ts'
import {
  areRising,
  availableFor,
  canFill,
  type Drawable,
  drawn,
  isFor,
  itemsIn,
  levelReached,
  neededFor,
  obstacleFor,
  overlapIn,
  type Part,
} from './rules.ts'

const fields = itemFields.slice(0, 3)
const bankOf = fc
  .array(
    fc.record({
      field: fc.constantFrom(...fields),
      level: fc.integer({ min: 1, max: 3 }),
      choices: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((item, at): Drawable => ({ ...item, itemVersionId: at + 100 })))
const partsOf = fc.array(
  fc.record({
    field: fc.option(fc.constantFrom(...fields)),
    level: fc.option(fc.integer({ min: 1, max: 3 })),
    items: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
)

test('two parts overlap exactly where one item would fit both', () => {
  const all = fields.flatMap((field) => [1, 2, 3].map((level) => ({ field, level })))
  const fits = (part: Part, item: (typeof all)[number]) =>
    [null, item.field].includes(part.field) && [null, item.level].includes(part.level)
  fc.assert(
    fc.property(partsOf, (parts) => {
      const meet = parts.some((one, at) =>
        parts.some((other, place) => place > at && all.some((item) => fits(one, item) && fits(other, item))),
      )
      expect(overlapIn(parts) !== undefined).toBe(meet)
    }),
  )
})

test('a draw holds what each part wants and nothing twice, in orders of its own; the same seed and bank draw the same', () => {
  fc.assert(
    fc.property(partsOf, bankOf, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (parts, bank, seed) => {
      fc.pre(overlapIn(parts) === undefined)
      const enough = parts.every(
        ({ field, level, items }) =>
          bank.filter((item) => (field ?? item.field) === item.field && (level ?? item.level) === item.level).length >=
          items,
      )
      expect(canFill(parts, bank)).toBe(enough)
      fc.pre(enough)
      const one = drawn(parts, bank, seed)
      expect(one).toEqual(drawn(parts, bank.toReversed(), seed))
      expect(new Set(one.map(({ itemVersionId }) => itemVersionId)).size).toBe(itemsIn(parts))
      let from = 0
      for (const { field, level, items } of parts) {
        for (const { itemVersionId, order } of one.slice(from, from + items)) {
          const item = bank.find((other) => other.itemVersionId === itemVersionId)!
          expect([field ?? item.field, level ?? item.level]).toEqual([item.field, item.level])
          expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: item.choices }, (_, at) => at + 1))
        }
        from += items
      }
      expect(one).toHaveLength(from)
    }),
    { numRuns: 300 },
  )
})

test('every item and every order comes about as often as any other', () => {
  const bank = [1, 2, 3, 4].map((itemVersionId): Drawable => ({ itemVersionId, field: 'why', level: 1, choices: 3 }))
  const times = new Map<string, number>()
  const seeds = 6_000
  for (let seed = 0; seed < seeds; seed++) {
    const [first] = drawn([{ field: null, level: null, items: 1 }], bank, seed)
    for (const key of [`item ${first!.itemVersionId}`, `order ${first!.order}`])
      times.set(key, (times.get(key) ?? 0) + 1)
  }
  const shares = [...times].map(([key, n]) => (n / seeds) * (key.startsWith('item') ? 4 : 6))
  expect(shares).toHaveLength(10)
  for (const share of shares) expect(Math.abs(share - 1)).toBeLessThan(0.15)
})

test('how many items the bank has is told part by part', () => {
  const bank = (['why', 'why', 'what'] as const).map((field, at) => ({
    itemVersionId: at,
    field,
    level: at,
    choices: 2,
  }))
  const parts = [
    { field: 'why', level: null, items: 2 },
    { field: 'what', level: 1, items: 1 },
    { field: null, level: 2, items: 1 },
  ] as const
  expect(availableFor(parts, bank)).toEqual([2, 0, 1])
})

test('a level is reached from exactly its mark on, by whole numbers; a higher share never shows a lower level', () => {
  const marks = [
    { level: 1, percent: 60 },
    { level: 2, percent: 85 },
  ]
  expect([8, 9, 11, 12, 13].map((right) => levelReached(marks, right, 15))).toEqual([null, 1, 1, 1, 2])
  expect(levelReached(marks, 0, 15)).toBeNull()
  expect(marks.map((mark) => neededFor(mark, 15))).toEqual([9, 13])
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 60 }),
      (of, percent, right) => {
        fc.pre(right <= of)
        const mark = { level: 3, percent }
        expect(levelReached([mark], right, of) === 3).toBe(right >= neededFor(mark, of))
      },
    ),
  )
})

test('marks rise with their levels, each level once', () => {
  const marks = (...all: [level: number, percent: number][]) => all.map(([level, percent]) => ({ level, percent }))
  expect(areRising(marks([1, 50], [2, 70], [4, 90]))).toBe(true)
  expect([marks([1, 50], [1, 60]), marks([2, 50], [1, 60]), marks([1, 50], [2, 50])].map(areRising)).toEqual([
    false,
    false,
    false,
  ])
})

test('for whom a test is: within any of its sections and employed in any of its ways, or everybody', () => {
  const sato = { sections: ['101010', '1010', '10'], employmentCategory: '常勤' }
  const may = (sections: string[], employmentCategories: string[]) => isFor({ sections, employmentCategories }, sato)
  expect([may([], []), may(['1010', '20'], []), may([], ['常勤']), may(['10'], ['常勤'])]).toEqual(Array(4).fill(true))
  expect([may(['20'], []), may([], ['任期付']), may(['10'], ['任期付'])]).toEqual(Array(3).fill(false))
})

test('why not now: closed, used up, not open yet, waiting until a day, too few items; else now', () => {
  const opening = { openFrom: '2026-11-01', openTo: '2026-12-01', attempts: 2, waitingDays: 7 }
  const at = (today: string, satOn: string[] = [], isFilled = true) => obstacleFor(opening, satOn, { today, isFilled })
  expect(at('2026-10-31')).toEqual({ obstacle: 'not_open', from: '2026-11-01' })
  expect(at('2026-11-01')).toBeNull()
  expect(at('2026-12-01')).toEqual({ obstacle: 'closed', from: null })
  expect(at('2026-11-09', ['2026-11-03'])).toEqual({ obstacle: 'waiting', from: '2026-11-10' })
  expect(at('2026-11-10', ['2026-11-03'])).toBeNull()
  expect(at('2026-11-30', ['2026-11-10', '2026-11-03'])).toEqual({ obstacle: 'used_up', from: null })
  expect(at('2026-11-30', [], false)).toEqual({ obstacle: 'bank_short', from: null })
  const free = { ...opening, attempts: null, openTo: null, waitingDays: 0 }
  expect(obstacleFor(free, Array(9).fill('2027-01-01'), { today: '2027-01-01', isFilled: true })).toBeNull()
})
