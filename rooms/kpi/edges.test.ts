import { expect, test } from 'vitest'
import {
  aimOf,
  type Counted,
  countsTheSame,
  type Definition,
  figureOf,
  formatStated,
  formatValue,
  formatWithCounts,
  judgedAtEnd,
  lastDayOf,
  movementOf,
  shownFigure,
} from './rules.ts'

const of = (numerator: number, denominator: number | null = null): Counted => ({ numerator, denominator })
const pride = {
  ...{ id: 'pride', kind: 'kpi', node: 'pride', name: '誇り', unit: '%', measure: null, isSample: false },
  contract: {
    ...{ definition: '肯定 ÷ 回答', direction: 'up', population: '回答者', source: '', method: '', frequency: '' },
    ...{ owner: '', rationale: null, baseline: null },
    targets: [
      { fiscalYear: 2026, value: 60 },
      { fiscalYear: 2027, value: 80 },
    ],
  },
} satisfies Definition

test('nothing of nothing is no figure; a count per head is one, and a plain count is itself (INV-L8)', () => {
  expect([of(3, 4), of(3, 0), of(3), null].map((counted) => figureOf(counted, '%'))).toEqual([75, null, null, null])
  expect([of(3, 4), of(3, 1), of(3, 0), of(3), null].map((counted) => figureOf(counted, '日'))).toEqual([
    ...[0.75, 3, null, 3, null],
  ])
  expect(shownFigure(of(1, 16), '%')).toBe(6.3)
  expect([of(1, 16), of(7), of(7, 0)].map((counted) => shownFigure(counted, '日'))).toEqual([0.0625, 7, null])
  expect([shownFigure(of(0, 0), '%'), shownFigure(null, '%')]).toEqual([null, null])
})

test('a share of one in a hundred thousand is 0.1%, all but one of them 99.9%; none and all are what they are (INV-L8)', () => {
  const shares = [of(0, 5), of(1, 100_000), of(2, 100_000), of(1, 500), of(99_999, 100_000), of(5, 5)]
  expect(shares.map((share) => formatValue(share, '%', 'ja'))).toEqual([
    ...['0%', '0.1%', '0.1%', '0.2%', '99.9%', '100%'],
  ])
})

test('units stand as each language writes them, and a share with what it is a share of', () => {
  expect([formatValue(of(1204), '人', 'ja'), formatValue(of(1204), '人', 'en')]).toEqual(['1,204人', '1,204 人'])
  expect(formatValue(of(5, 8), '%', 'en')).toBe('62.5%')
  expect([formatWithCounts(of(5, 8), '%', 'ja'), formatWithCounts(of(5, 8), '%', 'en')]).toEqual([
    ...['62.5%(5 / 8)', '62.5% (5 / 8)'],
  ])
  expect([of(7), of(0, 0), null].map((counted) => formatWithCounts(counted, '回', 'en'))).toEqual([
    ...['7 回', undefined, undefined],
  ])
  expect([formatStated(60, '%', 'en'), formatStated(60, '回', 'en'), formatStated(60, '回', 'ja')]).toEqual([
    ...['60%', '60 回', '60回'],
  ])
})

test('a number that somebody stated or entered stands as it was written, to two digits; what was worked out stands to one', () => {
  expect([1.25, 2.95, 0.09, 12.5, 100 / 3, 0.1 + 0.05, 1234.567].map((one) => formatStated(one, '倍', 'ja'))).toEqual([
    ...['1.25倍', '2.95倍', '0.09倍', '12.5倍', '33.3倍', '0.15倍', '1,234.6倍'],
  ])
  expect([of(1.44), of(5, 4), of(1, 3)].map((counted) => formatValue(counted, '倍', 'ja'))).toEqual([
    ...['1.44倍', '1.3倍', '0.3倍'],
  ])
})

test('a target is that of exactly its year; it is reached where the value equals it, from either side (INV-L4)', () => {
  expect([2025, 2026, 2027, 2028].map((year) => aimOf(pride, year)?.value)).toEqual([60, 60, 80, undefined])
  expect(aimOf({ contract: null }, 2026)).toBeUndefined()
  const down = { ...pride, contract: { ...pride.contract, direction: 'down' as const } }
  const value = (numerator: number, denominator = 100) => ({ ...of(numerator, denominator), asOf: '2026-04-01' })
  const status = (counted: Parameters<typeof judgedAtEnd>[0], definition: Definition = pride) =>
    judgedAtEnd(counted, definition, 2026, new Map()).status
  expect([59, 60, 61].map((n) => status(value(n)))).toEqual(['notYet', 'achieved', 'achieved'])
  expect([59, 60, 61].map((n) => status(value(n), down))).toEqual(['achieved', 'achieved', 'notYet'])
  expect([status(value(0, 0)), status(null)]).toEqual(['noValue', 'noValue'])
  expect(status({ ...value(61), asOf: '2027-04-01' })).toBe('noValue')
  expect(status({ ...value(61), asOf: lastDayOf(2026) })).toBe('achieved')
  expect(judgedAtEnd({ ...value(99), asOf: '2025-10-01' }, pride, 2025, new Map()).status).toBe('notDue')
  expect(lastDayOf(2026)).toBe('2027-03-31')
})

test('a whole point is a move and less is none; a count moves by the smallest difference', () => {
  const moves = (unit: string, direction: 'up' | 'down', ...after: number[]) =>
    after.map((one) => movementOf(50, one, unit, direction))
  expect(moves('%', 'up', 51, 50.99, 50, 49.01, 49)).toEqual(['forward', 'still', 'still', 'still', 'against'])
  expect(moves('%', 'down', 51, 50.99, 49.01, 49)).toEqual(['against', 'still', 'still', 'forward'])
  expect(moves('件', 'up', 50.5, 50, 49.5)).toEqual(['forward', 'still', 'against'])
  expect(moves('件', 'down', 51, 50, 49)).toEqual(['against', 'still', 'forward'])
  expect([movementOf(50, null, '件', 'up'), movementOf(null, 50, '件', 'up')]).toEqual(['unknown', 'unknown'])
})

test('two definitions count the same unless unit, measure, definition, population or direction differ (INV-L7)', () => {
  const other = (change: object, contract: object = {}) =>
    countsTheSame(pride, { ...pride, ...change, contract: { ...pride.contract, ...contract } } as Definition)
  expect([other({}), other({ name: '別の名' }), other({}, { targets: [], owner: '別' })]).toEqual([true, true, true])
  const counted = [other({ unit: '人' }), other({ measure: 'x' }), other({}, { definition: '別' })]
  expect([...counted, other({}, { population: '別' }), other({}, { direction: 'down' })]).toEqual(Array(5).fill(false))
})
