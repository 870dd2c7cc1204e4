import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { openStates, seatStates } from '../rules.ts'
import { inState } from '../shape.service.ts'
import { sessionMessages } from './messages.ts'

/**
 * Before a session is moved: keeps from when, for whoever applied for it as it was; they and whoever stands in for them are told. Cover was
 * agreed for the old hours: whoever agreed, a substitute or who decides, is asked again, and what was agreed stays as history (INV-T6).
 */
export async function noteMove(ctx: Ctx, courseSessionId: number): Promise<void> {
  await sql`insert into session_move (course_session_id, moved_on, moved_at, from_starts_on, from_ends_on, from_starts_at, from_ends_at)
    select course_session_id, ${ctx.today}::date, ${ctx.now.toString()}::timestamptz, starts_on, ends_on, starts_at, ends_at
    from course_session where course_session_id = ${courseSessionId}`.execute(ctx.db)
  await askAgain(ctx, courseSessionId)
  const { rows } = await sql<{ id: number }>`select application_id as id from application
    where course_session_id = ${courseSessionId}`.execute(ctx.db)
  ctx.tells(
    'application',
    rows.map(({ id }) => id),
  )
}

async function askAgain(ctx: Ctx, courseSessionId: number): Promise<void> {
  const { rows } = await sql<{
    id: number
  }>`update cover_arrangement v set replaced_at = ${ctx.now.toString()}::timestamptz
    from application a where a.application_id = v.application_id and a.course_session_id = ${courseSessionId}
      and ${inState(...openStates)} and v.replaced_at is null and v.agreed_at is not null
    returning v.cover_arrangement_id as id`.execute(ctx.db)
  await sql`insert into cover_arrangement (application_id, kind, substitute, duty, note, offered_by, offered_at)
    select v.application_id, v.kind, v.substitute, v.duty, v.note, v.offered_by, ${ctx.now.toString()}::timestamptz
    from cover_arrangement v where v.cover_arrangement_id = any(${rows.map(({ id }) => id)})
    order by v.cover_arrangement_id`.execute(ctx.db)
}

/** When the session `s` of an application `a` was last moved since somebody applied, and from which days. */
export const MOVED = sql`(select json_build_object('movedOn', m.moved_on, 'startsOn', m.from_starts_on, 'endsOn', m.from_ends_on)
  from session_move m where m.session_move_id = (select max(l.session_move_id) from session_move l
    where l.course_session_id = s.course_session_id and l.moved_on >= a.applied_on))`

/** Seats that went to other applications, or nowhere; whoever had one by a schedule has the next by it too. */
export async function seatMoved(
  ctx: Ctx,
  moves: readonly { readonly applicationId: number; readonly to: number | null }[],
): Promise<void> {
  await sql`insert into seat_move (application_id, to_application_id, by_schedule, moved_at)
    select a.application_id, w."to", ${BY_SCHEDULE}, ${ctx.now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as w("applicationId" bigint, "to" bigint)
      join application a on a.application_id = w."applicationId"`.execute(ctx.db)
}

/** Whether a published schedule gave an application `a` its seat, or one that was moved to it. */
export const BY_SCHEDULE = sql`(exists (select from schedule_seat z join schedule_draft d on d.schedule_draft_id = z.schedule_draft_id
    where z.staff_member_id = a.staff_member_id and z.course_session_id = a.course_session_id and d.published_at is not null)
  or exists (select from seat_move z where z.to_application_id = a.application_id and z.by_schedule))`

/** Days for which HR is reminded of those whose session was cancelled and who have no other seat of the course. */
const LOST_DAYS = 60

/**
 * Whether an application `a` of a session `s` lost its seat when the session was cancelled or moved to days on which its person is not free, not
 * before, and whoever had it has no other seat of the course since. A session may be cancelled on its very day (a storm), so that the days count
 * from then.
 */
export function lostWithSession(ctx: Ctx): RawBuilder<boolean> {
  const since = addDays(ctx.today, -LOST_DAYS)
  return sql<boolean>`(${inState('cancelled')} and (s.cancelled_on >= ${since}::date
      or s.cancelled_on is null and exists (select from session_move m
        where m.course_session_id = s.course_session_id and m.moved_on >= ${since}::date))
    and not ${WAS_MOVED}
    and exists (select from application_step t where t.application_id = a.application_id and t.to_state = 'cancelled'
      and t.from_state in ('hr_selected', 'ordered') and (t.taken_on = s.cancelled_on and t.reason = s.cancel_reason
        or exists (select from session_move m where m.course_session_id = s.course_session_id and m.moved_at = t.taken_at))
      and not exists (select from application b join course_session o on o.course_session_id = b.course_session_id
        where b.staff_member_id = a.staff_member_id and o.course_id = s.course_id
          and (o.cancelled_on is null and o.ends_on >= t.taken_on and b.state in (${sql.join(seatStates.map((state) => sql.lit(state)))})
            or b.application_id > a.application_id and b.state = 'cancelled'))))`
}

/** Whether the seat of an application `a` went to another; and whether it came from one. */
export const WAS_MOVED = sql`exists (select from seat_move z where z.application_id = a.application_id)`
export const CAME_BY_MOVE = sql`exists (select from seat_move z where z.to_application_id = a.application_id)`

export interface Moved {
  movedOn: string
  startsOn: string
  endsOn: string
}

/** For the applicant and whoever decides, who agreed to other days. */
export function movedInWords(ctx: Ctx, moved: Moved | null): string | null {
  if (!moved) return null
  const day = (date: string) => formatDate(date, ctx.language)
  const from = moved.startsOn === moved.endsOn ? day(moved.startsOn) : `${day(moved.startsOn)}〜${day(moved.endsOn)}`
  return ctx.t(sessionMessages, 'moved', { on: day(moved.movedOn), from })
}
