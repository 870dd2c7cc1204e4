/** What is done for evidence, year by year: who reflected, who was observed, and what was renewed before or after it ended. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { derivedTallies } from '#platform/measure/counting.ts'
import type { Basis, Quantity } from '#platform/measure/measure.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { followsPeople, peopleTurning } from '#rooms/people/relations.service.ts'
import { recordedBy } from '#rooms/policy/evidence.rules.ts'
import { carriedIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { populationBasis, populationOnDays, restsOnSample } from './population.service.ts'
import { followsEvidence, saidOf, turningWithEvidence } from './reflected.service.ts'
import { holdsOn } from './standing.service.ts'

const ofTheYear = {
  kind: 'events',
  unit: '%',
  follows: { ...followsPeople, ...followsEvidence },
  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyOn(ctx, asOf)
    if (!document) return undefined
    const { literacy } = document
    const carried = carriedIn(document).map((one) => ({ ...one }))
    return {
      restsOnSample: await restsOnSample(ctx, literacy),
      population: populationBasis(literacy?.population),
      // What a result was renewed by may be one of a skill that took over its records.
      ...(carried.length > 0 && { carried }),
    }
  },
} as const

/** People in scope, of whom something was said in the fiscal year by themselves, and by their head: from what one reading finds both shares follow. */
const saidThisYear: Quantity = {
  ...{ ...ofTheYear, name: 'skills.saidThisYear', isOutput: true },
  turning: peopleTurning,
  parts: (days, among) =>
    saidOf(days, among, {
      kinds: [recordedBy('self'), recordedBy('sectionHead')],
      when: sql<boolean>`e.as_of between d.from_day and d.day`,
    }),
}

export const shareReflected: Quantity = {
  ...{ ...saidThisYear, name: 'skills.shareReflectedThisYear' },
  ...derivedTallies(saidThisYear, sql`array[1, tallies[2], 0]`),
}

export const shareObserved: Quantity = {
  ...{ ...saidThisYear, name: 'skills.shareObservedThisYear' },
  ...derivedTallies(saidThisYear, sql`array[1, tallies[3], 0]`),
}

/** Results that ended in the fiscal year, one a person and skill, in whose place another stands. */
export const shareRenewed: Quantity = {
  ...{ ...ofTheYear, name: 'skills.shareRenewed', isOutput: false, peopleAt: 4 },
  turning: turningWithEvidence,
  parts: (days, among) => sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
      array[count(*), count(*) filter (where x.is_renewed), 0, 1]::integer[] as tallies
    from ${populationOnDays(days, among)} p join (
      select d.figure_id, e.staff_member_id as staff, e.skill, exists (select from skill_evidence n
          where n.staff_member_id = e.staff_member_id
            and (n.skill = e.skill or d.basis -> 'carried' @> jsonb_build_array(jsonb_build_object('former', e.skill, 'skill', n.skill)))
            and ${oneOf('n.kind', recordedBy('hr'))}
            and ${holdsOn('n', sql`d.day`)}) as is_renewed
      from ${days} d join skill_evidence e on e.valid_to between d.from_day and d.day
      where ${oneOf('e.kind', recordedBy('hr'))} and e.withdrawn_at is null and ${among('e.staff_member_id')}
      group by d.figure_id, d.day, d.basis, e.staff_member_id, e.skill) x on (x.figure_id, x.staff) = (p.figure_id, p.staff)
    group by p.figure_id, p.staff, p.section_code, p.outside`,
}
