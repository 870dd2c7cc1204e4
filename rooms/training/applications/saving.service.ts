/** A session is made or changed: whoever has a seat keeps it on the new days, or gives it up where HR says so; more seats go to those who wait. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { namesOf } from '#rooms/people/service.ts'
import { columnOf, saidOf, sessionRow, sessionVersion } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { seatStates, unrecordedStates } from '../rules.ts'
import type { sessions } from '../sessions/contract.ts'
import { sessionMessages } from '../sessions/messages.ts'
import { noteMove } from '../sessions/moves.service.ts'
import { changeSeats, clashing, lockPeople } from '../sessions/seats.service.ts'
import { mustBeInOrder } from '../sessions/service.ts'
import { notThereFor } from '../sessions/there.service.ts'
import { fieldsIn, timeFields } from '../shape.rules.ts'
import { inState, notInState, tables } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import { APPLICATION, type Application, followSteps, type LockedSession, lockSession } from '../steps.service.ts'

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
  const given = moved ? await givenUp(ctx, session.courseSessionId, input.release) : []
  await countSessions(ctx, [session.courseSessionId], 1)
  await release(ctx, session, given)
  const promoted = await promote(ctx, { ...session, capacity: input.capacity, startsOn: input.startsOn })
  return { courseSessionId: session.courseSessionId, promoted, version: sessionVersion(input) }
}

/** Names in the sentence; all of them stand beside it. */
const NAMED = 5

const timeColumns = fieldsIn(timeFields).map(columnOf)

/** What was held is not held on another day. */
async function mustNotBeRecorded(ctx: Ctx<'dates_with_attendance'>, courseSessionId: number): Promise<void> {
  const { rows } = await sql`select 1 from application a where a.course_session_id = ${courseSessionId}
    and (${notInState(...unrecordedStates)} or exists (select from attendance_mark m
      where m.application_id = a.application_id and m.replaced_at is null)) limit 1`.execute(ctx.db)
  ctx.must(rows.length === 0, 'dates_with_attendance')
}

/**
 * Of those who have a seat, the ones who cannot be there on the new days, or sit elsewhere then (INV-T5, T7): they give up the seat, if HR has said so
 * of each of them; else each is named with the reason, under `release.ID`.
 */
async function givenUp(
  ctx: Ctx<'seated_not_free'>,
  courseSessionId: number,
  agreed: readonly number[],
): Promise<Application[]> {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.course_session_id = ${courseSessionId} and ${inState(...seatStates)} order by a.application_id for update of a`.execute(
    ctx.db,
  )
  const people = rows.map(({ staffMemberId }) => staffMemberId)
  if (people.length === 0) return []
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, courseSessionId, people)
  const away = await notThereFor(ctx, courseSessionId, people)
  const notFree = people.filter((id) => busy.has(id) || away.has(id))
  const unsaid = notFree.filter((id) => !agreed.includes(id))
  if (unsaid.length === 0) return rows.filter(({ staffMemberId }) => notFree.includes(staffMemberId))
  const names = await namesOf(ctx, unsaid)
  const nameOf = (id: number) => names.get(id)?.name ?? ''
  const list = unsaid.slice(0, NAMED).map(nameOf)
  throw ctx.refusal(
    'seated_not_free',
    { n: unsaid.length, names: list.join(ctx.language === 'ja' ? '、' : ', ') },
    unsaid.map((id) => ({ path: `release.${id}`, reason: because(id) })),
  )

  function because(id: number): string {
    const seat = busy.get(id)
    if (seat === undefined) return ctx.t(sessionMessages, `not_free.${away.get(id)!}`, { name: nameOf(id) })
    const { title, startsOn } = seat
    const day = formatDate(startsOn, ctx.language, 'weekday')
    return ctx.t(sessionMessages, 'not_free.seat_elsewhere', { name: nameOf(id), title, day })
  }
}

/** They are told, and stand among those for whom a schedule is to be mended (sessions/moves.service.ts). */
async function release(ctx: Ctx, session: LockedSession, given: readonly Application[]): Promise<void> {
  const reason = ctx.t(sessionMessages, 'released')
  await followSteps(
    ctx,
    'hr',
    given.map((application) => ({ application, name: 'cancel', reason, barrier: 'schedule' })),
  )
  await changeSeats(ctx, session, -given.length)
}
