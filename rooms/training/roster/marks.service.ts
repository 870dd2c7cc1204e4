/** The marks of half-days as they lie in their table, and the seats that they are of. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { Barrier } from '../barrier.rules.ts'
import { SESSION_TIMES } from '../columns.service.ts'
import { orderedStates } from '../rules.ts'
import type { HalfDay, SessionTimes } from '../sessions/rules.ts'
import { inState } from '../shape.service.ts'
import { APPLICATION, type Application } from '../steps.service.ts'
import type { HalfOfDay, MarkName, markWays } from './rules.ts'

type Way = (typeof markWays)[number]

export interface Marked {
  applicationId: number
  markId: number
  day: string
  half: HalfDay
  mark: MarkName
  reason: string | null
  barrier: Barrier | null
  way: Way
  by: string | null
  at: string
}

interface ToWrite extends HalfOfDay {
  readonly applicationId: number
  readonly mark: MarkName
  readonly reason?: string | undefined
  readonly barrier?: Barrier | undefined
}

/** What stands marked of these applications. */
export async function standingMarks(ctx: Ctx, ids: readonly number[]): Promise<Marked[]> {
  const { rows } = await sql<Omit<Marked, 'by' | 'at'> & { by: number | null; at: Date }>`select
      m.application_id as "applicationId", m.attendance_mark_id as "markId", m.day, m.half, m.mark, m.reason, m.barrier, m.way,
      m.marked_by as by, m.marked_at as at
    from attendance_mark m where m.application_id = any(${ids}::bigint[]) and m.replaced_at is null
    order by m.day, m.half`.execute(ctx.db)
  const names = await namesOf(
    ctx,
    rows.flatMap(({ by }) => by ?? []),
  )
  return rows.map(({ by, at, ...row }) => ({
    ...row,
    by: by === null ? null : (names.get(by)?.name ?? null),
    at: at.toISOString(),
  }))
}

/** Writes marks in the place of what stands; the rows of their applications or of their session are locked. */
export async function writeMarks(ctx: Ctx, marks: readonly ToWrite[], way: Way) {
  const rows = marks.map(({ applicationId, day, half, mark, reason, barrier = 'unsorted' }) => {
    const isAbsent = mark === 'absent'
    return { id: applicationId, day, half, mark, reason: isAbsent ? reason : null, barrier: isAbsent ? barrier : null }
  })
  const now = sql`${ctx.now.toString()}::timestamptz`
  const read = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r(id bigint, day date, half text, mark text, reason text, barrier text)`
  await sql`update attendance_mark m set replaced_at = ${now} from ${read}
    where m.application_id = r.id and m.day = r.day and m.half = r.half and m.replaced_at is null`.execute(ctx.db)
  const { rows: written } = await sql<{ applicationId: number; day: string; half: HalfDay; markId: number }>`insert into
      attendance_mark as m (application_id, day, half, mark, reason, barrier, way, marked_by, marked_at)
    select r.id, r.day, r.half, r.mark, r.reason, r.barrier, ${way}, ${ctx.actor.subjectId}::bigint, ${now} from ${read}
    returning m.application_id as "applicationId", m.day, m.half, m.attendance_mark_id as "markId"`.execute(ctx.db)
  return written
}

/** That somebody is there; what is marked already stays, and is answered. The application's row is locked. */
export async function markOnce(ctx: Ctx, application: Application, at: HalfOfDay, way: Way): Promise<MarkName> {
  const { applicationId, staffMemberId } = application
  const stands = (await standingMarks(ctx, [applicationId])).find(({ day, half }) => day === at.day && half === at.half)
  if (!stands) await writeMarks(ctx, [{ applicationId, ...at, mark: 'present' }], way)
  ctx.about([staffMemberId], { detail: { applicationId, ...at, way } })
  return stands?.mark ?? 'present'
}

/** These applications of a session, of those that have a seat by order, by their number. */
export async function seatOf(ctx: Ctx, courseSessionId: number, ids: readonly number[]) {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.application_id = any(${ids}::bigint[]) and a.course_session_id = ${courseSessionId} and ${inState(...orderedStates)}
    order by a.application_id for update`.execute(ctx.db)
  return new Map(rows.map((row) => [row.applicationId, row]))
}

/** Whoever has the order to attend a session and whose attendance is not fixed, locked. */
export async function openApplicationsOf(ctx: Ctx, courseSessionId: number): Promise<Application[]> {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.course_session_id = ${courseSessionId} and ${inState('ordered')} order by a.application_id for update`.execute(
    ctx.db,
  )
  return rows
}

/** The actor's own seat of a session, locked. */
export async function ownSeat(ctx: Ctx, courseSessionId: number): Promise<Application | undefined> {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.course_session_id = ${courseSessionId} and a.staff_member_id = ${ctx.actor.subjectId}::bigint and ${inState('ordered')}
    for update`.execute(ctx.db)
  return rows[0]
}

/** Whether an application has a seat in a session of today whose attendance is not fixed. */
export async function isSeatOfToday(ctx: Ctx, applicationId: number): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from application a
      join course_session s on s.course_session_id = a.course_session_id
      where a.application_id = ${applicationId} and ${inState('ordered')} and s.cancelled_on is null
        and ${ctx.today}::date between s.starts_on and s.ends_on) as is`.execute(ctx.db)
  return rows[0]?.is === true
}

/** Share of the half-days, in a hundred, from which somebody attended a session. */
export async function attendedFromOf(ctx: Ctx, courseSessionId: number): Promise<number> {
  const { rows } = await sql<{ from: number }>`select c.attended_from as "from" from course c
    join course_session s on s.course_id = c.course_id where s.course_session_id = ${courseSessionId}`.execute(ctx.db)
  return rows[0]!.from
}

/** A session that stands, as a read sees it. */
export async function readSession(
  ctx: Ctx<'no_such_session' | 'session_cancelled'>,
  courseSessionId: number,
): Promise<SessionTimes> {
  const { rows } = await sql<
    SessionTimes & { isCancelled: boolean }
  >`select ${SESSION_TIMES}, s.cancelled_on is not null as "isCancelled"
    from course_session s where s.course_session_id = ${courseSessionId}`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_session')
  ctx.must(!rows[0].isCancelled, 'session_cancelled')
  return rows[0]
}
