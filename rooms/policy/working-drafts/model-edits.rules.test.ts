import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { applied, inverse, type ValueChange, valueAt } from './change.rules.ts'
import {
  drawnArrows,
  drawnNodes,
  listBeside,
  reachableFrom,
  withArrow,
  withNode,
  withoutArrow,
  withoutNode,
} from './model-edits.rules.ts'
import { dataIn } from './written.rules.ts'

const { data } = dataIn(readFileSync(new URL('../../../policy/examples/hoshino.yaml', import.meta.url), 'utf8'))!
const after = (changes: readonly unknown[], from: unknown = data) => (changes as ValueChange[]).reduce(applied, from)
const named = (id: string, from: unknown = data) => drawnNodes(from).find((node) => node.id === id)!

test('a node that is taken out takes its arrows along, and all of it comes back', () => {
  const changes = withoutNode(data, named('works-well'))
  const left = after(changes)
  expect(drawnNodes(left).map(({ id }) => id)).not.toContain('works-well')
  expect(drawnArrows(left).filter(({ from, to }) => [from, to].includes('works-well'))).toEqual([])
  expect(drawnArrows(left)).toHaveLength(4)
  expect(after(changes.toReversed().map(inverse), left)).toEqual(data)
  expect(after(withoutArrow(drawnArrows(data)[2]!).map(inverse), after(withoutArrow(drawnArrows(data)[2]!)))).toEqual(
    data,
  )
})

test('arrows run forward only and never twice; a node beside another comes with the arrow that ties it (INV-L1)', () => {
  const reads = named('reads-data')
  // `works-well` is tied already; all that comes before is behind.
  expect(reachableFrom(data, reads).map(({ id }) => id)).toEqual(['lives-well'])
  expect(reachableFrom(data, named('lives-well'))).toEqual([])
  expect([listBeside(reads, 'before'), listBeside(reads, 'after')]).toEqual(['outputs', 'intermediateOutcomes'])
  expect([listBeside(named('data-course'), 'before'), listBeside(named('lives-well'), 'after')]).toEqual([
    undefined,
    undefined,
  ])
  const tie = { from: 'new', to: 'reads-data' }
  const added = after(withNode(data, 'outputs', { id: 'new', name: '' }, tie))
  expect(named('new', added)).toMatchObject({ list: 'outputs', at: 2 })
  expect(drawnArrows(added).at(-1)).toMatchObject(tie)
  const tied = after(withArrow(added, { from: 'reads-data', to: 'lives-well' }), added)
  expect(reachableFrom(tied, named('reads-data', tied))).toEqual([])
  // In an empty draft the first node brings the model along.
  const first = after(withNode({}, 'finalOutcomes', { id: 'x', name: 'y' }), {})
  expect(valueAt(first, ['model', 'finalOutcomes', 0])).toEqual({ id: 'x', name: 'y' })
})

test('what is half-written draws what it can: without an id nothing, of two with one id the first', () => {
  const half = {
    model: { outputs: [{ name: 'a' }, { id: 'b' }, { id: 'b', name: 'c' }, null], arrows: [null, { from: 1 }] },
  }
  expect(drawnNodes(half)).toEqual([{ id: 'b', list: 'outputs', at: 1, name: '', isSample: false }])
  expect(drawnArrows(half).map(({ from, to }) => [from, to])).toEqual([
    ['', ''],
    ['', ''],
  ])
  expect(drawnNodes({ model: 'x' })).toEqual([])
})
