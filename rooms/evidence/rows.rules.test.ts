import { expect, test } from 'vitest'
import { balanceOf, momentsOf, shownRows } from './balance.rules.ts'
import { askedOf, rowsOf, type Subject, usable, wordsOf } from './rows.rules.ts'
import { type Statement, studyDays } from './statement.rules.ts'

const statement: Statement = {
  ...{ question: '', arrow: null, treatment: { kind: 'completion', courseCode: 'C' }, months: 5, sections: [] },
  ...{ from: '2025-05-01', to: '2025-05-31', outcome: { kind: 'level', skill: 's' }, employmentCategories: [] },
  ...{ comparison: 'never', design: 'ols', covariates: ['grade'], every: 6, expected: '+', leastDifference: 0.5 },
}
const somebody: Subject = {
  ...{ person: 'p', section: 's', group: 'treated', treatedOn: '2025-05-02', grade: '1', employmentCategory: 'a' },
  ...{ years: 3, values: [1, 2, 3] },
}
const inSections = (sections: number) =>
  Array.from({ length: sections }, (_, place): Subject => ({ ...somebody, section: `s${place}` }))

test('the errors of a study follow its sections from ten on, and over time from thirty on', () => {
  const clusterOf = (design: Statement['design'], sections: number) =>
    askedOf({ ...statement, design }, inSections(sections)).main.parts.cluster
  expect([clusterOf('ols', 9), clusterOf('ols', 10)]).toEqual([undefined, 'section'])
  expect([clusterOf('did', 29), clusterOf('did', 30)]).toEqual([undefined, 'section'])
  expect([clusterOf('beforeAfter', 9), clusterOf('beforeAfter', 10)]).toEqual(['person', 'section'])
  // By the propensity people are drawn again, not sections.
  expect([clusterOf('matching', 10), clusterOf('ipw', 10), clusterOf('difference', 10)]).toEqual([
    ...[undefined, undefined, 'section'],
  ])
})

test('a study holds equal what it says, and one stretch earlier the outcome of then', () => {
  const asked = (more: Partial<Statement>) => askedOf({ ...statement, ...more }, inSections(10))
  const both = asked({ design: 'fixedEffects', covariates: ['grade', 'before'] })
  expect([both.main.parts.covariates, both.placebo?.parts.covariates]).toEqual([
    ['grade', 'before'],
    ['grade', 'earlier'],
  ])
  expect([both.main.parts.fixedEffects, asked({}).main.parts.fixedEffects]).toEqual([['section'], []])
  expect([both.main.wanted.method, asked({ design: 'difference' }).main.parts.covariates]).toEqual(['ols', []])
  expect(wordsOf('x.csv', asked({ design: 'difference' }).main)).toEqual([
    ...['estimate', 'x.csv', '--outcome', 'outcome', '--treatment', 'treated', '--cluster', 'section'],
    ...['--method', 'difference', '--seed', '1'],
  ])
})

test('whoever lacks what a design needs is left out of it, and of no other (INV-P7)', () => {
  const people: Subject[] = [
    somebody,
    { ...somebody, person: 'q', values: [null, 2, 3] },
    { ...somebody, person: 'r', values: [1, null, 3] },
    { ...somebody, person: 's', values: [1, 2, null] },
  ]
  const of = (more: Partial<Statement>) => usable({ ...statement, ...more }, people).map(({ person }) => person)
  expect(of({ design: 'did' })).toEqual(['p'])
  expect(of({ design: 'beforeAfter' })).toEqual(['p', 'q'])
  expect(of({ covariates: ['before'] })).toEqual(['p', 'q'])
  expect(of({})).toEqual(['p', 'q', 'r'])
  const rows = (design: Statement['design']) => rowsOf({ design }, studyDays(statement), people).rows.length
  expect([rows('did'), rows('beforeAfter'), rows('ols')]).toEqual([3, 9, 4])
})

test('of times half a year apart the last is the day of the outcome itself', () => {
  expect(studyDays({ ...statement, design: 'staggered' }).times).toEqual(['2024-10-30', '2025-04-30', '2025-10-30'])
})

test('means and deviations are those of the sample, and one alone does not vary', () => {
  expect(momentsOf([1, 2, 3, 6])).toEqual({ mean: 3, deviation: Math.sqrt(14 / 3) })
  expect(momentsOf([4])).toEqual({ mean: 4, deviation: 0 })
})

test('how alike two groups are is told over the mean of their variances; a figure of fewer than five is hidden (INV-S1)', () => {
  const group = (group: Subject['group'], years: readonly number[]) =>
    years.map((one, place): Subject => ({ ...somebody, group, years: one, grade: `${place === 0 ? 2 : 1}` }))
  const rows = balanceOf([...group('treated', [1, 2, 3, 4, 5]), ...group('comparison', [3, 4, 5, 6, 7, 11])])
  const years = rows.find(({ trait }) => trait === 'years')!
  expect([years.treated, years.comparison, years.isHidden]).toEqual([3, 6, false])
  expect(years.difference).toBeCloseTo(-3 / Math.sqrt((2.5 + 8) / 2), 12)
  // One of each group is of the second grade.
  expect(rows.filter(({ trait, isHidden }) => trait === 'grade' && isHidden)).toHaveLength(2)
  expect(shownRows(rows, { treated: 5, comparison: 6 }).filter(({ isHidden }) => isHidden)).toHaveLength(2)
  const few = balanceOf([...group('treated', [1, 2, 3, 4]), ...group('comparison', [3, 4, 5, 6, 7])])
  expect(few.find(({ trait }) => trait === 'years')).toMatchObject({ isHidden: true })
})
