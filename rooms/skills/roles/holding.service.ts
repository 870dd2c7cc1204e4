/** Who holds a role, as what is counted: sums by section that are kept up, and how many holders are at what their role expects. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Basis, Quantity } from '#platform/measure/measure.ts'
import { type Day, date, on } from '#platform/sql/sql.ts'
import {
  followsPeople,
  followsSections,
  organisationOn,
  peopleTurning,
  upFrom,
} from '#rooms/people/relations.service.ts'
import { policyOn, policyWith } from '#rooms/policy/service.ts'
import { levelsBasis, levelsThen } from '../counting.service.ts'
import { populationBasis, populationOnDays, restsOnSample } from '../population.service.ts'
import { followsEvidence, turningWithEvidence } from '../reflected.service.ts'
import { skillsIn } from '../rules.ts'
import { placesOf } from '../sections.rules.ts'

const followsHolders = { role_holder: 'units' } as const

/** Those for whom a role begins or ends after `from` and up to `to`: a select of `unit`. */
function holdersTurning(from: Day, to: Day): RawBuilder<unknown> {
  return sql`select h.staff_member_id as unit from role_holder h where (h.valid_from > ${date(from)} and h.valid_from <= ${date(to)})
    or (h.valid_to > ${date(from)} and h.valid_to <= ${date(to)})`
}

/** Everybody in service adds one at the first place, and one at that of each role that they hold, in the order of the policy. */
export const holdings: Quantity = {
  ...{ name: 'roles.holdings', kind: 'state', unit: '人', isOutput: false, tallied: 'places', above: upFrom },
  follows: { ...followsPeople, ...followsSections, ...followsHolders },
  turning: (from, to) => sql`${peopleTurning(from, to)} union ${holdersTurning(from, to)}`,

  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const [document, organisation] = await Promise.all([policyOn(ctx, asOf), organisationOn(ctx, asOf)])
    if (!document?.roles) return undefined
    return {
      ...{ restsOnSample: await restsOnSample(ctx, ...document.roles), population: populationBasis(), organisation },
      roles: document.roles.map(({ id }, at) => ({ role: id, place: at + 2 })),
    }
  },

  parts: (days, among) => sql`select p.figure_id, p.staff as unit, p.section_code, null::text as outside,
      array[1] || array(select distinct k.place from role_holder h
        join jsonb_to_recordset(p.basis -> 'roles') as k(role text, place integer) on k.role = h.role
        where h.staff_member_id = p.staff and ${on('h', sql`p.day`)} order by 1) as tallies
    from ${populationOnDays(days, among)} p`,
}

/** Holders who are at every level that their roles expect. */
export const shareOfHoldersAtExpected: Quantity = {
  ...{ name: 'roles.shareAtExpected', kind: 'state', unit: '%', isOutput: false },
  follows: { ...followsPeople, ...followsEvidence, ...followsHolders },
  turning: (from, to) => sql`${turningWithEvidence(from, to)} union ${holdersTurning(from, to)}`,

  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyWith(ctx, ['pyramid'], asOf)
    if (!document?.roles) return undefined
    const skills = skillsIn(document)
    const places = placesOf(skills.length, document.pyramid.highestLevel)
    const at = new Map(skills.map(({ id }, place) => [id, place]))
    return {
      ...(await levelsBasis(ctx, document)),
      restsOnSample: await restsOnSample(ctx, document.pyramid, ...document.roles),
      population: populationBasis(),
      needs: document.roles.flatMap(({ id, expected = {} }) =>
        Object.entries(expected).flatMap(([skill, level]) => {
          const place = at.get(skill)
          return place === undefined ? [] : [{ role: id, reached: places.reached(place), level }]
        }),
      ),
    }
  },

  parts: (days, among) => sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
      array[1, bool_and(coalesce(v.level, -1) >= n.level)::integer, 0] as tallies
    from ${populationOnDays(days, among)} p join role_holder h on h.staff_member_id = p.staff and ${on('h', sql`p.day`)}
      cross join lateral jsonb_to_recordset(p.basis -> 'needs') as n(role text, reached integer, level integer)
      left join ${levelsThen(days, among)} v on (v.figure_id, v.staff, v.reached) = (p.figure_id, p.staff, n.reached)
    where n.role = h.role group by p.figure_id, p.staff, p.section_code, p.outside`,
}
