import { expect, test } from 'vitest'
import { type Checked, earned } from './level.rules.ts'

const found: Checked = {
  ...{ design: 'ols', expected: '+', estimate: 0.5, interval: [0.3, 0.7], placeboP: 0.4 },
  ...{ beyond: { estimate: 0.5, error: 0.1 }, largestDifference: 0.1, treated: 1_000, comparison: 1_000 },
}
const of = (more: Partial<Checked>) => {
  const { level, finding, shortfalls } = earned({ ...found, ...more })
  return [level, finding, ...shortfalls]
}

test('who is compared with others that were alike and did not move so before has it under control; with themselves, before and after (INV-L6)', () => {
  expect(of({})).toEqual(['controlled', 'with'])
  expect(of({ design: 'beforeAfter', largestDifference: null })).toEqual(['beforeAfter', 'with'])
  expect(of({ expected: '-', interval: [-0.7, -0.3], beyond: { estimate: -0.5, error: 0.1 } })).toEqual([
    ...['controlled', 'with'],
  ])
})

test('an interval that holds 0, at its end too, says nothing; one on the other side speaks against (INV-L6)', () => {
  for (const interval of [
    [0, 0.7],
    [-0.7, 0],
    [-0.1, 0.7],
  ] as const) {
    expect(of({ interval })).toEqual(['hypothesis', 'none', 'nothing_found'])
  }
  expect(of({ interval: [-0.7, -0.3] })).toEqual(['hypothesis', 'against', 'against'])
  expect(of({ expected: '-' })).toEqual(['hypothesis', 'against', 'against'])
})

test('what was found must be more than chance and more than what was there before already (INV-L6)', () => {
  expect(of({ placeboP: null })).toEqual(['comovement', 'with', 'no_placebo'])
  expect(of({ placeboP: 0.05 })).toEqual(['controlled', 'with'])
  expect(of({ placeboP: 0.049 })).toEqual(['comovement', 'with', 'moved_before'])
  // 1.96 errors are not more than 1.96 errors.
  expect(of({ beyond: { estimate: 0.196, error: 0.1 } })).toEqual(['comovement', 'with', 'moved_before'])
  expect(of({ beyond: { estimate: 0.197, error: 0.1 } })).toEqual(['controlled', 'with'])
  expect(of({ beyond: { estimate: -0.5, error: 0.1 } })).toEqual(['comovement', 'with', 'moved_before'])
  expect(of({ beyond: null })).toEqual(['controlled', 'with'])
})

test('groups are alike up to a quarter of a standard deviation, small ones up to three standard errors (INV-L6)', () => {
  expect(of({ largestDifference: 0.25 })).toEqual(['controlled', 'with'])
  expect(of({ largestDifference: 0.251 })).toEqual(['comovement', 'with', 'unlike'])
  // 3 × √(1/100 + 1/50) = 0.5196
  const small = { treated: 100, comparison: 50 }
  expect(of({ ...small, largestDifference: 0.519 })).toEqual(['controlled', 'with'])
  expect(of({ ...small, largestDifference: 0.52 })).toEqual(['comovement', 'with', 'unlike'])
})
