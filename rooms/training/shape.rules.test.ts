import { expect, test } from 'vitest'
import { type Field, valueTyped } from './shape.rules.ts'

const typed = (is: Field['is'], ...texts: string[]) => texts.map((text) => valueTyped({ is }, text))

test('what HR types of a session is taken as its field is written; what is no day, hour or number is none', () => {
  expect(typed('date', '令和9年1月20日', ' 2027-01-20 ', '', '2027-02-30')).toEqual([
    ...['2027-01-20', '2027-01-20', undefined, undefined],
  ])
  expect(typed('time', '9:00', '09:05', '23:59', '24:00', '9:60', '')).toEqual([
    ...['09:00', '09:05', '23:59', undefined, undefined, undefined],
  ])
  expect(typed('whole', '30', '1', '0', '-3', '2.5', '3席', '')).toEqual([
    ...[30, 1, undefined, undefined, undefined, undefined, undefined],
  ])
  expect(typed('words', ' 研修室1 ', '  ')).toEqual(['研修室1', undefined])
  expect(valueTyped({ is: 'words', mayBeEmpty: true }, ' ')).toBe('')
})
