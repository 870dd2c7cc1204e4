/** A quantity of sections: of those in which another one counts somebody, how many have somebody in its numerator. */
import { type RawBuilder, sql } from 'kysely'
import { derived } from './counting.ts'
import type { MeasureDescription, Quantity } from './measure.ts'

/**
 * One person's change may move it for a whole section, so it has no parts of people that could be kept: its sums are those of `people`, looked at by
 * section (`sectionTotals`). Parts say the same of the records, a section each.
 *
 * @param people adds a number for each place, and by section without those below it
 */
export function sectionsOf(people: Quantity, description: MeasureDescription): Quantity {
  return {
    ...description,
    sectionsOf: people,
    follows: people.follows,
    turning: people.turning,
    basis: people.basis,
    ...derived({
      quantity: people,
      select: (
        parts,
      ) => sql`select p.figure_id, ('x' || left(md5(p.section_code), 15))::bit(60)::bigint as unit, p.section_code,
          null::text as outside, array[1, bool_or(p.tallies[2] > 0)::integer, bool_or(p.tallies[3] > 0)::integer] as tallies
        from ${parts} p where p.outside is null and p.section_code is not null group by p.figure_id, p.section_code`,
    }),
  }
}

/** As `figure_total`, of the sections that the sums kept of `sectionsOf` are of. */
export const sectionTotals: RawBuilder<unknown> = sql`(with here as not materialized (
      select figure_id, section_code, (tallies[2] > 0)::integer as counted, (tallies[3] > 0)::integer as of_sample
      from figure_total where not is_ward and outside is null and section_code is not null and tallies[1] > 0)
    select figure_id, false as is_ward, section_code, null::text as outside, array[1, counted, of_sample] as tallies from here
    union all select figure_id, true, null, null, array[count(*), sum(counted), sum(of_sample)]::integer[] from here group by figure_id)`
