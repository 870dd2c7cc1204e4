import { expect, test } from 'vitest'
import { isReadAs, mayBeRead } from '#platform/search/reading.ts'
import { findsWith } from '../found.ts'
import { type Column, filterRows, sortRows } from './rows.ts'
import { marked } from './save.ts'

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

test('rows are found by the folding under which everything is found: without the space, in other kana, by a variant of a character', () => {
  const written = ['髙橋 美穂', 'さとう はるか', '齋藤 ひろ子'].map((name) => ({ name, hours: null }))
  const found = (words: string) => names(filterRows(written, columns, words))
  expect([found('高橋美穂'), found('ｻﾄｳﾊﾙｶ'), found('斎藤'), found('はるか さとう')]).toEqual([
    ['髙橋 美穂'],
    ['さとう はるか'],
    ['齋藤 ひろ子'],
    ['さとう はるか'],
  ])
  expect(found('―')).toEqual([])
})

test('once the readings have come, rows are found by how their names are read, each word in its own way', () => {
  const sections = ['区民部 戸籍住民課', '福祉部 高齢者サービス課'].map((name) => ({ name, hours: 3 }))
  const found = (words: string) => names(filterRows(sections, columns, words, findsWith({ isReadAs, mayBeRead })))
  expect([found('こせき'), found('ふくし 高齢'), found('こうれい 戸籍')]).toEqual([
    ['区民部 戸籍住民課'],
    ['福祉部 高齢者サービス課'],
    [],
  ])
  expect(names(filterRows(sections, columns, 'こせき'))).toEqual([])
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

test('a saved table says that it is invented in a column of its own, where none of its cells does (INV-D1)', () => {
  const shown = [
    ['所属', '割合'],
    ['人事課', '62%'],
  ]
  expect(marked(shown, 'サンプル値')).toEqual([
    ['所属', '割合', 'サンプル値'],
    ['人事課', '62%', 'サンプル値'],
  ])
  expect(marked(shown, undefined)).toBe(shown)
  const said = [['割合'], ['62%\nサンプル値']]
  expect(marked(said, 'サンプル値')).toBe(said)
})
