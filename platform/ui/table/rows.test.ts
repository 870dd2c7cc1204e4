import { expect, test } from 'vitest'
import { type Column, filterRows, sortRows } from './rows.ts'

interface Person {
  name: string
  hours: number | null
}
const people: Person[] = [
  { name: 'Ueda', hours: 4 },
  { name: 'SATO 花子', hours: null },
  { name: 'Abe', hours: 12 },
]
const columns: Column<Person>[] = [
  { id: 'name', header: '氏名', cell: ({ name }) => name, value: ({ name }) => name },
  { id: 'hours', header: '時間', cell: ({ hours }) => hours, value: ({ hours }) => hours },
]
const names = (rows: readonly Person[]) => rows.map(({ name }) => name)

test('rows are found by words in any width, case and order', () => {
  expect(names(filterRows(people, columns, '花子 ｓａｔｏ'))).toEqual(['SATO 花子'])
  expect(filterRows(people, columns, ' ')).toBe(people)
})

test('numbers sort as numbers, and who has none stands at the end either way', () => {
  const by = (direction: 'ascending' | 'descending') =>
    names(sortRows(people, columns, { column: 'hours', direction }, 'ja'))
  expect(by('ascending')).toEqual(['Ueda', 'Abe', 'SATO 花子'])
  expect(by('descending')).toEqual(['Abe', 'Ueda', 'SATO 花子'])
})

test('an order that no column knows leaves the rows as they came', () => {
  expect(sortRows(people, columns, { column: 'shoe_size', direction: 'ascending' }, 'ja')).toBe(people)
})
