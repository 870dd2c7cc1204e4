import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Among, Basis, Days, Quantity } from '#platform/measure/measure.ts'
import { type Day, date, oneOf } from '#platform/sql/sql.ts'
import { followsPeople, peopleTurning } from '#rooms/people/relations.service.ts'
import { type EvidenceKind, recordedBy } from '#rooms/policy/evidence.rules.ts'
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

  parts: (days, among) => saidOf(days, among, { kinds: [recordedBy('self')], when: sql<boolean>`e.as_of <= d.day` }),
}

/**
 * People in scope, and of whom something of these kinds was said in a time (a condition on `e` and `d`); tallies: the person, and for each list of kinds
 * whether there is something. Those of whom there is are looked up at once: asked of one after the other it took twice as long.
 */
export function saidOf(
  days: Days,
  among: Among,
  { kinds, when }: { readonly kinds: readonly (readonly EvidenceKind[])[]; readonly when: RawBuilder<boolean> },
): RawBuilder<unknown> {
  const bits = sql.join(
    kinds.map((list, bit) => sql`when ${oneOf('e.kind', list)} then ${sql.lit(2 ** bit)}`),
    sql` `,
  )
  const tallies = kinds.map((_, bit) => sql`coalesce(s.found, 0) >> ${sql.lit(bit)} & 1`)
  return sql`select p.figure_id, p.staff as unit, p.section_code, p.outside, array[1, ${sql.join(tallies)}] as tallies
    from ${populationOnDays(days, among)} p left join (
        select d.figure_id, e.staff_member_id as staff, bit_or(case ${bits} end) as found from ${days} d join skill_evidence e
          on ${oneOf('e.kind', kinds.flat())} and ${when} and e.withdrawn_at is null and ${among('e.staff_member_id')} group by 1, 2) s
      on (s.figure_id, s.staff) = (p.figure_id, p.staff)`
}
