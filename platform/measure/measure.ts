import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'

/** A day, or the days of a fiscal year up to it, for which a quantity is asked. */
export interface Period {
  /** First day counted; of a state the as-of date itself. */
  readonly from: string
  /** Last day counted, inclusive: the as-of date. */
  readonly asOf: string
}

export interface Count {
  readonly numerator: number
  /** Null for a plain count (people, sessions). */
  readonly denominator: number | null
}

export interface SectionCount extends Count {
  /** Primary section on the as-of day (INV-O2, O3); null for what belongs to no section. */
  readonly sectionCode: string | null
}

/** One record behind a value; a denominator's record is listed whether or not it counts in the numerator. */
export interface MeasureRecord {
  readonly id: string
  readonly staffMemberId: number | null
  readonly counted: boolean
  /** What was found, in the reader's language: e.g. 「ICT活用 2 / 一定水準 3」「欠席」. */
  readonly finding: string
}

export interface Composition {
  readonly total: Count
  /** People outside the denominator, by reason code of the room's messages (INV-P5, P7). */
  readonly outside: readonly { readonly reason: string; readonly people: number }[]
  /** A definition of the sample lies under the value (INV-D2). */
  readonly restsOnSample: boolean
}

/** What a measure says of itself: said once, here, and read by every check. Plain data, so that it can be handed to a worker. */
export interface MeasureDescription {
  /** The name that the policy file uses, e.g. `literacy.shareAtFloor`. */
  readonly name: string
  /** Counted as of a day, or over the days of a fiscal year up to it (`periodOf`). */
  readonly kind: 'state' | 'events'
  /** `%` for a share of what is counted; otherwise a plain count of this. */
  readonly unit: string
  /** Counts what was done: serves an indicator, never an outcome's KPI (INV-L3, L5). */
  readonly isOutput: boolean
}

/** A quantity that a room offers to KPIs and indicators. */
export interface Measure extends MeasureDescription {
  compose(ctx: Ctx, period: Period): Promise<Composition>
  /** Sums to the total: every record belongs to one row. */
  bySection(ctx: Ctx, period: Period): Promise<readonly SectionCount[]>
  records(
    ctx: Ctx,
    period: Period,
    page: { readonly sectionCode?: string; readonly offset: number; readonly limit: number },
  ): Promise<{ readonly total: number; readonly records: readonly MeasureRecord[] }>
}

const offered = new Map<string, Measure>()

/** Called once for each room when the house is put together (app/rooms.ts). */
export function offerMeasures(measures: readonly Measure[]): void {
  for (const measure of measures) offered.set(measure.name, measure)
}

export function measureNamed(name: string): Measure | undefined {
  return offered.get(name)
}

/** What every measure of the house says of itself. */
export function describeMeasures(): MeasureDescription[] {
  return [...offered.values()].map(({ name, kind, unit, isOutput }) => ({ name, kind, unit, isOutput }))
}

/** The days that count for a value as of a day: for a state that day, for events its fiscal year up to it (INV-F2). */
export function periodOf({ kind }: Pick<MeasureDescription, 'kind'>, asOf: string): Period {
  return { from: kind === 'state' ? asOf : fiscalYearRange(fiscalYearOf(asOf)).from, asOf }
}
