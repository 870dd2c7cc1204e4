/** What changes after a schedule was published: seats that hold no more, and the few moves that mend them, all or none. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { BY_SCHEDULE, lostWithSession } from '../sessions/moves.service.ts'
import { isOfSectionBefore } from '../sessions/there.service.ts'
import { COURSE, type Course, inState, personsOf, sessionsOf, tables } from '../shape.service.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { sessionsThen } from '../staffing/records.service.ts'
import type { mending } from './mending.contract.ts'
import { barrierOf } from './mending.rules.ts'
import { schedulingMessages } from './messages.ts'
import { type Held, lookedAt, moveSeats } from './moving.service.ts'
import { type Problem, problemFrom } from './problem.service.ts'
import { type Broken, type BrokenPlace, brokenPlaces } from './rules.ts'
import { sayBroken } from './saying.service.ts'
import { addDraft, endDraft } from './service.ts'
import { wishesFor } from './wishes.service.ts'
import { cannotIn, type Wish } from './wishing.rules.ts'

type Shown = Answer<typeof mending.showScheduleChanges>
type Mending = Shown['courses'][number]['mendings'][number]

const MOST_PLACES = 100
const MOST_CHANGES = 200

interface ScheduledSeat extends Held {
  readonly courseCode: string
  readonly course: Course
  /** Somebody stands in for these very hours. */
  readonly isCovered: boolean
  /** The session was cancelled, or moved to days on which its person is not free, and the seat went with it. */
  readonly isLost: boolean
  readonly isCancelled: boolean
}

/** Seats that a published schedule gave: in sessions ahead, and in those that were cancelled as long as nothing came in their place; by day. */
async function scheduledSeats(ctx: Ctx, courseCode?: string): Promise<ScheduledSeat[]> {
  const { rows } =
    await sql<ScheduledSeat>`select a.application_id as "applicationId", a.staff_member_id as "staffMemberId",
      a.course_session_id as "courseSessionId", c.course_code as "courseCode", ${COURSE} as course,
      exists (select from cover_arrangement v where v.application_id = a.application_id and v.replaced_at is null
        and v.substitute is not null and not ${isOfSectionBefore(ctx.today)}) as "isCovered", a.state = 'cancelled' as "isLost",
      s.cancelled_on is not null as "isCancelled"
    from course_session s join course c on c.course_id = s.course_id
      join application a on a.course_session_id = s.course_session_id
    where (s.cancelled_on is null and s.starts_on > ${ctx.today}::date and ${inState('hr_selected', 'ordered')}
        or ${lostWithSession(ctx)} and exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = a.staff_member_id))
      ${courseCode === undefined ? sql`` : sql`and c.course_code = ${courseCode}`} and ${BY_SCHEDULE}
    order by s.starts_on, s.starts_at, a.application_id`.execute(ctx.db)
  return rows
}

const seatIn = ({ staffMemberId, courseSessionId }: Held) => ({
  staff: String(staffMemberId),
  session: String(courseSessionId),
})

async function brokenAmong(ctx: Ctx, seats: readonly ScheduledSeat[], sessionIds: readonly number[] = []) {
  const looked = await lookedAt(ctx, {
    people: seats.map(({ staffMemberId }) => staffMemberId),
    held: seats.filter(({ isLost }) => !isLost),
    sessionIds: [...sessionIds, ...seats.map(({ courseSessionId }) => courseSessionId)],
    withAsked: true,
  })
  const all = seats.map((seat, place) => ({ ...seat, place, wanted: seatIn(seat) }))
  const held = all.filter(({ isLost }) => !isLost)
  const wanted = held.map((seat) => seat.wanted)
  const broken = brokenPlaces(wanted, looked.records, looked.counted.presence)
  // What went with its session holds in no case.
  const lost = all
    .filter(({ isLost }) => isLost)
    .map(({ place, wanted: values, isCancelled }): BrokenPlace => {
      return { place, because: isCancelled ? 'session_cancelled' : 'session_moved', values: { ...values } }
    })
  return {
    looked,
    broken: [...broken.map((one) => ({ ...one, place: held[one.place]!.place })), ...lost].toSorted(
      (a, b) => a.place - b.place,
    ),
  }
}

export async function showScheduleChanges(ctx: Ctx): Promise<Shown> {
  const seats = await scheduledSeats(ctx)
  if (seats.length === 0) return { courses: [] }
  const [{ looked, broken }, mendings] = await Promise.all([brokenAmong(ctx, seats), openMendings(ctx)])
  const [say, person, about] = await Promise.all([
    sayBroken(ctx, broken, looked.records.sessions),
    personsOf(ctx, [...broken.map(({ place }) => seats[place]!.staffMemberId), ...mendings.people]),
    sessionsOf(ctx, [...broken.map(({ place }) => seats[place]!.courseSessionId), ...mendings.sessions]),
  ])
  const brokenOf = Map.groupBy(broken, ({ place }) => seats[place]!.courseCode)
  const courses = [...Map.groupBy(seats, ({ courseCode }) => courseCode)].map(([courseCode, ones]) => {
    const places = [...Map.groupBy(brokenOf.get(courseCode) ?? [], ({ place }) => place)]
    return {
      course: ones[0]!.course,
      seats: ones.length,
      broken: places.length,
      places: places.slice(0, MOST_PLACES).map(([place, faults]) => ({
        applicationId: seats[place]!.applicationId,
        person: person(seats[place]!.staffMemberId),
        session: about(seats[place]!.courseSessionId).session,
        reasons: saidOnce(faults, say),
      })),
      mendings: mendings.shown(courseCode, person, (id) => about(id).session),
    }
  })
  return { courses: courses.filter((one) => one.broken > 0 || one.mendings.length > 0) }
}

/** Several half-days of one session may say much the same: three of them are enough. */
function saidOnce(faults: readonly BrokenPlace[], say: (place: BrokenPlace) => string): string[] {
  return [...new Set(faults.map(say))].slice(0, 3)
}

interface MoveRow {
  scheduleDraftId: number
  madeOn: string
  courseCode: string
  staffMemberId: number
  from: number
  to: number | null
  because: Broken | null
}

/** Proposals that wait, the latest first. */
async function openMendings(ctx: Ctx) {
  const { rows } = await sql<MoveRow>`select d.schedule_draft_id as "scheduleDraftId",
      (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn", c.course_code as "courseCode",
      a.staff_member_id as "staffMemberId", a.course_session_id as "from", m.to_session_id as "to", m.because
    from schedule_draft d join schedule_move m on m.schedule_draft_id = d.schedule_draft_id
      join application a on a.application_id = m.application_id
      join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
    where d.published_at is null and d.dropped_at is null and d.kind = 'mending'
    order by d.schedule_draft_id desc, m.because is null, s.starts_on, m.application_id`.execute(ctx.db)
  const drafts = [...Map.groupBy(rows, ({ scheduleDraftId }) => scheduleDraftId)]
  const first = drafts.flatMap(([, moves]) => moves.slice(0, MOST_CHANGES))
  type Persons = Awaited<ReturnType<typeof personsOf>>
  return {
    people: first.map(({ staffMemberId }) => staffMemberId),
    sessions: first.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    shown: (courseCode: string, person: Persons, session: (id: number) => Mending['changes'][number]['from']) =>
      drafts
        .filter(([, moves]) => moves[0]!.courseCode === courseCode)
        .map(([scheduleDraftId, moves]) => ({
          ...{ scheduleDraftId, madeOn: moves[0]!.madeOn },
          moved: moves.filter(({ to }) => to !== null).length,
          lost: moves.filter(({ to }) => to === null).length,
          changes: moves.slice(0, MOST_CHANGES).map(({ staffMemberId, from, to, because }) => ({
            person: person(staffMemberId),
            from: session(from),
            to: to === null ? null : session(to),
            isBroken: because !== null,
          })),
        })),
  }
}

/** A seat that a run may move: under its person's staff number, null for whoever is in service no more. */
interface Movable extends Held {
  readonly number: string | null
  readonly because: Broken | null
  readonly isLost: boolean
}

/**
 * A problem in which whoever holds a seat of the course by a schedule needs it, and wishes for nothing but the session where they sit: most seats
 * first, then fewest moves. Whoever lost the seat with its session needs the course as they do, and would sit anywhere. Seats that hold and for which
 * somebody stands in stay where they are.
 */
export async function mendingProblem(
  ctx: Ctx<'no_such_course' | 'nothing_to_mend' | 'no_session_to_mend'>,
  courseCode: string,
): Promise<{ problem: Problem; seats: Movable[] }> {
  const course = await tables(ctx)
    .selectFrom('course')
    .select('course_id')
    .where('course_code', '=', courseCode)
    .executeTakeFirst()
  ctx.must(course, 'no_such_course')
  const [held, ahead] = await Promise.all([
    scheduledSeats(ctx, courseCode),
    sessionsThen(ctx, { courseCode, from: ctx.today, to: '9999-12-31' }),
  ])
  ctx.must(held.length > 0, 'nothing_to_mend')
  const open = ahead.filter(({ isOpen }) => isOpen).map(({ courseSessionId }) => courseSessionId)
  ctx.must(open.length > 0, 'no_session_to_mend')
  const { looked, broken } = await brokenAmong(ctx, held, open)
  ctx.must(broken.length > 0, 'nothing_to_mend')
  const becauseAt = new Map(broken.toReversed().map(({ place, because }) => [place, because]))
  const numbers = new Map(looked.staff.map(({ id, number }) => [id, number]))
  const seats = held.flatMap((seat, at) => {
    const because = becauseAt.get(at) ?? null
    if (seat.isCovered && because === null) return []
    return [{ ...seat, number: numbers.get(seat.staffMemberId) ?? null, because }]
  })
  const presence = looked.counted.without(seats.map(({ applicationId }) => applicationId))
  const fixed = Map.groupBy(
    held.filter(({ applicationId }) => !seats.some((seat) => seat.applicationId === applicationId)),
    ({ courseSessionId }) => courseSessionId,
  )
  const sessions = looked.list
    .filter(({ isOpen }) => isOpen)
    .map((one) => ({ ...one, seatsLeft: one.seatsLeft - (fixed.get(one.courseSessionId)?.length ?? 0) }))
  const there = seats.filter(({ number }) => number !== null)
  const sessionAt = new Map(sessions.map((one) => [one.courseSessionId, one]))
  const seatOf = new Map(there.map((seat) => [seat.staffMemberId, sessionAt.get(seat.courseSessionId)]))
  const wishes = await wishesFor(ctx, { courses: [courseCode], seated: true })
  const problem = await problemFrom(ctx, {
    ...{ courseCode, sessions, presence, facts: looked.counted.facts, notThere: looked.records.notThere },
    needing: new Set(seatOf.keys()),
    cannot: cannotIn(wishes.map((wish) => keptWhere(wish, seatOf.get(wish.person)))),
    wishes: new Map(there.filter(({ isLost }) => !isLost).map((seat) => [seat.staffMemberId, [seat.courseSessionId]])),
  })
  return { problem, seats }
}

/** What was said does not take away the seat that somebody has in that very half-day. */
function keptWhere(wish: Wish, seat: SessionThen | undefined): Wish {
  const own = new Set(seat ? slotsOf(seat).map(slotId) : [])
  return { ...wish, cannot: wish.cannot.filter(({ slot }) => !own.has(slot)) }
}

/** What a run found, as a proposal that moves nobody yet; null where nothing would move. */
export async function keepMending(
  ctx: Ctx,
  seats: readonly Movable[],
  found: readonly { readonly staff: string; readonly session: string }[],
): Promise<{ scheduleDraftId: number | null; moved: number; lost: number; unplaced: number }> {
  const place = new Map(found.map(({ staff, session }) => [staff, Number(session)]))
  const placed = seats
    .map((seat) => ({ ...seat, to: (seat.number === null ? undefined : place.get(seat.number)) ?? null }))
    .filter(({ courseSessionId, isLost, to }) => isLost || to !== courseSessionId)
  // A seat that went with its session is not given up a second time.
  const moves = placed.filter(({ isLost, to }) => !isLost || to !== null)
  const unplaced = placed.length - moves.length
  if (moves.length === 0) return { scheduleDraftId: null, moved: 0, lost: 0, unplaced }
  const scheduleDraftId = await addDraft(ctx, { kind: 'mending' })
  await sql`insert into schedule_move (schedule_draft_id, application_id, to_session_id, because)
    select ${scheduleDraftId}, w."applicationId", w."to", w.because
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as w("applicationId" bigint, "to" bigint, because text)`.execute(
    ctx.db,
  )
  const lost = moves.filter(({ to }) => to === null).length
  return { scheduleDraftId, moved: moves.length - lost, lost, unplaced }
}

export async function applyMending(
  ctx: Ctx<typeof mending.applyMending>,
  { scheduleDraftId }: Input<typeof mending.applyMending>,
) {
  await endDraft(ctx, scheduleDraftId, { how: 'published_at', kinds: ['mending'] })
  const { rows } = await sql<{
    applicationId: number
    to: number | null
    because: Broken | null
    day: string | null
  }>`select m.application_id as "applicationId", m.to_session_id as "to", m.because, s.starts_on as day
    from schedule_move m left join course_session s on s.course_session_id = m.to_session_id
    where m.schedule_draft_id = ${scheduleDraftId} order by m.application_id`.execute(ctx.db)
  await moveSeats(
    ctx,
    rows.map(({ applicationId, to, because, day }) => ({
      ...{ applicationId, to, barrier: barrierOf(because) },
      reason:
        day === null
          ? ctx.t(schedulingMessages, 'mended.lost', {
              cause: ctx.t(schedulingMessages, `cause.${barrierOf(because)}`),
            })
          : ctx.t(schedulingMessages, 'mended.moved', { day: formatDate(day, ctx.language, 'weekday') }),
    })),
    {
      refuse: (count, fields) => ctx.refusal('mending_broken', { count }, fields),
      changed: () => ctx.refusal('seats_changed'),
    },
  )
  const lost = rows.filter(({ to }) => to === null).length
  return { moved: rows.length - lost, lost }
}
