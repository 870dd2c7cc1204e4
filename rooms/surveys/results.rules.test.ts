import fc from 'fast-check'
import loadHighs from 'highs'
import { expect, test } from 'vitest'
import { type Answered, blocksOf, rowsOf } from './results.rules.ts'
import type { SurveyItem } from './survey.rules.ts'

const item: SurveyItem = { id: 'pride', type: 'agreement5', wording: '誇り' }
const group = (section: string, gradeBand: string, ...counts: number[]): Answered => ({
  steps: [
    ...section.split('/').map((value) => ({ attribute: 'section', value })),
    { attribute: 'gradeBand', value: gradeBand },
  ],
  tally: {
    n: counts.reduce((sum, count) => sum + count, 0),
    counts: Object.fromEntries(counts.map((count, at) => [String(at + 1), count]).filter(([, count]) => count !== 0)),
  },
})
const said = (groups: Answered[], k: number, by?: string) =>
  rowsOf(item, groups, k, by).map(({ attributes, n, distribution, favourable, status }) => [
    ...[Object.values(attributes).join(), n, distribution && Object.values(distribution).join(' '), favourable, status],
  ])

test('a group of k is shown with its answers, unless they say what all of it answered, or all but one; then neither is the rest (INV-A2, A3, A7)', () => {
  const varied = [
    group('10/1010', 'a', 1, 1, 1, 1, 1),
    group('10/1020', 'a', 0, 0, 2, 2, 1),
    group('20/2010', 'a', 0, 3, 0, 2, 0),
  ]
  expect(said(varied, 5, 'section')).toEqual([
    ['', 15, '1 4 3 5 2', 7, 'published'],
    ['10', 10, '1 1 3 3 2', 5, 'published'],
    ['10/1010', 5, '1 1 1 1 1', 2, 'published'],
    ['10/1020', 5, '0 0 2 2 1', 3, 'published'],
    ['20', 5, '0 3 0 2 0', 2, 'published'],
    ['20/2010', 5, '0 3 0 2 0', 2, 'published'],
  ])
  for (const alike of [
    [0, 0, 5, 0, 0],
    [0, 0, 4, 0, 1],
  ]) {
    const rows = said([varied[0]!, group('10/1020', 'a', ...alike), varied[2]!], 5, 'section')
    expect(rows.map(([place, , counts, , status]) => [place, counts !== null, status])).toEqual([
      ['', true, 'published'],
      ['10', true, 'published'],
      ['10/1010', false, 'suppressed'],
      ['10/1020', false, 'suppressed'],
      ['20', true, 'published'],
      ['20/2010', true, 'published'],
    ])
  }
})

test('fewer than k who answered an item are not shown, and of the whole nothing where all said the same', () => {
  expect(said([group('10', 'a', 1, 1, 1)], 4)).toEqual([['', 3, null, null, 'suppressed']])
  expect(said([group('10', 'a', 0, 0, 0, 0, 9)], 4)).toEqual([['', 9, null, null, 'suppressed']])
  expect(said([], 4)).toEqual([['', 0, null, null, 'suppressed']])
})

test('two attributes that speak of the same people hide the same', () => {
  // Grade b is section 20 and nobody else: what is hidden of the one may not be shown of the other.
  const groups = [group('10', 'a', 1, 2, 3, 2, 1), group('20', 'b', 0, 0, 0, 0, 6), group('30', 'c', 2, 2, 2, 0, 0)]
  const hidden = (by: string) =>
    rowsOf(item, groups, 4, by).flatMap((row) => (row.distribution ? [] : Object.values(row.attributes)))
  expect(hidden('section')).toEqual(['20', '30'])
  expect(hidden('gradeBand')).toEqual(['b', 'c'])
})

test('of choices several of which may be chosen, and of numbers, the same holds for each', () => {
  const many: SurveyItem = { id: 'wishes', type: 'multiple', wording: 'x', choices: ['p', 'q'] }
  const tally = (p: number, q: number) => [{ steps: [], tally: { n: 6, counts: { p, q } } }]
  expect(rowsOf(many, tally(4, 3), 4)[0]).toMatchObject({ distribution: { p: 4, q: 3 }, favourable: null })
  expect(rowsOf(many, tally(5, 1), 4)[0]).toMatchObject({ status: 'suppressed' })
  const hours: SurveyItem = { id: 'hours', type: 'number', wording: 'x', scale: { min: 0, max: 60 } }
  const given = [{ steps: [], tally: { n: 4, counts: { '10': 2, '9': 2 } } }]
  expect(rowsOf(hours, given, 4)[0]!.distribution).toEqual({ '9': 2, '10': 2 })
  // Of numbers only those are told that somebody of the place gave.
  const gave = (value: string, counts: Record<string, number>) => ({
    steps: [{ attribute: 'section', value }],
    tally: { n: 4, counts },
  })
  const two = [gave('10', { '1': 2, '2': 2 }), gave('20', { '3': 2, '4': 2 })]
  expect(rowsOf(hours, two, 4, 'section').map((row) => Object.keys(row.distribution ?? {}))).toEqual([
    ['1', '2', '3', '4'],
    ['1', '2'],
    ['3', '4'],
  ])
  const words: SurveyItem = { id: 'words', type: 'text', wording: 'x' }
  expect(rowsOf(words, [{ steps: [], tally: { n: 9, counts: {} } }], 4)[0]).toMatchObject({
    n: 9,
    status: 'suppressed',
  })
})

/** Small towns in which few say other things, so that much has to be hidden. */
const towns = fc.array(
  fc.record({
    section: fc.constantFrom('10/1010', '10/1020', '10/1030', '20/2010', '20/2020', '30'),
    gradeBand: fc.constantFrom('a', 'b'),
    counts: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(2), fc.nat(6), fc.constantFrom(0, 0, 8)),
  }),
  { minLength: 2, maxLength: 9 },
)
const groupsOf = (found: { section: string; gradeBand: string; counts: number[] }[]) => {
  const sums = new Map<string, Answered>()
  for (const { section, gradeBand, counts } of found) {
    const one = group(section, gradeBand, ...counts)
    if (one.tally.n >= 4) sums.set(`${section} ${gradeBand}`, one)
  }
  return [...sums.values()].toSorted((a, b) => (JSON.stringify(a.steps) < JSON.stringify(b.steps) ? -1 : 1))
}

test('by linear programming over all that is shown, in any order of looks, nobody learns what all of a hidden group answered, nor all but one', async () => {
  const load = loadHighs as unknown as (typeof loadHighs)['default']
  const highs = await load()
  const values = ['1', '2', '3', '4', '5']
  let attacked = 0
  const towns12 = fc.sample(towns, { numRuns: 150, seed: 47 })
  for (const found of towns12) {
    const groups = groupsOf(found)
    if (groups.length === 0) continue
    const looks = ['section', 'gradeBand', undefined].flatMap((by) =>
      rowsOf(item, groups, 4, by).map((row) => ({ by, row })),
    )
    const inRow = ({ by, row }: (typeof looks)[number], { steps }: Answered) => {
      const place = by === undefined ? undefined : row.attributes[by]
      const own = steps.filter(({ attribute }) => attribute === by).map(({ value }) => value)
      return place === undefined || own.join('/') === place || own.join('/').startsWith(`${place}/`)
    }
    const published = looks.filter(({ row }) => row.distribution)
    for (const look of looks.filter(({ row }) => !row.distribution && row.n >= 4)) {
      const members = groups.map((one) => inRow(look, one))
      const own = (value: string) =>
        groups.reduce((sum, { tally }, at) => sum + (members[at] ? (tally.counts[value] ?? 0) : 0), 0)
      const mode = values.toSorted((a, b) => own(b) - own(a))[0]!
      if (own(mode) < look.row.n - 1) continue
      // What the attacker knows: how many answered in each group, and every row that is shown.
      const x = (at: number, value: string) => `x${at}_${value}`
      const sums = [
        ...groups.map(({ tally }, at) => `${values.map((value) => x(at, value)).join(' + ')} = ${tally.n}`),
        ...published.flatMap((shown) =>
          values.map((value) => {
            const parts = groups.flatMap((one, at) => (inRow(shown, one) ? [x(at, value)] : []))
            return `${parts.join(' + ')} = ${shown.row.distribution![value]}`
          }),
        ),
      ]
      const target = groups.flatMap((_, at) => (members[at] ? [x(at, mode)] : [])).join(' + ')
      const least = highs.solve(
        `Minimize\n obj: ${target}\nSubject To\n${sums.map((sum, at) => ` c${at}: ${sum}`).join('\n')}\nEnd`,
      )
      attacked++
      expect(least.Status).toBe('Optimal')
      expect(least.ObjectiveValue).toBeLessThanOrEqual(look.row.n - 2 + 1e-6)
    }
  }
  expect(attacked).toBeGreaterThan(100)
}, 60_000)

test('every group is in one block, and of what is shown every sum and difference is one of blocks', () => {
  fc.assert(
    fc.property(towns, (found) => {
      const groups = groupsOf(found)
      const blocks = blocksOf(groups, 4)
      expect(blocks.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([...groups.keys()])
    }),
  )
})
