import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributesOf, mergeBySize, type Sized } from './cells.rules.ts'
import { type Attribute, attributes, planCells, type Receiver, type Sections } from './opening.rules.ts'

const sections: Sections = new Map(
  (
    [
      ['10', null, '部'],
      ['1010', '10', '課'],
      ['1020', '10', '課'],
      ['101010', '1010', '係'],
      ['20', null, '部'],
      ['2010', '20', '課'],
    ] as const
  ).map(([code, parent, kind]) => [code, { parent, kind }]),
)
const people = (sectionCode: string, count: number, gradeBand = '1級職', employmentCategory = '常勤') =>
  Array.from({ length: count }, () => ({ sectionCode, gradeBand, employmentCategory }))
const numbered = (all: Omit<Receiver, 'staffMemberId'>[]): Receiver[] =>
  all.map((person, at) => ({ ...person, staffMemberId: at + 1 }))

function shown(all: Receiver[], named: Attribute[], k: number, level = '課') {
  const { cells, merged } = planCells(all, sections, { attributes: named, level, k })
  return {
    cells: cells.map(({ steps, people: own }) => [attributesOf(steps), own.length]),
    merged: merged.map(({ from, into }) => [from, into]),
  }
}

test('a cell that is too small is taken together with its smallest sibling, and what is left too small with its whole parent (INV-A2)', () => {
  const all = numbered([
    ...people('1010', 6),
    ...people('1020', 3),
    ...people('10', 5),
    ...people('2010', 2),
    ...people('20', 2),
  ])
  expect(shown(all, ['section'], 4)).toEqual({
    cells: [
      [{ section: '10/10+1020' }, 8],
      [{ section: '10/1010' }, 6],
      [{ section: '20' }, 4],
    ],
    merged: [
      [{ section: '10/10' }, { section: '10/10+1020' }],
      [{ section: '10/1020' }, { section: '10/10+1020' }],
      [{ section: '20/20' }, { section: '20' }],
      [{ section: '20/2010' }, { section: '20' }],
    ],
  })
})

test('the attribute named last is coarsened first, and no cell reaches below the level', () => {
  const all = numbered([
    ...people('101010', 5),
    ...people('101010', 3, '2級職'),
    ...people('2010', 5),
    ...people('2010', 4, '2級職'),
  ])
  expect(shown(all, ['section', 'gradeBand'], 4).cells).toEqual([
    [{ section: '10/1010' }, 8],
    [{ section: '20/2010', gradeBand: '1級職' }, 5],
    [{ section: '20/2010', gradeBand: '2級職' }, 4],
  ])
  expect(shown(all, ['section'], 4, '係').cells).toEqual([
    [{ section: '10/1010/101010' }, 8],
    [{ section: '20/2010' }, 9],
  ])
  expect(shown(all, ['section'], 4, '部').cells).toEqual([
    [{ section: '10' }, 8],
    [{ section: '20' }, 9],
  ])
})

test('where all are too few there is one cell of all, which tells nothing apart', () => {
  expect(shown(numbered([...people('1010', 1), ...people('2010', 2)]), ['section', 'gradeBand'], 4).cells).toEqual([
    [{}, 3],
  ])
})

const receiver = fc.record({
  sectionCode: fc.constantFrom(...sections.keys()),
  gradeBand: fc.constantFrom('1級職', '2級職', '3級職'),
  employmentCategory: fc.constantFrom('常勤', '再任用'),
})

test('everybody is in one cell, each has k or is the whole, and merged ones lie in one place of the tree', () => {
  fc.assert(
    fc.property(
      fc.array(receiver, { minLength: 1, maxLength: 60 }),
      fc.shuffledSubarray([...attributes]),
      fc.integer({ min: 4, max: 9 }),
      fc.constantFrom('部', '課', '係'),
      (all, named, k, level) => {
        const receivers = numbered(all)
        const { cells } = planCells(receivers, sections, { attributes: named, level, k })
        expect(cells.flatMap((cell) => cell.people).toSorted((a, b) => a - b)).toEqual(
          receivers.map(({ staffMemberId }) => staffMemberId),
        )
        if (cells.length > 1) for (const cell of cells) expect(cell.people.length).toBeGreaterThanOrEqual(k)
        // Two cells never speak of the same: somebody's own attributes say which one is theirs.
        const names = cells.map(({ steps }) => JSON.stringify(attributesOf(steps)))
        expect(new Set(names).size).toBe(names.length)
        for (const { steps, people: own } of cells) {
          const last = steps.at(-1)
          for (const id of own) {
            const person = receivers[id - 1]!
            if (last && last.attribute !== 'section') {
              expect(last.value.split('+')).toContain(person[last.attribute as 'gradeBand'])
            }
          }
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('merging again, by how many answered, keeps sums and leaves k in each or all in one', () => {
  const cell = fc.record({
    way: fc.tuple(fc.constantFrom('10', '20', '30'), fc.constantFrom('a', 'b', 'c')),
    size: fc.nat(9),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { minLength: 1, selector: ({ way }) => way.join() }),
      fc.integer({ min: 4, max: 6 }),
      (found, k) => {
        const cells: Sized[] = found.map(({ way: [section, gradeBand], size }) => ({
          size,
          steps: [
            { attribute: 'section', value: section },
            { attribute: 'gradeBand', value: gradeBand },
          ],
        }))
        const groups = mergeBySize(cells, k)
        const sums = groups.map(({ members }) => members.reduce((sum, place) => sum + cells[place]!.size, 0))
        expect(groups.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([...cells.keys()])
        if (groups.length > 1) for (const sum of sums) expect(sum).toBeGreaterThanOrEqual(k)
        expect(
          mergeBySize(
            groups.map(({ steps }, at) => ({ steps, size: sums[at]! })),
            k,
          ),
        ).toHaveLength(groups.length)
      },
    ),
    { numRuns: 300 },
  )
})
