import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Among, Basis, Days, Quantity } from '#platform/measure/measure.ts'
import { type Day, date, oneOf } from '#platform/sql/sql.ts'
import { followsPeople, peopleTurning } from '#rooms/people/relations.service.ts'
import { recordedBy } from '#rooms/policy/evidence.rules.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { populationBasis, populationOnDays, restsOnSample } from './population.service.ts'

/** For figures over evidence: where this room's rows change, these people's parts may. */
export const followsEvidence = { skill_evidence: 'units' } as const

/** Those for whom something of theirs, or evidence of a level, ends or begins after `from` and up to `to`: a select of `unit`. */
export function turningWithEvidence(from: Day, to: Day): RawBuilder<unknown> {
  return sql`${peopleTurning(from, to)} union ${evidenceEnding(from, to)}`
}

/** Those of whom some evidence ends after `from` and up to `to`: a select of `unit`. */
export function evidenceEnding(from: Day, to: Day): RawBuilder<unknown> {
  return sql`select e.staff_member_id as unit from skill_evidence e
    where e.valid_to > ${date(from)} and e.valid_to <= ${date(to)} and e.withdrawn_at is null`
}

/** Each day on which evidence of some people ends, after `from` and up to `to`: a select of unit, ends_on. */
export function endsOf(from: Day, to: Day, people: readonly number[]): RawBuilder<unknown> {
  return sql`select e.staff_member_id as unit, e.valid_to as ends_on from skill_evidence e where e.withdrawn_at is null
    and e.valid_to > ${date(from)} and e.valid_to <= ${date(to)} and e.staff_member_id = any(${people}::bigint[])`
}

/** Share of the people in scope who have reflected on at least one skill up to the day. */
export const shareAssessed: Quantity = {
  name: 'skills.shareAssessed',
  kind: 'state',
  unit: '%',
  isOutput: true,
  follows: { ...followsPeople, ...followsEvidence },
  turning: peopleTurning,

  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyWith(ctx, ['pyramid'], asOf)
    if (!document) return undefined
    const { pyramid, literacy } = document
    return {
      restsOnSample: await restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers),
      population: populationBasis(literacy?.population),
    }
  },

  parts(days: Days, among: Among): RawBuilder<unknown> {
    return sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
        array[1, exists (select from skill_evidence e where e.staff_member_id = p.staff and ${oneOf('e.kind', recordedBy('self'))}
          and e.as_of <= p.day and e.withdrawn_at is null)::integer, 0] as tallies
      from ${populationOnDays(days, among)} p`
  },
}
