import { sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { placeIn } from '#platform/sql/place.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { namesOf } from '#rooms/people/service.ts'
import { columnOf, SESSION, SESSION_SEATS, saidOf, sessionRow, sessionVersion } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { closedStates, completableStates, seatStates, unrecordedStates } from '../rules.ts'
import { fieldsIn, timeFields } from '../shape.rules.ts'
import { COURSE, inState, isPastOn, notInState, type Session, tables } from '../shape.service.ts'
import { followSteps, lockSession, type Taken } from '../steps.service.ts'
import type { sessions } from './contract.ts'
import { noteMove } from './moves.service.ts'
import { type OrderFault, orderFault } from './rules.ts'
import { changeSeats, clashing, lockPeople, promote } from './seats.service.ts'
import { notThereFor } from './there.service.ts'

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

export async function saveSession(ctx: Ctx<typeof sessions.saveSession>, input: Input<typeof sessions.saveSession>) {
  mustBeInOrder(ctx, input)
  const course = await tables(ctx)
    .selectFrom('course')
    .select(['course_code', 'valid_to'])
    .where('course_id', '=', input.courseId)
    .executeTakeFirst()
  ctx.must(course, 'no_such_course')
  ctx.must(course.valid_to === null || input.startsOn < course.valid_to, 'after_course_end', {
    date: formatDate(course.valid_to ?? '', ctx.language),
  })
  ctx.about([], { detail: { courseCode: course.course_code, startsOn: input.startsOn, capacity: input.capacity } })
  const row = { course_id: input.courseId, ...sessionRow(input) }
  if (input.courseSessionId === undefined) {
    const added = await tables(ctx)
      .insertInto('course_session')
      .values({ ...row, cancelled_on: null, cancel_reason: null })
      .returning('course_session_id')
      .executeTakeFirstOrThrow()
    await countSessions(ctx, [added.course_session_id], 1)
    return { courseSessionId: added.course_session_id, promoted: 0, version: sessionVersion(input) }
  }
  const session = await lockSession(ctx, input.courseSessionId)
  ctx.must(session.courseId === input.courseId, 'no_such_session')
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  mustBeMadeFrom(ctx, input.seen, { ...saidOf(session) })
  ctx.must(input.capacity >= session.seatsTaken, 'capacity_below_seats', { seats: session.seatsTaken })
  const moved = await tables(ctx)
    .selectFrom('course_session')
    .select('course_session_id')
    .where('course_session_id', '=', session.courseSessionId)
    .where((e) => e.not(e.and(timeColumns.map((column) => e(column, '=', row[column])))))
    .executeTakeFirst()
  if (moved) {
    await mustNotBeRecorded(ctx, session.courseSessionId)
    await noteMove(ctx, session.courseSessionId)
  }
  await countSessions(ctx, [session.courseSessionId], -1)
  await tables(ctx)
    .updateTable('course_session')
    .set({ ...row, is_sample: false })
    .where('course_session_id', '=', session.courseSessionId)
    .execute()
  if (moved) await mustSuitTheSeated(ctx, session.courseSessionId)
  await countSessions(ctx, [session.courseSessionId], 1)
  const promoted = await promote(ctx, { ...session, capacity: input.capacity, startsOn: input.startsOn })
  return { courseSessionId: session.courseSessionId, promoted, version: sessionVersion(input) }
}

const timeColumns = fieldsIn(timeFields).map(columnOf)

/** What was held is not held on another day. */
async function mustNotBeRecorded(ctx: Ctx<'dates_with_attendance'>, courseSessionId: number): Promise<void> {
  const { rows } = await sql`select 1 from application a where a.course_session_id = ${courseSessionId}
    and (${notInState(...unrecordedStates)} or exists (select from attendance_mark m
      where m.application_id = a.application_id and m.replaced_at is null)) limit 1`.execute(ctx.db)
  ctx.must(rows.length === 0, 'dates_with_attendance')
}

/** Everybody who has a seat keeps it on the new days: who cannot be there, or sits elsewhere then, is named (INV-T5, T7). */
async function mustSuitTheSeated(ctx: Ctx<'seated_not_free'>, courseSessionId: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`select a.staff_member_id as id from application a
    where a.course_session_id = ${courseSessionId} and ${inState(...seatStates)} order by 1`.execute(ctx.db)
  const people = rows.map(({ id }) => id)
  if (people.length === 0) return
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, courseSessionId, people)
  const away = await notThereFor(ctx, courseSessionId, people)
  const notFree = people.filter((id) => busy.has(id) || away.has(id))
  if (notFree.length === 0) return
  const names = await namesOf(ctx, notFree.slice(0, 5))
  const list = [...names.values()].map(({ name }) => name).join(ctx.language === 'ja' ? '、' : ', ')
  throw ctx.refusal('seated_not_free', { n: notFree.length, names: list })
}

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
