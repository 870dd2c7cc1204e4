/** A session is made or changed: everybody who has a seat keeps it on the new days, and more seats go to those who wait. */
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
import { noteMove } from '../sessions/moves.service.ts'
import { clashing, lockPeople } from '../sessions/seats.service.ts'
import { mustBeInOrder } from '../sessions/service.ts'
import { notThereFor } from '../sessions/there.service.ts'
import { fieldsIn, timeFields } from '../shape.rules.ts'
import { inState, notInState, tables } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import { lockSession } from '../steps.service.ts'

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
