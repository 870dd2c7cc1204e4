import { sql } from 'kysely'
import type { z } from 'zod'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import { recordable } from '../attendance/rules.ts'
import { eligibleFor } from '../catalogue/service.ts'
import { SESSION, SESSION_SEATS, sessionVersion } from '../columns.service.ts'
import { coversOf } from '../cover/service.ts'
import { CAME_OF_ONE } from '../recommendations/standing.service.ts'
import { closedStates, holdsSeat, type State, steps, unrecordedStates } from '../rules.ts'
import { changeSeats, clashing, lockPeople } from '../sessions/seats.service.ts'
import { inServiceFor, notThereFor, onLeaveFor } from '../sessions/there.service.ts'
import type { CourseBrief, SessionWithSeats } from '../shape.contract.ts'
import { COURSE, inState, isPastOn, notInState, personsOf, type Session } from '../shape.service.ts'
import { heldBack, promote } from '../staffing/promoting.service.ts'
import { sessionsThen } from '../staffing/records.service.ts'
import {
  type Application,
  applicantOf,
  followSteps,
  type LockedSession,
  lockApplications,
  lockSession,
  lockWithSession,
  openSession,
  stepAll,
  takeSteps,
} from '../steps.service.ts'
import { leave } from './applying.service.ts'
import { awaits, hrMay } from './rules.ts'
import type { selecting } from './selecting.contract.ts'

type Listed = Answer<typeof selecting.listSessionApplications>

interface Row extends Omit<Listed['applications'][number], 'applicant' | 'cover' | 'may' | 'awaits' | 'isHeldBack'> {
  staffMemberId: number
}

export async function listSessionApplications(
  ctx: Ctx<typeof selecting.listSessionApplications>,
  input: Input<typeof selecting.listSessionApplications>,
) {
  const head = sql<
    {
      course: z.infer<typeof CourseBrief>
      reportRequired: boolean
      toOrder: boolean
      isRecorded: boolean
      session: Session
    } & Omit<z.infer<typeof SessionWithSeats>, keyof Session | 'version'>
  >`select ${COURSE} as course, c.report_required as "reportRequired",
      ${SESSION} as session, ${SESSION_SEATS}, s.seats_taken as "seatsTaken", s.cancelled_on as "cancelledOn",
      exists (select 1 from application a where a.course_session_id = s.course_session_id
        and ${inState(...steps.order.from)}) as "toOrder",
      exists (select 1 from application a where a.course_session_id = s.course_session_id
        and ${notInState(...unrecordedStates)}) as "isRecorded"
    from course_session s join course c on c.course_id = s.course_id where s.course_session_id = ${input.courseSessionId}`
  const list = sql<
    Row & { total: number }
  >`select a.application_id as "applicationId", a.state, a.staff_member_id as "staffMemberId",
      a.applied_on as "appliedOn", a.motive, ${CAME_OF_ONE} as recommended,
      case when ${inState('waitlisted')} then rank() over (partition by a.state order by a.applied_on, a.application_id) end as "waitingPlace",
      (select t.reason from application_step t where t.application_id = a.application_id and t.taken_back_at is null
        order by t.application_step_id desc limit 1) as reason,
      (select r.submitted_on from training_report r where r.application_id = a.application_id) as "reportSubmittedOn",
      ${isPastOn(ctx.today)} as "isPast", ${onLeaveFor(sql`a.staff_member_id`)} as "onLeave", ${inServiceFor(sql`a.staff_member_id`)} as "inService",
      count(*) over () as total
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.course_session_id = ${input.courseSessionId} order by a.applied_on, a.application_id limit 2000`
  const [{ rows: heads }, { rows }] = await Promise.all([head.execute(ctx.db), list.execute(ctx.db)])
  const [found] = heads
  ctx.must(found, 'no_such_session')
  const [covers, person, held] = await Promise.all([
    coversOf(
      ctx,
      rows.map(({ applicationId }) => applicationId),
    ),
    personsOf(
      ctx,
      rows.map(({ staffMemberId }) => staffMemberId),
    ),
    heldBackIn(ctx, input.courseSessionId, rows),
  ])
  const { course, reportRequired, session, toOrder: _, isRecorded: __, ...counts } = found
  const stands = counts.cancelledOn === null
  const mayDo = ({ toOrder, isRecorded }: typeof found): Listed['may'] => [
    ...recordable(session, ctx.today),
    ...(toOrder ? (['orderAttendance'] as const) : []),
    ...(['nominate', 'saveSession'] as const),
    ...(isRecorded ? [] : (['cancelSession'] as const)),
  ]
  return {
    course: { ...course, reportRequired },
    session: { ...session, ...counts, version: sessionVersion({ ...session, ...counts }) },
    may: stands ? mayDo(found) : [],
    total: rows[0]?.total ?? 0,
    applications: rows.map(({ staffMemberId, total: _, ...row }) => ({
      ...row,
      may: stands ? hrMay(row.state, reportRequired, row.inService && !row.onLeave) : [],
      awaits: stands ? awaits(row.state) : null,
      isHeldBack: held.has(row.applicationId),
      applicant: person(staffMemberId),
      cover: covers.get(row.applicationId) ?? null,
    })),
  }
}

/** Looked at only where somebody waits. */
async function heldBackIn(ctx: Ctx, courseSessionId: number, rows: readonly Row[]): Promise<Set<number>> {
  if (!rows.some(({ state }) => state === 'waitlisted')) return new Set()
  const [session] = await sessionsThen(ctx, { ids: [courseSessionId] })
  return session ? heldBack(ctx, session) : new Set()
}

export async function select(ctx: Ctx<typeof selecting.select>, input: Input<typeof selecting.select>) {
  const session = await openSession(ctx, input.courseSessionId)
  const wanted = await lockApplications(ctx, session, input.applicationIds)
  const people = wanted.map(({ staffMemberId }) => staffMemberId)
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, session.courseSessionId, people)
  const away = await notThereFor(ctx, session.courseSessionId, people)
  const able = wanted.filter(({ staffMemberId }) => !busy.has(staffMemberId) && !away.has(staffMemberId))
  const seats = Math.max(0, session.capacity - session.seatsTaken)
  const selected = able.slice(0, seats)
  // Someone who already waits keeps waiting; there is no step from a place in the line to the same place.
  const toWait = able.slice(seats).filter(({ state }) => state !== 'waitlisted')
  await stepAll(ctx, selected, 'select')
  await stepAll(ctx, toWait, 'wait')
  if (input.alsoOrder) await stepAll(ctx, selected, 'order')
  await changeSeats(ctx, session, selected.length)
  return {
    selected: idsIn(selected),
    waitlisted: idsIn(able.slice(seats)),
    clashing: idsIn(wanted.filter(({ staffMemberId }) => busy.has(staffMemberId))),
    notThere: idsIn(wanted.filter(({ staffMemberId }) => away.has(staffMemberId))),
  }
}

export async function notSelect(
  ctx: Ctx<typeof selecting.notSelect>,
  { courseSessionId, applicationIds, reason, barrier }: Input<typeof selecting.notSelect>,
) {
  const session = await lockSession(ctx, courseSessionId)
  const applications = await lockApplications(ctx, session, applicationIds)
  const freed = applications.filter(({ state }) => holdsSeat(state)).length
  await takeSteps(
    ctx,
    'hr',
    applications.map((application) => ({ application, name: 'notSelect', reason, barrier })),
  )
  await changeSeats(ctx, session, -freed)
  if (freed > 0) await promote(ctx, session)
  return { changed: applications.length }
}

export async function orderAttendance(
  ctx: Ctx<typeof selecting.orderAttendance>,
  input: Input<typeof selecting.orderAttendance>,
) {
  const session = await openSession(ctx, input.courseSessionId)
  const ids = input.applicationIds ?? (await idsInState(ctx, session, 'hr_selected'))
  const applications = await lockApplications(ctx, session, ids)
  const people = applications.map(({ staffMemberId }) => staffMemberId)
  const away = await notThereFor(ctx, session.courseSessionId, people)
  const there = applications.filter(({ staffMemberId }) => !away.has(staffMemberId))
  await stepAll(ctx, there, 'order')
  return {
    changed: there.length,
    notThere: idsIn(applications.filter(({ staffMemberId }) => away.has(staffMemberId))),
  }
}

export async function nominate(
  ctx: Ctx<typeof selecting.nominate>,
  { courseSessionId, staffMemberIds }: Input<typeof selecting.nominate>,
) {
  const session = await openSession(ctx, courseSessionId)
  const people = [...new Set(staffMemberIds)].sort((a, b) => a - b)
  ctx.must((await namesOf(ctx, people)).size === people.length, 'no_such_staff_member')
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, courseSessionId, people)
  const away = await notThereFor(ctx, courseSessionId, people)
  const seated = await liveIn(ctx, session, people)
  const isFor = new Set(await eligibleFor(ctx, session.courseId, people))
  const able = people.filter((id) => !busy.has(id) && !away.has(id) && !seated.has(id) && isFor.has(id))
  ctx.must(able.length <= session.capacity - session.seatsTaken, 'not_enough_seats', {
    seats: session.capacity - session.seatsTaken,
  })
  const nominated = await seatNominated(ctx, session, able)
  return {
    nominated,
    clashing: people.filter((id) => busy.has(id)),
    notThere: people.filter((id) => away.has(id)),
    notEligible: people.filter((id) => !isFor.has(id)),
    hasApplied: people.filter((id) => seated.has(id)),
  }
}

/** Seats of a locked session, ordered, for locked people who are there and have none; answers their applications. Whoever asks has counted the seats. */
export async function seatNominated(ctx: Ctx, session: LockedSession, people: readonly number[]): Promise<number[]> {
  const { courseSessionId } = session
  const { rows } = await sql<{ id: number; staffMemberId: number }>`insert into application
      (course_session_id, staff_member_id, state, applied_on)
    select ${courseSessionId}, id, 'draft', ${ctx.today}::date from unnest(${people}::bigint[]) as n(id)
    returning application_id as id, staff_member_id as "staffMemberId"`.execute(ctx.db)
  await followSteps(
    ctx,
    'hr',
    rows.map(({ id, staffMemberId }) => ({
      application: { applicationId: id, courseSessionId, staffMemberId, state: 'draft' as State },
      name: 'nominate',
    })),
  )
  await changeSeats(ctx, session, rows.length)
  return rows.map(({ id }) => id)
}

export async function cancelApplication(
  ctx: Ctx<typeof selecting.cancelApplication>,
  { applicationId, reason, barrier }: Input<typeof selecting.cancelApplication>,
) {
  ctx.must((await applicantOf(ctx, applicationId)) !== null, 'no_such_application')
  return leave(ctx, await lockWithSession(ctx, applicationId), { name: 'cancel', role: 'hr', reason, barrier })
}

function idsIn(applications: readonly Application[]): number[] {
  return applications.map(({ applicationId }) => applicationId)
}

async function idsInState(ctx: Ctx, session: LockedSession, state: State): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select a.application_id as id from application a
    where a.course_session_id = ${session.courseSessionId} and ${inState(state)}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** People who already have a live application for the session. */
async function liveIn(ctx: Ctx, session: LockedSession, people: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select a.staff_member_id as id from application a
    where a.course_session_id = ${session.courseSessionId} and a.staff_member_id = any(${people})
      and ${notInState(...closedStates)}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}
