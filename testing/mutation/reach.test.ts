import { expect, test } from 'vitest'
import { withCalls } from './reach.ts'

test('a call stands at the beginning of every function that stands in no other one', () => {
  const text = [
    'export const open = (a) => ({ a })',
    'async function close() {',
    '  await list.map((b) => b)',
    '}',
  ].join('\n')
  expect(withCalls('rooms/x/rules.ts', text).split('\n').slice(1)).toEqual([
    'export const open = (a) => ($reached("rooms/x/rules.ts:27"), ({ a }))',
    'async function close() {$reached("rooms/x/rules.ts:58");',
    '  await list.map((b) => b)',
    '}',
  ])
})
