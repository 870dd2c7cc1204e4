/**
 * What tests offer to KPIs (measures.ts): who sat one in the fiscal year, and how often an attempt showed the floor. An attempt counts on the day on
 * which it was sat; one that is void never (what it came to is on no page either).
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Basis, Quantity } from '#platform/measure/measure.ts'
import { followsPeople, peopleTurning } from '#rooms/people/relations.service.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { populationBasis, populationOnDays, restsOnSample } from '#rooms/skills/population.service.ts'

const ofAttempts = {
  kind: 'events',
  unit: '%',
  follows: { ...followsPeople, test_attempt: 'units' },
  turning: peopleTurning,
  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyWith(ctx, ['literacy'], asOf)
    if (!document) return undefined
    const floor = floorOf(document)
    return {
      restsOnSample: await restsOnSample(ctx, document.literacy, ...floor),
      population: populationBasis(document.literacy.population),
      floor: floor.flatMap(({ records, floorLevel }) => records.map((skill) => ({ skill, level: floorLevel }))),
    }
  },
} as const

const SAT = sql`t.sat_on between d.from_day and d.day and t.voided_at is null`

/** People in scope who sat a test. */
export const shareTested: Quantity = {
  ...{ ...ofAttempts, name: 'literacy.shareTested', isOutput: true },
  parts: (days, among) => sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
      array[1, exists (select from test_attempt t where t.staff_member_id = p.staff and ${SAT})::integer, 0] as tallies
    from ${days} d join ${populationOnDays(days, among)} p on p.figure_id = d.figure_id`,
}

/** Attempts at tests of floor skills that came to the floor's level. */
export const attemptsAtFloor: Quantity = {
  ...{ ...ofAttempts, name: 'literacy.attemptsAtFloor', isOutput: false, peopleAt: 4 },
  parts: (days, among) => sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
      array[count(*), count(*) filter (where t.level >= f.level), 0, 1]::integer[] as tallies
    from ${days} d join ${populationOnDays(days, among)} p on p.figure_id = d.figure_id
      join test_attempt t on t.staff_member_id = p.staff and ${SAT}
      join lateral jsonb_to_recordset(d.basis -> 'floor') as f(skill text, level smallint) on f.skill = t.skill
    group by p.figure_id, p.staff, p.section_code, p.outside`,
}
