/** What every unit adds on two days, side by side: for a statement that says why a figure changed. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { dayOf, everybody } from './counting.ts'
import { keptFigure } from './figures.ts'
import { type Basis, periodOf, type Quantity } from './measure.ts'

/** A quantity on a day, as the policy of that day says it is counted or as another basis does. */
export interface CountedOn {
  readonly quantity: Quantity
  readonly asOf: string
  readonly basis: Basis
  /** It is the basis of its own day, so that what is kept may say it. */
  readonly isOwn: boolean
}

/**
 * Rows of unit, section_code, outside and tallies as a common table expression of that name: kept where they are true of this snapshot,
 * else counted from the records.
 */
export async function unitsNamed(
  ctx: Ctx,
  name: string,
  { quantity, asOf, basis, isOwn }: CountedOn,
): Promise<RawBuilder<unknown>> {
  const kept = isOwn ? await keptFigure(ctx, quantity, asOf) : undefined
  const rows = kept
    ? sql`select unit, section_code, outside, tallies from figure_part where figure_id = ${kept.figureId}::integer`
    : sql`select unit, section_code, outside, tallies from (${quantity.parts(dayOf(quantity, asOf, basis), everybody)}) part`
  // By itself, so that the other day does not change how everybody is counted.
  return sql`${sql.ref(name)} as materialized (${rows})`
}

/**
 * The town's numerator and denominator on some days, in one statement; undefined where nothing can be counted. For what is counted from
 * few records: of everybody on many days it is much work.
 */
export async function totalsOn(
  ctx: Ctx,
  quantity: Quantity,
  days: readonly string[],
): Promise<({ numerator: number; denominator: number | null } | undefined)[]> {
  const bases = await Promise.all(days.map((day) => quantity.basis(ctx, day)))
  const asked = days.flatMap((day, place) => {
    const basis = bases[place]
    return basis ? [{ place, day, from: periodOf(quantity, day).from, basis }] : []
  })
  const rows = sql`(select place as figure_id, day, "from" as from_day, basis
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as d(place integer, day date, "from" date, basis jsonb))`
  const { rows: sums } = await sql<{ place: number; people: number; counted: number }>`select figure_id as place,
      coalesce(sum(tallies[1]), 0)::integer as people, coalesce(sum(tallies[2]), 0)::integer as counted
    from (${quantity.parts(rows, everybody)}) part where outside is null group by 1`.execute(ctx.db)
  return days.map((_, place) => {
    if (!bases[place]) return undefined
    const { people, counted } = sums.find((sum) => sum.place === place) ?? { people: 0, counted: 0 }
    return { numerator: counted, denominator: quantity.unit === '%' ? people : null }
  })
}

/** Whether two bases count alike: what is only said beside a value changes nothing of it. */
export function countsAlike(a: Basis, b: Basis): boolean {
  const counting = ({ restsOnSample: _, told: __, ...read }: Basis) => JSON.stringify(sorted(read))
  return counting(a) === counting(b)
}

/** The same whatever the order in which somebody wrote the keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}
