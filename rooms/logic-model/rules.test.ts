import fc from 'fast-check'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import { asWhole, readPolicy } from '#testing/policies.ts'
import { columnsOf, levelsInOrder, nodesOf, related } from './rules.ts'

const document = asWhole(readPolicy('shinagawa.yaml'))

test('the columns hold every node of the model once, level by level', () => {
  const nodes = nodesOf(document)
  const columns = columnsOf(nodes, document.model.arrows)
  expect(columns.map(({ level }) => level)).toEqual(levelsInOrder)
  expect(columns.flatMap(({ ids }) => ids).sort()).toEqual(nodes.map(({ id }) => id).sort())
})

test('choosing a card keeps what leads to it and what it leads to, and nothing else', () => {
  const { arrows } = document.model
  const kept = related(arrows, 'right-people-join')
  expect([...kept].sort()).toEqual(
    ['at-ease', 'recruiting', 'recruiting-events-held', 'right-people-join', 'supported-vision'].sort(),
  )
})

test('whatever the arrows, ordering loses and doubles nothing', () => {
  const level = fc.constantFrom(...levelsInOrder)
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(), fc.nat())),
      (levels, pairs) => {
        const nodes = levels.map((one, i) => ({ id: `n${i}`, level: one }))
        const arrows = pairs.map(([from, to]) => ({ from: `n${from % nodes.length}`, to: `n${to % nodes.length}` }))
        const ids = columnsOf(nodes, arrows).flatMap((column) => column.ids)
        expect(ids.sort()).toEqual(nodes.map(({ id }) => id).sort())
      },
    ),
  )
})
