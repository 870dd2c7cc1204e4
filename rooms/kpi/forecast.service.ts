/**
 * Where a value goes at today's pace (platform/measure/pace.ts states the method): by the ends of months where they are kept or are counted from
 * the records of the year, else by the ends of fiscal years.
 */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countsAlike, totalsOn } from '#platform/measure/comparing.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import type { Measure } from '#platform/measure/measure.ts'
import {
  arrivalDays,
  FEWEST_CHANGES,
  lastRun,
  MONTHS_KEPT,
  monthsUntil,
  type Pace,
  paceOf,
  wayAfter,
} from '#platform/measure/pace.ts'
import { fiscalYearOf, fiscalYearRange, monthEnds } from '#platform/time/dates.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import { definitionAsOf } from './definitions.service.ts'
import type { forecast } from './forecast.contract.ts'
import { YEARS_SHOWN } from './kept.service.ts'
import {
  aimsFrom,
  type Counted,
  type Definition,
  figureOf,
  isAnew,
  type Judge,
  judgedBy,
  lastDayOf,
  outlookOf,
  statedIn,
  toward,
  type Wanted,
  wantedBy,
} from './rules.ts'
import { type Item, itemsOn } from './trend.service.ts'
import { isOneSeries, measureOf } from './values.service.ts'

type Forecast = Answer<typeof forecast.showKpiForecast>
type Goal = Forecast['goals'][number]

export async function showKpiForecast(
  ctx: Ctx<typeof forecast.showKpiForecast>,
  { kpiId }: Input<typeof forecast.showKpiForecast>,
): Promise<Forecast> {
  const { document, definition } = await definitionAsOf(ctx, kpiId, ctx.today)
  return await forecastOf(ctx, { document, definition })
}

/** Of what the policy of today says, with its years. */
export async function forecastOf(
  ctx: Ctx,
  { document, definition }: { document: PolicyDocument; definition: Definition },
): Promise<Forecast> {
  const [shown] = await itemsOn(ctx, { document, definitions: [definition], asOf: ctx.today, recount: YEARS_SHOWN })
  const { item, past } = shown!
  const { unit } = definition
  const measure = measureOf(definition)
  const isOfYear = measure?.kind === 'events'
  const isByMonth = isOfYear || measure?.isFollowedByMonth === true
  const values = isByMonth ? await monthsOf(ctx, measure!, { document, definition }) : yearsOf(item)
  const now = figureOf(item.value, unit)
  const pace = now === null ? undefined : paceOf(values.slice(-(MONTHS_KEPT + 1)))
  const thisYear = fiscalYearOf(ctx.today)
  const perStep = isByMonth ? 1 : 12
  const isOfThisYear = item.value !== null && fiscalYearOf(item.value.asOf) === thisYear
  const reach = { pace, now, isOfThisYear, perStep, unit, isOfYear, today: ctx.today }
  const by = judgedBy(definition, statedIn(document))
  const aims = aimsFrom(by, thisYear)
  const goals = aims.flatMap((aim, place): Goal[] => {
    // What last year was not to be undercut by is wanted of this year alone.
    const wanted = place > 0 && isAnew(aim) ? null : wantedBy(aim, by, thisYear, past)
    if (!wanted || now === null) return []
    return [goalOf(wanted, wanted.earlier === null ? reach : { ...reach, pace: paceOfSums(reach, item, by) })]
  })
  const years = [...new Set([thisYear, ...(isOfYear ? [] : goals.map(({ fiscalYear }) => fiscalYear))])]
  return {
    ...{ asOf: ctx.today, unit, step: isByMonth ? 'month' : 'year', values: values.length, isOfYear },
    fewest: FEWEST_CHANGES + 1,
    pace: pace ? { changes: pace.changes, perStep: pace.perMonth } : null,
    ahead: pace
      ? years.map((fiscalYear) => ({ fiscalYear, ...inRange(aheadAt(lastDayOf(fiscalYear), reach), unit) }))
      : [],
    goals,
  }
}

/** At which pace the sum over the plan's years grows: as the count of a year that begins anew, or by a year's figure each year; nobody can say of what is followed otherwise. */
function paceOfSums(
  { isOfYear, perStep, pace }: Pick<Reach, 'isOfYear' | 'perStep' | 'pace'>,
  item: Item,
  { contract }: Judge,
): Pace | undefined {
  if (isOfYear) return pace
  if (perStep === 1) return undefined
  const from = contract?.countsFrom ?? Number.POSITIVE_INFINITY
  const sums = [0]
  for (const figure of yearsOf({ ...item, trend: item.trend.filter(({ fiscalYear }) => fiscalYear >= from) }))
    sums.push(sums.at(-1)! + figure)
  return paceOf(sums.slice(-(MONTHS_KEPT + 1)))
}

/** Values at the ends of months that follow each other, the last one that of last month, all counted as today is. */
async function monthsOf(
  ctx: Ctx,
  measure: Measure,
  { document, definition }: { document: PolicyDocument; definition: Definition },
): Promise<number[]> {
  const { unit } = definition
  const isOfYear = measure.kind === 'events'
  const first = fiscalYearRange(fiscalYearOf(ctx.today)).from
  const days = monthEnds(ctx.today, MONTHS_KEPT).filter((day) => !isOfYear || day >= first)
  const editions = await editionsOn(ctx, days)
  const known = days.filter((day) => editions.has(day))
  const figures = isOfYear
    ? []
    : await figuresOf(
        ctx,
        known.map((asOf) => ({ measure, asOf })),
      )
  const counted: (Counted | undefined)[] = isOfYear
    ? await totalsOn(ctx, measure, known)
    : figures.map((figure) => (figure && (measure.isKnown?.(figure.tallies) ?? true) ? figure.total : undefined))
  // A policy is asked once what it counts by, however many months it held.
  const dayOf = new Map(known.map((day) => [editions.get(day)!.document, day] as const))
  const now = await measure.basis(ctx, ctx.today)
  const alike = new Map(
    await Promise.all(
      [...dayOf].map(async ([said, day]) => {
        if (said === document) return [said, true] as const
        const basis = await measure.basis(ctx, day)
        return [said, basis !== undefined && now !== undefined && countsAlike(basis, now)] as const
      }),
    ),
  )
  const points = days.map((day) => {
    const at = known.indexOf(day)
    const value = figureOf(counted[at] ?? null, unit)
    const isAsked = isOneSeries(definition, figures[at]?.told, now?.told)
    return value === null ? undefined : { value, countedOtherwise: !isAsked || !alike.get(editions.get(day)!.document) }
  })
  const values = lastRun(points).map(({ value }) => value)
  // A count of the year begins at nothing.
  return isOfYear && unit !== '%' && values.length === points.length ? [0, ...values] : values
}

/** Values at the ends of fiscal years that follow each other up to the last one. */
function yearsOf({ trend, unit }: Item): number[] {
  const byYear = new Map(trend.map((point) => [point.fiscalYear, point]))
  const last = Math.max(...byYear.keys())
  const years = Array.from({ length: byYear.size }, (_, back) => last - byYear.size + 1 + back)
  const points = years.map((year) => {
    const point = byYear.get(year)
    const value = point ? figureOf(point, unit) : null
    return value === null ? undefined : { value, countedOtherwise: point!.countedOtherwise }
  })
  return lastRun(points).map(({ value }) => value)
}

interface Reach {
  readonly pace: Pace | undefined
  readonly now: number | null
  /** `now` is a value of this year, and not of one before that was entered last. */
  readonly isOfThisYear: boolean
  /** Months of a step. */
  readonly perStep: number
  readonly unit: string
  /** It begins anew each year, so that nothing is said beyond the end of this one but of sums. */
  readonly isOfYear: boolean
  readonly today: string
}

type Ahead = Omit<Forecast['ahead'][number], 'fiscalYear'>

function aheadAt(day: string, { pace, now, perStep, today }: Reach): Ahead {
  const { expected, within } = wayAfter(pace!, monthsUntil(today, day) / perStep)
  const value = now! + expected
  return { day, value, low: value - within, high: value + within }
}

function inRange({ day, ...ahead }: Ahead, unit: string): Ahead {
  const possible = (value: number) => Math.max(0, unit === '%' ? Math.min(100, value) : value)
  return { day, value: possible(ahead.value), low: possible(ahead.low), high: possible(ahead.high) }
}

function goalOf(wanted: Wanted, reach: Reach): Goal {
  const { pace, now, isOfThisYear, perStep, unit, isOfYear, today } = reach
  const { target, targetYear, isLow, earlier } = wanted
  const by = lastDayOf(targetYear)
  // A value of last year stands among the earlier ones already.
  const so = isOfThisYear || earlier === null ? toward(wanted, now!) : earlier
  const sign = isLow ? -1 : 1
  const way = (target - so) * sign
  // Of a count that begins anew before its year, nothing of today says how it will stand then.
  const isBeyond = isOfYear && earlier === null && targetYear > fiscalYearOf(today)
  const known = isBeyond ? undefined : pace
  const there = known && aheadAt(by, { ...reach, now: so })
  // Going down is going up on the other side; a step of a year is twelve months long.
  const arrival =
    way > 0 && known && perStep === 1
      ? arrivalDays({ ...known, perMonth: known.perMonth * sign }, way, today)
      : undefined
  return {
    ...{ fiscalYear: targetYear, by, target, isCumulative: earlier !== null },
    neededPerMonth: way > 0 && !isBeyond ? (way * sign) / monthsUntil(today, by) : null,
    ...(arrival ?? { reachedOn: null, earliest: null, latest: null }),
    outlook: outlookOf(wanted, isOfThisYear ? so : null, there && (earlier === null ? inRange(there, unit) : there)),
  }
}
