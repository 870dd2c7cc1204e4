import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import type { Node } from './rules.ts'
import { columnsOf, levelsInOrder, related } from './rules.ts'
import { pathOf } from './service.ts'

/** `'abc def'`: cards of each column; `'ad ae'`: arrows. */
function model(columns: string, arrows: string) {
  const nodes = columns
    .split(' ')
    .flatMap((ids, place) => [...ids].map((id) => ({ id, level: levelsInOrder[place] as Node['level'] })))
  return { nodes, arrows: arrows.split(' ').map(([from, to]) => ({ from: from!, to: to! })) }
}
const placed = (columns: string, arrows: string) => {
  const { nodes, arrows: own } = model(columns, arrows)
  return columnsOf(nodes, own).map(({ ids }) => ids.join(''))
}

test('cards go beside those they are tied to, four times forth and back, and a column without cards is left out', () => {
  expect(placed('ab cd', 'ad bc')).toEqual(['ab', 'dc'])
  expect(placed('abc def', 'af bd ce')).toEqual(['abc', 'fde'])
  // Every sweep moves something here, so that a fifth or a missing one would show.
  const crossed = 'ad af cd ce cf dg di eh ei fh gj ij'
  expect(placed('abc def ghi j', crossed)).toEqual(['abc', 'def', 'gih', 'j'])
  const { nodes, arrows } = model('ab cd', 'ad bc')
  const apart = nodes.map((node) => ({
    ...node,
    level: node.level === 'output' ? ('finalOutcome' as const) : node.level,
  }))
  expect(columnsOf(apart, arrows)).toEqual([
    { level: 'activity', ids: ['a', 'b'] },
    { level: 'finalOutcome', ids: ['d', 'c'] },
  ])
  // An arrow to a card that is not there counts for nothing.
  expect(placed('ab cd', 'ad bc xc')).toEqual(['ab', 'dc'])
})

test('what is related is reached over any number of arrows, in their direction only', () => {
  const { arrows } = model('', 'ab bc cd xb by dz')
  expect([...related(arrows, 'c')].sort().join('')).toBe('abcdxz')
  expect([...related(arrows, 'y')].sort().join('')).toBe('abxy')
})

test(
  'of two outcomes the path holds both ways, and no arrow that only begins or only ends on it',
  inTown(async (town) => {
    const { ways, nodes, arrows } = await within(town, (ctx) => pathOf(ctx, ['purpose-felt', 'right-people-join']))
    const ids = nodes.map(({ id }) => id)
    expect(new Set(ways.flat())).toEqual(new Set(ids))
    expect(ids).toEqual(expect.arrayContaining(['purpose-felt', 'right-people-join', 'pride', 'at-ease']))
    expect(arrows.filter(({ from, to }) => !(ids.includes(from) && ids.includes(to)))).toEqual([])
    const inWays = ways.flatMap((way) => way.slice(1).map((to, place) => `${way[place]} ${to}`))
    expect(new Set(arrows.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(inWays))
  }),
)
