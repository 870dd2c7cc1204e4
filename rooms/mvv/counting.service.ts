/** What the line of sight offers to KPIs (measures.ts): who has said what their work is, and whose section says where it leads. */
import { sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { derivedTallies } from '#platform/measure/counting.ts'
import type { Quantity } from '#platform/measure/measure.ts'
import {
  awayOn,
  followsPeople,
  followsSections,
  inServiceOn,
  organisationOn,
  peopleTurning,
  postsOn,
  sectionsOn,
  upwards,
} from '#rooms/people/relations.service.ts'
import { policyWith } from '#rooms/policy/service.ts'

const day = sql`d.day`
const ofPeople = { kind: 'state', unit: '%', isOutput: true } as const

/** Those in service on a day who are not on leave, `e`, and their post, `a`. */
const atWork = sql`lateral ${inServiceOn(day)} e join lateral ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
  left join lateral ${awayOn(day)} l on l.staff_member_id = e.staff_member_id`
const OUTSIDE = sql`case when l.staff_member_id is not null then 'on_leave' end`

/**
 * Who has said their duty in the section in which they are. Tallies: the person, whether they have, none of the sample, and whether their head has agreed
 * to the words that hold.
 */
export const shareWithDuty: Quantity = {
  ...{ ...ofPeople, name: 'mvv.shareWithDuty' },
  follows: { ...followsPeople, duty: 'units' },
  turning: (from, to) => sql`${peopleTurning(from, to)} union select staff_member_id from duty
    where valid_from > ${from}::date and valid_from <= ${to}::date or agreed_on > ${from}::date and agreed_on <= ${to}::date`,
  basis: async (ctx) => ({ restsOnSample: (await isSampleTown(ctx)) === true }),
  parts: (days, among) => sql`select d.figure_id, e.staff_member_id as unit, a.section_code, ${OUTSIDE} as outside,
      array[1, (s.duty_id is not null)::integer, 0, coalesce(s.agreed_on <= d.day, false)::integer] as tallies
    from ${days} d cross join ${atWork} left join lateral (select s.duty_id, s.agreed_on from duty s
        join lateral ${postsOn(sql`s.valid_from`)} b on b.staff_member_id = s.staff_member_id and b.section_code = a.section_code
        where s.staff_member_id = e.staff_member_id and s.valid_from <= d.day
        order by s.valid_from desc, s.duty_id desc limit 1) s on true where ${among('e.staff_member_id')}`,
}

/** Whose head has agreed to the words that hold in the section in which they are: what both have talked about. */
export const shareAgreed: Quantity = {
  ...{ ...shareWithDuty, name: 'mvv.shareAgreed' },
  ...derivedTallies(shareWithDuty, sql`array[1, tallies[4], 0]`),
}

/** Whose section, or the nearest above that has stated one, has a purpose that leads to a direct outcome of the policy of the day. */
export const shareInLine: Quantity = {
  ...{ ...ofPeople, name: 'mvv.shareInLine' },
  follows: { ...followsPeople, ...followsSections, section_purpose: 'basis' },
  turning: peopleTurning,
  async basis(ctx, asOf) {
    const [document, organisation, sections] = await Promise.all([
      policyWith(ctx, ['model'], asOf),
      organisationOn(ctx, asOf),
      sectionsLeading(ctx, asOf),
    ])
    if (!document) return undefined
    const known = new Set(document.model.directOutcomes.map(({ id }) => id))
    return {
      restsOnSample: sections.some(({ isSample }) => isSample),
      organisation,
      inLine: sections.filter(({ leadsTo }) => leadsTo.some((id) => known.has(id))).map(({ code }) => code),
    }
  },
  parts: (days, among) => sql`select d.figure_id, e.staff_member_id as unit, a.section_code, ${OUTSIDE} as outside,
      array[1, (i.code is not null)::integer, 0] as tallies
    from ${days} d cross join ${atWork}
      left join lateral jsonb_array_elements_text(d.basis -> 'inLine') i(code) on i.code = a.section_code where ${among('e.staff_member_id')}`,
}

interface Leading {
  readonly code: string
  readonly leadsTo: readonly string[]
  readonly isSample: boolean
}

/** Each section of a day with what its purpose, or that of the nearest section above which has one, contributes to. */
async function sectionsLeading(ctx: Ctx, asOf: string): Promise<Leading[]> {
  const { rows } =
    await sql<Leading>`with stated as (select distinct on (p.section_code) p.section_code, p.contributes_to, p.is_sample
      from section_purpose p where p.valid_from <= ${asOf}::date order by p.section_code, p.valid_from desc, p.section_purpose_id desc)
    select s.section_code as code, n.contributes_to as "leadsTo", n.is_sample as "isSample" from ${sectionsOn(asOf)} s
      cross join lateral (with recursive start as (select s.section_code), ${upwards(asOf)}
        select t.contributes_to, t.is_sample from up join stated t using (section_code) order by up.height limit 1) n order by 1`.execute(
      ctx.db,
    )
  return rows
}
