/**
 * How far people are at what their grade and occupation expect (INV-P3), by the policy's rule for levels (INV-P6). A skill of which nothing is known
 * counts as not reached (INV-P7); where nothing is known of anybody there is no value.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Among, Basis, Days, Quantity } from '#platform/measure/measure.ts'
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

/** People at every level that their grade expects. */
export const shareAtExpected: Quantity = {
  ...{ ...ofExpectations, name: 'skills.shareAtExpected' },
  parts: (days, among) =>
    byPerson(days, among, [sql`(f.expected > 0)`, sql`(f.expected > 0 and f.reached = f.expected)`]),
}

/** Expectations, one a person and skill, that are reached. */
export const meanCoverage: Quantity = {
  ...{ ...ofExpectations, name: 'skills.meanCoverage' },
  parts: (days, among) => byPerson(days, among, [sql`f.expected`, sql`f.reached`]),
}

/** Tallies: denominator, numerator, none of the sample, whether the person has any expectation, skills with a level. */
function byPerson(days: Days, among: Among, [of, got]: readonly [RawBuilder<unknown>, RawBuilder<unknown>]) {
  return sql`select f.figure_id, f.staff as unit, f.section_code, f.outside,
      array[${of}::integer, ${got}::integer, 0, (f.expected > 0)::integer, f.known] as tallies
    from (select p.figure_id, p.staff, p.section_code, p.outside, coalesce(e.expected, 0)::integer as expected,
          (count(*) filter (where v.level >= v.expected[g.rank]))::integer as reached, count(v.staff)::integer as known
        from ${populationOnDays(days, among)} p
          left join ${rungsOf(days)} g
            on (g.figure_id, g.grade, g.occupation) = (p.figure_id, p.grade, ${occupationIn(sql`p`)})
          left join (select d.figure_id, r.rank, count(*) as expected from ${days} d
              cross join lateral jsonb_to_recordset(d.basis -> 'skills') as k(expected integer[], counts text)
              cross join lateral unnest(k.expected) with ordinality r(level, rank)
              where r.level is not null and k.counts is distinct from 'former' group by 1, 2) e
            on (e.figure_id, e.rank) = (g.figure_id, g.rank)
          left join ${levelsThen(days, among)} v on (v.figure_id, v.staff) = (p.figure_id, p.staff)
        group by p.figure_id, p.staff, p.section_code, p.outside, e.expected) f`
}
