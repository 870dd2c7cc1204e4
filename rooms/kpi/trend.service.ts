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
  type Judged,
  judged,
  judgedAtEnd,
  judgedBy,
  lastDayOf,
  movedFrom,
  movementOf,
  type Stated,
  statedIn,
  yearsBehind,
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
  /** Figures of earlier years that were counted the same, as far as they are known. */
  readonly past: ReadonlyMap<number, number>
}

/**
 * KPIs and indicators as of a day. A day on which a review closed a year answers the frozen value; every other day is
 * counted from the records, which give the same again for a past day (INV-O2). All figures are asked for at once, so that what is
 * compared is of one moment.
 */
export async function itemsOn(ctx: Ctx, wanted: Wanted): Promise<ItemOn[]> {
  const { document, definitions, asOf, recount = 0, withoutTrend = false, entered } = wanted
  const thisYear = fiscalYearOf(asOf)
  const shownYears = Array.from({ length: recount }, (_, back) => thisYear - recount + back)
  const stated = statedIn(document)
  const yearsOf = new Map(
    definitions.map(
      (one) => [one, [...new Set([...shownYears, ...yearsBehind(judgedBy(one, stated), thisYear)])]] as const,
    ),
  )
  const years = [...new Set([...yearsOf.values()].flat())].sort((a, b) => a - b)
  const isAlone = withoutTrend && years.length === 0
  const [entries, frozen, atEnds] = await Promise.all([
    entered ?? entriesUpTo(ctx, byHand(definitions), asOf),
    // No other day of a year is one on which a review can have closed it.
    isAlone && asOf !== lastDayOf(thisYear)
      ? []
      : frozenUpTo(ctx, thisYear, {
          ids: definitions.map(({ id }) => id),
          years: Math.max(YEARS_FROZEN, thisYear + 1 - (years[0] ?? thisYear)),
        }),
    editionsOn(ctx, years.map(lastDayOf)),
  ])
  const past = pastYears(definitions, meaning(atEnds), yearsOf)
  const atEntries = await editionsOn(ctx, isAlone ? [] : entries.map((entry) => entry.asOf))
  const saidOf = meaning(atEntries)
  const aimedOn = aims(new Map([...atEnds, ...atEntries]))
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
    const earlier = new Map<number, PastPoint>()
    for (const [index, { now, meant, year }] of past.entries()) {
      if (now !== definition) continue
      const figure = figures[definitions.length + index]
      const point = recountedPoint(definition, meant, figure, year)
      const isShown = shownYears.includes(year)
      if (point) earlier.set(year, { meant, isShown, point: brokenUnless(isAsked(figure?.told), point) })
    }
    for (const entry of entries.filter(({ kpi }) => kpi === definition.id)) {
      const meant = saidOf(definition.id, entry.asOf) ?? definition
      const point = enteredPoint(definition, meant, entry)
      earlier.set(point.fiscalYear, { meant, isShown: true, point })
    }
    for (const value of mine) {
      const counted = lastStated(value)
      if (!counted) continue
      const point = brokenUnless(isAsked(value.told), frozenPoint(definition, value, counted))
      earlier.set(value.fiscalYear, { meant: value.definition, isShown: true, point })
    }
    earlier.delete(thisYear)
    const points = [...earlier.values()].sort((a, b) => a.point.fiscalYear - b.point.fiscalYear)
    const before = figuresOf(definition, points)
    const item = itemOf(definition, nodes.get(definition.node ?? ''), asOf, {
      shown: inWords(ctx, closing?.definition ?? definition, value),
      frozen: closing,
      past: before,
      stated: { ...stated.get(definition.id)!, ...(withoutTrend && { history: [] }) },
      trend: withoutTrend ? [] : points.flatMap((one) => (one.isShown ? [heldPoint(one, points, aimedOn)] : [])),
    })
    return { item, sums: figures[place]?.sums, past: before }
  })
}

/** Of so many closed years a trend tells. */
const YEARS_FROZEN = 6

/** A year before, counted as the policy meant it then. */
interface PastPoint {
  readonly meant: Definition
  /** Whether it was asked for, or is needed by the judgement alone. */
  readonly isShown: boolean
  readonly point: Omit<TrendPoint, 'target' | 'targetYear' | 'status'>
}

/** Figures of the years that counted the same. */
function figuresOf(definition: Definition, points: readonly PastPoint[]): ReadonlyMap<number, number> {
  return new Map(
    points.flatMap(({ meant, point }) => {
      const figure = countsTheSame(meant, definition) && !point.countedOtherwise ? figureOf(point, meant.unit) : null
      return figure === null ? [] : [[point.fiscalYear, figure] as const]
    }),
  )
}

/** A year against the target that was due in it. */
function heldPoint({ meant, point }: PastPoint, points: readonly PastPoint[], aimedOn: Aims): TrendPoint {
  const sameSeries = points.filter((one) => one.point.countedOtherwise === point.countedOtherwise)
  const alike = sameSeries.map((one) => ({ ...one, point: { ...one.point, countedOtherwise: false } }))
  const { target, targetYear, status } = judgedAtEnd(
    point,
    judgedBy(meant, aimedOn(lastDayOf(point.fiscalYear)) ?? aimedOn(point.asOf) ?? new Map()),
    point.fiscalYear,
    figuresOf(meant, alike),
  )
  return { ...point, target, targetYear, status }
}

/**
 * How the last word on values that a review closed is held against the targets due in that year, by id: the same on a page, in a review and on
 * paper (decisions/0090).
 *
 * @param document the policy of the last day of their year
 */
export async function judgedAtClose(
  ctx: Ctx,
  values: readonly FrozenValue[],
  document: PolicyDocument,
): Promise<ReadonlyMap<string, Judged>> {
  const stated = statedIn(document)
  const needing = values.filter(
    ({ definition, fiscalYear }) => yearsBehind(judgedBy(definition, stated), fiscalYear).length > 0,
  )
  const [first] = needing
  const behind = first
    ? await itemsOn(ctx, {
        document,
        definitions: needing.map(({ definition }) => definition),
        asOf: first.asOf,
        withoutTrend: true,
      })
    : []
  const pastOf = new Map(behind.map(({ item, past }) => [item.id, past]))
  return new Map(
    values.map((value) => {
      const { definition, asOf, fiscalYear } = value
      const counted = lastStated(value)
      const past = pastOf.get(definition.id) ?? new Map<number, number>()
      const by = judgedBy(definition, stated)
      return [definition.id, judgedAtEnd(counted && { ...counted, asOf }, by, fiscalYear, past)] as const
    }),
  )
}

/** A point that was asked otherwise is of another series: nothing is compared across the break (INV-L7). */
function brokenUnless(isAsked: boolean, point: PastPoint['point']): PastPoint['point'] {
  return isAsked ? point : { ...point, countedOtherwise: true }
}

/** What a policy that was in force on an earlier day said of a KPI (INV-L7). */
type Meaning = (id: string, day: string) => Definition | undefined

function meaning(editions: ReadonlyMap<string, EditionInForce>): Meaning {
  const said = new Map([...editions].map(([day, { document }]) => [day, definitionsOf(document)]))
  return (id, day) => said.get(day)?.find((definition) => definition.id === id)
}

/** What a policy that was in force on an earlier day aimed at. */
type Aims = (day: string) => ReadonlyMap<string, Stated> | undefined

function aims(editions: ReadonlyMap<string, EditionInForce>): Aims {
  const said = new Map([...editions].map(([day, { document }]) => [day, statedIn(document)]))
  return (day) => said.get(day)
}

/** Every definition as the policy at the end of each of its years said it, where it knew it. */
function pastYears(
  definitions: readonly Definition[],
  saidThen: Meaning,
  yearsOf: ReadonlyMap<Definition, readonly number[]>,
): { now: Definition; meant: Definition; year: number }[] {
  return definitions.flatMap((now) =>
    (yearsOf.get(now) ?? []).flatMap((year) => {
      const meant = saidThen(now.id, lastDayOf(year))
      return meant ? [{ now, meant, year }] : []
    }),
  )
}

interface ItemParts {
  readonly shown: Item['value']
  readonly frozen: FrozenValue | undefined
  readonly past: ReadonlyMap<number, number>
  readonly trend: TrendPoint[]
  readonly stated: Stated
}

function itemOf(
  definition: Definition,
  node: { name: string; level: string } | undefined,
  asOf: string,
  { shown, frozen, past, trend, stated }: ItemParts,
): Item {
  const { contract, kind: _, ...described } = definition
  const last = frozen?.restatements.at(-1)
  const year = fiscalYearOf(asOf)
  const isKnown = new Set([...trend.map(({ fiscalYear }) => fiscalYear), year])
  const history = stated.history.filter(({ fiscalYear }) => !isKnown.has(fiscalYear))
  const measured = {
    ...described,
    nodeName: node?.name ?? null,
    value: shown,
    frozen: frozen
      ? {
          fiscalYear: frozen.fiscalYear,
          frozenOn: frozen.frozenOn,
          restated: last ? { to: last.counted, reason: last.reason, on: last.recordedOn } : null,
        }
      : null,
    trend,
    history,
  }
  const known = new Map([...history.map(({ fiscalYear, value }) => [fiscalYear, value] as const), ...past])
  const stand = frozen && lastStated(frozen)
  const judge = { unit: definition.unit, contract: contract ?? stated.contract }
  const { held: _held, ...against } = frozen
    ? { ...judgedAtEnd(stand ? { ...stand, asOf } : null, judge, year, past), left: null }
    : judged(shown, judge, year, known)
  if (!contract) return { ...measured, kind: 'indicator', targets: [...stated.contract.targets], ...against }
  const { aims: _aims, countsFrom: _from, ...said } = contract
  const before = movedFrom({ value: shown, trend, baseline: contract.baseline })
  const base = before && (before.counted ? figureOf(before.counted, definition.unit) : before.stated)
  return {
    ...measured,
    ...said,
    targets: [...contract.targets],
    kind: 'kpi',
    level: node?.level === 'intermediateOutcome' ? 'intermediateOutcome' : 'directOutcome',
    ...against,
    movement: movementOf(
      base,
      figureOf(frozen ? (stand ?? null) : shown, definition.unit),
      definition.unit,
      contract.direction,
    ),
  }
}

function frozenPoint(now: Definition, value: FrozenValue, counted: Counted): PastPoint['point'] {
  const { fiscalYear, asOf, definition, restsOnSample, restatements } = value
  return {
    ...{ fiscalYear, asOf, restsOnSample, ...counted },
    isFrozen: true,
    isRestated: restatements.length > 0,
    countedOtherwise: !countsTheSame(definition, now),
  }
}

function enteredPoint(now: Definition, then: Definition, entry: Entry): PastPoint['point'] {
  const { numerator, denominator, asOf, isSample } = entry
  return {
    ...{ fiscalYear: fiscalYearOf(asOf), numerator, denominator, asOf },
    restsOnSample: then.isSample || isSample,
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
): PastPoint['point'] | undefined {
  const asOf = lastDayOf(fiscalYear)
  const value = valueFrom(then, figure, [], asOf)
  if (!value || figureOf(value, then.unit) === null) return undefined
  const { numerator, denominator, restsOnSample } = value
  return {
    ...{ fiscalYear, asOf, numerator, denominator },
    restsOnSample: then.isSample || restsOnSample,
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
