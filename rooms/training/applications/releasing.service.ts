/** Somebody will not be there after all, from a day on: what they were to take part in, and to stand in for, is given up (INV-T6). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { holdsSeat, openStates } from '../rules.ts'
import { changeSeats } from '../sessions/seats.service.ts'
import { inState } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import { followSteps, lockWithSession } from '../steps.service.ts'

/** Their applications are cancelled, seats go to whoever waits, and whoever decides for those for whom they stood in looks for another. */
export async function releaseFrom(ctx: Ctx, staffMemberId: number, day: string, reason: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`select a.application_id as id
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.staff_member_id = ${staffMemberId} and s.ends_on >= ${day}::date and s.cancelled_on is null and ${inState(...openStates)}
    order by a.course_session_id`.execute(ctx.db)
  for (const { id } of rows) {
    const { session, application } = await lockWithSession(ctx, id)
    const hadSeat = holdsSeat(application.state)
    await followSteps(ctx, 'hr', [{ application, name: 'cancel', reason, barrier: 'moved' }])
    if (!hadSeat) continue
    await changeSeats(ctx, session, -1)
    await promote(ctx, session)
  }
  const { rows: covers } = await sql<{ id: number }>`update cover_arrangement v
    set declined_at = ${ctx.now.toString()}::timestamptz, replaced_at = ${ctx.now.toString()}::timestamptz
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.application_id = v.application_id and v.substitute = ${staffMemberId} and v.replaced_at is null
      and s.ends_on >= ${day}::date and s.cancelled_on is null and ${inState(...openStates)}
    returning a.application_id as id`.execute(ctx.db)
  ctx.tells(
    'application',
    covers.map(({ id }) => id),
  )
}
