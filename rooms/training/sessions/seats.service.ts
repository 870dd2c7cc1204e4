/** Confirmed seats: who has one elsewhere at these hours, how many are taken, and who moves up from the waiting list. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { seatStates } from '../rules.ts'
import { inState } from '../shape.service.ts'
import type { LockedSession } from '../steps.service.ts'
import { overlapping } from './overlap.service.ts'

/** PostgreSQL has room for some thousands of locks, of all connections together; a town has more people. */
const LOCKS = 1_000

/** Nobody else can give these people a seat, in any session, until the end of the request (INV-T5). Some people share a lock. */
export async function lockPeople(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.seats'), lock)
    from (select distinct (id % ${sql.lit(LOCKS)})::int as lock from unnest(${ids}::bigint[]) id order by 1) locks`.execute(
    ctx.db,
  )
}

/** Those of these people who have a confirmed seat elsewhere at the hours of this session (INV-T5), with that course. */
export async function clashing(ctx: Ctx, courseSessionId: number, people: readonly number[]) {
  const { rows } = await sql<{ staffMemberId: number; title: string; startsOn: string }>`
    select a.staff_member_id as "staffMemberId", c.title, s.starts_on as "startsOn"
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
      join course_session t on t.course_session_id = ${courseSessionId} and t.course_session_id <> s.course_session_id
    where a.staff_member_id = any(${people}) and ${inState(...seatStates)} and s.cancelled_on is null
      and ${overlapping('s', 't')}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.staffMemberId, row]))
}

/** Adds to, or takes from, the confirmed seats of a locked session. */
export async function changeSeats(ctx: Ctx, session: LockedSession, by: number): Promise<void> {
  if (by === 0) return
  session.seatsTaken += by
  await sql`update course_session set seats_taken = ${session.seatsTaken}
    where course_session_id = ${session.courseSessionId}`.execute(ctx.db)
}
