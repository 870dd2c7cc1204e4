import type { Ctx } from '#platform/ctx/ctx.ts'

/** A day, or the days of a fiscal year up to it, for which a quantity is asked. `to` is the as-of date itself. */
export interface Period {
  /** First day counted; for quantities of a state (not of events) it has no meaning. */
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

/** A quantity that a room offers to KPIs and indicators, by the name that the policy file uses, e.g. `literacy.shareAtFloor`. */
export interface Measure {
  readonly name: string
  readonly kind: 'state' | 'events'
  readonly unit: string
  /** Of output type: may serve an indicator, and warns as an outcome's KPI (INV-L5). */
  readonly isOutput: boolean
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
