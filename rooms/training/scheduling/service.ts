/** Solutions come back: held against the records of the moment, kept as a draft, or seated at once, all or none. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { employments, peopleRows } from '#rooms/people/relations.service.ts'
import { closedStates, type State } from '../rules.ts'
import { changeSeats, lockPeople } from '../sessions/seats.service.ts'
import { notInState, tables } from '../shape.service.ts'
import { APPLICATION, type Application, followSteps, lockSessions } from '../steps.service.ts'
import type { scheduling } from './contract.ts'
import { schedulingMessages } from './messages.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen, staffToday } from './records.service.ts'
import { brokenPlaces, type Seat, type SessionThen } from './rules.ts'

/** Broken places that are named; all are counted. */
const SHOWN = 200

export async function loadSchedule(
  ctx: Ctx<typeof scheduling.loadSchedule>,
  { solution, publish }: Input<typeof scheduling.loadSchedule>,
) {
  const seats = solution.seats.map(({ staff, session }) => ({ staff, session }))
  const { sessions } = publish ? await seatAll(ctx, seats) : await checked(ctx, seats)
  const scheduleDraftId = await keepDraft(ctx, seats, publish)
  if (!publish) ctx.about([], { detail: { scheduleDraftId, seats: seats.length } })
  return { scheduleDraftId, published: publish, seats: seats.length, sessions: sessions.length }
}

/** Seats as a draft, or as what was published at once; a draft is checked when it is published. Whoever is not in service any more, since a search began, is not in it. */
export async function keepDraft(ctx: Ctx, seats: readonly Seat[], published = false): Promise<number> {
  const now = new Date(ctx.now.epochMilliseconds)
  const { schedule_draft_id: scheduleDraftId } = await tables(ctx)
    .insertInto('schedule_draft')
    .values({ made_by: ctx.actor.subjectId, made_at: now, published_at: published ? now : null, dropped_at: null })
    .returning('schedule_draft_id')
    .executeTakeFirstOrThrow()
  const staff = await staffToday(ctx, { numbers: seats.map((seat) => seat.staff) })
  const personOf = new Map(staff.map(({ id, number }) => [number, id]))
  const wanted = seats.map((seat) => ({ person: personOf.get(seat.staff), session: Number(seat.session) }))
  await sql`insert into schedule_seat (schedule_draft_id, staff_member_id, course_session_id)
    select ${scheduleDraftId}, w.person, w.session
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint)
    where w.person is not null`.execute(ctx.db)
  return scheduleDraftId
}

export async function listScheduleDrafts(ctx: Ctx) {
  const { rows } = await sql<{
    scheduleDraftId: number
    seats: number
    sessions: number
    madeBy: string | null
    madeOn: string
    objections: { by: string; reason: string }[]
  }>`select d.schedule_draft_id as "scheduleDraftId", n.seats, n.sessions, p.name as "madeBy",
      (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn",
      (select coalesce(json_agg(json_build_object('by', b.name, 'reason', o.reason) order by o.schedule_objection_id), '[]')
        from schedule_objection o join ${peopleRows(ctx.today)} b on b.staff_member_id = o.made_by
        where o.schedule_draft_id = d.schedule_draft_id and o.ended_at is null) as objections
    from schedule_draft d left join ${peopleRows(ctx.today)} p on p.staff_member_id = d.made_by
      cross join lateral (select count(*) as seats, count(distinct one.course_session_id) as sessions
        from schedule_seat one where one.schedule_draft_id = d.schedule_draft_id) n
    where d.published_at is null and d.dropped_at is null order by d.schedule_draft_id desc limit 50`.execute(ctx.db)
  return { drafts: rows }
}

export async function publishSchedule(
  ctx: Ctx<typeof scheduling.publishSchedule>,
  { scheduleDraftId }: Input<typeof scheduling.publishSchedule>,
) {
  await endDraft(ctx, scheduleDraftId, 'published_at')
  const seats = await seatsOf(ctx, scheduleDraftId)
  await seatAll(ctx, seats)
  return { seats: seats.length }
}

export async function dropSchedule(
  ctx: Ctx<typeof scheduling.dropSchedule>,
  { scheduleDraftId }: Input<typeof scheduling.dropSchedule>,
) {
  await endDraft(ctx, scheduleDraftId, 'dropped_at')
  ctx.about([], { detail: { scheduleDraftId, dropped: true } })
  return { dropped: true as const }
}

/** A draft is published or dropped once. */
async function endDraft(
  ctx: Ctx<'no_such_draft'>,
  scheduleDraftId: number,
  how: 'published_at' | 'dropped_at',
): Promise<void> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('schedule_draft')
    .set({ [how]: new Date(ctx.now.epochMilliseconds) })
    .where('schedule_draft_id', '=', scheduleDraftId)
    .where('published_at', 'is', null)
    .where('dropped_at', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0, 'no_such_draft')
}

/** Seats of a draft as a file writes them; whoever has left since stands under their last number. */
async function seatsOf(ctx: Ctx, scheduleDraftId: number): Promise<Seat[]> {
  const { rows } = await sql<Seat>`select e.staff_number as staff, d.course_session_id::text as session
    from schedule_seat d cross join lateral (select e.staff_number from ${employments()} e
      where e.staff_member_id = d.staff_member_id order by e.joined_on desc limit 1) e
    where d.schedule_draft_id = ${scheduleDraftId} order by 1, 2`.execute(ctx.db)
  return rows
}

interface Checked {
  readonly sessions: readonly SessionThen[]
  readonly personOf: ReadonlyMap<string, number>
}

/** Refuses seats that break a rule of the records of this moment, each place named. */
async function checked(ctx: Ctx<'schedule_broken'>, seats: readonly Seat[]): Promise<Checked> {
  const ids = sessionIds(seats)
  const [staff, sessions] = await Promise.all([
    staffToday(ctx, { numbers: [...new Set(seats.map(({ staff: number }) => number))] }),
    sessionsThen(ctx, { ids }),
  ])
  const people = staff.map(({ id }) => id)
  const personOf = new Map(staff.map(({ id, number }) => [number, id]))
  if (seats.length === 0) return { sessions, personOf }
  const nothing = sessions.length === 0 || people.length === 0
  const [notThere, held, at] = await Promise.all([
    nothing ? new Set<string>() : notThereIn(ctx, people, sessions),
    heldBy(ctx, people),
    presenceFor(ctx, people, nothing ? [noSession] : sessions),
  ])
  const broken = brokenPlaces(seats, {
    personOf,
    sessions: new Map(sessions.map((session) => [String(session.courseSessionId), session])),
    notThere,
    held,
    presence: at.presence,
  })
  if (broken.length > 0) {
    const fields = broken.slice(0, SHOWN).map(({ place, because, values }) => ({
      path: `seats[${place}]`,
      reason: ctx.t(schedulingMessages, `broken.${because}`, values),
    }))
    throw ctx.refusal('schedule_broken', { count: broken.length }, fields)
  }
  return { sessions, personOf }
}

/** Numbers of sessions, as far as they are any. */
function sessionIds(seats: readonly Seat[]): number[] {
  return [...new Set(seats.map(({ session }) => session))].filter((id) => /^\d{1,15}$/.test(id)).map(Number)
}

/** Stands for the days that are asked about where no session is known: today's, on which nothing is looked for. */
const noSession: SessionThen = {
  ...{ courseSessionId: 0, courseCode: '', seatsLeft: 0, isOpen: false },
  ...{ startsOn: '2000-01-01', endsOn: '2000-01-01', startsAt: '09:00', endsAt: '12:00' },
}

/** In the order in which every change of seats goes: sessions, people, applications, steps, seats (steps.service.ts). */
async function seatAll(ctx: Ctx<'schedule_broken'>, seats: readonly Seat[]): Promise<Checked> {
  const locked = await lockSessions(ctx, sessionIds(seats))
  const people = (await staffToday(ctx, { numbers: seats.map(({ staff }) => staff) })).map(({ id }) => id)
  await lockPeople(ctx, people)
  const found = await checked(ctx, seats)
  const wanted = seats.map(({ staff, session }) => ({ person: found.personOf.get(staff)!, session: Number(session) }))
  await replaceOpen(ctx, wanted)
  const { rows } =
    await sql<Application>`with added as (insert into application (course_session_id, staff_member_id, state, applied_on)
      select w.session, w.person, 'draft', ${ctx.today}::date
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint)
      returning *)
    select ${APPLICATION} from added a order by a.application_id`.execute(ctx.db)
  await followSteps(
    ctx,
    'hr',
    rows.map((application) => ({ application, name: 'nominate' as const })),
  )
  const count = Map.groupBy(wanted, ({ session }) => session)
  for (const session of locked) await changeSeats(ctx, session, count.get(session.courseSessionId)?.length ?? 0)
  return found
}

/** An application for the same session that has no seat yet ends: the seat comes in its place. */
async function replaceOpen(ctx: Ctx, wanted: readonly { person: number; session: number }[]): Promise<void> {
  const { rows } = await sql<Application & { state: State }>`select ${APPLICATION}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint)
      join application a on a.course_session_id = w.session and a.staff_member_id = w.person and ${notInState(...closedStates)}
    order by a.application_id for update of a`.execute(ctx.db)
  const reason = ctx.t(schedulingMessages, 'seat_given')
  await followSteps(
    ctx,
    'hr',
    rows.map((application) => ({ application, name: 'cancel' as const, reason })),
  )
}
