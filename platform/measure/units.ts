/** Where people are the records: the units that lie under a figure. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { placeIn } from '#platform/sql/place.ts'
import { dayOf, everybody } from './counting.ts'
import { keptFigure } from './figures.ts'
import type { Quantity, RecordPage } from './measure.ts'

/**
 * The units in a figure's denominator, each with whether it counts, by section and number: the parts of the figure, kept or by the
 * statement that counts them, so that both say the same.
 */
export async function listUnits(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; units: { unit: number; counted: boolean }[]; next: string | null }> {
  const [unit = '0', section = ''] = after === undefined ? [] : placeIn(after, UNIT_PLACE)
  const parts = await partsOn(ctx, measure, asOf, sectionCode)
  if (!parts) return { total: 0, units: [], next: null }
  const { rows } = await sql<{ unit: number; section: string; counted: boolean; total: number }>`${parts.named}
    select unit, coalesce(section_code, '') as section, tallies[2] > 0 as counted, ${parts.total} as total
    from ${parts.rows} part where outside is null and ${inSection(sectionCode)}
      and (coalesce(section_code, ''), unit) > (${section}, ${unit}::bigint)
    order by coalesce(section_code, ''), unit limit ${limit}`.execute(ctx.db)
  const last = rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    units: rows.map(({ unit, counted }) => ({ unit, counted })),
    next: last && rows.length === limit ? `${last.unit} ${last.section}` : null,
  }
}

interface Parts {
  /** What has to stand before the statement. */
  readonly named: RawBuilder<unknown>
  readonly rows: RawBuilder<unknown>
  /** How many are in the denominator. */
  readonly total: RawBuilder<unknown>
}

async function partsOn(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
  sectionCode: string | undefined,
): Promise<Parts | undefined> {
  const kept = await keptFigure(ctx, measure, asOf)
  if (kept) {
    const whose = sectionCode === undefined ? sql`is_ward` : sql`not is_ward and section_code = ${sectionCode}`
    return {
      named: sql``,
      rows: sql`(select * from figure_part where figure_id = ${kept.figureId}::integer)`,
      total: sql`(select coalesce(sum(tallies[1]), 0)::integer from figure_total
        where figure_id = ${kept.figureId}::integer and outside is null and ${whose})`,
    }
  }
  const basis = await measure.basis(ctx, asOf)
  return (
    basis && {
      // By itself, so that the page does not change how everybody is counted.
      named: sql`with counted as materialized (${measure.parts(dayOf(measure, asOf, basis), everybody)})`,
      rows: sql`counted`,
      total: sql`(select count(*)::integer from counted where outside is null and ${inSection(sectionCode)})`,
    }
  )
}

function inSection(sectionCode: string | undefined): RawBuilder<unknown> {
  return sectionCode === undefined ? sql`true` : sql`coalesce(section_code, '') = ${sectionCode}`
}

const UNIT_PLACE = /^(\d{1,15}) (.{0,100})$/u
