import { expect, test } from 'vitest'
import { numberIn, wholeIn, yenIn } from './typed.ts'

test('a number is read as people type it, and nothing else is taken for one', () => {
  expect(['１,２３４', ' 80 ', '−5', '0.5', '.5', '+3'].map(numberIn)).toEqual([1234, 80, -5, 0.5, 0.5, 3])
  const none = ['', '0x10', '1e3', '80%', '十', '1.2.3', 'Infinity']
  expect(none.map(numberIn)).toEqual(none.map(() => Number.NaN))
  expect([wholeIn('3', 1, 3), wholeIn('4', 1, 3), wholeIn('1.5', 1, 3)]).toEqual([3, undefined, undefined])
})

test('yen are read in the units of budgets', () => {
  const typed = ['4,800,000', '４８０万円', '4,800千円', '1.1百万円', '2億', '0', '12.5千円']
  expect(typed.map(yenIn)).toEqual([4_800_000, 4_800_000, 4_800_000, 1_100_000, 200_000_000, 0, 12_500])
  const none = ['', '万円', '-5', '四百万円', '480万5千円', '1e6円']
  expect(none.map(yenIn)).toEqual(none.map(() => Number.NaN))
})
