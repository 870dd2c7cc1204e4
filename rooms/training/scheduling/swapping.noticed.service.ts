/** Which notices stand about swaps: whoever could agree is asked while the request waits, and whoever asked hears of a refusal. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { namesOf } from '#rooms/people/service.ts'
import { inState } from '../shape.service.ts'

export type SwapKind = 'swapAsked' | 'swapDeclined'
type Told = Parameters<NoticeSource['words']>[2]

/** Days for which a refusal is told. */
const TOLD_DAYS = 7

interface Row {
  seatSwapId: number
  asker: number
  course: string
  theirs: string
  mine: string
  endsOn: string
  receiver: number
  kind: SwapKind
}

const rowsOf = (ctx: Ctx, things?: readonly number[]) => sql<Row>`with w as (
    select w.*, b.staff_member_id as asker, b.course_session_id as from_session, b.state
    from seat_swap w join application b on b.application_id = w.application_id
    where ${things ? sql`w.seat_swap_id = any(${things}::bigint[])` : sql`w.ends_on >= ${addDays(ctx.today, -TOLD_DAYS)}::date`})
  select w.seat_swap_id as "seatSwapId", w.asker, c.title as course, f.starts_on as theirs, t.starts_on as mine,
    w.ends_on as "endsOn", r.receiver, r.kind
  from w join course_session t on t.course_session_id = w.to_session_id join course c on c.course_id = t.course_id
    join course_session f on f.course_session_id = w.from_session
    cross join lateral (
      select a.staff_member_id as receiver, 'swapAsked' as kind from application a
      where a.course_session_id = w.to_session_id and ${inState('hr_selected', 'ordered')} and a.staff_member_id <> w.asker
        and coalesce(w.asked_of, a.staff_member_id) = a.staff_member_id and w.agreed_at is null and w.ended_at is null
        and w.state in ('hr_selected', 'ordered') and w.ends_on >= ${ctx.today}::date
      union all select w.asker, 'swapDeclined' where w.end_because = 'declined' and w.state in ('hr_selected', 'ordered')
        and (w.ended_at at time zone 'Asia/Tokyo')::date >= ${addDays(ctx.today, -TOLD_DAYS)}::date) r`

export async function standingOfSwaps(
  ctx: Ctx,
  _: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const { rows } = await rowsOf(ctx, things).execute(ctx.db)
  return rows.map(({ seatSwapId, receiver, kind, endsOn }) => ({
    ...{ kind, receiver, thing: seatSwapId, fact: `swap ${seatSwapId}` },
    dueOn: kind === 'swapAsked' ? endsOn : null,
  }))
}

/** To whoever may still agree, who asks; to whoever asked, that it was declined, by nobody's name. */
export async function wordsOfSwaps(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await rowsOf(
    ctx,
    asked.map(({ thing }) => thing),
  ).execute(ctx.db)
  const names = await namesOf(
    ctx,
    rows.map(({ asker }) => asker),
  )
  const day = (date: string) => formatDate(date, ctx.language, 'weekday')
  return asked.map(({ kind, thing }): Said | undefined => {
    const row = rows.find((one) => one.seatSwapId === thing && one.receiver === receiver && one.kind === kind)
    if (!row) return undefined
    const { course, theirs, mine, asker } = row
    return {
      values: { course, theirs: day(theirs), mine: day(mine), person: names.get(asker)?.name ?? '' },
      to: '/training',
    }
  })
}
