/** Who is behind the change of a value: one statement over what each person adds on the two days (change.rules.ts takes it apart). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type CountedOn, countsAlike, unitsNamed } from '#platform/measure/comparing.ts'
import type { Basis, Measure } from '#platform/measure/measure.ts'
import { inServiceOn, sectionsBelow, sectionsOn } from '#rooms/people/relations.service.ts'
import type { ChangePart, Group, Pair } from './change.rules.ts'

/** A measure on a day by the policy of that day. */
export interface Side {
  readonly measure: Measure
  readonly asOf: string
  readonly basis: Basis
}

export interface Causes {
  /** What the policy of the second day would have said on the first one; null: the same. */
  readonly definition: { readonly before: Pair; readonly after: Pair; readonly people: number } | null
  /** All who are counted on one of the days, by the second day's policy. */
  readonly groups: readonly Group[]
  /** In it on both days, and in another section now. */
  readonly moved: number
}

interface Sums {
  people: number
  bn: number
  bd: number
  an: number
  ad: number
}

interface Row extends Sums {
  part: ChangePart
  reason: string | null
  moved: number
}

/**
 * Why it changed, of everybody or of the people of some sections with all below them.
 *
 * Of the whole nobody comes or goes by moving to another section. Of sections whoever was elsewhere before has moved, or their section was
 * laid elsewhere (`reorganised`): that is told from a transfer by whether both sections are there on both days.
 */
export async function causesOf(
  ctx: Ctx,
  { first, last, sections }: { first: Side; last: Side; sections: readonly string[] | null },
): Promise<Causes> {
  const isOther = first.measure.name !== last.measure.name || !countsAlike(first.basis, last.basis)
  const before: CountedOn = {
    quantity: last.measure,
    asOf: first.asOf,
    basis: isOther ? last.basis : first.basis,
    isOwn: !isOther,
  }
  const after: CountedOn = { quantity: last.measure, asOf: last.asOf, basis: last.basis, isOwn: true }
  const isShare = last.measure.unit === '%'
  const pair = (numerator: number, denominator: number): Pair => ({
    numerator,
    denominator: isShare ? denominator : null,
  })
  const [rows, definition] = await Promise.all([
    rowsOf(ctx, { before, after, sections }),
    isOther ? redefined(ctx, { first, before, sections }) : null,
  ])
  return {
    definition: definition && {
      people: definition.people,
      before: pair(definition.bn, definition.bd),
      after: pair(definition.an, definition.ad),
    },
    groups: rows.map(({ part, reason, people, bn, bd, an, ad }) => ({
      ...{ part, reason, people },
      before: pair(bn, bd),
      after: pair(an, ad),
    })),
    moved: rows.reduce((sum, { moved }) => sum + moved, 0),
  }
}

async function rowsOf(
  ctx: Ctx,
  { before, after, sections }: { before: CountedOn; after: CountedOn; sections: readonly string[] | null },
): Promise<Row[]> {
  const [first, last] = [before.asOf, after.asOf]
  const isEvents = after.quantity.kind === 'events'
  const [named, other] = await Promise.all([unitsNamed(ctx, 'before', before), unitsNamed(ctx, 'after', after)])
  const { rows } = await sql<Row>`with ${named}, ${other},
    was_within as materialized (${withinOn(sections, first)}), is_within as materialized (${withinOn(sections, last)}),
    each as (select coalesce(a.unit, b.unit) as unit, b.unit is not null as was_known, a.unit is not null as is_known,
        b.outside as was_outside, a.outside as is_outside, b.section_code as was_at, a.section_code as is_at,
        ${within(sections, 'b', 'was_within')} as was_here, ${within(sections, 'a', 'is_within')} as is_here,
        b.tallies as was, a.tallies as is_now
      from before b full join after a on a.unit = b.unit),
    counted as (select *, was_known and was_outside is null and was_here as was_in,
        is_known and is_outside is null and is_here as is_in from each),
    told as (select case
        when was_in and is_in then case when is_now[2] > was[2] then 'gained' when is_now[2] < was[2] then 'lost' else 'others' end
        when is_in then case when not ${isInService(first)} then 'joined'
          when was_known and not was_here then case when ${isTransfer(first, last)} then 'movedIn' else 'reorganisedIn' end
          when was_outside is not null or not ${sql.lit(isEvents)} then 'enteredScope' else 'gained' end
        else case when not ${isInService(last)} then 'left'
          when is_known and not is_here then case when ${isTransfer(first, last)} then 'movedOut' else 'reorganisedOut' end
          when is_outside is not null or not ${sql.lit(isEvents)} then 'leftScope' else 'lost' end
        end as part,
        case when was_in = is_in then null when is_in then was_outside else is_outside end as reason,
        was_in, is_in, was_at, is_at, case when was_in then was end as was, case when is_in then is_now end as is_now
      from counted where was_in or is_in)
    select part, case when part in ('enteredScope', 'leftScope') then reason end as reason,
      count(*) filter (where part <> 'others' or was[1] <> is_now[1])::integer as people,
      count(*) filter (where was_in and is_in and was_at <> is_at)::integer as moved,
      coalesce(sum(was[2]), 0)::integer as bn, coalesce(sum(was[1]), 0)::integer as bd,
      coalesce(sum(is_now[2]), 0)::integer as an, coalesce(sum(is_now[1]), 0)::integer as ad
    from told group by 1, 2`.execute(ctx.db)
  return rows
}

/** The first day as its own policy counts it and as that of the second day does. */
async function redefined(
  ctx: Ctx,
  { first, before, sections }: { first: Side; before: CountedOn; sections: readonly string[] | null },
): Promise<Sums> {
  const own: CountedOn = { quantity: first.measure, asOf: first.asOf, basis: first.basis, isOwn: true }
  const [named, other] = await Promise.all([unitsNamed(ctx, 'own', own), unitsNamed(ctx, 'otherwise', before)])
  const { rows } =
    await sql<Sums>`with ${named}, ${other}, was_within as materialized (${withinOn(sections, first.asOf)}),
    each as (select case when o.outside is null and ${within(sections, 'o', 'was_within')} then o.tallies end as was,
        case when t.outside is null and ${within(sections, 't', 'was_within')} then t.tallies end as is_now
      from own o full join otherwise t on t.unit = o.unit)
    select count(*) filter (where (was[1], was[2]) is distinct from (is_now[1], is_now[2]))::integer as people,
      coalesce(sum(was[2]), 0)::integer as bn, coalesce(sum(was[1]), 0)::integer as bd,
      coalesce(sum(is_now[2]), 0)::integer as an, coalesce(sum(is_now[1]), 0)::integer as ad from each`.execute(ctx.db)
  return rows[0]!
}

/** Sections with all below them, as the organisation of a day has them. */
function withinOn(sections: readonly string[] | null, day: string): RawBuilder<unknown> {
  return sql`select distinct s.section_code from unnest(${sections ?? []}::text[]) u(code)
    cross join lateral ${sectionsBelow(sql`u.code`, day)} s`
}

function within(sections: readonly string[] | null, alias: string, named: string): RawBuilder<boolean> {
  if (!sections) return sql<boolean>`true`
  return sql<boolean>`coalesce(${sql.ref(`${alias}.section_code`)} in (select section_code from ${sql.table(named)}), false)`
}

const isInService = (day: string) =>
  sql<boolean>`exists (select from ${inServiceOn(day)} e where e.staff_member_id = unit)`

const isTransfer = (first: string, last: string) => sql<boolean>`was_at <> is_at
  and exists (select from ${sectionsOn(last)} s where s.section_code = was_at)
  and exists (select from ${sectionsOn(first)} s where s.section_code = is_at)`
