import type { Language } from '#platform/i18n/messages.ts'
import type { Json } from '#platform/measure/measure.ts'
import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { Actual } from '#rooms/policy/model.rules.ts'
import { type TargetOfYear, targetsOf } from '#rooms/policy/rules.ts'

/** Whole numbers from which a value is computed where it is shown (INV-L8); no denominator for a plain count. */
export interface Counted {
  readonly numerator: number
  readonly denominator: number | null
}

/** `notDue`: the year is over, and what is aimed at is for a later one. */
export type Status = 'noTarget' | 'noValue' | 'achieved' | 'notYet' | 'notDue'
/** Against the wanted direction of the KPI: moved, did not move, moved the other way. */
export type Movement = 'forward' | 'still' | 'against' | 'unknown'
export type Direction = 'up' | 'down'

/** What the policy says of a quantity, however it is got; the part that a review freezes. */
export interface Definition {
  readonly id: string
  /** Of an outcome, or of an output: never mixed (INV-L3). */
  readonly kind: 'kpi' | 'indicator'
  /** Id of the outcome or output in the model; null where a policy without a model names none. */
  readonly node: string | null
  readonly name: string
  readonly unit: string
  /** Null where HR enters the value. */
  readonly measure: string | null
  readonly isSample: boolean
  /** Null for an indicator: what is done is counted, not judged. */
  readonly contract: null | {
    readonly definition: string
    readonly direction: Direction
    readonly population: string
    readonly source: string
    readonly method: string
    readonly frequency: string
    readonly owner: string
    readonly rationale: string | null
    readonly baseline: { readonly value: number; readonly asOf: string } | null
    readonly targets: readonly { readonly fiscalYear: number; readonly value: number }[]
    /** The same with how a value is held against them, and those whose value follows from an earlier one; absent from what was frozen before. */
    readonly aims?: readonly TargetOfYear[]
    /** The year from which a cumulative target counts, where the policy says for which years it plans. */
    readonly countsFrom?: number
  }
}

/** A value as a review left it, with what lay under it. */
export interface Frozen {
  readonly contract: Definition
  readonly composition: {
    readonly outside: readonly { readonly reason: string; readonly people: number }[]
    readonly sections: readonly (Counted & { readonly sectionCode: string | null })[]
    /** Ids of the records that counted in the numerator, and of the others in the denominator. */
    readonly counted: readonly string[]
    readonly others: readonly string[]
    /** What its measure said beside it: of a survey the item's wording and the response. Absent from what was frozen before. */
    readonly told?: Json | null
  }
}

/** KPIs, then indicators, in the order of the file. */
export function definitionsOf(document: PolicyDocument): Definition[] {
  const { kpis, indicators } = document
  return [
    ...(kpis ?? []).map(({ id, outcome, name, unit, measure, isSample, history: _, ...contract }) => ({
      ...{ id, kind: 'kpi' as const, node: outcome, name, unit, measure, isSample },
      contract: {
        ...contract,
        rationale: contract.rationale ?? null,
        baseline: contract.baseline ? { value: contract.baseline.value, asOf: dayOf(contract.baseline) } : null,
        targets: targetsOf(document, contract).flatMap(({ fiscalYear, value }) =>
          value === null ? [] : [{ fiscalYear, value }],
        ),
        aims: targetsOf(document, contract),
        ...(document.policy.planYears && { countsFrom: document.policy.planYears.from }),
      },
    })),
    ...(indicators ?? []).map(({ id, output, name, unit, measure, isSample }) => ({
      ...{ id, kind: 'indicator' as const, node: output ?? null, name, unit, measure, isSample },
      contract: null,
    })),
  ]
}

/** What the policy says beside the definition of a quantity: its earlier values, and of an indicator what is aimed at. */
export interface Stated {
  readonly history: readonly { fiscalYear: number; asOf: string; value: number; source: string | null }[]
  readonly contract: Aiming
}

type Aiming = Pick<NonNullable<Definition['contract']>, 'direction' | 'targets' | 'aims' | 'countsFrom'>

/** By id, of KPIs and indicators. */
export function statedIn(document: PolicyDocument): ReadonlyMap<string, Stated> {
  const { kpis, indicators, policy } = document
  return new Map(
    [...(kpis ?? []), ...(indicators ?? [])].map((one) => [
      one.id,
      {
        history: (one.history ?? [])
          .map((actual) => ({ actual, asOf: dayOf(actual) }))
          .map(({ actual: { value, source = null }, asOf }) => ({
            fiscalYear: fiscalYearOf(asOf),
            asOf,
            value,
            source,
          }))
          .toSorted((a, b) => a.asOf.localeCompare(b.asOf)),
        contract: {
          direction: one.direction ?? 'up',
          targets: targetsOf(document, one).flatMap(({ fiscalYear, value }) =>
            value === null ? [] : [{ fiscalYear, value }],
          ),
          aims: targetsOf(document, one),
          ...(policy.planYears && { countsFrom: policy.planYears.from }),
        },
      },
    ]),
  )
}

/** What is aimed at stands in the contract of a KPI; of an indicator, which has none, beside it. */
export function judgedBy({ id, unit, contract }: Definition, stated: ReadonlyMap<string, Stated>): Judge {
  return { unit, contract: contract ?? stated.get(id)?.contract ?? null }
}

/** The day of a value that was: its own, or the last of its year. */
function dayOf({ asOf, fiscalYear }: Actual): string {
  return asOf ?? lastDayOf(fiscalYear ?? 1900)
}

/** A share is entered as whole numbers, the part not above the whole (INV-L8); anything else as it comes. */
export function isShareOfWholes({ unit }: Pick<Definition, 'unit'>, { numerator, denominator }: Counted): boolean {
  if (unit !== '%') return true
  return (
    denominator !== null && numerator <= denominator && Number.isInteger(numerator) && Number.isInteger(denominator)
  )
}

/**
 * Days of which groups of people are told to those who may open no records: ends of months, and today. Between two days that follow each other there
 * may be one person, whose coming or going would tell of them (INV-A3).
 */
export function isReported(day: string, today: string): boolean {
  return day === today || addDays(day, 1).endsWith('-01')
}

/** 31 March: the day whose values are those of the year. */
export function lastDayOf(fiscalYear: number): string {
  return addDays(fiscalYearRange(fiscalYear).to, -1)
}

/** A share in percent, a count, or a count per head; null where nothing can be said. Not rounded. */
export function figureOf(counted: Counted | null, unit: string): number | null {
  if (!counted) return null
  const { numerator, denominator } = counted
  if (unit === '%') return denominator ? (numerator * 100) / denominator : null
  return denominator === null ? numerator : denominator === 0 ? null : numerator / denominator
}

/** How a value is held against targets; what was frozen before said of them only year and number. */
function aimsOf({ contract }: Pick<Judge, 'contract'>): readonly TargetOfYear[] {
  if (!contract) return []
  const comparison = contract.direction === 'down' ? 'atMost' : 'atLeast'
  const plainly = { comparison, counting: 'eachYear', endOfPlan: false } as const
  return contract.aims ?? contract.targets.map((target) => ({ ...target, ...plainly }))
}

/** The target that is in force in a year, or that comes next; then those after it. */
export function aimsFrom(definition: Pick<Judge, 'contract'>, fiscalYear: number): TargetOfYear[] {
  return aimsOf(definition).filter((aim) => aim.fiscalYear >= fiscalYear)
}

export function aimOf(definition: Pick<Judge, 'contract'>, fiscalYear: number): TargetOfYear | undefined {
  return aimsFrom(definition, fiscalYear)[0]
}

/** What is wanted of a figure, as status, path and forecast hold it. */
export interface Wanted {
  readonly target: number
  /** In which it is to be reached. */
  readonly targetYear: number
  /** Reached at or below it; else at or above. */
  readonly isLow: boolean
  /** What earlier years of the plan count toward it; null where each year stands alone. */
  readonly earlier: number | null
}

/** Null where it follows from a figure that nobody knows. */
export function wantedBy(
  aim: TargetOfYear,
  { contract }: Pick<Judge, 'contract'>,
  fiscalYear: number,
  past: ReadonlyMap<number, number>,
): Wanted | null {
  const target = isAnew(aim) ? (past.get(fiscalYear - 1) ?? null) : aim.value
  if (target === null) return null
  const from = contract?.countsFrom ?? fiscalYear
  const earlier = [...past].flatMap(([year, value]) => (year >= from && year < fiscalYear ? [value] : []))
  return {
    ...{ target, targetYear: yearOf(aim, fiscalYear) },
    isLow: aim.comparison === 'atMost' || (aim.comparison === 'keep' && contract?.direction === 'down'),
    earlier: aim.counting === 'cumulative' ? earlier.reduce((sum, one) => sum + one, 0) : null,
  }
}

/** The year in which a target is to be reached: one that follows from the year before, each year. */
export function yearOf(aim: TargetOfYear, fiscalYear: number): number {
  return isAnew(aim) ? fiscalYear : aim.fiscalYear
}

export function isAnew({ comparison }: TargetOfYear): boolean {
  return comparison === 'notBelowLastYear'
}

/** A figure of the year with what counts beside it. */
export function toward({ earlier }: Wanted, figure: number): number {
  return figure + (earlier ?? 0)
}

function isReached({ target, isLow }: Wanted, figure: number): boolean {
  return isLow ? figure <= target : figure >= target
}

/** The earlier years whose figures a judgement needs: those of the plan where a target adds them up, the last one where it must not be undercut. */
export function yearsBehind(definition: Pick<Judge, 'contract'>, fiscalYear: number): number[] {
  const aims = aimsOf(definition)
  const from = Math.min(
    aims.some(({ counting }) => counting === 'cumulative')
      ? (definition.contract?.countsFrom ?? fiscalYear)
      : fiscalYear,
    aims.some(({ comparison }) => comparison === 'notBelowLastYear') ? fiscalYear - 1 : fiscalYear,
  )
  return Array.from({ length: fiscalYear - from }, (_, index) => from + index)
}

export interface Judged {
  /** What is wanted; null where there is no target, or it follows from a value that nobody knows. */
  readonly target: number | null
  readonly targetYear: number | null
  readonly status: Status
  /** The figure that is held against it: with those of the years before, where it adds them up. */
  readonly held: number | null
  /** How far the way to it still is; null where it is reached, or nothing can be said. */
  readonly left: number | null
}

type OnDay = (Counted & { readonly asOf: string }) | null
export interface Judge {
  readonly unit: string
  readonly contract: Aiming | null
}

/**
 * A value against the target that is in force or comes next (INV-L4, L7): one for the end of the plan alone is a target all along. A value of an
 * earlier year says nothing about the target of this one.
 *
 * @param past figures of earlier years, of which a cumulative target adds those of the plan, and that of last year must not be undercut
 */
export function judged(
  counted: OnDay,
  definition: Judge,
  fiscalYear: number,
  past: ReadonlyMap<number, number>,
): Judged {
  const aim = aimOf(definition, fiscalYear)
  return against(aim, counted, definition, fiscalYear, past)
}

/** A value at the end of a year against the target that was due then. One for a later year is told, and nothing is judged by it yet. */
export function judgedAtEnd(
  counted: OnDay,
  definition: Judge,
  fiscalYear: number,
  past: ReadonlyMap<number, number>,
): Judged {
  const found = judged(counted, definition, fiscalYear, past)
  const isOpen = found.held !== null && found.targetYear !== fiscalYear
  return isOpen ? { ...found, status: 'notDue', held: null, left: null } : found
}

function against(
  aim: TargetOfYear | undefined,
  counted: OnDay,
  definition: Judge,
  fiscalYear: number,
  past: ReadonlyMap<number, number>,
): Judged {
  const wanted = aim && wantedBy(aim, definition, fiscalYear, past)
  if (!wanted) return { target: null, targetYear: null, status: 'noTarget', held: null, left: null }
  const { target, targetYear } = wanted
  const now = figureOf(counted, definition.unit)
  if (!counted || now === null || fiscalYearOf(counted.asOf) !== fiscalYear)
    return { target, targetYear, status: 'noValue', held: null, left: null }
  const held = toward(wanted, now)
  const isThere = isReached(wanted, held)
  return {
    ...{ target, targetYear, held, status: isThere ? 'achieved' : 'notYet' },
    left: isThere ? null : Math.abs(target - held),
  }
}

/** Shares that differ by less than a point did not move; other quantities did not move when they are equal. */
export function movementOf(before: number | null, after: number | null, unit: string, direction: Direction): Movement {
  if (before === null || after === null) return 'unknown'
  const change = (after - before) * (direction === 'down' ? -1 : 1)
  const least = unit === '%' ? 1 : Number.MIN_VALUE
  if (change >= least) return 'forward'
  return change <= -least ? 'against' : 'still'
}

interface Past {
  readonly asOf: string
  readonly numerator: number
  readonly denominator: number | null
  readonly countedOtherwise: boolean
}

/**
 * What a value moved from: that of the last year known before it, else the baseline that the policy states. A value of an earlier year, where this one has
 * none yet, never moved from itself. Null across a break (INV-L7), or where there is none.
 */
export function movedFrom({
  value,
  trend,
  baseline,
}: {
  readonly value: { readonly asOf: string } | null
  readonly trend: readonly Past[]
  readonly baseline: { readonly value: number; readonly asOf: string } | null
}): { readonly asOf: string; readonly counted: Counted | null; readonly stated: number | null } | null {
  const last = trend.findLast(({ asOf }) => value === null || asOf < value.asOf)
  if (last) {
    const { asOf, numerator, denominator, countedOtherwise } = last
    return countedOtherwise ? null : { asOf, counted: { numerator, denominator }, stated: null }
  }
  if (!baseline || !value || baseline.asOf >= value.asOf) return null
  return { asOf: baseline.asOf, counted: null, stated: baseline.value }
}

/** Against a target: reached today, reached at today's pace, within the interval only, not even within it, or too few values to say. */
export const outlooks = ['reached', 'onPath', 'open', 'offPath', 'unknown'] as const
export type Outlook = (typeof outlooks)[number]

/**
 * @param now what counts toward it by the value of this year; null where it has none yet: that of an earlier one has reached nothing
 * @param ahead what counts toward it on its last day at today's pace, with the interval; undefined where nobody can say
 */
export function outlookOf(
  wanted: Wanted,
  now: number | null,
  ahead: { readonly value: number; readonly low: number; readonly high: number } | undefined,
): Outlook {
  if (now !== null && isReached(wanted, now)) return 'reached'
  if (!ahead) return 'unknown'
  if (isReached(wanted, ahead.value)) return 'onPath'
  return isReached(wanted, wanted.isLow ? ahead.low : ahead.high) ? 'open' : 'offPath'
}

/** The value as it is shown, to one digit: as `formatValue`, for a big number whose unit stands apart. */
export function shownFigure(counted: Counted | null, unit: string): number | null {
  const value = figureOf(counted, unit)
  return counted && value !== null && unit === '%' ? sharePerMille(counted) / 10 : value
}

/**
 * 62.4% · 1,204人 · 1.25倍 · 12.5日. A number that was entered stands as it was written, to two digits; what is worked out to one. A share is rounded half up to one digit from whole numbers, and never to 0 or 100 where it is
 * neither (INV-L8). Undefined where there is no value.
 */
export function formatValue(counted: Counted | null, unit: string, language: Language): string | undefined {
  const value = figureOf(counted, unit)
  if (!counted || value === null) return undefined
  if (unit === '%') return `${sharePerMille(counted) / 10}%`
  const text = value.toLocaleString(language, {
    maximumFractionDigits: counted.denominator === null ? digitsOf(value) : 1,
  })
  return language === 'en' ? `${text} ${unit}` : `${text}${unit}`
}

/** `62.4%(78 / 125)`: a share with what it is a share of. */
export function formatWithCounts(counted: Counted | null, unit: string, language: Language): string | undefined {
  const value = formatValue(counted, unit, language)
  if (value === undefined || !counted || counted.denominator === null) return value
  const parts = [counted.numerator, counted.denominator].map((part) => part.toLocaleString(language)).join(' / ')
  return language === 'en' ? `${value} (${parts})` : `${value}(${parts})`
}

/** A stated number, as a target or a baseline is, in its unit: as it was written, to two digits (2.95%, 1.25倍). */
export function formatStated(value: number, unit: string, language: Language): string {
  const text = value.toLocaleString(language, { maximumFractionDigits: digitsOf(value) })
  return language === 'en' && unit !== '%' ? `${text} ${unit}` : `${text}${unit}`
}

/** Two where the number has no more; what runs on was worked out, and stands to one. */
function digitsOf(value: number): 1 | 2 {
  return Math.abs(Number(value.toFixed(2)) - value) < 1e-9 ? 2 : 1
}

/** Whether two definitions count the same thing: a chart marks the break where they do not (INV-L7). */
export function countsTheSame(a: Definition, b: Definition): boolean {
  const counts = ({ unit, measure, contract }: Definition) =>
    JSON.stringify([unit, measure, contract?.definition, contract?.population, contract?.direction])
  return counts(a) === counts(b)
}

function sharePerMille({ numerator, denominator }: Counted): number {
  const whole = denominator ?? 1
  const rounded = Math.floor((numerator * 2000 + whole) / (2 * whole))
  if (numerator > 0 && rounded === 0) return 1
  return numerator < whole && rounded === 1000 ? 999 : rounded
}
