import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anchorAt, placeOf } from './anchor.rules.ts'
import { applied, type Place, valueAt } from './change.rules.ts'
import { moves } from './editing.rules.ts'
import { dataIn } from './written.rules.ts'

const { data } = dataIn(readFileSync(new URL('../../../policy/examples/hoshino.yaml', import.meta.url), 'utf8'))!
const after = (place: Place, value: unknown, from = data) =>
  applied(from, { path: place, before: valueAt(from, place), after: value })

test('what is said of a skill, an arrow or a statement is found again after entries came, went and moved', () => {
  const skill = anchorAt(data, ['pyramid', 'tiers', 1, 'skills', 0, 'expected'])
  const arrow = anchorAt(data, ['model', 'arrows', 2, 'hypothesis'])
  const said = anchorAt(data, ['statements', 1])
  expect(arrow[2]).toMatchObject({ at: 2, name: '講座が開かれる → 職員が数字で事実を確かめている' })
  expect(placeOf(data, skill)).toEqual(['pyramid', 'tiers', 1, 'skills', 0, 'expected'])

  const turned = moves(data, ['pyramid', 'tiers'], 1, 0).reduce(applied, data)
  expect(placeOf(turned, skill)).toEqual(['pyramid', 'tiers', 0, 'skills', 0, 'expected'])
  // The skill leaves its tier for the other one.
  const held = valueAt(data, ['pyramid', 'tiers', 1, 'skills', 0])
  const gone = applied(data, { path: ['pyramid', 'tiers', 1, 'skills', 0], before: held })
  expect(placeOf(gone, skill)).toBeUndefined()
  const moved = applied(gone, { path: ['pyramid', 'tiers', 0, 'skills', 1], after: held })
  expect(placeOf(moved, skill)).toEqual(['pyramid', 'tiers', 0, 'skills', 1, 'expected'])

  const earlier = applied(data, { path: ['model', 'arrows', 0], before: valueAt(data, ['model', 'arrows', 0]) })
  expect(placeOf(earlier, arrow)).toEqual(['model', 'arrows', 1, 'hypothesis'])
  // A statement has no id: it is known by its words, and where those change by its kind.
  const before = applied(data, { path: ['statements', 0], after: { kind: 'credo', text: '先に' } })
  expect(placeOf(after(['statements', 2, 'text'], '別のことば', before), said)).toEqual(['statements', 2])
})

test('of entries that are alike the nearest is meant, and where the list is no more nothing is', () => {
  const list = { chapters: ['a', 'b', 'a'].map((heading) => ({ heading, text: heading })) }
  const third = anchorAt(list, ['chapters', 2])
  expect(placeOf(list, third)).toEqual(['chapters', 2])
  expect(placeOf({ chapters: list.chapters.slice(1) }, third)).toEqual(['chapters', 1])
  expect(placeOf({}, third)).toBeUndefined()
  expect(placeOf({}, anchorAt({}, ['model']))).toEqual(['model'])
})
