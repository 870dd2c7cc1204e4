import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organisationOf, withAllBelow } from './organisation.rules.ts'
import { mergeSmall, partsAlong, partsDown, type SectionNode, THRESHOLD, TOWN } from './small-sections.rules.ts'

const section = (sectionCode: string, parentCode: string | null = null): SectionNode => ({
  ...{ sectionCode, parentCode, name: `${sectionCode}課` },
})
const part = (sectionCode: string | null, people: number, ...tallies: number[]) => ({ sectionCode, people, tallies })
/** `a 5 (b c) alone [1 2]` */
const told = (...given: Parameters<typeof mergeSmall>) =>
  mergeSmall(...given).map(({ sectionCode, people, holds, isAlone, tallies }) =>
    [sectionCode ?? '—', people, `(${holds.join(' ')})`, isAlone ? 'alone' : 'together', `[${tallies.join(' ')}]`].join(
      ' ',
    ),
  )

test('five people stand by themselves, four go up and are named there, one does too, nobody stands nowhere', () => {
  const sections = [
    section('a'),
    section('b', 'a'),
    section('c', 'b'),
    section('d', 'a'),
    section('e', 'a'),
    section('f'),
  ]
  const parts = [
    part('a', 5, 1, 0),
    part('b', 4, 2, 1),
    part('c', 1, 1, 1),
    part('d', 5, 3, 3),
    part('e', 0, 0, 0),
    part('f', 6, 6, 2),
  ]
  expect(told(sections, parts)).toEqual([
    'a 5 () alone [1 0]',
    'b 5 (c課) together [3 2]',
    'd 5 () alone [3 3]',
    'f 6 () alone [6 2]',
  ])
  expect(told(sections, parts, 6)).toEqual(['a 15 (b課 c課 d課) together [7 5]', 'f 6 () alone [6 2]'])
  expect(told(sections, [part('c', 6, 1)])).toEqual(['c 6 () alone [1]'])
})

test('what no section can show stands together; where even that is too few, the smallest row takes it in', () => {
  const sections = [section('a'), section('b'), section('c', 'unknown')]
  expect(told(sections, [part('a', 3, 1), part('b', 2, 1), part('gone', 1, 1), part(null, 1, 0)])).toEqual([
    '— 7 (a課 b課) together [3]',
  ])
  expect(told(sections, [part('a', 6, 1), part('b', 5, 2), part('c', 1, 1)])).toEqual([
    'a 6 () alone [1]',
    'b 6 (c課) together [3]',
  ])
  expect(told(sections, [part('a', 5, 1), part('b', 6, 2), part(null, 4, 1)])).toEqual([
    'a 9 () together [2]',
    'b 6 () alone [2]',
  ])
  expect(told(sections, [part(null, 5, 4)])).toEqual(['— 5 () alone [4]'])
  expect(told(sections, [part(null, 2, 1), part('gone', 2, 1)])).toEqual([])
  expect(told(sections, [part('a', 5, 1), part(null, 0, 0)])).toEqual(['a 5 () alone [1]'])
})

test('every person is in one row, none holds fewer than the threshold, and what was tallied of them comes along (INV-S1)', () => {
  const tree = fc.array(fc.record({ parent: fc.nat(), people: fc.integer({ min: 0, max: 9 }) }), { minLength: 1 })
  fc.assert(
    fc.property(tree, fc.integer({ min: 0, max: 7 }), (nodes, unplaced) => {
      const sections = nodes.map(({ parent }, i) =>
        section(String(i), i === 0 || parent % 3 === 0 ? null : String(parent % i)),
      )
      const parts = [
        ...nodes.map(({ people }, i) => part(String(i), people, people * 2)),
        part(null, unplaced, unplaced * 2),
      ]
      const rows = mergeSmall(sections, parts)
      const all = parts.reduce((sum, { people }) => sum + people, 0)
      expect(rows.reduce((sum, { people }) => sum + people, 0)).toBe(all >= THRESHOLD ? all : 0)
      for (const { people, tallies } of rows) expect([people >= THRESHOLD, tallies]).toEqual([true, [people * 2]])
    }),
  )
})

test('going down from the town at once shows at each section what is shown to whoever looks at that section (INV-S1)', () => {
  const tree = fc.array(fc.record({ parent: fc.nat(), people: fc.integer({ min: 0, max: 9 }) }), {
    ...{ minLength: 1, maxLength: 14 },
  })
  fc.assert(
    fc.property(tree, fc.constantFrom(1, THRESHOLD), (nodes, threshold) => {
      const code = (i: number) => `s${i}`
      const own = nodes.map(({ parent, people }, i) => ({
        sectionCode: code(i),
        parentCode: i === 0 || parent % 3 === 0 ? TOWN : code(parent % i),
        name: code(i),
        people,
      }))
      const all = own.reduce((sum, { people }) => sum + people, 0)
      const counted = withAllBelow(organisationOf(own), {
        whole: [all, all * 2],
        codes: own.map(({ sectionCode }) => sectionCode),
        columns: [own.map(({ people }) => people), own.map(({ people }) => people * 2)],
      })
      const down = partsDown(counted, threshold)
      const nodeOf = new Map(own.map((one) => [one.sectionCode, one]))
      for (const path of new Set(down.map((one) => one.path.join(' ')))) {
        const nodes = path === '' ? [] : path.split(' ').map((one) => nodeOf.get(one)!)
        const looked = partsAlong(nodes, counted, threshold)
        expect(looked.isHidden).toBe(false)
        expect(down.filter((one) => one.path.join(' ') === path).map(({ row }) => row)).toEqual(looked.rows)
      }
    }),
  )
})
