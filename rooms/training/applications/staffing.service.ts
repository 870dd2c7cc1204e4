import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date, oneOf } from '#platform/sql/sql.ts'
import { dayKnown } from '#rooms/people/announced.service.ts'
import { awayDuring, postsDuring } from '#rooms/people/relations.service.ts'
import { SESSION_TIMES } from '../columns.service.ts'
import { seatStates } from '../rules.ts'
import type { SessionTimes } from '../sessions/rules.ts'
import { type DayStaffing, type Facts, shownPeriod, staffingFrom } from './staffing.rules.ts'

interface Asked {
  readonly staffMemberId: number
  readonly session: SessionTimes
}

/**
 * Staffing of the applicants' sections on the days of their sessions. The facts are read once for all applications together. Of days whose
 * organisation is not announced yet, whoever is there on the last announced one is counted.
 */
export async function staffingOf(ctx: Ctx, asked: readonly Asked[]): Promise<(one: Asked) => DayStaffing[]> {
  const period = shownPeriod([...new Set(asked.map(({ session }) => session))])
  if (!period) return () => []
  const { first, last } = period
  const known = await dayKnown(ctx, last)
  const [from, to] = [first < known ? first : known, known]
  const applicants = [...new Set(asked.map(({ staffMemberId }) => staffMemberId))]
  const { rows: posts } = await sql<Facts['posts'][number]>`select p.staff_member_id as "staffMemberId",
      p.section_code as "sectionCode", p.valid_from as "validFrom",
      case when p.valid_to > ${date(known)} and ${known < last} then null else p.valid_to end as "validTo"
    from ${postsDuring(from, to)} p
    where p.section_code in (select q.section_code from ${postsDuring(from, to)} q
      where q.staff_member_id = any(${applicants}))`.execute(ctx.db)
  const members = [...new Set(posts.map(({ staffMemberId }) => staffMemberId))]
  const [{ rows: leave }, { rows: seats }] = await Promise.all([
    sql<Facts['leave'][number]>`select l.staff_member_id as "staffMemberId", l.valid_from as "validFrom",
        l.valid_to as "validTo"
      from ${awayDuring(first, last)} l where l.staff_member_id = any(${members})`.execute(ctx.db),
    sql<Facts['seats'][number]>`select a.staff_member_id as "staffMemberId", ${SESSION_TIMES}
      from application a join course_session s on s.course_session_id = a.course_session_id
      where a.staff_member_id = any(${members}) and ${oneOf('a.state', seatStates)} and s.cancelled_on is null
        and s.starts_on <= ${date(last)} and s.ends_on >= ${date(first)}`.execute(ctx.db),
  ])
  const staffing = staffingFrom({ posts, leave, seats })
  return ({ staffMemberId, session }) => staffing(staffMemberId, session)
}
