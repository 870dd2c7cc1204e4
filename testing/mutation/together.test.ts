import { expect, test } from 'vitest'
import type { Mutant } from './mutants.ts'
import { withChanges } from './together.ts'

test('a function that stands in no other one asks at its beginning which of its changes is in force', () => {
  const text = [
    'export const open = async (a) => (await a) > 1',
    'function close() {',
    '  return list.map((b) => b + 1)',
    '}',
    'const all = 1 + 2',
  ].join('\n')
  const at = (was: string, replacement: string, id: number): Mutant & { id: number } => {
    const start = text.indexOf(was)
    return { path: 'rooms/x/rules.ts', start, end: start + was.length, replacement, kind: 'turned', id }
  }
  const mutants = [at('> 1', '>= 1', 4), at('b + 1', 'b - 1', 5), at('map', 'filter', 6), at('1 + 2', '1 - 2', 7)]
  const { text: withAll, ids } = withChanges('rooms/x/rules.ts', text, mutants)
  // What stands in no function is nobody's.
  expect(ids).toEqual([4, 5, 6])
  expect(withAll.split('\n').slice(1)).toEqual([
    'export const open = async (a) => ($switched([4]) === 4 ? ((await a) >= 1) :  ((await a) > 1))',
    'function close() { switch ($switched([5,6])) { case 5: { {',
    '  return list.map((b) => b - 1)',
    '} return }',
    'case 6: { {',
    '  return list.filter((b) => b + 1)',
    '} return } }',
    '{',
    '  return list.map((b) => b + 1)',
    '} }',
    'const all = 1 + 2',
  ])
})
