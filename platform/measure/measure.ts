import type { RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Messages } from '#platform/i18n/messages.ts'
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

/** Records in the measure's own order, those after a place in it: what is added or goes meanwhile moves none to another page. */
export interface RecordPage {
  readonly sectionCode?: string
  /** `next` of the page before. */
  readonly after?: string
  readonly limit: number
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
  /** A mean: what is added up (minutes, days) for each of those in the denominator. */
  readonly isMean?: true
  /** Of a family: by which its measures' whole names are known (a regular expression). `name` shows then how one is written. */
  readonly pattern?: string
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What of the policy of a day the counting reads, as it reaches the statement (`basis`). */
export interface Basis {
  /** A definition of the sample lies under the value (INV-D2). */
  readonly restsOnSample: boolean
  /** What is said beside the value, for the measure's `tell`. */
  readonly told?: Json
  readonly [part: string]: Json | undefined
}

/** Days to be counted, as a derived table: figure_id, day (the as-of date), from_day (the first day counted), basis (jsonb). */
export type Days = RawBuilder<unknown>

/** Narrows the counting to some units: a condition on the column that says the unit. */
export type Among = (column: string) => RawBuilder<boolean>

/**
 * From the keys of changed rows to the units whose part they may change: the keys themselves, or a select of `unit`. `basis`: the change
 * concerns nobody alone; where `basis` says something else after it, all is counted anew.
 */
export type ToUnits = 'units' | 'basis' | ((ids: readonly number[]) => RawBuilder<unknown>)

/**
 * A quantity as it is counted. Its counting is said once, as what each unit (a person, or a record of
 * nobody) adds on a day: `parts`. Values are the sums of it, whether they are counted from the records or kept up
 * (keeping.ts).
 */
export interface Quantity extends MeasureDescription {
  /** Undefined where nothing can be counted on that day. */
  basis(ctx: Ctx, asOf: string): Promise<Basis | undefined>
  /**
   * A select of one row a unit and day: figure_id, unit, section_code (INV-O2, O3), outside (reason why it is not in the
   * denominator, by the room's messages, INV-P5, P7; null: it is), tallies (integer[], of one length on a day: how many in the
   * denominator, in the numerator, from the sample; what follows is the measure's own).
   */
  parts(days: Days, among: Among): RawBuilder<unknown>
  /**
   * What stands in a part's tallies: a number for each place; or, for tallies that are long and mostly nothing, the places (from 1) at
   * which the unit adds one. Sums have a number for each place either way, those after the last one left out.
   */
  readonly tallied?: 'numbers' | 'places'
  /**
   * Whether anything is known of those in the denominator, by the town's tallies. Where nothing is, a share of 0 would say what nobody knows,
   * and there is no value (INV-P7).
   */
  isKnown?(tallies: readonly number[]): boolean
  /** Sums are by section with all below it: the sections (`section_code`) into which a section's parts go, its own among them. */
  above?(section: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown>
  /**
   * Parts that follow from those of another quantity with the same basis, whose own follow from none: where both are asked for, these are counted once
   * (`derived`).
   */
  readonly from?: From
  /** Counts sections by what this one counts of their people (`sections.ts`), and is answered from its sums: itself it is never kept. */
  readonly sectionsOf?: Quantity
  /** Which tally (from 1) says how many people stand in the denominator, where its first counts something else: pairs, applications. */
  readonly peopleAt?: number
  /** Kept at the ends of the last months too (`monthEnds`), because its path is shown. */
  readonly isFollowedByMonth?: true
  /**
   * The tables on whose rows parts rest. Their changes are noted by triggers (`note_changes` in a migration), with the first day as of which
   * any measure that follows the table may count otherwise: figures of days before it are not looked at.
   */
  readonly follows: Readonly<Record<string, ToUnits>>
  /** A select of the units (`unit`) whose part may be another as of `to` than as of `from`, an earlier day, with no row changed. */
  turning(from: string, to: string): RawBuilder<unknown>
}

/** What is said of a measure to whoever writes a policy, in words. */
export type MeasureWord = 'topic' | 'name' | 'meaning' | 'numerator' | 'denominator' | 'records' | 'day'
export type MeasureWords = Messages<MeasureWord>

export interface From {
  readonly quantity: Quantity
  /** The parts, by rows of the other's. */
  select(parts: RawBuilder<unknown>): RawBuilder<unknown>
}

/** A quantity that a room offers to KPIs and indicators, with the records behind it. */
export interface Measure extends Quantity {
  readonly words: MeasureWords
  /** What the value means nothing without, in the reader's language: from `told` of its basis. */
  tell?(ctx: Ctx, told: Json): string
  /** Whether two values, by what is told of each, answer the same question; where not, the series breaks between them. Without it they do. */
  isOneSeries?(one: Json, other: Json): boolean
  /** Its records would tell of each person what is nobody's to know: whoever asks is answered as those who may see none. */
  readonly opensNoRecords?: true
  records(
    ctx: Ctx,
    period: Period,
    page: RecordPage,
  ): Promise<{ readonly total: number; readonly records: readonly MeasureRecord[]; readonly next: string | null }>
}

const offered = new Map<string, Measure>()
const ofToday = new Map<string, Quantity>()

/** Measures that are counted alike of many things, e.g. each item of a survey; a name says of which. */
export interface MeasureFamily extends MeasureDescription {
  readonly pattern: string
  readonly words: MeasureWords
  /** The measure of a name that fits the pattern. */
  measureNamed(name: string): Measure
}

const families: MeasureFamily[] = []

/** Called once for each room when the house is put together (app/measures.ts). */
export function offerMeasures(measures: readonly Measure[]): void {
  for (const measure of measures) offered.set(measure.name, measure)
}

export function offerFamilies(offers: readonly MeasureFamily[]): void {
  families.push(...offers)
}

export function measureNamed(name: string): Measure | undefined {
  return offered.get(name) ?? families.find(({ pattern }) => new RegExp(pattern, 'u').test(name))?.measureNamed(name)
}

/** Those that are named whole; of families there are as many as somebody names. */
export function offeredMeasures(): readonly Measure[] {
  return [...offered.values()]
}

/** Quantities that rooms answer themselves, as of today only: kept up like measures, and no KPI can name them. */
export function keepOfToday(quantities: readonly Quantity[]): void {
  for (const quantity of quantities) ofToday.set(quantity.name, quantity)
}

export function keptOfToday(): readonly Quantity[] {
  return [...ofToday.values()]
}

export function quantityNamed(name: string): Quantity | undefined {
  return measureNamed(name) ?? ofToday.get(name)
}

/** The tables by whose change a figure may be counted anew as a whole. */
export function basisSources({ follows }: Quantity): string[] {
  return ['policy_edition', ...Object.keys(follows).filter((source) => follows[source] === 'basis')]
}

/** What every measure of the house says of itself. */
export function describeMeasures(): MeasureDescription[] {
  return [
    ...offeredMeasures().map(({ name, kind, unit, isOutput }) => ({ name, kind, unit, isOutput })),
    ...families.map(({ name, kind, unit, isOutput, pattern }) => ({ name, kind, unit, isOutput, pattern })),
  ]
}

/** Every kind of measure with its words: those of a family are one kind. */
export function kindsOfMeasures(): (MeasureDescription & Pick<Measure, 'words'>)[] {
  return [...offeredMeasures(), ...families]
}

/** The days that count for a value as of a day: for a state that day, for events its fiscal year up to it (INV-F2). */
export function periodOf({ kind }: Pick<MeasureDescription, 'kind'>, asOf: string): Period {
  return { from: kind === 'state' ? asOf : fiscalYearRange(fiscalYearOf(asOf)).from, asOf }
}
