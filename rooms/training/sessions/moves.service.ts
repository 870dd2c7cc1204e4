import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

/** Before a session is moved: keeps from when, for whoever applied for it as it was; they and whoever stands in for them are told. */
export async function noteMove(ctx: Ctx, courseSessionId: number): Promise<void> {
  await sql`insert into session_move (course_session_id, moved_on, moved_at, from_starts_on, from_ends_on, from_starts_at, from_ends_at)
    select course_session_id, ${ctx.today}::date, ${ctx.now.toString()}::timestamptz, starts_on, ends_on, starts_at, ends_at
    from course_session where course_session_id = ${courseSessionId}`.execute(ctx.db)
  const { rows } = await sql<{ id: number }>`select application_id as id from application
    where course_session_id = ${courseSessionId}`.execute(ctx.db)
  ctx.tells(
    'application',
    rows.map(({ id }) => id),
  )
}
