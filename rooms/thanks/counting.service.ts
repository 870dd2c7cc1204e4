/**
 * The one quantity that this room offers: how many of those in service wrote or received a thank-you in the year. It counts what was done, so that it
 * is an indicator and no outcome's KPI (INV-L3): nobody shall be thanked for a target. Of sections it says nothing, and it opens to no records,
 * because whoever reads those would see of each person whether somebody thanks them.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Quantity } from '#platform/measure/measure.ts'
import { followsPeople, inServiceOn, peopleTurning } from '#rooms/people/relations.service.ts'
import { STANDS } from './standing.service.ts'

export const shareTakingPart: Quantity = {
  name: 'thanks.shareTakingPart',
  kind: 'events',
  unit: '%',
  isOutput: true,
  follows: { ...followsPeople, thank_you: bothOf },
  turning: peopleTurning,

  // A thank-you says itself whether it is of the sample.
  basis: async () => ({ restsOnSample: false }),

  parts: (days, among) => sql`select d.figure_id, e.staff_member_id as unit, null::text as section_code,
      null::text as outside, array[1, (t.person is not null)::integer, coalesce(t.is_sample, false)::integer] as tallies
    from ${days} d cross join lateral ${inServiceOn(sql`d.day`)} e
      left join (select y.figure_id, x.person, bool_or(h.is_sample) as is_sample
        from ${days} y join thank_you h on h.written_on between y.from_day and y.day and ${STANDS}
          cross join lateral (values (h.receiver), (h.written_by)) x(person)
        where ${among('x.person')} group by 1, 2) t on (t.figure_id, t.person) = (d.figure_id, e.staff_member_id)
    where ${among('e.staff_member_id')}`,
}

function bothOf(ids: readonly number[]): RawBuilder<unknown> {
  return sql`select receiver as unit from thank_you where thank_you_id = any(${ids}::bigint[])
    union select written_by from thank_you where thank_you_id = any(${ids}::bigint[])`
}
