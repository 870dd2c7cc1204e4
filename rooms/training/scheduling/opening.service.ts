/**
 * What a draft rests on beside cover: sessions that it would open, and seats that it would add to a session (decisions/0080). Until it is published
 * nobody applies for them and nobody moves up to them; then they are made in the change that gives the seats, all or none.
 *
 * A session that is not opened yet is known by its own number below nought, so that whatever looks at seats of a draft takes both alike.
 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { READ_FROM_RECORD, RECORD, WRITTEN } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { mustBeInOrder } from '../sessions/service.ts'
import type { SessionSaid } from '../shape.rules.ts'
import { sessionsOf } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import type { SessionThen } from '../staffing/records.rules.ts'
import { lockSessions } from '../steps.service.ts'
import type { EnlargedShown, OpenedShown } from './opening.contract.ts'

export interface Opening {
  readonly courseId: number
  readonly sessions: readonly SessionSaid[]
  /** Seats more, by session. */
  readonly more: ReadonlyMap<number, number>
}

/** Seats of drafts (schedule_draft_id, staff_member_id, course_session_id), in sessions and in those that the drafts would open. */
export const DRAFT_SEATS: RawBuilder<unknown> = sql`(select x.schedule_draft_id, x.staff_member_id, x.course_session_id from schedule_seat x
  union all select o.schedule_draft_id, y.staff_member_id, -o.schedule_session_id
    from schedule_session o join schedule_session_seat y on y.schedule_session_id = o.schedule_session_id)`

/** Courses of a draft, by its column: those in whose sessions somebody sits, and those of which it would open one. */
export const draftCourses = (
  draft: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(select s.course_id from schedule_seat z
    join course_session s on s.course_session_id = z.course_session_id where z.schedule_draft_id = ${draft}
  union select o.course_id from schedule_session o where o.schedule_draft_id = ${draft})`

/** As a search sees sessions that are not there yet, the first as -1. */
export function thenOf(ctx: Ctx, courseCode: string, sessions: readonly SessionSaid[]): SessionThen[] {
  return sessions.map(({ startsOn, endsOn, startsAt, endsAt, capacity }, at) => ({
    ...{ courseSessionId: -(at + 1), courseCode, startsOn, endsOn, startsAt, endsAt },
    ...{ seatsLeft: capacity, isOpen: startsOn > ctx.today },
  }))
}

export function withMore<One extends SessionThen>(one: One, more: ReadonlyMap<number, number> | undefined): One {
  const added = more?.get(one.courseSessionId) ?? 0
  return added === 0 ? one : { ...one, seatsLeft: one.seatsLeft + added }
}

type Begins = Pick<SessionSaid, 'startsOn' | 'startsAt'>

/** The earlier first. */
export function byTime(a: Begins, b: Begins): number {
  const [one, other] = [a, b].map(({ startsOn, startsAt }) => startsOn + startsAt) as [string, string]
  return one < other ? -1 : one > other ? 1 : 0
}

/** Refuses sessions that no course could have. */
export async function mustBeHeld(
  ctx: Ctx<'ends_before_start' | 'applies_after_start' | 'after_course_end'>,
  { courseId, sessions }: Pick<Opening, 'courseId' | 'sessions'>,
): Promise<void> {
  if (sessions.length === 0) return
  const { rows } = await sql<{
    end: string | null
  }>`select valid_to as "end" from course where course_id = ${courseId}`.execute(ctx.db)
  const { end } = rows[0]!
  for (const session of sessions) {
    mustBeInOrder(ctx, session)
    ctx.must(end === null || session.startsOn < end, 'after_course_end', { date: formatDate(end ?? '', ctx.language) })
  }
}

/** With whoever would sit in them: `person session`, by the number that the search knows the session by. */
export async function keepOpening(
  ctx: Ctx,
  scheduleDraftId: number,
  { courseId, sessions, more }: Opening,
  seats: readonly { readonly person: number; readonly session: number }[],
): Promise<void> {
  if (sessions.length > 0) {
    const wanted = sessions.map((session, at) => ({ ...session, at }))
    const { rows } = await sql<{ id: number }>`insert into schedule_session (schedule_draft_id, course_id, ${WRITTEN})
      select ${scheduleDraftId}, ${courseId}, ${READ_FROM_RECORD}
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r(at integer, ${RECORD})
      order by r.at returning schedule_session_id as id`.execute(ctx.db)
    const ids = rows.map(({ id }) => id).sort((a, b) => a - b)
    const theirs = seats.map(({ person, session }) => ({ person, session: ids[-session - 1] }))
    await sql`insert into schedule_session_seat (schedule_session_id, staff_member_id)
      select w.session, w.person from jsonb_to_recordset(${JSON.stringify(theirs)}::jsonb) as w(person bigint, session bigint)`.execute(
      ctx.db,
    )
  }
  if (more.size > 0) {
    const wanted = [...more].map(([session, added]) => ({ session, added }))
    await sql`insert into schedule_capacity (schedule_draft_id, course_session_id, seats)
      select ${scheduleDraftId}, s.course_session_id, w.added
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(session bigint, added integer)
        join course_session s on s.course_session_id = w.session`.execute(ctx.db)
  }
}

/** Numbers of the sessions that a draft would open, below nought, and seats that it would add. */
export async function openingOf(ctx: Ctx, scheduleDraftId: number) {
  const { rows } = await sql<{
    id: number
    seats: number | null
  }>`select -o.schedule_session_id as id, null::integer as seats
      from schedule_session o where o.schedule_draft_id = ${scheduleDraftId}
    union all select v.course_session_id, v.seats from schedule_capacity v where v.schedule_draft_id = ${scheduleDraftId}
    order by 1 desc`.execute(ctx.db)
  return {
    opened: rows.flatMap(({ id, seats }) => (seats === null ? [id] : [])),
    more: new Map(rows.flatMap(({ id, seats }) => (seats === null ? [] : [[id, seats] as const]))),
  }
}

/** The same of several drafts, as pages show it. */
export async function openingShown(ctx: Ctx, drafts: readonly number[]) {
  const { rows } = await sql<{
    draft: number
    id: number
    seats: number
  }>`select o.schedule_draft_id as draft, -o.schedule_session_id as id, o.capacity as seats
      from schedule_session o where o.schedule_draft_id = any(${drafts}::bigint[])
    union all select v.schedule_draft_id, v.course_session_id, v.seats
      from schedule_capacity v where v.schedule_draft_id = any(${drafts}::bigint[])
    order by 2`.execute(ctx.db)
  const about = await sessionsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const byDay = rows
    .map(({ draft, id, seats }) => ({ draft, ...about(id), seats }))
    .toSorted((a, b) => byTime(a.session, b.session))
  return (id: number): { opens: z.infer<typeof OpenedShown>[]; enlarges: z.infer<typeof EnlargedShown>[] } => {
    const mine = byDay.filter(({ draft }) => draft === id)
    const isNew = (one: (typeof mine)[number]) => one.session.courseSessionId < 0
    return {
      opens: mine.filter(isNew).map(({ session, seats }) => ({ session, capacity: seats })),
      enlarges: mine.filter((one) => !isNew(one)).map(({ session, seats }) => ({ session, seats })),
    }
  }
}

/**
 * Makes what a draft rests on part of the town's records, in the change that publishes it; from then on its seats are in the sessions that were opened.
 * Sessions are locked before everything else, as every change of seats does.
 *
 * @returns whose seats became more: once the draft's seats are given, whoever waits moves up to what is left
 */
export async function openFor(ctx: Ctx<'after_course_end'>, scheduleDraftId: number): Promise<number[]> {
  const { rows: wanted } = await sql<{ id: number; end: string | null; isOver: boolean }>`select
      o.schedule_session_id as id, c.valid_to as "end", coalesce(o.starts_on >= c.valid_to, false) as "isOver"
    from schedule_session o join course c on c.course_id = o.course_id
    where o.schedule_draft_id = ${scheduleDraftId} order by 1`.execute(ctx.db)
  const over = wanted.find(({ isOver }) => isOver)
  ctx.must(!over, 'after_course_end', { date: formatDate(over?.end ?? '', ctx.language) })
  const { rows: larger } = await sql<{ id: number; seats: number }>`select v.course_session_id as id, v.seats
    from schedule_capacity v where v.schedule_draft_id = ${scheduleDraftId} order by 1`.execute(ctx.db)
  if (wanted.length + larger.length === 0) return []
  const { rows: seated } = await sql<{ id: number }>`select distinct z.course_session_id as id from schedule_seat z
    where z.schedule_draft_id = ${scheduleDraftId}`.execute(ctx.db)
  await lockSessions(ctx, [...new Set([...larger, ...seated].map(({ id }) => id))])
  await sql`update course_session s set capacity = s.capacity + v.seats, is_sample = false from schedule_capacity v
    where v.schedule_draft_id = ${scheduleDraftId} and v.course_session_id = s.course_session_id and s.cancelled_on is null`.execute(
    ctx.db,
  )
  if (wanted.length > 0) {
    // In the order of the drafted ones, so that the n-th of these is the n-th of those.
    const { rows: made } = await sql<{ id: number }>`insert into course_session (course_id, ${WRITTEN})
      select o.course_id, ${WRITTEN} from schedule_session o where o.schedule_draft_id = ${scheduleDraftId}
      order by o.schedule_session_id returning course_session_id as id`.execute(ctx.db)
    const opened = made.map(({ id }) => id).sort((a, b) => a - b)
    const pairs = JSON.stringify(wanted.map(({ id }, at) => ({ was: id, is: opened[at]! })))
    await countSessions(ctx, opened, 1)
    await sql`with w as (select * from jsonb_to_recordset(${pairs}::jsonb) as w(was bigint, "is" bigint)),
        gone as (delete from schedule_session_seat y using w where y.schedule_session_id = w.was returning y.staff_member_id, w."is")
      insert into schedule_seat (schedule_draft_id, staff_member_id, course_session_id)
      select ${scheduleDraftId}, g.staff_member_id, g."is" from gone g`.execute(ctx.db)
    ctx.about([], { detail: { scheduleDraftId, courseSessionIds: opened } })
  }
  return larger.map(({ id }) => id)
}

/** Whoever waits for a session that has seats left moves up. */
export async function promoteIn(ctx: Ctx, sessions: readonly number[]): Promise<void> {
  if (sessions.length === 0) return
  for (const session of await lockSessions(ctx, sessions)) await promote(ctx, session)
}

/** Seats of a draft whose sessions are not opened yet, and the others. */
export function parted<One extends { readonly session: number }>(seats: readonly One[]) {
  const isThere = ({ session }: One) => session > 0
  return { there: seats.filter(isThere), toOpen: seats.filter((one) => !isThere(one)) }
}
