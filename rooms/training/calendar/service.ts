import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { opensToday } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { calendar } from './contract.ts'
import { entriesOf } from './entries.service.ts'
import { calendarMessages } from './messages.ts'
import { calendarText } from './rules.ts'

export async function showMyCalendar(ctx: Ctx): Promise<Answer<typeof calendar.showMyCalendar>> {
  const { rows } = await sql<{ madeOn: string }>`select (f.made_at at time zone 'Asia/Tokyo')::date as "madeOn"
    from calendar_feed f where f.staff_member_id = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
  return { madeOn: rows[0]?.madeOn ?? null }
}

/** 256 random bits, of which only the hash is kept: a copy of the database reads nobody's calendar. */
export async function renewCalendar(ctx: Ctx): Promise<Answer<typeof calendar.renewCalendar>> {
  const secret = randomBytes(32).toString('base64url')
  await sql`insert into calendar_feed (staff_member_id, secret_hash, made_at)
    values (${ctx.actor.subjectId}::bigint, ${hashOf(secret)}, ${ctx.now.toString()}::timestamptz)
    on conflict (staff_member_id) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at`.execute(
    ctx.db,
  )
  ctx.about([ctx.actor.subjectId!])
  return { address: `/api/calendar/${secret}.ics` }
}

export async function endCalendar(ctx: Ctx<typeof calendar.endCalendar>): Promise<Answer<typeof calendar.endCalendar>> {
  const { rows } = await sql<{
    id: number
  }>`delete from calendar_feed f where f.staff_member_id = ${ctx.actor.subjectId}::bigint
    returning f.staff_member_id as id`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_calendar')
  ctx.about([ctx.actor.subjectId!])
  return { hasEnded: true }
}

/** Found by the hash alone, so that how long it takes says nothing of any secret; of an account that has ended there is none. */
export async function readCalendar(
  ctx: Ctx<typeof calendar.readCalendar>,
  { secret }: Input<typeof calendar.readCalendar>,
): Promise<string> {
  const { rows } = await sql<{ id: number }>`select f.staff_member_id as id from calendar_feed f
    where f.secret_hash = ${hashOf(secret)}`.execute(ctx.db)
  const [feed] = rows
  ctx.must(feed && (await opensToday(ctx, feed.id)), 'no_such_calendar')
  return calendarText(ctx.t(calendarMessages, 'calendar.name'), await entriesOf(ctx, feed.id))
}

function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
