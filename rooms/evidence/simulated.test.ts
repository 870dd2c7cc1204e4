/**
 * Wards whose truth is known, a hundred of each: what was planted is held by the interval, what was not is not called one. The engine is asked
 * directly, on the very rows that a study makes.
 */
import { expect, test } from 'vitest'
import { estimate } from '#engines/estimate/estimate.ts'
import { tableOf } from '#engines/estimate/table.ts'
import { randomFrom } from '#platform/random/random.ts'
import { judged } from './estimating.service.ts'
import { isEnough, leastSeen, neededEach } from './power.rules.ts'
import { type Asked, askedOf, rowsOf, type Subject } from './rows.rules.ts'
import { eValue, sensitivityOf } from './sensitivity.rules.ts'
import { addMonths, groupOf, type Statement, studyDays } from './statement.rules.ts'

const SEEDS = 100
const blank: Statement = {
  ...{ question: '', arrow: null, treatment: { kind: 'completion', courseCode: 'C' }, months: 6, sections: [] },
  ...{ from: '2025-04-01', to: '2025-10-01', outcome: { kind: 'level', skill: 's' }, employmentCategories: [] },
  ...{ comparison: 'never', design: 'did', covariates: [], every: 6, expected: '+', leastDifference: 0.5 },
}

interface World {
  readonly effect: number
  /** What everybody gains by the day of the outcome, and gained before. */
  readonly trend: number
  /** How much likelier whoever is better, or gets better faster, is to be treated. */
  readonly selfSelection: 'none' | 'level' | 'growth'
}

function wardOf(seed: number, { effect, trend, selfSelection }: World): Subject[] {
  const random = randomFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const ofSection = Array.from({ length: 15 }, () => normal() * 0.3)
  return Array.from({ length: 160 }, (_, place) => {
    const [ability, zeal] = [normal(), normal()]
    const chosen = selfSelection === 'level' ? ability : selfSelection === 'growth' ? zeal : 0
    const isTreated = random() < 1 / (1 + Math.exp(0.6 - 1.2 * chosen))
    const grows = selfSelection === 'growth' ? 0.5 * zeal : 0
    const at = (time: number, add = 0) =>
      ability + ofSection[place % 15]! + time * (trend + grows) + add + normal() * 0.4
    return {
      ...{ person: `p${place}`, section: `s${place % 15}`, group: isTreated ? 'treated' : 'comparison' },
      ...{
        treatedOn: isTreated ? '2025-06-01' : null,
        grade: `${1 + (place % 3)}`,
        employmentCategory: 'a',
        years: place % 20,
      },
      values: [at(0), at(1), at(2, isTreated ? effect : 0)],
    }
  })
}

function answerOf(statement: Statement, subjects: readonly Subject[]) {
  const { header, rows } = rowsOf(statement, studyDays(statement), subjects)
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  const sheet = { header, rows: rows.map((row, line) => ({ line, values: row.map(text) })) }
  const ask = ({ parts, wanted }: Asked) => ({ ...estimate(tableOf(sheet, parts), wanted), warnings: [], notes: [] })
  const { main, placebo } = askedOf(statement, subjects)
  return judged(statement, { subjects, main: ask(main), placebo: placebo && ask(placebo), restsOnSample: false })
}

type Answer = ReturnType<typeof answerOf>

/** What a study of each of the hundred wards answers. */
function answersOf(statement: Partial<Statement>, world: World): Answer[] {
  const asked = { ...blank, ...statement }
  return Array.from({ length: SEEDS }, (_, seed) => answerOf(asked, wardOf(seed + 1, world)))
}

const holdsHalf = ({ told: { main } }: Answer) => main.interval95![0] <= 0.5 && 0.5 <= main.interval95![1]
const isControlled = ({ level }: Answer) => level === 'controlled'

test('what was planted lies within the interval in at least 90 of 100 wards, and is found', () => {
  const world: World = { effect: 0.5, trend: 0.2, selfSelection: 'none' }
  const overTime = answersOf({}, world)
  expect(overTime.filter(holdsHalf).length).toBeGreaterThanOrEqual(90)
  expect(overTime.filter(isControlled).length).toBeGreaterThanOrEqual(80)
  expect(answersOf({ design: 'ols', covariates: ['before'] }, world).filter(holdsHalf).length).toBeGreaterThanOrEqual(
    90,
  )
  // Whoever is better chooses the course: differences over time are not led astray by it.
  expect(answersOf({}, { ...world, selfSelection: 'level' }).filter(holdsHalf).length).toBeGreaterThanOrEqual(90)
})

test('a strong trend, or that people chose for themselves, is not called one in at least 90 of 100 wards (INV-L6)', () => {
  const trend: World = { effect: 0, trend: 1, selfSelection: 'none' }
  expect(answersOf({}, trend).filter(isControlled).length).toBeLessThanOrEqual(10)
  // Before and after sees that people moved so before already, and says no more than that they changed.
  const before = answersOf({ design: 'beforeAfter' }, trend)
  expect(before.filter(({ level }) => level === 'comovement').length).toBeGreaterThanOrEqual(90)
  for (const [selfSelection, design] of [
    ['level', 'difference'],
    ['level', 'ipw'],
    ['growth', 'did'],
    ['growth', 'ols'],
  ] as const) {
    const covariates = design === 'ipw' || design === 'ols' ? (['before'] as const) : []
    const answers = answersOf({ design, covariates }, { effect: 0, trend: 0.2, selfSelection })
    expect(answers.filter(isControlled).length, `${design} ${selfSelection}`).toBeLessThanOrEqual(10)
  }
})

test('what is found must be more than what was found before by both of their errors together (INV-L6)', () => {
  const statement: Statement = { ...blank, design: 'ols' }
  const subjects = wardOf(1, { effect: 0.5, trend: 0, selfSelection: 'none' })
  const { main, placebo } = askedOf(statement, subjects)
  const { header, rows } = rowsOf(statement, studyDays(statement), subjects)
  const sheet = { header, rows: rows.map((row, line) => ({ line, values: row.map((value) => String(value ?? '')) })) }
  const engine = { ...estimate(tableOf(sheet, main.parts), main.wanted), warnings: [], notes: [] }
  const found = (more: object) => ({ ...engine, standardErrors: { ...engine.standardErrors, cluster: 0.1 }, ...more })
  const shortfalls = (estimate: number) =>
    judged(statement, {
      ...{ subjects, restsOnSample: false },
      main: found({ estimate, interval95: [estimate - 0.2, estimate + 0.2] }),
      placebo: found({ estimate: 0.2, pValue: 0.06 }),
    }).told.shortfalls
  // 1.96 × √(0.1² + 0.1²) = 0.277
  expect(placebo).not.toBeNull()
  expect([shortfalls(0.47).includes('moved_before'), shortfalls(0.48).includes('moved_before')]).toEqual([true, false])
})

test('days and groups follow from the statement alone, half-open', () => {
  const days = studyDays(blank)
  expect(days).toMatchObject({ before: '2025-03-31', outcomeOn: '2026-03-30', earlier: '2024-04-01' })
  const of = (treatedOn: string | null, more: Partial<Statement> = {}) =>
    groupOf({ ...blank, ...more }, days, treatedOn)
  expect([of('2025-04-01'), of('2025-09-30'), of('2025-10-01'), of('2026-03-30'), of('2026-03-31'), of(null)]).toEqual([
    ...['treated', 'treated', undefined, undefined, 'comparison', 'comparison'],
  ])
  expect([of(null, { comparison: 'later' }), of('2026-03-31', { comparison: 'later' })]).toEqual([
    undefined,
    'comparison',
  ])
  expect(studyDays({ ...blank, design: 'staggered' }).times).toEqual(['2024-09-30', '2025-03-31', '2025-09-30'])
  expect([addMonths('2024-01-31', 1), addMonths('2024-11-30', -12), addMonths('2025-12-31', 2)]).toEqual([
    ...['2024-02-29', '2023-11-30', '2026-02-28'],
  ])
})

test('how many people it takes, and what would overturn a difference, are those of their sources', () => {
  // Cohen 1988, table 2.4.1: d = 0.50, power 0.80, two-sided 0.05: 64 by t, 63 by the normal.
  expect([neededEach(0.5, false), neededEach(0.2, false), neededEach(0.8, false), neededEach(0.5, true)]).toEqual([
    ...[63, 393, 25, 32],
  ])
  expect(isEnough({ treated: 63, comparison: 63 }, 0.5, false)).toBe(true)
  expect(isEnough({ treated: 62, comparison: 62 }, 0.5, false)).toBe(false)
  expect(isEnough({ treated: 9, comparison: 9_000 }, 1, false)).toBe(false)
  expect(leastSeen({ treated: 63, comparison: 63 }, false)).toBeLessThan(0.5)
  // VanderWeele and Ding 2017: RR 3.9 (1.8 to 8.7) has an E-value of 7.26, and 3.0 at its lower end.
  expect(eValue(3.9)).toBeCloseTo(7.26, 2)
  expect(eValue(1.8)).toBeCloseTo(3.0, 2)
  expect(eValue(1 / 3.9)).toBeCloseTo(7.26, 2)
  const share = { isShare: true, base: 0.2, deviation: 0.4 }
  expect(sensitivityOf({ ...share, estimate: 0.58, interval: [0.16, 1] })!.estimate).toBeCloseTo(7.26, 2)
  // Of an interval that holds 0, at its end too, and of no difference at all nothing is to be explained.
  for (const interval of [
    [-0.1, 0.3],
    [0, 0.2],
    [-0.2, 0],
  ] as const)
    expect(sensitivityOf({ ...share, estimate: 0.1, interval })!.interval).toBe(1)
  expect(sensitivityOf({ ...share, estimate: 0, interval: [-0.1, 0.1] })).toEqual({ estimate: 1, interval: 1 })
  // The end that is nearer to none, from either side: RR 1.8 and 0.1/0.2.
  expect(sensitivityOf({ ...share, estimate: 0.58, interval: [0.16, 1] })!.interval).toBeCloseTo(3.0, 2)
  expect(sensitivityOf({ ...share, estimate: -0.15, interval: [-0.18, -0.1] })!.interval).toBeCloseTo(eValue(2), 9)
  // For a number RR ≈ exp(0.91·d).
  const number = { isShare: false, base: 2, deviation: 0.5, estimate: 0.25, interval: [0.1, 0.4] } as const
  expect(sensitivityOf(number)!.estimate).toBeCloseTo(eValue(Math.exp(0.455)), 9)
  expect(sensitivityOf({ ...number, deviation: 0 })).toBeNull()
  expect(sensitivityOf({ ...share, deviation: 0, estimate: 0.58, interval: [0.16, 1] })).not.toBeNull()
})
