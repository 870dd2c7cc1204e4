/** What presence is counted from (presence.rules.ts), read once for all that is asked about together. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date, during, oneOf } from '#platform/sql/sql.ts'
import { dayKnown } from '#rooms/people/announced.service.ts'
import { awayDuring, postsDuring, sectionsOn } from '#rooms/people/relations.service.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { levelsByRule } from '#rooms/skills/levels.service.ts'
import { type State, seatStates } from '../rules.ts'
import { isOfSectionBefore } from '../sessions/there.service.ts'
import type { AwaySpan, Post, PresenceFacts } from './presence.rules.ts'
import { type Minimum, needsIn } from './rules.ts'
import { MINIMUM } from './service.ts'

export interface Period {
  readonly first: string
  readonly last: string
}

/** Approved, and not seated yet: they are not at the counter when a seat is given. */
const promisedStates = ['section_head_approved', 'waitlisted'] as const satisfies readonly State[]
const awayStates: readonly State[] = [...seatStates, ...promisedStates]

/** The sections, on days of the period, of these people. */
export function sectionsOfPeople(people: readonly number[], { first, last }: Period): RawBuilder<unknown> {
  return sql`(select q.section_code from ${postsDuring(first, last)} q where q.staff_member_id = any(${people}))`
}

/** Sections beside these, under the same one, and not these. */
export function neighboursOf(sectionCodes: readonly string[], day: string): RawBuilder<unknown> {
  return sql`(select n.section_code from ${sectionsOn(day)} s join ${sectionsOn(day)} n on n.parent_code = s.parent_code
    where s.section_code = any(${sectionCodes}) and n.section_code <> all(${sectionCodes}))`
}

/**
 * Everything about the people of some sections in a period. Of days whose organisation is not announced yet, whoever is there on the last
 * announced one is counted.
 */
export async function presenceFacts(
  ctx: Ctx,
  sections: (known: Period) => RawBuilder<unknown>,
  { first, last, withAsked = false }: Period & { readonly withAsked?: boolean },
): Promise<PresenceFacts> {
  const known = await dayKnown(ctx, last)
  const [from, to] = [first < known ? first : known, known]
  const { rows: posts } = await sql<Post>`select p.staff_member_id as "staffMemberId",
      p.section_code as "sectionCode", p.valid_from as "validFrom",
      case when p.valid_to > ${date(known)} and ${known < last} then null else p.valid_to end as "validTo"
    from ${postsDuring(from, to)} p
    where p.section_code in ${sections({ first: from, last: to })}
    order by p.section_code, p.staff_member_id`.execute(ctx.db)
  if (posts.length === 0) return { posts, away: [], minimums: [], holdings: [] }
  const members = [...new Set(posts.map(({ staffMemberId }) => staffMemberId))]
  const codes = [...new Set(posts.map(({ sectionCode }) => sectionCode))]
  const [away, { rows: minimums }] = await Promise.all([
    awaySpans(ctx, members, { first, last, withAsked }),
    sql<Minimum>`select ${MINIMUM} from minimum_staffing m
      where m.section_code = any(${codes}) and m.ended_at is null and ${during('m', first, last)}`.execute(ctx.db),
  ])
  return { posts, away, ...(await needsOf(ctx, members, minimums)) }
}

/** What takes these people away from their counters in a period; and who stands in for them from elsewhere. */
async function awaySpans(
  ctx: Ctx,
  members: readonly number[],
  { first, last, withAsked }: Period & { readonly withAsked: boolean },
): Promise<AwaySpan[]> {
  const nothing = sql`null::text, null::text, null::text, null::bigint`
  const hours = (of: RawBuilder<unknown>) =>
    sql`${of}.starts_on, ${of}.ends_on + 1, to_char(${of}.starts_at, 'HH24:MI'), to_char(${of}.ends_at, 'HH24:MI'), null::text`
  const inPeriod = sql`s.cancelled_on is null and s.starts_on <= ${date(last)} and s.ends_on >= ${date(first)}`
  // Whoever declined is replaced: what is left was agreed to, or not answered yet.
  const agreed = (startsOn: RawBuilder<unknown>) => sql`v.replaced_at is null and v.substitute is not null
    ${withAsked ? sql`` : sql`and v.agreed_at is not null`} and not ${isOfSectionBefore(sql`least(${date(ctx.today)}, ${startsOn})`)}`
  // Cover for members is looked for from their own seats: what a town has arranged in all its years is never gone through. Without the offset the
  // planner would, where it takes those who are no members for few.
  const { rows } = await sql<AwaySpan>`with seat as materialized (
      select a.application_id, a.staff_member_id, a.state, s.starts_on, s.ends_on, s.starts_at, s.ends_at
      from application a join course_session s on s.course_session_id = a.course_session_id
      where a.staff_member_id = any(${members}) and ${oneOf('a.state', awayStates)} and ${inPeriod})
    select * from (
      select 'leave', l.staff_member_id, l.valid_from, l.valid_to, ${nothing}
      from ${awayDuring(first, last)} l where l.staff_member_id = any(${members})
      union all select b.kind, b.staff_member_id, b.valid_from, b.valid_to, null, null, b.week, null
      from short_absence b where b.staff_member_id = any(${members}) and b.ended_at is null and ${during('b', first, last)}
      union all select case when ${oneOf('a.state', seatStates)} then 'seat' else 'promised' end, a.staff_member_id,
        ${hours(sql`a`)}, a.application_id from seat a
      union all select 'cover', v.substitute, ${hours(sql`s`)}, a.staff_member_id
      from cover_arrangement v join application a on a.application_id = v.application_id and ${oneOf('a.state', awayStates)}
        join course_session s on s.course_session_id = a.course_session_id and ${inPeriod}
      where v.substitute = any(${members}) and ${agreed(sql`s.starts_on`)}
      union all select 'cover', v.substitute, ${hours(sql`a`)}, a.staff_member_id
      from seat a cross join lateral (select v.substitute from cover_arrangement v
        where v.application_id = a.application_id and ${agreed(sql`a.starts_on`)} offset 0) v
      where v.substitute <> all(${members})
    ) found(what, "staffMemberId", "validFrom", "validTo", "startsAt", "endsAt", week, other)`.execute(ctx.db)
  return rows
}

/** What the counters ask for under the policy of today, and levels in it, of what the section head may see (INV-S1). */
async function needsOf(
  ctx: Ctx,
  members: readonly number[],
  stated: readonly Minimum[],
): Promise<Pick<PresenceFacts, 'minimums' | 'holdings'>> {
  const policy = stated.some(({ needs }) => needs.length > 0) ? await policyWith(ctx, ['pyramid']) : undefined
  if (!policy) return { minimums: stated, holdings: [] }
  const minimums = stated.map((one) => ({ ...one, needs: needsIn(policy, one.needs) }))
  const skills = [...new Set(minimums.flatMap(({ needs }) => needs.map(({ skill }) => skill)))]
  const { rows } = await sql<PresenceFacts['holdings'][number]>`select l.staff as "staffMemberId", l.skill, l.level
    from ${levelsByRule(policy, { of: members, shownToHead: true, day: ctx.today })} l where l.skill = any(${skills})`.execute(
    ctx.db,
  )
  return { minimums, holdings: rows }
}
