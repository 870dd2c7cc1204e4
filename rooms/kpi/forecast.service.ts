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
import { type Counted, type Definition, figureOf, lastDayOf, outlookOf } from './rules.ts'
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
  const { item } = shown!
  const { unit, contract } = definition
  const measure = measureOf(definition)
  const isOfYear = measure?.kind === 'events'
  const isByMonth = isOfYear || measure?.isFollowedByMonth === true
  const values = isByMonth ? await monthsOf(ctx, measure!, { document, definition }) : yearsOf(item)
  const now = figureOf(item.value, unit)
  const pace = now === null ? undefined : paceOf(values.slice(-(MONTHS_KEPT + 1)))
  const thisYear = fiscalYearOf(ctx.today)
  const targets = (contract?.targets ?? [])
    .filter(({ fiscalYear }) => fiscalYear === thisYear || (fiscalYear > thisYear && !isOfYear))
    .toSorted((a, b) => a.fiscalYear - b.fiscalYear)
  const perStep = isByMonth ? 1 : 12
  const years = [...new Set([thisYear, ...targets.map(({ fiscalYear }) => fiscalYear)])]
  const reach = { pace, now, perStep, unit, direction: contract?.direction ?? 'up', today: ctx.today }
  return {
    ...{ asOf: ctx.today, unit, step: isByMonth ? 'month' : 'year', values: values.length, isOfYear },
    fewest: FEWEST_CHANGES + 1,
    pace: pace ? { changes: pace.changes, perStep: pace.perMonth } : null,
    ahead: pace ? years.map((fiscalYear) => ({ fiscalYear, ...aheadAt(lastDayOf(fiscalYear), reach) })) : [],
    goals: now === null ? [] : targets.map(({ fiscalYear, value }) => goalOf({ fiscalYear, value }, reach)),
  }
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
  /** Months of a step. */
  readonly perStep: number
  readonly unit: string
  readonly direction: 'up' | 'down'
  readonly today: string
}

function aheadAt(
  day: string,
  { pace, now, perStep, unit, today }: Reach,
): Omit<Forecast['ahead'][number], 'fiscalYear'> {
  const { expected, within } = wayAfter(pace!, monthsUntil(today, day) / perStep)
  const inRange = (value: number) => Math.max(0, unit === '%' ? Math.min(100, value) : value)
  const value = now! + expected
  return { day, value: inRange(value), low: inRange(value - within), high: inRange(value + within) }
}

function goalOf({ fiscalYear, value: target }: { fiscalYear: number; value: number }, reach: Reach): Goal {
  const { pace, now, perStep, direction, today } = reach
  const by = lastDayOf(fiscalYear)
  const sign = direction === 'down' ? -1 : 1
  const way = (target - now!) * sign
  const ahead = pace && aheadAt(by, reach)
  // Going down is going up on the other side; a step of a year is twelve months long.
  const arrival =
    way > 0 && pace && perStep === 1 ? arrivalDays({ ...pace, perMonth: pace.perMonth * sign }, way, today) : undefined
  return {
    ...{ fiscalYear, by, target },
    neededPerMonth: way > 0 ? (way * sign) / monthsUntil(today, by) : null,
    ...(arrival ?? { reachedOn: null, earliest: null, latest: null }),
    outlook: outlookOf(target, { now: now!, ahead, direction }),
  }
}
