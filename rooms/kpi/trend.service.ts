import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import type { Json } from '#platform/measure/measure.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { type EditionInForce, editionsOn } from '#rooms/policy/service.ts'
import type { Indicator, Kpi, TrendPoint as Point } from './contract.ts'
import { type FrozenValue, frozenUpTo, lastStated } from './freezing.service.ts'
import {
  type Counted,
  countsTheSame,
  type Definition,
  definitionsOf,
  figureOf,
  judged,
  lastDayOf,
  movedFrom,
  movementOf,
  statusOf,
  targetOf,
} from './rules.ts'
import {
  byHand,
  type Entry,
  entriesUpTo,
  figuresFor,
  isOneSeries,
  measureOf,
  type Value,
  valueFrom,
} from './values.service.ts'

export type Item = z.output<typeof Kpi> | z.output<typeof Indicator>
type TrendPoint = z.output<typeof Point>

interface Wanted {
  document: PolicyDocument
  definitions: readonly Definition[]
  asOf: string
  /** How many earlier years are counted from the records where no review has closed them. */
  recount?: number
  /** Values without the years before them, and movement against nothing but the baseline. */
  withoutTrend?: boolean
  /** What HR entered, where whoever asks has it already (`entriesUpTo`). */
  entered?: readonly Entry[]
}

/** An item with what lies under its value on the day. */
export interface ItemOn {
  readonly item: Item
  /** By section; undefined where no record counts it. */
  readonly sums: Figure['sums'] | undefined
}

/**
 * KPIs and indicators as of a day. A day on which a review closed a year answers the frozen value; every other day is
 * counted from the records, which give the same again for a past day (INV-O2). All figures are asked for at once, so that what is
 * compared is of one moment.
 */
export async function itemsOn(ctx: Ctx, wanted: Wanted): Promise<ItemOn[]> {
  const { document, definitions, asOf, recount = 0, withoutTrend = false, entered } = wanted
  const thisYear = fiscalYearOf(asOf)
  const years = Array.from({ length: recount }, (_, back) => thisYear - recount + back)
  const [entries, frozen, atEnds] = await Promise.all([
    entered ?? entriesUpTo(ctx, byHand(definitions), asOf),
    // No other day of a year is one on which a review can have closed it.
    withoutTrend && asOf !== lastDayOf(thisYear)
      ? []
      : frozenUpTo(ctx, thisYear, { ids: definitions.map(({ id }) => id) }),
    editionsOn(ctx, years.map(lastDayOf)),
  ])
  const past = pastYears(definitions, meaning(atEnds), years)
  const saidOf = meaning(await editionsOn(ctx, withoutTrend ? [] : entries.map((entry) => entry.asOf)))
  const figures = await figuresFor(ctx, [
    ...definitions.map((definition) => ({ definition, asOf })),
    ...past.map(({ meant, year }) => ({ definition: meant, asOf: lastDayOf(year) })),
  ])
  const nodes = new Map(modelNodes(document).map((node) => [node.id, node]))
  return definitions.map((definition, place) => {
    const mine = frozen.filter((value) => value.definition.id === definition.id)
    const closing = mine.find((value) => value.asOf === asOf)
    const value = closing ? frozenAsValue(closing) : (valueFrom(definition, figures[place], entries, asOf) ?? null)
    const isAsked = (told: Json | null | undefined) => isOneSeries(definition, told ?? undefined, value?.told)
    const earlier = new Map<number, TrendPoint>()
    for (const [index, { now, meant, year }] of past.entries()) {
      if (now !== definition) continue
      const figure = figures[definitions.length + index]
      const point = recountedPoint(definition, meant, figure, year)
      if (point) earlier.set(year, brokenUnless(isAsked(figure?.told), point))
    }
    for (const entry of entries.filter(({ kpi }) => kpi === definition.id)) {
      const meant = saidOf(definition.id, entry.asOf) ?? definition
      earlier.set(fiscalYearOf(entry.asOf), enteredPoint(definition, meant, entry))
    }
    for (const value of mine) {
      const counted = lastStated(value)
      if (counted)
        earlier.set(value.fiscalYear, brokenUnless(isAsked(value.told), frozenPoint(definition, value, counted)))
    }
    earlier.delete(thisYear)
    const item = itemOf(definition, nodes.get(definition.node)!, asOf, {
      shown: inWords(ctx, closing?.definition ?? definition, value),
      frozen: closing,
      trend: withoutTrend ? [] : [...earlier.values()].sort((a, b) => a.fiscalYear - b.fiscalYear),
    })
    return { item, sums: figures[place]?.sums }
  })
}

/** A point that was asked otherwise is of another series: nothing is compared across the break (INV-L7). */
function brokenUnless(isAsked: boolean, point: TrendPoint): TrendPoint {
  return isAsked ? point : { ...point, countedOtherwise: true }
}

/** What a policy that was in force on an earlier day said of a KPI (INV-L7). */
type Meaning = (id: string, day: string) => Definition | undefined

function meaning(editions: ReadonlyMap<string, EditionInForce>): Meaning {
  const said = new Map([...editions].map(([day, { document }]) => [day, definitionsOf(document)]))
  return (id, day) => said.get(day)?.find((definition) => definition.id === id)
}

/** Every definition as the policy at the end of each year said it, where it knew it. */
function pastYears(
  definitions: readonly Definition[],
  saidThen: Meaning,
  years: readonly number[],
): { now: Definition; meant: Definition; year: number }[] {
  return definitions.flatMap((now) =>
    years.flatMap((year) => {
      const meant = saidThen(now.id, lastDayOf(year))
      return meant ? [{ now, meant, year }] : []
    }),
  )
}

function itemOf(
  definition: Definition,
  node: { name: string; level: string },
  asOf: string,
  { shown, frozen, trend }: { shown: Item['value']; frozen: FrozenValue | undefined; trend: TrendPoint[] },
): Item {
  const { contract, kind: _, ...described } = definition
  const last = frozen?.restatements.at(-1)
  const measured = {
    ...described,
    nodeName: node.name,
    value: shown,
    frozen: frozen
      ? {
          fiscalYear: frozen.fiscalYear,
          frozenOn: frozen.frozenOn,
          restated: last ? { to: last.counted, reason: last.reason, on: last.recordedOn } : null,
        }
      : null,
    trend,
  }
  if (!contract) return { ...measured, kind: 'indicator' }
  const year = fiscalYearOf(asOf)
  const past = trend.flatMap((point) => {
    const figure = point.countedOtherwise ? null : figureOf(point, definition.unit)
    return figure === null ? [] : [[point.fiscalYear, figure] as const]
  })
  const { aims: _aims, countsFrom: _from, ...said } = contract
  const against = frozen
    ? {
        ...{ target: frozen.target, targetYear: frozen.target === null ? null : year, left: null },
        status: statusOf(shown, definition, frozen.target, year),
      }
    : judged(shown, definition, year, new Map(past))
  const before = movedFrom({ value: shown, trend, baseline: contract.baseline })
  const base = before && (before.counted ? figureOf(before.counted, definition.unit) : before.stated)
  return {
    ...measured,
    ...said,
    targets: [...contract.targets],
    kind: 'kpi',
    level: node.level === 'intermediateOutcome' ? 'intermediateOutcome' : 'directOutcome',
    ...against,
    movement: movementOf(base, figureOf(shown, definition.unit), definition.unit, contract.direction),
  }
}

function frozenPoint(now: Definition, value: FrozenValue, counted: Counted): TrendPoint {
  const { fiscalYear, asOf, target, definition, restsOnSample, restatements } = value
  return {
    ...{ fiscalYear, asOf, target, restsOnSample, ...counted },
    status: statusOf({ ...counted, asOf }, definition, target, fiscalYear),
    isFrozen: true,
    isRestated: restatements.length > 0,
    countedOtherwise: !countsTheSame(definition, now),
  }
}

function enteredPoint(now: Definition, then: Definition, entry: Entry): TrendPoint {
  const { numerator, denominator, asOf, isSample } = entry
  const fiscalYear = fiscalYearOf(asOf)
  const target = targetOf(then, fiscalYear)
  return {
    ...{ fiscalYear, target, numerator, denominator, asOf },
    restsOnSample: then.isSample || isSample,
    status: statusOf({ numerator, denominator, asOf }, then, target, fiscalYear),
    isFrozen: false,
    isRestated: false,
    countedOtherwise: !countsTheSame(then, now),
  }
}

/** The value at the end of a year under the policy that held then; undefined where nothing counts it. */
function recountedPoint(
  now: Definition,
  then: Definition,
  figure: Figure | undefined,
  fiscalYear: number,
): TrendPoint | undefined {
  const asOf = lastDayOf(fiscalYear)
  const value = valueFrom(then, figure, [], asOf)
  if (!value || figureOf(value, then.unit) === null) return undefined
  const target = targetOf(then, fiscalYear)
  const { numerator, denominator, restsOnSample } = value
  return {
    ...{ fiscalYear, asOf, target, numerator, denominator },
    restsOnSample: then.isSample || restsOnSample,
    status: statusOf(value, then, target, fiscalYear),
    isFrozen: false,
    isRestated: false,
    countedOtherwise: !countsTheSame(then, now),
  }
}

function frozenAsValue({ counted, asOf, restsOnSample, outside, told }: FrozenValue): Value | null {
  return counted && { ...counted, asOf, restsOnSample, outside, ...(told === null ? {} : { told }) }
}

/** A value as it is answered: what its measure says beside it is said in the reader's language. */
function inWords(ctx: Ctx, definition: Definition, value: Value | null): Item['value'] {
  if (!value) return null
  const { told, ...said } = value
  const tell = told === undefined ? undefined : measureOf(definition)?.tell
  return { ...said, ...(tell ? { told: tell(ctx, told!) } : {}) }
}
