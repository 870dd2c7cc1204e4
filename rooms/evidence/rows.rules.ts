/**
 * The rows of a study, as the engine reads them from a file and as they are handed out: people are numbered anew, sections too.
 *
 *   most designs    person, treated, outcome, before, earlier, grade, employmentCategory, years, section
 *   differences     person, time, first, value, section           (a row a person and time; first: the time of their treatment, empty for the others)
 *   before, after   person, after, afterThen, value, section      (after: 0 before, 1 at the outcome; afterThen: the same one stretch earlier)
 */
import { type Design, firstTime, type Group, type Statement, type StudyDays, type Trait } from './statement.rules.ts'

export interface Subject {
  /** Pseudonyms of person and section. */
  readonly person: string
  readonly section: string
  readonly group: Group
  readonly treatedOn: string | null
  readonly grade: string
  readonly employmentCategory: string
  /** Whole years in service on the day before. */
  readonly years: number
  /** The outcome at each time; null: nothing is known of it (INV-P7). */
  readonly values: readonly (number | null)[]
}

type Row = readonly (string | number | null)[]

export interface Rows {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
}

/** What the engine is asked for of a file (engines/estimate): parts of its table, and how. */
export interface Asked {
  readonly parts: {
    readonly outcome: string
    readonly treatment?: string
    readonly covariates: readonly string[]
    readonly fixedEffects: readonly string[]
    readonly cluster?: string
    readonly unit?: string
    readonly time?: string
    readonly firstTreated?: string
  }
  readonly wanted: {
    readonly method: 'difference' | 'ols' | 'did' | 'matching' | 'ipw'
    readonly estimand: 'att'
    readonly treatment: string
    readonly time?: string
    readonly seed: number
  }
}

export function rowsOf(
  { design }: Pick<Statement, 'design'>,
  { times }: StudyDays,
  subjects: readonly Subject[],
): Rows {
  if (isOverTime(design)) {
    const known = subjects.filter(({ values }) => values.every((value) => value !== null))
    return {
      header: ['person', 'time', 'first', 'value', 'section'],
      rows: known.flatMap(({ person, section, group, treatedOn, values }) => {
        const first = group === 'treated' ? firstTime(treatedOn, times) : null
        return values.map((value, place) => [person, place + 1, first, value, section])
      }),
    }
  }
  if (design === 'beforeAfter') {
    return {
      header: ['person', 'after', 'afterThen', 'value', 'section'],
      rows: subjects.filter(hasOutcome).flatMap(({ person, section, values: [earlier, before, outcome] }) => [
        [person, null, 0, earlier ?? null, section],
        [person, 0, 1, before ?? null, section],
        [person, 1, null, outcome ?? null, section],
      ]),
    }
  }
  return {
    header: [
      ...['person', 'treated', 'outcome', 'before', 'earlier', 'grade', 'employmentCategory', 'years', 'section'],
    ],
    rows: subjects.map(({ person, group, values: [earlier, before, outcome], ...one }) => [
      ...[person, group === 'treated' ? 1 : 0, outcome ?? null, before ?? null, earlier ?? null],
      ...[one.grade, one.employmentCategory, one.years, one.section],
    ]),
  }
}

/** Those of whom all is known that the design needs. */
export function usable({ design, covariates }: Statement, subjects: readonly Subject[]): Subject[] {
  if (isOverTime(design)) return subjects.filter(({ values }) => values.every((value) => value !== null))
  if (design === 'beforeAfter') return subjects.filter((one) => hasOutcome(one) && one.values[1] !== null)
  return subjects.filter((one) => hasOutcome(one) && (!covariates.includes('before') || one.values[1] !== null))
}

/** Fewer groups than this tell too little of how sections differ (Cameron and Miller, Journal of Human Resources 50 (2015), section VI). */
const LEAST_SECTIONS = 10
/** By the influence function, whose normal interval is too short where there are few (the engine warns below as many). */
const LEAST_OVER_TIME = 30

/** What the engine is asked, and the same arithmetic one stretch earlier, where nothing may be found. */
export function askedOf(
  { design, covariates }: Statement,
  subjects: readonly Subject[],
): { main: Asked; placebo: Asked | null } {
  const sections = new Set(subjects.map(({ section }) => section)).size
  const cluster = sections >= (isOverTime(design) ? LEAST_OVER_TIME : LEAST_SECTIONS) ? 'section' : undefined
  if (isOverTime(design)) {
    const parts = { outcome: 'value', covariates: [], fixedEffects: [], unit: 'person', time: 'time' }
    const main = {
      parts: { ...parts, firstTreated: 'first', ...(cluster ? { cluster } : {}) },
      wanted: { method: 'did', estimand: 'att', treatment: 'first', time: 'time', seed: SEED },
    } as const
    return { main, placebo: null }
  }
  if (design === 'beforeAfter') {
    const asked = (treatment: string): Asked => ({
      parts: { outcome: 'value', treatment, covariates: [], fixedEffects: ['person'], cluster: cluster ?? 'person' },
      wanted: { method: 'ols', estimand: 'att', treatment, seed: SEED },
    })
    return { main: asked('after'), placebo: asked('afterThen') }
  }
  const method = design === 'fixedEffects' ? 'ols' : design
  const byPropensity = design === 'matching' || design === 'ipw'
  const held = design === 'difference' ? [] : covariates
  const asked = (outcome: string, before: Trait | 'earlier'): Asked => ({
    parts: {
      ...{ outcome, treatment: 'treated' },
      covariates: held.map((name) => (name === 'before' ? before : name)),
      fixedEffects: design === 'fixedEffects' ? ['section'] : [],
      ...(cluster && !byPropensity ? { cluster } : {}),
    },
    wanted: { method, estimand: 'att', treatment: 'treated', seed: SEED },
  })
  return { main: asked('outcome', 'before'), placebo: asked('before', 'earlier') }
}

/** The verb's words that give the same figures from the same file. */
export function wordsOf(file: string, { parts, wanted }: Asked): string[] {
  const option = (name: string, value: string | readonly string[] | undefined) =>
    value === undefined || value.length === 0 ? [] : [`--${name}`, [value].flat().join(',')]
  return [
    ...['estimate', file, ...option('outcome', parts.outcome), ...option('treatment', parts.treatment)],
    ...option('covariates', parts.covariates),
    ...option('fixed-effects', parts.fixedEffects),
    ...option('cluster', parts.cluster),
    ...option('unit', parts.unit),
    ...option('time', parts.time),
    ...option('first-treated', parts.firstTreated),
    ...['--method', wanted.method, '--seed', String(wanted.seed)],
  ]
}

const SEED = 1

export function isOverTime(design: Design): design is 'did' | 'staggered' {
  return design === 'did' || design === 'staggered'
}

const hasOutcome = ({ values }: Subject) => values.at(-1) !== null
