/** Where people are the records: the units that lie under a figure. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Messages } from '#platform/i18n/messages.ts'
import { placeIn } from '#platform/sql/place.ts'
import { dayOf, everybody } from './counting.ts'
import { keptFigure } from './figures.ts'
import { type Among, basisSources, type Measure, type MeasureWord, type Quantity, type RecordPage } from './measure.ts'

/** Beside what a measure says of itself: what was found of one of its people, who counts or not; with {got} of {of}. */
export type PeopleWords = Messages<MeasureWord | 'yes' | 'no'>

/** A measure whose records are the people in its denominator. */
export function measureOfPeople(quantity: Quantity, words: PeopleWords): Measure {
  return {
    ...quantity,
    words,
    async records(ctx, { asOf }, page) {
      const { total, next, units } = await listUnits(ctx, quantity, asOf, page)
      ctx.sees(
        units.map(({ unit }) => unit),
        quantity.name,
      )
      const records = units.map(({ unit, counted, of, got }) => ({
        ...{ id: String(unit), staffMemberId: unit, counted },
        finding: ctx.t(words, counted ? 'yes' : 'no', { of, got }),
      }))
      return { total, next, records }
    },
  }
}

/** So many units of a page are held against the records. */
const HELD = 500

/**
 * The units in a figure's denominator, each with whether it counts, by section and number: the parts of the figure, kept or by the
 * statement that counts them, so that both say the same. Where something was committed since the kept moment, a page of them
 * is held against the records of this snapshot: whoever is not in the denominator any more is left out.
 */
export async function listUnits(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; units: Unit[]; next: string | null }> {
  const [unit = '0', section = ''] = after === undefined ? [] : placeIn(after, UNIT_PLACE)
  const parts = await partsOn(ctx, measure, asOf, { sectionCode, limit })
  if (!parts) return { total: 0, units: [], next: null }
  const { rows } = await sql<Unit & { section: string; total: number }>`${parts.named}
    select unit, coalesce(section_code, '') as section, ${FOUND}, ${parts.total} as total
    from ${parts.rows} part where ${IN_DENOMINATOR} and ${inSection(sectionCode)}
      and (coalesce(section_code, ''), unit) > (${section}, ${unit}::bigint)
    order by coalesce(section_code, ''), unit limit ${limit}`.execute(ctx.db)
  const last = rows.at(-1)
  const page = rows.map(({ unit, counted, of, got }) => ({ unit, counted, of, got }))
  return {
    total: rows[0]?.total ?? 0,
    units: parts.isBehind ? await held(ctx, measure, asOf, page) : page,
    next: last && rows.length === limit ? `${last.unit} ${last.section}` : null,
  }
}

/**
 * What every unit adds on a day, for a statement of the room that counts it: rows of unit, section_code, outside and tallies, kept where they
 * are true of this snapshot, else counted. `named` stands before the statement. Undefined where nothing can be counted on that day.
 */
export async function unitRows(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
): Promise<{ named: RawBuilder<unknown>; rows: RawBuilder<unknown> } | undefined> {
  return await partsOn(ctx, measure, asOf, { sectionCode: undefined, limit: Number.POSITIVE_INFINITY })
}

/** Those of a page who are in the denominator by the records, in its order. */
async function held(ctx: Ctx, measure: Quantity, asOf: string, page: readonly Unit[]): Promise<Unit[]> {
  const basis = await measure.basis(ctx, asOf)
  if (!basis || page.length === 0) return []
  const units = page.map(({ unit }) => unit)
  const among: Among = (column) => sql<boolean>`${sql.ref(column)} = any(${units}::bigint[])`
  const { rows } = await sql<Unit>`select unit, ${FOUND}
    from (${measure.parts(dayOf(measure, asOf, basis), among)}) part where ${IN_DENOMINATOR}`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.unit, row]))
  return units.flatMap((unit) => found.get(unit) ?? [])
}

interface Unit {
  readonly unit: number
  readonly counted: boolean
  /** What it adds to the denominator, and to the numerator. */
  readonly of: number
  readonly got: number
}

const FOUND = sql`tallies[2] > 0 as counted, tallies[1] as of, tallies[2] as got`
const IN_DENOMINATOR = sql`outside is null and tallies[1] > 0`

interface Parts {
  /** What has to stand before the statement. */
  readonly named: RawBuilder<unknown>
  readonly rows: RawBuilder<unknown>
  /** How many are in the denominator. */
  readonly total: RawBuilder<unknown>
  /** Something may be otherwise in this snapshot. */
  readonly isBehind: boolean
}

async function partsOn(
  ctx: Ctx,
  measure: Quantity,
  asOf: string,
  { sectionCode, limit }: Pick<RecordPage, 'limit'> & { readonly sectionCode: string | undefined },
): Promise<Parts | undefined> {
  const current = await keptFigure(ctx, measure, asOf)
  const mayBeBehind = !current && limit <= HELD
  const kept = mayBeBehind ? await keptFigure(ctx, measure, asOf, basisSources(measure)) : current
  if (kept) {
    const whose = sectionCode === undefined ? sql`is_ward` : sql`not is_ward and section_code = ${sectionCode}`
    return {
      named: sql``,
      rows: sql`(select * from figure_part where figure_id = ${kept.figureId}::integer)`,
      total: sql`(select coalesce(sum(tallies[${sql.lit(measure.peopleAt ?? 1)}]), 0)::integer from figure_total
        where figure_id = ${kept.figureId}::integer and outside is null and ${whose})`,
      isBehind: mayBeBehind,
    }
  }
  const basis = await measure.basis(ctx, asOf)
  return (
    basis && {
      // By itself, so that the page does not change how everybody is counted.
      named: sql`with counted as materialized (${measure.parts(dayOf(measure, asOf, basis), everybody)})`,
      rows: sql`counted`,
      total: sql`(select count(*)::integer from counted where ${IN_DENOMINATOR} and ${inSection(sectionCode)})`,
      isBehind: false,
    }
  )
}

function inSection(sectionCode: string | undefined): RawBuilder<unknown> {
  return sectionCode === undefined ? sql`true` : sql`coalesce(section_code, '') = ${sectionCode}`
}

const UNIT_PLACE = /^(\d{1,15}) (.{0,100})$/u
