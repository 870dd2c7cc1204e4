/** What stands in somebody's own calendar; of others it names nobody, because it leaves for programs that the town does not keep. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { SESSION } from '../columns.service.ts'
import { halfDaysOf } from '../roster/rules.ts'
import { roundsAhead } from '../rounds/ahead.service.ts'
import { coveredStates, seatStates } from '../rules.ts'
import type { HalfDay } from '../sessions/rules.ts'
import { isOfSectionBefore } from '../sessions/there.service.ts'
import { inState, type Session } from '../shape.service.ts'
import { calendarMessages } from './messages.ts'
import type { Entry } from './rules.ts'

/** Days back for which it is kept. */
const KEPT = 90
const NOON = '12:00'

interface Row {
  kind: 'seat' | 'cover'
  id: number
  title: string
  session: Session
  at: Date
}

export async function entriesOf(ctx: Ctx, staffMemberId: number): Promise<Entry[]> {
  const from = addDays(ctx.today, -KEPT)
  const ofSession = sql`join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null
      and s.ends_on >= ${from}::date
    join course c on c.course_id = s.course_id`
  const [{ rows }, { rows: due }] = await Promise.all([
    sql<Row>`select 'seat' as kind, a.application_id as id, c.title, ${SESSION} as session,
        (select max(t.taken_at) from application_step t where t.application_id = a.application_id and t.taken_back_at is null) as at
      from application a ${ofSession} where a.staff_member_id = ${staffMemberId}::bigint and ${inState(...seatStates)}
      union all
      select 'cover', v.cover_arrangement_id, c.title, ${SESSION}, v.agreed_at
      from cover_arrangement v join application a on a.application_id = v.application_id ${ofSession}
      where v.substitute = ${staffMemberId}::bigint and v.agreed_at is not null and v.replaced_at is null
        and ${inState(...coveredStates)} and not ${isOfSectionBefore(sql`least(${ctx.today}::date, s.starts_on)`)}
      order by 1, 2`.execute(ctx.db),
    sql<{ kind: string; dueOn: string; title: string }>`select t.kind, t."dueOn", t.title
      from (${roundsAhead(ctx, staffMemberId)}) t(kind, "dueOn", title, p1, p2, p3, p4, p5)
      where t.kind <> 'roundAhead' and t."dueOn" is not null order by t."dueOn", t.title`.execute(ctx.db),
  ])
  return [
    ...rows.flatMap((row) => halfDaysOf(row.session).map(({ day, half }) => entryOf(ctx, row, day, half))),
    ...due.map(({ dueOn, title }): Entry => {
      const summary = ctx.t(calendarMessages, 'calendar.test', { title })
      const day = Date.parse(`${dueOn}T00:00:00Z`)
      return { uid: `test-${encodeURIComponent(title)}@hagukumi`, summary, day: dueOn, recordedAt: day }
    }),
  ]
}

function entryOf(ctx: Ctx, { kind, id, title, session, at }: Row, day: string, half: HalfDay): Entry {
  const { startsAt, endsAt, place } = session
  const hours =
    half === 'am'
      ? { from: startsAt, to: endsAt < NOON ? endsAt : NOON }
      : { from: startsAt > NOON ? startsAt : NOON, to: endsAt }
  return {
    uid: `${kind}-${id}-${day}-${half}@hagukumi`,
    summary: ctx.t(calendarMessages, `calendar.${kind}`, kind === 'seat' ? { title } : {}),
    ...(kind === 'seat' ? { place } : {}),
    ...{ day, hours, recordedAt: at.getTime() },
  }
}
