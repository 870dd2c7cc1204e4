import { expect, test } from 'vitest'
import { begun, changed, isAnswered, isUnsaved, type Kept, keptOf, refusedAt, told } from './answers.ts'

const items = [
  { place: 1, given: [2], seq: 3 },
  { place: 2, given: null, seq: 0 },
]

test('an answer is saved once the server has said so of its number; what was typed meanwhile is sent after it', () => {
  const first = changed(begun(items, []), 2, 'は')
  expect([isUnsaved(first.get(1)!), isUnsaved(first.get(2)!)]).toEqual([false, true])
  const second = changed(first, 2, 'はい')
  const after = told(second, 2, { given: 'は', seq: 1 })
  expect(after.get(2)).toEqual({ given: 'はい', seq: 2, savedSeq: 1 })
  expect(isUnsaved(after.get(2)!)).toBe(true)
  expect(isUnsaved(told(after, 2, { given: 'はい', seq: 2 }).get(2)!)).toBe(false)
})

test('where the server has something newer of another window, this goes over it with a newer number still', () => {
  const mine = changed(begun(items, []), 1, [1])
  const told9 = told(mine, 1, { given: [3], seq: 9 })
  expect(told9.get(1)).toEqual({ given: [1], seq: 10, savedSeq: 9 })
  // An answer that was lost on the way back had arrived all the same.
  expect(told(mine, 1, { given: [1], seq: 4 }).get(1)).toEqual({ given: [1], seq: 4, savedSeq: 4 })
})

test('what was not sent before a reload is sent after it, unless the server has it already', () => {
  const again = begun(items, [
    [1, [2], 0],
    [2, 'はい', 0],
  ])
  expect([...again.values()].map(isUnsaved)).toEqual([false, true])
  expect(again.get(2)).toEqual({ given: 'はい', seq: 1, savedSeq: 0 })
  expect(keptOf(again)).toEqual([[2, 'はい', 0]])
})

test('having taken over, what was not sent from here gives way to what the other window saved since', () => {
  const kept: Kept[] = [
    [1, [1], 2],
    [2, 'はい', 0],
  ]
  const after = begun(items, kept, true)
  expect([after.get(1)?.given, after.get(2)?.given]).toEqual([[2], 'はい'])
})

test('what the server does not take is not sent again before it is changed; an empty answer is none', () => {
  const refused = refusedAt(changed(begun(items, []), 1, [1]), 1, '合いません')
  expect(isUnsaved(refused.get(1)!)).toBe(false)
  expect(isUnsaved(changed(refused, 1, [2]).get(1)!)).toBe(true)
  expect([[], [1], '', 'a', null].map((given) => isAnswered({ given, seq: 1, savedSeq: 1 }))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ])
})
