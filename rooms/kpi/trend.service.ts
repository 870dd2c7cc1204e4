import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { Indicator, Kpi, TrendPoint as Point } from './contract.ts'
import { type FrozenValue, frozenUpTo, lastStated } from './freezing.service.ts'
import {
  type Counted,
  countsTheSame,
  type Definition,
  definitionsOf,
  figureOf,
  movementOf,
  statusOf,
  targetOf,
} from './rules.ts'
import { type Entry, measureOf, type Value, valuesOn } from './values.service.ts'

export type Item = z.output<typeof Kpi> | z.output<typeof Indicator>
type TrendPoint = z.output<typeof Point>

/**
 * KPIs and indicators as of a day. A day on which a review closed a year answers the frozen value; every other day is
 * counted from the records, which give the same again for a past day (INV-O2).
 * @param recount how many earlier years are counted from the records where no review has closed them
 */
export async function itemsOn(
  ctx: Ctx,
  { document, definitions, asOf, recount = 0 }: Wanted & { recount?: number },
): Promise<Item[]> {
  const thisYear = fiscalYearOf(asOf)
  const then = definitionsBefore(ctx)
  const [{ values, entries }, frozen] = await Promise.all([valuesOn(ctx, definitions, asOf), frozenUpTo(ctx, thisYear)])
  const nodes = new Map(modelNodes(document).map((node) => [node.id, node]))
  return await Promise.all(
    definitions.map(async (definition) => {
      const mine = frozen.filter((value) => value.definition.id === definition.id)
      const earlier = new Map<number, TrendPoint>()
      for (let year = thisYear - recount; year < thisYear; year++) {
        const point = await recountedPoint(ctx, definition, await then(definition.id, lastDayOf(year)), year)
        if (point) earlier.set(year, point)
      }
      for (const entry of entries.filter(({ kpi }) => kpi === definition.id)) {
        const meant = (await then(definition.id, entry.asOf)) ?? definition
        earlier.set(fiscalYearOf(entry.asOf), enteredPoint(definition, meant, entry))
      }
      for (const value of mine) {
        const counted = lastStated(value)
        if (counted) earlier.set(value.fiscalYear, frozenPoint(definition, value, counted))
      }
      earlier.delete(thisYear)
      return itemOf(definition, nodes.get(definition.node)!, asOf, {
        value: values.get(definition.id),
        frozen: mine.find((value) => value.asOf === asOf),
        trend: [...earlier.values()].sort((a, b) => a.fiscalYear - b.fiscalYear),
      })
    }),
  )
}

interface Wanted {
  document: PolicyDocument
  definitions: readonly Definition[]
  asOf: string
}

/** What the policy in force on earlier days said of a KPI (INV-L7); each day is asked once. */
function definitionsBefore(ctx: Ctx): (id: string, day: string) => Promise<Definition | undefined> {
  const days = new Map<string, Promise<Definition[]>>()
  return async (id, day) => {
    const known = days.get(day) ?? policyOn(ctx, day).then((document) => (document ? definitionsOf(document) : []))
    days.set(day, known)
    return (await known).find((definition) => definition.id === id)
  }
}

function itemOf(
  definition: Definition,
  node: { name: string; level: string },
  asOf: string,
  { value, frozen, trend }: { value: Value | undefined; frozen: FrozenValue | undefined; trend: TrendPoint[] },
): Item {
  const { contract, kind: _, ...described } = definition
  const shown = frozen ? frozenAsValue(frozen) : (value ?? null)
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
  const target = frozen ? frozen.target : targetOf(definition, fiscalYearOf(asOf))
  const before = trend.at(-1)
  const base = before ? figureOf(before, definition.unit) : baselineBefore(contract.baseline, shown)
  return {
    ...measured,
    ...contract,
    targets: [...contract.targets],
    kind: 'kpi',
    level: node.level === 'intermediateOutcome' ? 'intermediateOutcome' : 'directOutcome',
    target,
    status: statusOf(shown, definition, target, fiscalYearOf(asOf)),
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

/** The value at the end of a year under the policy that held then; undefined where it did not know the KPI. */
async function recountedPoint(
  ctx: Ctx,
  now: Definition,
  then: Definition | undefined,
  fiscalYear: number,
): Promise<TrendPoint | undefined> {
  if (!then || !measureOf(then)) return undefined
  const asOf = lastDayOf(fiscalYear)
  const value = (await valuesOn(ctx, [then], asOf)).values.get(then.id)
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

function lastDayOf(fiscalYear: number): string {
  return addDays(fiscalYearRange(fiscalYear).to, -1)
}

function frozenAsValue({ counted, asOf, restsOnSample, outside }: FrozenValue): Value | null {
  return counted && { ...counted, asOf, restsOnSample, outside }
}

function baselineBefore(baseline: { value: number; asOf: string } | null, value: Value | null): number | null {
  return baseline && value && baseline.asOf < value.asOf ? baseline.value : null
}
