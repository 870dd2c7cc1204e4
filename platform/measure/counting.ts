/** Figures counted from the records: what a figure is. Those that are kept up (keeping.ts) are these, done once. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { placeIn } from '#platform/sql/place.ts'
import {
  type Among,
  type Basis,
  type Count,
  type Days,
  type MeasureDescription,
  periodOf,
  type Quantity,
  type RecordPage,
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
}

export const everybody: Among = () => sql<boolean>`true`

/** One statement, so that a total and its sections cannot disagree. Nothing is counted as of a day to come: it is today then. */
export async function countFigure(ctx: Ctx, measure: Quantity, wanted: string): Promise<Figure | undefined> {
  const asOf = wanted < ctx.today ? wanted : ctx.today
  const basis = await measure.basis(ctx, asOf)
  if (!basis) return undefined
  const { rows } = await sql<Sums>`with part as materialized (${measure.parts(dayOf(measure, asOf, basis), everybody)})
    select is_ward as "isWard", section_code as "sectionCode", outside, tallies from (${sumsOf(sql`part`)}) sums`.execute(
    ctx.db,
  )
  return figureOf(measure, basis, rows)
}

/** The day to be counted, as the one of its kind. */
function dayOf(measure: Quantity, asOf: string, basis: Basis): Days {
  const { from } = periodOf(measure, asOf)
  return sql`(select 0 as figure_id, ${asOf}::date as day, ${from}::date as from_day, ${JSON.stringify(basis)}::jsonb as basis)`
}

/**
 * The units in a figure's denominator, each with whether it counts, by section and number: where people are the records. The
 * same statement as the figure's, so that both say the same.
 */
export async function listUnits(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; units: { unit: number; counted: boolean }[]; next: string | null }> {
  const basis = await measure.basis(ctx, asOf)
  if (!basis) return { total: 0, units: [], next: null }
  const [unit = '0', section = ''] = after === undefined ? [] : placeIn(after, UNIT_PLACE)
  const { rows } = await sql<{ unit: number; section: string; counted: boolean; total: number }>`
    select unit, section, counted, total from (select unit, coalesce(section_code, '') as section, tallies[2] > 0 as counted,
        count(*) over () as total
      from (${measure.parts(dayOf(measure, asOf, basis), everybody)}) part
      where outside is null and (${sectionCode ?? null}::text is null or section_code = ${sectionCode ?? null})) listed
    where (section, unit) > (${section}, ${unit}::bigint) order by section, unit limit ${limit}`.execute(ctx.db)
  const last = rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    units: rows.map(({ unit, counted }) => ({ unit, counted })),
    next: last && rows.length === limit ? `${last.unit} ${last.section}` : null,
  }
}

const UNIT_PLACE = /^(\d{1,15}) (.{0,100})$/u

/**
 * Sums (figure_id, is_ward, section_code, outside, tallies) of rows with figure_id, section_code, outside and tallies. Many units add the
 * same, so equal rows are counted before they are taken apart.
 */
export function sumsOf(parts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select figure_id, is_ward, section_code, outside, array_agg(value order by place) as tallies
    from (select p.figure_id, g.is_ward, g.section_code, p.outside, t.place, sum(t.value * p.units)::integer as value
      from (select figure_id, section_code, outside, tallies, count(*) as units from ${parts} each group by 1, 2, 3, 4) p
        cross join lateral unnest(p.tallies) with ordinality t(value, place)
        cross join lateral (values (true, null), (false, p.section_code)) g(is_ward, section_code)
      group by 1, 2, 3, 4, 5) one group by 1, 2, 3, 4`
}

export function figureOf(
  measure: MeasureDescription,
  basis: Pick<Basis, 'restsOnSample'>,
  rows: readonly Sums[],
): Figure {
  const count = ([people = 0, counted = 0]: readonly number[]): Count => ({
    numerator: counted,
    denominator: measure.unit === '%' ? people : null,
  })
  const some = rows.filter(({ tallies }) => tallies.some((value) => value !== 0))
  const ward = some.filter(({ isWard }) => isWard)
  const tallies = ward.find(({ outside }) => outside === null)?.tallies ?? []
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
  }
}

/** The days of some kept figures. */
export function daysOf(figureIds: readonly number[]): Days {
  return sql`(select figure_id, day, from_day, basis from figure where figure_id = any(${figureIds}::integer[]))`
}
