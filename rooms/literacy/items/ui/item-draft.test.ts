import { expect, test } from 'vitest'
import { faultOf, type Item } from '../rules.ts'
import { draftOf, emptyDraft, itemOf, withChoice, withRight } from './item-draft.ts'

const item = { code: 'x-1', field: 'why', skill: null, level: 2, stem: '?', explanation: '', isSample: true } as const
const bodies = [
  { kind: 'single', body: { choices: ['あ', 'い', 'う'], right: [2] } },
  { kind: 'multiple', body: { choices: ['あ', 'い', 'う'], right: [1, 3] } },
  { kind: 'ordering', body: { choices: ['あ', 'い', 'う'], right: [3, 1, 2] } },
  { kind: 'numeric', body: { value: '1.5', tolerance: '0.1', unit: '人' } },
  { kind: 'text', body: { accepted: ['BCC', 'ビーシーシー'] } },
] as const

test('an item of each kind comes out of its form as it went in: looking at it makes no new version', () => {
  for (const one of bodies) {
    const whole = { ...item, ...one } as unknown as Item
    expect(itemOf(draftOf(whole as never)), one.kind).toEqual(whole)
  }
})

test('what is right goes with its choice where an empty one is left out; one alone is right of a single choice', () => {
  const words = ['', 'い', 'う', 'え']
  const draft = { ...emptyDraft, choices: emptyDraft.choices.map((one, at) => ({ ...one, words: words[at]! })) }
  const one = withRight(withRight(draft, 2, true), 3, true)
  expect(itemOf(one).body).toEqual({ choices: ['い', 'う', 'え'], right: [3] })
  expect(faultOf(itemOf({ ...one, code: 'a', stem: '?' }) as Item)).toBe(undefined)
  expect(faultOf(itemOf({ ...draft, code: 'a', stem: '?' }) as Item)).toBe('no_right')
  expect(itemOf(withRight(withRight({ ...draft, kind: 'multiple' }, 2, true), 3, true)).body).toMatchObject({
    right: [2, 3],
  })
  let many = draft
  for (let turn = 0; turn < 9; turn++) many = withChoice(many)
  expect(many.choices).toHaveLength(10)
})
