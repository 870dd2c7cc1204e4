/** HR asks when people cannot and what they wish for; they say it on their own page until a day, and it enters the search for a schedule. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { COURSE, type Course, sessionsOf, tables } from '../shape.service.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { sessionsThen } from '../staffing/records.service.ts'
import { toSeatIn } from './exporting.service.ts'
import { hasSeat, stands } from './wishes.service.ts'
import type { wishing } from './wishing.contract.ts'
import type { Wish } from './wishing.rules.ts'

type Mine = Answer<typeof wishing.showMyWishes>
type Called = Answer<typeof wishing.listWishCalls>['calls'][number]

export async function callForWishes(
  ctx: Ctx<typeof wishing.callForWishes>,
  { courseCode, from, to, closesOn }: Input<typeof wishing.callForWishes>,
) {
  const { course, sessions, needing } = await toSeatIn(ctx, { courseCode, from, to })
  ctx.must(needing.length > 0, 'nobody_to_seat', { course: course.title })
  ctx.must(closesOn >= ctx.today && closesOn < sessions[0]!.startsOn, 'closes_at_wrong_time')
  const called = await tables(ctx)
    .insertInto('wish_call')
    .values({
      ...{ course_id: course.courseId, from_day: from, to_day: to, closes_on: closesOn, ended_at: null },
      ...{ called_by: ctx.actor.subjectId, called_at: new Date(ctx.now.epochMilliseconds) },
    })
    .onConflict((conflict) => conflict.column('course_id').where('ended_at', 'is', null).doNothing())
    .returning('wish_call_id')
    .executeTakeFirst()
  ctx.must(called, 'wishes_asked_already')
  const wishCallId = called.wish_call_id
  await sql`insert into wish_said (wish_call_id, staff_member_id)
    select ${wishCallId}, p.id from unnest(${needing}::bigint[]) as p(id)`.execute(ctx.db)
  ctx.tells('wish_call', [wishCallId])
  ctx.about([], { detail: { wishCallId, courseCode, asked: needing.length } })
  return { wishCallId, asked: needing.length }
}

interface CallRow {
  readonly wishCallId: number
  readonly courseCode: string
  readonly course: Course
  readonly from: string
  readonly to: string
  readonly closesOn: string
}

const CALL = sql`l.wish_call_id as "wishCallId", ${COURSE} as course, l.from_day as "from",
  l.to_day as "to", l.closes_on as "closesOn"`

export async function listWishCalls(ctx: Ctx): Promise<{ calls: Called[] }> {
  const counts = sql`${stands(ctx)} and not ${hasSeat(ctx)}`
  const { rows } = await sql<
    Omit<CallRow, 'courseCode'> & Pick<Called, 'asked' | 'said' | 'counting' | 'wishing' | 'cannot'>
  >`select ${CALL}, n.*, coalesce((select json_agg(json_build_object('barrier', r.barrier, 'people', r.people) order by r.people desc, r.barrier)
      from (select k.barrier, count(distinct w.staff_member_id)::integer as people
        from wish_said w cross join lateral jsonb_to_recordset(w.cannot) as k(barrier text)
        where w.wish_call_id = l.wish_call_id and ${counts} group by 1) r), '[]') as cannot
    from wish_call l join course c on c.course_id = l.course_id
      cross join lateral (select count(*)::integer as asked, count(w.said_on)::integer as said,
        count(*) filter (where ${counts})::integer as counting,
        count(*) filter (where ${counts} and cardinality(w.wished_sessions) > 0)::integer as wishing
        from wish_said w where w.wish_call_id = l.wish_call_id) n
    where l.ended_at is null order by l.wish_call_id desc`.execute(ctx.db)
  return {
    calls: rows.map(({ wishCallId, course, from, to, closesOn, asked, said, counting, wishing, cannot }) => ({
      ...{ wishCallId, course, from, to, closesOn, asked, said, counting, wishing, cannot },
      isOpen: closesOn >= ctx.today,
    })),
  }
}

export async function endWishCall(
  ctx: Ctx<typeof wishing.endWishCall>,
  { wishCallId }: Input<typeof wishing.endWishCall>,
) {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('wish_call')
    .set({ ended_at: new Date(ctx.now.epochMilliseconds) })
    .where('wish_call_id', '=', wishCallId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0, 'no_such_wish_call')
  ctx.tells('wish_call', [wishCallId])
  ctx.about([], { detail: { wishCallId } })
  return { ended: true as const }
}

interface MyCall extends CallRow, Pick<Wish, 'cannot' | 'sessions'> {
  readonly saidOn: string | null
}

/** Calls that ask me today, as long as I have no seat of the course. */
async function myCalls(ctx: Ctx, only: RawBuilder<unknown> = sql``): Promise<MyCall[]> {
  const { rows } =
    await sql<MyCall>`select ${CALL}, c.course_code as "courseCode", w.said_on as "saidOn", w.cannot, w.wished_sessions as sessions
    from wish_said w join wish_call l on l.wish_call_id = w.wish_call_id join course c on c.course_id = l.course_id
    where w.staff_member_id = ${ctx.actor.subjectId ?? 0} and l.ended_at is null and l.closes_on >= ${ctx.today}::date
      and not ${hasSeat(ctx)} ${only} order by l.closes_on, l.wish_call_id`.execute(ctx.db)
  return rows
}

const openIn = async (ctx: Ctx, { courseCode, from, to }: CallRow): Promise<SessionThen[]> =>
  (await sessionsThen(ctx, { courseCode, from, to })).filter(({ isOpen }) => isOpen)

const halfDaysOf = (sessions: readonly SessionThen[]) =>
  [...new Map(sessions.flatMap(slotsOf).map((slot) => [slotId(slot), slot]))].toSorted(([a], [b]) => (a < b ? -1 : 1))

export async function showMyWishes(ctx: Ctx): Promise<Mine> {
  const calls = await myCalls(ctx)
  const open = await Promise.all(calls.map((call) => openIn(ctx, call)))
  const about = await sessionsOf(
    ctx,
    open.flatMap((sessions) => sessions.map(({ courseSessionId }) => courseSessionId)),
  )
  return {
    calls: calls.map(({ wishCallId, course, closesOn, saidOn, cannot, sessions: wished }, at) => {
      const sessions = open[at]!
      const why = new Map(cannot.map(({ slot, barrier }) => [slot, barrier]))
      return {
        ...{ wishCallId, course, closesOn, saidOn },
        halfDays: halfDaysOf(sessions).map(([key, slot]) => ({ ...slot, cannot: why.get(key) ?? null })),
        sessions: sessions.map(({ courseSessionId: id }) => ({
          session: about(id).session,
          isWished: wished.includes(id),
        })),
      }
    }),
  }
}

/** Whether this call asks me, ended or not. */
export async function isAskedBy(ctx: Ctx, wishCallId: number): Promise<boolean> {
  const { rows } = await sql`select from wish_said w where w.wish_call_id = ${wishCallId}
    and w.staff_member_id = ${ctx.actor.subjectId ?? 0}`.execute(ctx.db)
  return rows.length > 0
}

export async function sayWishes(
  ctx: Ctx<typeof wishing.sayWishes>,
  { wishCallId, cannot, courseSessionIds }: Input<typeof wishing.sayWishes>,
) {
  const [call] = await myCalls(ctx, sql`and l.wish_call_id = ${wishCallId}`)
  ctx.must(call, 'wishes_closed')
  const open = await openIn(ctx, call)
  const known = new Set(open.map(({ courseSessionId }) => courseSessionId))
  ctx.must(
    courseSessionIds.every((id) => known.has(id)),
    'no_such_session',
  )
  const halfDays = new Map(halfDaysOf(open))
  const slots = new Map(cannot.map(({ day, half, barrier }) => [slotId({ day, half }), barrier]))
  ctx.must(
    [...slots.keys()].every((slot) => halfDays.has(slot)),
    'no_session_then',
  )
  const said = [...slots].map(([slot, barrier]) => ({ slot, barrier }))
  await sql`update wish_said set said_on = ${ctx.today}::date, cannot = ${JSON.stringify(said)}::jsonb,
      wished_sessions = ${[...new Set(courseSessionIds)]}::bigint[]
    where wish_call_id = ${wishCallId} and staff_member_id = ${ctx.actor.subjectId}`.execute(ctx.db)
  ctx.tells('wish_call', [wishCallId])
  // What somebody cannot, and why, is between them and HR: not in the journal.
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId], { detail: { wishCallId } })
  return { said: true as const }
}

/** Who is still asked, with the course and the last day, of some calls or all. */
export const askedNow = (ctx: Ctx, calls?: readonly number[]) => sql<{
  wishCallId: number
  person: number
  course: string
  closesOn: string
}>`select l.wish_call_id as "wishCallId", w.staff_member_id as person, c.title as course, l.closes_on as "closesOn"
  from wish_call l join course c on c.course_id = l.course_id join wish_said w on w.wish_call_id = l.wish_call_id
    join ${inServiceOn(ctx.today)} e on e.staff_member_id = w.staff_member_id
  where l.ended_at is null and l.closes_on >= ${ctx.today}::date and w.said_on is null and not ${hasSeat(ctx)}
    ${calls ? sql`and l.wish_call_id = any(${calls}::bigint[])` : sql``}`

/** Among somebody's other tasks; columns as those (tasks.service.ts). */
export function wishesAsked(ctx: Ctx, me: number): RawBuilder<unknown> {
  return sql`select 'wishesAsked', l.closes_on, c.title, null, null, null, null, c.course_id
    from wish_said w join wish_call l on l.wish_call_id = w.wish_call_id join course c on c.course_id = l.course_id
    where w.staff_member_id = ${me} and w.said_on is null and l.ended_at is null and l.closes_on >= ${ctx.today}::date
      and not ${hasSeat(ctx)}`
}
