/** Two who have seats in different sessions of a course give them to each other: every rule is checked at that moment, both move or neither. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { inState, personsOf, sessionsOf, tables } from '../shape.service.ts'
import { schedulingMessages } from './messages.ts'
import { brokenBySwap, type Held, moveSeats } from './moving.service.ts'
import type { swapping } from './swapping.contract.ts'

type Shown = Answer<typeof swapping.listSwaps>

/** Days for which a request waits; it ends before either session begins. */
const WAITS = 7

/** Seats `a` in sessions `s` that lie ahead. */
const SEAT = (ctx: Ctx) =>
  sql`${inState('hr_selected', 'ordered')} and s.cancelled_on is null and s.starts_on > ${ctx.today}::date`

/**
 * Requests `w` that wait for an answer today, as long as whoever asked has the seat; not one of somebody who is asked themselves since two numbers
 * became one person.
 */
const waiting = (
  ctx: Ctx,
) => sql`w.agreed_at is null and w.ended_at is null and w.ends_on >= ${ctx.today}::date and exists (
  select from application a join course_session s on s.course_session_id = a.course_session_id
  where a.application_id = w.application_id and ${SEAT(ctx)} and w.asked_of is distinct from a.staff_member_id)`

interface SeatRow extends Held {
  readonly startsOn: string
  readonly others: number[]
  readonly seatSwapId: number | null
  readonly toSession: number | null
  readonly askedOf: number | null
  readonly endsOn: string | null
}

export async function listSwaps(ctx: Ctx): Promise<Shown> {
  const me = ctx.actor.subjectId ?? 0
  const [{ rows: seats }, { rows: asked }] = await Promise.all([
    sql<SeatRow>`select a.application_id as "applicationId", a.staff_member_id as "staffMemberId",
        a.course_session_id as "courseSessionId", s.starts_on as "startsOn",
        array(select o.course_session_id from course_session o where o.course_id = s.course_id and o.cancelled_on is null
          and o.starts_on > ${ctx.today}::date and o.course_session_id <> s.course_session_id and not exists (select from application b
            where b.course_session_id = o.course_session_id and b.staff_member_id = ${me} and b.state in ('hr_selected', 'ordered'))
          order by o.starts_on, o.starts_at) as others,
        w.seat_swap_id as "seatSwapId", w.to_session_id as "toSession", w.asked_of as "askedOf", w.ends_on as "endsOn"
      from application a join course_session s on s.course_session_id = a.course_session_id
        left join seat_swap w on w.application_id = a.application_id and ${waiting(ctx)}
      where a.staff_member_id = ${me} and ${SEAT(ctx)} order by s.starts_on, a.application_id`.execute(ctx.db),
    sql<{ seatSwapId: number; asker: number; theirs: number; mine: number; isNamed: boolean; endsOn: string }>`select
        w.seat_swap_id as "seatSwapId", b.staff_member_id as asker, b.course_session_id as theirs,
        w.to_session_id as mine, w.asked_of is not null as "isNamed", w.ends_on as "endsOn"
      from application a join course_session s on s.course_session_id = a.course_session_id
        join seat_swap w on w.to_session_id = a.course_session_id and ${waiting(ctx)}
        join application b on b.application_id = w.application_id
      where a.staff_member_id = ${me} and ${SEAT(ctx)} and coalesce(w.asked_of, ${me}) = ${me} and b.staff_member_id <> ${me}
      order by w.ends_on, w.seat_swap_id limit 50`.execute(ctx.db),
  ])
  const [person, about] = await Promise.all([
    personsOf(ctx, [...asked.map(({ asker }) => asker), ...seats.flatMap(({ askedOf }) => askedOf ?? [])]),
    sessionsOf(ctx, [
      ...seats.flatMap(({ courseSessionId, others }) => [courseSessionId, ...others]),
      ...asked.flatMap(({ theirs, mine }) => [theirs, mine]),
    ]),
  ])
  return {
    seats: seats
      .filter(({ others }) => others.length > 0)
      .map(({ applicationId, courseSessionId, others, seatSwapId, toSession, askedOf, endsOn }) => ({
        ...{ applicationId, ...about(courseSessionId), others: others.map((id) => about(id).session) },
        asked:
          seatSwapId === null || toSession === null || endsOn === null
            ? null
            : {
                ...{ seatSwapId, session: about(toSession).session, endsOn },
                person: askedOf === null ? null : person(askedOf),
              },
      })),
    requests: asked.map(({ seatSwapId, asker, theirs, mine, isNamed, endsOn }) => ({
      ...{ seatSwapId, course: about(mine).course, person: person(asker), isNamed, endsOn },
      ...{ theirs: about(theirs).session, mine: about(mine).session },
    })),
  }
}

export async function askSwap(
  ctx: Ctx<typeof swapping.askSwap>,
  { applicationId, courseSessionId, staffMemberId }: Input<typeof swapping.askSwap>,
) {
  const [mine] = await seatsWhere(ctx, sql`a.application_id = ${applicationId}`)
  ctx.must(mine, 'no_seat_to_swap')
  const { rows } = await sql<{ startsOn: string }>`select o.starts_on as "startsOn"
    from course_session o join course_session s on s.course_id = o.course_id and s.course_session_id = ${mine.courseSessionId}
    where o.course_session_id = ${courseSessionId} and o.course_session_id <> s.course_session_id and o.cancelled_on is null
      and o.starts_on > ${ctx.today}::date`.execute(ctx.db)
  const [session] = rows
  ctx.must(session, 'no_such_session')
  // Whoever sits there too, in a second seat of the course, has nobody to swap with in themselves.
  const others = sql`a.course_session_id = ${courseSessionId} and a.staff_member_id <> ${mine.staffMemberId}`
  const there = await seatsWhere(
    ctx,
    staffMemberId === undefined ? others : sql`${others} and a.staff_member_id = ${staffMemberId}`,
  )
  ctx.must(there.length > 0, 'nobody_could_swap')
  const brokenWith = await brokenBySwap(ctx, mine, there)
  ctx.must(
    there.some((one) => brokenWith(one).length === 0),
    'nobody_could_swap',
  )
  await oneOfSeat(applicationId).execute(ctx.db)
  const last = [addDays(ctx.today, WAITS), addDays(mine.startsOn, -1), addDays(session.startsOn, -1)]
  const endsOn = last.reduce((least, day) => (day < least ? day : least))
  // A request that nobody answered in its days makes room for another.
  await sql`update seat_swap set ended_at = ${ctx.now.toString()}::timestamptz, end_because = 'withdrawn'
    where application_id = ${applicationId} and agreed_at is null and ended_at is null and ends_on < ${ctx.today}::date`.execute(
    ctx.db,
  )
  const added = await tables(ctx)
    .insertInto('seat_swap')
    .values({
      ...{ application_id: applicationId, to_session_id: courseSessionId, asked_of: staffMemberId ?? null },
      ...{ asked_at: new Date(ctx.now.epochMilliseconds), ends_on: endsOn },
    })
    .onConflict((conflict) =>
      conflict.column('application_id').where('agreed_at', 'is', null).where('ended_at', 'is', null).doNothing(),
    )
    .returning('seat_swap_id')
    .executeTakeFirst()
  ctx.must(added, 'swap_asked_already')
  ctx.tells('seat_swap', [added.seat_swap_id])
  ctx.about([mine.staffMemberId], { detail: { applicationId, courseSessionId } })
  return { seatSwapId: added.seat_swap_id, endsOn }
}

async function seatsWhere(ctx: Ctx, which: ReturnType<typeof SEAT>): Promise<(Held & { startsOn: string })[]> {
  const { rows } = await sql<Held & { startsOn: string }>`select a.application_id as "applicationId",
      a.staff_member_id as "staffMemberId", a.course_session_id as "courseSessionId", s.starts_on as "startsOn"
    from application a join course_session s on s.course_session_id = a.course_session_id
    where ${which} and ${SEAT(ctx)} order by a.application_id`.execute(ctx.db)
  return rows
}

/** For access: whether the actor asked for it, was asked by name, or has a seat where whoever agrees is asked. */
export async function swapRoleOf(ctx: Ctx, seatSwapId: number): Promise<'asker' | 'named' | 'anyone' | null> {
  const me = ctx.actor.subjectId
  if (me === null) return null
  const { rows } = await sql<{ role: 'asker' | 'named' | 'anyone' | null }>`select case
      when b.staff_member_id = ${me} then 'asker' when w.asked_of = ${me} then 'named'
      when w.asked_of is null and exists (select from application a where a.course_session_id = w.to_session_id
        and a.staff_member_id = ${me}) then 'anyone' end as role
    from seat_swap w join application b on b.application_id = w.application_id where w.seat_swap_id = ${seatSwapId}`.execute(
    ctx.db,
  )
  return rows[0]?.role ?? null
}

export function withdrawSwap(
  ctx: Ctx<typeof swapping.withdrawSwap>,
  { seatSwapId }: Input<typeof swapping.withdrawSwap>,
) {
  return endSwap(ctx, seatSwapId, 'withdrawn')
}

export function declineSwap(ctx: Ctx<typeof swapping.declineSwap>, { seatSwapId }: Input<typeof swapping.declineSwap>) {
  return endSwap(ctx, seatSwapId, 'declined')
}

export async function takeBackSwapAnswer(
  ctx: Ctx<typeof swapping.takeBackSwapAnswer>,
  { seatSwapId }: Input<typeof swapping.takeBackSwapAnswer>,
) {
  const of = await tables(ctx)
    .selectFrom('seat_swap')
    .where('seat_swap_id', '=', seatSwapId)
    .select('application_id')
    .executeTakeFirstOrThrow()
  await oneOfSeat(of.application_id).execute(ctx.db)
  const { numAffectedRows } = await sql`update seat_swap w set ended_at = null, end_because = null
    where w.seat_swap_id = ${seatSwapId} and w.end_because = 'declined' and w.ends_on >= ${ctx.today}::date
      and (w.ended_at at time zone 'Asia/Tokyo')::date = ${ctx.today}::date
      and exists (select from application a join course_session s on s.course_session_id = a.course_session_id
        where a.application_id = w.application_id and ${SEAT(ctx)})
      and not exists (select from seat_swap o where o.application_id = w.application_id and o.agreed_at is null
        and o.ended_at is null)`.execute(ctx.db)
  ctx.must(numAffectedRows, 'acted_on_meanwhile')
  ctx.tells('seat_swap', [seatSwapId])
  ctx.about([], { detail: { seatSwapId } })
  return { waits: true as const }
}

/** Of a seat one request waits at a time, whether it is asked or comes back. */
const oneOfSeat = (applicationId: number) => oneAtATime(`swap of ${applicationId}`)

async function endSwap(ctx: Ctx<'swap_over'>, seatSwapId: number, because: 'withdrawn' | 'declined') {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('seat_swap')
    .set({ ended_at: new Date(ctx.now.epochMilliseconds), end_because: because })
    .where('seat_swap_id', '=', seatSwapId)
    .where('agreed_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0, 'swap_over')
  ctx.tells('seat_swap', [seatSwapId])
  ctx.about([], { detail: { seatSwapId, because } })
  return { ended: true as const }
}

export async function agreeToSwap(
  ctx: Ctx<typeof swapping.agreeToSwap>,
  { seatSwapId }: Input<typeof swapping.agreeToSwap>,
) {
  const { rows } = await sql<{ applicationId: number; to: number; from: number; toDay: string; fromDay: string }>`select
      w.application_id as "applicationId", w.to_session_id as "to", b.course_session_id as "from",
      t.starts_on as "toDay", f.starts_on as "fromDay"
    from seat_swap w join application b on b.application_id = w.application_id
      join course_session t on t.course_session_id = w.to_session_id
      join course_session f on f.course_session_id = b.course_session_id
    where w.seat_swap_id = ${seatSwapId} and ${waiting(ctx)} for update of w`.execute(ctx.db)
  const [swap] = rows
  ctx.must(swap, 'swap_over')
  const me = ctx.actor.subjectId
  const [mine] = await seatsWhere(ctx, sql`a.staff_member_id = ${me} and a.course_session_id = ${swap.to}`)
  ctx.must(mine, 'swap_over')
  const reason = (day: string) =>
    ctx.t(schedulingMessages, 'swapped', { day: formatDate(day, ctx.language, 'weekday') })
  const moved = await moveSeats(
    ctx,
    [
      { applicationId: swap.applicationId, to: swap.to, reason: reason(swap.toDay), barrier: 'schedule' },
      { applicationId: mine.applicationId, to: swap.from, reason: reason(swap.fromDay), barrier: 'schedule' },
    ],
    {
      as: 'swap',
      refuse: (count, fields) => ctx.refusal('swap_broken', { count }, fields),
      changed: () => ctx.refusal('swap_over'),
    },
  )
  await tables(ctx)
    .updateTable('seat_swap')
    .set({ agreed_by: me, agreed_at: new Date(ctx.now.epochMilliseconds) })
    .where('seat_swap_id', '=', seatSwapId)
    .execute()
  ctx.tells('seat_swap', [seatSwapId])
  return { applicationId: moved.find(({ staffMemberId }) => staffMemberId === me)!.applicationId }
}
