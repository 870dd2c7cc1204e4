import { sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { placeIn } from '#platform/sql/place.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { SESSION, SESSION_SEATS, sessionVersion } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { closedStates, completableStates, unrecordedStates } from '../rules.ts'
import { COURSE, inState, isPastOn, type Session, tables } from '../shape.service.ts'
import { followSteps, lockSession, type Taken } from '../steps.service.ts'
import type { sessions } from './contract.ts'
import { type OrderFault, orderFault } from './rules.ts'
import { changeSeats } from './seats.service.ts'

export async function listSessions(ctx: Ctx, input: Input<typeof sessions.listSessions>) {
  const { from, to, courseId, after, pageSize } = input
  const [day, id] = after === undefined ? [] : placeIn(after, PLACE)
  // Each way of asking is a statement of its own, so that its plan does not have to serve the others.
  const wanted = [
    from ? sql`s.starts_on >= ${from}::date` : sql`(s.starts_on >= ${ctx.today}::date or ${HAS_TO_RECORD})`,
    ...(to ? [sql`s.starts_on <= ${to}::date`] : []),
    ...(courseId ? [sql`s.course_id = ${courseId}`] : []),
  ]
  const { rows } = await sql<ListedRow>`with found as (
      select s.*, count(*) over () as total from course_session s where ${sql.join(wanted, sql` and `)}),
    page as (select s.* from found s
      where ${day === undefined ? sql`true` : sql`(s.starts_on, s.course_session_id) > (${day}::date, ${id}::bigint)`}
      order by s.starts_on, s.course_session_id limit ${pageSize + 1})
    select s.total, ${SESSION} as session, ${COURSE} as course, ${SESSION_SEATS},
      s.seats_taken as "seatsTaken", s.cancelled_on as "cancelledOn", s.cancel_reason as "cancelReason", n.*
    from page s join course c on c.course_id = s.course_id
    cross join lateral (select count(*) filter (where ${inState('submitted')} and not ${isPastOn(ctx.today)}) as submitted,
        count(*) filter (where ${inState('section_head_approved')} and not ${isPastOn(ctx.today)}) as "toSelect",
        count(*) filter (where ${inState('waitlisted')} and not ${isPastOn(ctx.today)}) as waitlisted,
        count(*) filter (where ${inState('hr_selected')}) as "toOrder",
        count(*) filter (where ${inState('ordered')} and s.starts_on <= ${ctx.today}::date) as "toRecord",
        count(*) filter (where ${inState(...completableStates)} and s.ends_on <= ${ctx.today}::date) as "toComplete"
      from application a where a.course_session_id = s.course_session_id) n
    order by s.starts_on, s.course_session_id`.execute(ctx.db)
  const page = cutPage(rows, pageSize)
  const last = page.rows.at(-1)?.session
  return {
    total: rows[0]?.total ?? 0,
    next: page.hasMore && last ? `${last.startsOn} ${last.courseSessionId}` : null,
    sessions: page.rows.map(({ total: _, session, ...rest }) => ({
      ...session,
      ...rest,
      version: sessionVersion({ ...session, ...rest }),
    })),
  }
}

const PLACE = /^(\d{4}-\d{2}-\d{2}) (\d{1,15})$/

/**
 * Something is left to order or to record of a session `s` that stands. One application at most is looked for in each: PostgreSQL 16 would
 * otherwise gather those of all sessions first.
 */
const HAS_TO_RECORD = sql`(s.cancelled_on is null and (select true from application a
  where a.course_session_id = s.course_session_id and ${inState('hr_selected', 'ordered', ...completableStates)} limit 1))`

type Listed = z.input<typeof sessions.listSessions.output>['sessions'][number]
type ListedRow = Omit<Listed, keyof Session | 'version'> & { session: Session; total: number }

export async function cancelSession(
  ctx: Ctx<typeof sessions.cancelSession>,
  { courseSessionId, reason, barrier }: Input<typeof sessions.cancelSession>,
) {
  const session = await lockSession(ctx, courseSessionId)
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  const live = await tables(ctx)
    .selectFrom('application')
    .select(['application_id', 'staff_member_id', 'state'])
    .where('course_session_id', '=', courseSessionId)
    .where('state', 'not in', [...closedStates])
    .orderBy('application_id')
    .forUpdate()
    .execute()
  ctx.must(
    live.every(({ state }) => unrecordedStates.includes(state)),
    'session_was_held',
  )
  const taken = live.map(
    (row): Taken => ({
      application: {
        applicationId: row.application_id,
        courseSessionId,
        staffMemberId: row.staff_member_id,
        state: row.state,
      },
      name: 'cancel',
      reason,
      barrier,
    }),
  )
  if (taken.length === 0) ctx.about([], { reason, detail: { courseSessionId } })
  await followSteps(ctx, 'hr', taken)
  await changeSeats(ctx, session, -session.seatsTaken)
  await countSessions(ctx, [courseSessionId], -1)
  await tables(ctx)
    .updateTable('course_session')
    .set({ cancelled_on: ctx.today, cancel_reason: reason })
    .where('course_session_id', '=', courseSessionId)
    .execute()
  session.cancelledOn = ctx.today
  return { cancelled: taken.length }
}

/** Refuses a session that ends before it starts or takes applications after its first day. */
export function mustBeInOrder(ctx: Ctx<OrderFault>, session: Parameters<typeof orderFault>[0]): void {
  const fault = orderFault(session)
  if (fault) throw ctx.refusal(fault)
}
