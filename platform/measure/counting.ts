/** Figures counted from the records: what a figure is. Those that are kept up (keeping.ts) are these, done once. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import {
  type Among,
  type Basis,
  type Count,
  type Days,
  type From,
  type Json,
  type MeasureDescription,
  periodOf,
  type Quantity,
  type SectionCount,
} from './measure.ts'

/** Sums of the parts of one section, or of the town, by the reason why they are outside the denominator. */
export interface Sums {
  readonly isWard: boolean
  readonly sectionCode: string | null
  readonly outside: string | null
  readonly tallies: readonly number[]
}

export interface Figure {
  readonly total: Count
  /** The town's tallies of those in the denominator, from the first. */
  readonly tallies: readonly number[]
  /** People outside the denominator, by reason code of the room's messages (INV-P5, P7). */
  readonly outside: readonly { readonly reason: string; readonly people: number }[]
  /** Sums to the total: every part belongs to one row. Empty where it was not asked for. */
  readonly sections: readonly SectionCount[]
  /** A definition or a record of the sample lies under the value (INV-D2). */
  readonly restsOnSample: boolean
  /** For the measure's `tell`. */
  readonly told?: Json
  readonly sums: SumsOf
}

/** Sums by section for a statement of the same snapshot. */
export interface SumsOf {
  /** A common table expression `counted` with columns as `figure_total`. */
  readonly counted: RawBuilder<unknown>
  /** Where it is the same, these sums and the organisation of every day are the same too; null where nothing says so. */
  readonly stamp: string | null
  /** The stamp within a statement, for what is remembered by it (remembering.ts). */
  readonly stampThen: RawBuilder<string | null>
}

export const everybody: Among = () => sql<boolean>`true`

/** Nothing is counted as of a day to come: it is today then. */
export async function countFigure(ctx: Ctx, measure: Quantity, wanted: string): Promise<Figure | undefined> {
  return (await countTogether(ctx, [measure], wanted))[0]
}

/** Figures of quantities that follow from the same parts (`rootOf`), in the order asked, by one statement. */
export async function countTogether(
  ctx: Ctx,
  quantities: readonly [Quantity, ...Quantity[]],
  wanted: string,
): Promise<(Figure | undefined)[]> {
  const asOf = wanted < ctx.today ? wanted : ctx.today
  const basis = await quantities[0].basis(ctx, asOf)
  if (!basis) return quantities.map(() => undefined)
  const sums = await countSums(ctx, quantities, asOf, basis)
  return quantities.map((quantity, place) => ({
    ...figureOf(quantity, basis, sums[place]!),
    sums: sumsCounted(quantity, asOf, basis),
  }))
}

/**
 * Within a transaction: each statement is planned for the very day and units that it is asked with. The plan that a connection keeps for any of them
 * takes up to 1.8 times as long where everybody is counted.
 */
export async function planForMany(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(ctx.db)
}

/** By whose parts a quantity is counted: its own, or those that its own follow from. */
export function rootOf(quantity: Quantity): Quantity {
  return quantity.from?.quantity ?? quantity
}

/** Parts of a quantity that follow from those of another one with the same basis. */
export function derived(from: From): Pick<Quantity, 'from' | 'parts'> {
  return { from, parts: (days, among) => from.select(sql`(${from.quantity.parts(days, among)})`) }
}

/** Each unit's part follows from its part of the other: tallies, from the `tallies` of that. */
export function derivedTallies(quantity: Quantity, tallies: RawBuilder<unknown>): Pick<Quantity, 'from' | 'parts'> {
  return derived({
    quantity,
    select: (parts) => sql`select figure_id, unit, section_code, outside, ${tallies} as tallies from ${parts} root`,
  })
}

/** One statement, so that a total and its sections cannot disagree. */
export async function countSums(
  ctx: Ctx,
  quantities: readonly [Quantity, ...Quantity[]],
  asOf: string,
  basis: Basis,
): Promise<Sums[][]> {
  const [first, ...others] = quantities
  const { rows } = await sql<
    Sums & { place: number }
  >`select place, is_ward as "isWard", section_code as "sectionCode", outside, tallies
    from ${others.length === 0 ? sql`(select 0 as place, * from ${countedSums(first, asOf, basis)} s)` : countedOnce(quantities, asOf, basis)} sums`.execute(
    ctx.db,
  )
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return quantities.map((_, place) => (byPlace.get(place) ?? []).map(({ place: _, ...sums }) => sums))
}

/** Sums of several whose parts follow from the same, which are counted once. */
function countedOnce(quantities: readonly [Quantity, ...Quantity[]], asOf: string, basis: Basis): RawBuilder<unknown> {
  const root = rootOf(quantities[0])
  const sums = quantities.map((quantity, place) => {
    const parts = quantity.from ? sql`(${quantity.from.select(sql`part`)})` : sql`part`
    const days = dayOf(quantity, asOf, basis)
    return sql`select ${sql.lit(place)} as place, s.* from (${sumsOf(sql`(select *, 1 as units from ${parts} each)`, quantity, days)}) s`
  })
  return sql`(with part as materialized (${root.parts(dayOf(root, asOf, basis), everybody)}) ${sql.join(sums, sql` union all `)})`
}

/** For the head of a statement: `counted`, from the records. */
export function sumsCounted(quantity: Quantity, asOf: string, basis: Basis): SumsOf {
  return unstamped(sql`counted as materialized ${countedSums(quantity, asOf, basis)}`)
}

export function unstamped(counted: RawBuilder<unknown>): SumsOf {
  return { counted, stamp: null, stampThen: sql`null::text` }
}

/** Sums counted from the records, as a derived table with columns as `figure_total`. */
function countedSums(quantity: Quantity, asOf: string, basis: Basis): RawBuilder<unknown> {
  const days = dayOf(quantity, asOf, basis)
  return sql`(with part as materialized (${quantity.parts(days, everybody)})
    ${sumsOf(sql`(select *, 1 as units from part)`, quantity, days)})`
}

/** The day to be counted, as the one of its kind, or as that of a figure that is kept. */
export function dayOf(measure: Quantity, asOf: string, basis: Basis, figureId: RawBuilder<unknown> = sql`0`): Days {
  const { from } = periodOf(measure, asOf)
  return sql`(select ${figureId} as figure_id, ${asOf}::date as day, ${from}::date as from_day, ${JSON.stringify(basis)}::jsonb as basis)`
}

/**
 * Sums (figure_id, is_ward, section_code, outside, tallies) of rows with figure_id, section_code, outside, tallies and units: how many
 * add this, negative where they are taken out. Many units add the same, so equal rows are counted before they are taken apart; a
 * section is summed by itself before it is summed into those above it.
 */
export function sumsOf(parts: RawBuilder<unknown>, quantity: Quantity, days: Days): RawBuilder<unknown> {
  const isPlaces = quantity.tallied === 'places'
  return sql`select figure_id, is_ward, section_code, outside, ${isPlaces ? UP_TO_LAST : sql`numbers`} as tallies
    from (select figure_id, is_ward, section_code, outside, array_agg(place order by place) as places, array_agg(value order by place) as numbers
      from (select h.figure_id, h.is_ward, h.holder as section_code, h.outside, n.place, sum(n.value)::integer as value
        from (select summed.*, g.is_ward, g.holder from ${ownSums(parts, isPlaces)} summed cross join lateral (
            select true as is_ward, null::text as holder union all ${holdersOf(quantity, days)}) g offset 0) h
          cross join lateral unnest(h.places, h.numbers) n(place, value)
        group by 1, 2, 3, 4, 5) one group by 1, 2, 3, 4) listed`
}

/** What each section has by itself: figure_id, section_code, outside, places, numbers. */
function ownSums(parts: RawBuilder<unknown>, isPlaces: boolean): RawBuilder<unknown> {
  const value = isPlaces ? sql`p.units` : sql`t.value * p.units`
  const apart = isPlaces ? sql`unnest(p.tallies) t(place)` : sql`unnest(p.tallies) with ordinality t(value, place)`
  return sql`(select figure_id, section_code, outside, array_agg(place) as places, array_agg(value) as numbers
    from (select p.figure_id, p.section_code, p.outside, t.place, sum(${value}) as value
      from (select figure_id, section_code, outside, tallies, sum(units) as units from ${parts} each
          group by 1, 2, 3, 4 having sum(units) <> 0) p
        cross join lateral ${apart} group by 1, 2, 3, 4) own group by 1, 2, 3)`
}

/** Into which sections a part of the section `summed` goes. */
function holdersOf({ above }: Quantity, days: Days): RawBuilder<unknown> {
  if (!above) return sql`select false, summed.section_code`
  const day = sql`(select d.day from ${days} d where d.figure_id = summed.figure_id)`
  return sql`select false, u.section_code from lateral ${above(sql`summed.section_code`, day)} u`
}

/** Places at which nobody added anything are nothing. */
const UP_TO_LAST = sql`array(select coalesce(n.value, 0) from generate_series(1, places[cardinality(places)]) place
  left join unnest(places, numbers) n(place, value) using (place) order by place)`

export function figureOf(
  measure: MeasureDescription,
  basis: Pick<Basis, 'restsOnSample' | 'told'>,
  rows: readonly Sums[],
): Omit<Figure, 'sums'> {
  const count = ([people = 0, counted = 0]: readonly number[]): Count => ({
    numerator: counted,
    denominator: isRatio(measure) ? people : null,
  })
  const some = rows.filter(({ tallies }) => tallies.some((value) => value !== 0))
  const ward = some.filter(({ isWard }) => isWard)
  const tallies = upToLast(ward.find(({ outside }) => outside === null)?.tallies ?? [])
  return {
    total: count(tallies),
    tallies,
    outside: ward
      .flatMap(({ outside, tallies: [people = 0] }) => (outside === null ? [] : [{ reason: outside, people }]))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
    sections: some
      .filter(({ isWard, outside }) => !isWard && outside === null)
      .map(({ sectionCode, tallies }) => ({ sectionCode, ...count(tallies) }))
      .sort((a, b) => ((a.sectionCode ?? '') < (b.sectionCode ?? '') ? -1 : 1)),
    restsOnSample: basis.restsOnSample || (tallies[2] ?? 0) > 0,
    ...(basis.told == null ? {} : { told: basis.told }),
  }
}

/** Tallies after the last that is something say nothing: sums that are kept still have a place where there was something once. */
export function upToLast(tallies: readonly number[]): readonly number[] {
  return tallies.slice(0, tallies.findLastIndex((value) => value !== 0) + 1)
}

/** Whether a value is a ratio of two whole numbers: a share, or a mean. */
function isRatio({ unit, isMean }: MeasureDescription): boolean {
  return unit === '%' || isMean === true
}

/** The days of some kept figures. */
export function daysOf(figureIds: readonly number[]): Days {
  return sql`(select figure_id, day, from_day, basis from figure where figure_id = any(${figureIds}::integer[]))`
}
