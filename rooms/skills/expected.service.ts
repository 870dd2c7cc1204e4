/**
 * How far people are at what their grade and occupation expect (INV-P3), by the policy's rule for levels (INV-P6). A skill of which nothing is known
 * counts as not reached (INV-P7); where nothing is known of anybody there is no value.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { derivedTallies } from '#platform/measure/counting.ts'
import type { Basis, Quantity } from '#platform/measure/measure.ts'
import { followsPeople } from '#rooms/people/relations.service.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { levelsBasis, levelsThen, occupationIn, rungsOf } from './counting.service.ts'
import { populationOnDays } from './population.service.ts'
import { followsEvidence, turningWithEvidence } from './reflected.service.ts'

const ofExpectations = {
  kind: 'state',
  unit: '%',
  isOutput: false,
  peopleAt: 4,
  follows: { ...followsPeople, ...followsEvidence },
  turning: turningWithEvidence,
  isKnown: (tallies: readonly number[]) => (tallies[4] ?? 0) > 0,
  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyWith(ctx, ['pyramid'], asOf)
    return document && (await levelsBasis(ctx, document))
  },
} as const

/**
 * Expectations, one a person and skill, that are reached. Tallies: expectations, reached ones, none of the sample, whether the person has any expectation,
 * skills with a level. Levels are summed up by person before the sections of people come to them: put in order beside all that is known of a person,
 * 1.4 million levels took half as long again.
 */
export const meanCoverage: Quantity = {
  ...{ ...ofExpectations, name: 'skills.meanCoverage' },
  parts: (days, among) => sql`with who as materialized (
      select p.figure_id, p.staff, p.section_code, p.outside, g.rank from ${populationOnDays(days, among)} p
        left join ${rungsOf(days)} g on (g.figure_id, g.grade, g.occupation) = (p.figure_id, p.grade, ${occupationIn(sql`p`)}))
    select w.figure_id, w.staff as unit, w.section_code, w.outside,
      array[coalesce(e.expected, 0), coalesce(r.reached, 0), 0, (coalesce(e.expected, 0) > 0)::integer, coalesce(r.known, 0)]::integer[] as tallies
    from who w
      left join (select d.figure_id, r.rank, count(*) as expected from ${days} d
          cross join lateral jsonb_to_recordset(d.basis -> 'skills') as k(expected integer[], counts text)
          cross join lateral unnest(k.expected) with ordinality r(level, rank)
          where r.level is not null and k.counts is distinct from 'former' group by 1, 2) e
        on (e.figure_id, e.rank) = (w.figure_id, w.rank)
      left join (select v.figure_id, v.staff, count(*) as known, count(*) filter (where v.level >= v.expected[o.rank]) as reached
          from ${levelsThen(days, among)} v join who o on (o.figure_id, o.staff) = (v.figure_id, v.staff) group by 1, 2) r
        on (r.figure_id, r.staff) = (w.figure_id, w.staff)`,
}

/** People at every level that their grade expects. */
export const shareAtExpected: Quantity = {
  ...{ ...ofExpectations, name: 'skills.shareAtExpected' },
  ...derivedTallies(
    meanCoverage,
    sql`array[tallies[4], (tallies[4] = 1 and tallies[2] = tallies[1])::integer, 0, tallies[4], tallies[5]]`,
  ),
}
