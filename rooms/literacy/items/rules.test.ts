import { expect, test } from 'vitest'
import { faultOf, fits, type Item, isRight, tidyItem } from './rules.ts'

const single: Item = {
  ...{ code: 'sec-01', kind: 'single', field: 'security', skill: null, level: 1, isSample: false },
  ...{ stem: 'どれですか。', explanation: '理由です。', body: { choices: ['あ', 'い', 'う'], right: [2] } },
}
const numeric = (value: string, tolerance = '0'): Item => ({
  ...single,
  kind: 'numeric',
  body: { value, tolerance, unit: '件' },
})
const text = (...accepted: string[]): Item => ({ ...single, kind: 'text', body: { accepted } })

test('an answer is the places that were seen, in whatever order they stood, and right as a whole or not at all', () => {
  // Shown: う, あ, い.
  const order = [3, 1, 2]
  expect(isRight(single, [3], order)).toBe(true)
  expect(isRight(single, [2], order)).toBe(false)
  const multiple: Item = { ...single, kind: 'multiple', body: { choices: ['あ', 'い', 'う'], right: [1, 3] } }
  expect(isRight(multiple, [2, 1], order)).toBe(true)
  expect([isRight(multiple, [1], order), isRight(multiple, [1, 2, 3], order)]).toEqual([false, false])
  const ordering: Item = { ...single, kind: 'ordering', body: { choices: ['あ', 'い', 'う'], right: [2, 1, 3] } }
  expect(isRight(ordering, [3, 2, 1], order)).toBe(true)
  expect(isRight(ordering, [2, 3, 1], order)).toBe(false)
  for (const item of [single, multiple, ordering, numeric('0'), text('あ')]) {
    expect([isRight(item, null, order), isRight(item, [], order), isRight(item, '', order)]).toEqual(
      Array(3).fill(false),
    )
  }
})

test('a number is read however it is typed, and is right within its tolerance to the last digit', () => {
  const says = (item: Item, typed: string) => isRight(item, typed, [])
  for (const typed of ['1250', '１，２５０', ' 1,250 ', '+1250', '1250.0', '1250.'])
    expect(says(numeric('1250'), typed), typed).toBe(true)
  for (const typed of ['1251', '12,50x', '0x4e2', '1e3', '約1250'])
    expect(says(numeric('1250'), typed), typed).toBe(false)
  expect(['−3', '-3', 'ー3', '－３'].map((typed) => says(numeric('-3'), typed))).toEqual(Array(4).fill(true))
  expect(['0.2', '0.4', '.3', '0.401', '0.199'].map((typed) => says(numeric('0.3', '0.1'), typed))).toEqual([
    ...Array(3).fill(true),
    ...Array(2).fill(false),
  ])
})

test('short text is right in any accepted form, by width, case and kana as in search', () => {
  const says = (typed: string) => isRight(text('フィッシング', 'phishing'), typed, [])
  expect(['フィッシング', 'ﾌｨｯｼﾝｸﾞ', 'ふぃっしんぐ', 'PHISHING', ' Ｐｈｉｓｈｉｎｇ '].map(says)).toEqual(
    Array(5).fill(true),
  )
  expect(['フイルタリング', 'フィッシング詐欺', '？'].map(says)).toEqual(Array(3).fill(false))
})

test('what cannot be asked with one right answer is named', () => {
  const fault = (change: Partial<Item>) => faultOf(tidyItem({ ...single, ...change }))
  const choices = (right: number[], ...words: string[]) => ({ body: { choices: words, right } })
  expect(fault({})).toBeUndefined()
  expect(fault({ code: '1-あ' })).toBe('code')
  expect(fault({ stem: ' \n' })).toBe('no_stem')
  expect(fault({ explanation: 'あ\u0001' })).toBe('letters')
  expect(fault({ stem: 'あ'.repeat(2_001) })).toBe('too_long')
  expect(fault(choices([1], 'あ'))).toBe('few_choices')
  expect(fault(choices([1], ...'あいうえおかきくけこさ'))).toBe('many_choices')
  expect(fault(choices([1], 'あ', '　'))).toBe('empty_choice')
  expect(fault(choices([1], 'あ', ' あ '))).toBe('same_choice')
  expect(fault(choices([], 'あ', 'い'))).toBe('no_right')
  expect(fault(choices([3], 'あ', 'い'))).toBe('right_unknown')
  expect(fault(choices([1, 2], 'あ', 'い', 'う'))).toBe('one_right')
  expect(fault({ kind: 'multiple', ...choices([1, 2], 'あ', 'い') })).toBe('all_right')
  expect(fault({ kind: 'ordering', ...choices([1, 1], 'あ', 'い') })).toBe('order_unfinished')
  expect(fault({ kind: 'ordering', ...choices([1], 'あ', 'い') })).toBe('order_unfinished')
  expect(fault({ kind: 'text' })).toBe('other_body')
  expect(fault({ kind: 'numeric' })).toBe('other_body')
  expect(['', '3千', '3'].map((value) => faultOf(tidyItem(numeric(value))))).toEqual([
    'no_right',
    'no_number',
    undefined,
  ])
  expect(faultOf(numeric('3', '-1'))).toBe('no_number')
  expect([[], ['？'], Array(11).fill('あ')].map((forms) => faultOf(text(...forms)))).toEqual([
    'no_right',
    'empty_form',
    'many_forms',
  ])
})

test('an answer of another shape is none', () => {
  expect([
    fits('single', 3, [1]),
    fits('single', 3, null),
    fits('multiple', 3, []),
    fits('ordering', 2, [2, 1]),
  ]).toEqual(Array(4).fill(true))
  const wrong = [
    fits('single', 3, [1, 2]),
    fits('single', 3, [4]),
    fits('multiple', 3, [1, 1]),
    fits('ordering', 3, [1, 2]),
    fits('single', 3, '1'),
    fits('numeric', 0, [1]),
    fits('text', 0, 'あ'.repeat(201)),
  ]
  expect(wrong).toEqual(Array(7).fill(false))
})
