/**
 * How applications move. Every change of a seat happens in this order, so that no two changes can pass each other:
 *
 *   lock the session's row → lock the people concerned → lock the applications → take the steps, with the course's figures → write seats_taken
 *
 * A decision that touches no seat (the section head's) locks the application alone.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countMoves } from './figures.service.ts'
import { type State, type StepName, type StepRole, seatStates, stepFault, steps } from './rules.ts'
import { tables } from './shape.service.ts'
import { stepMessages } from './steps.messages.ts'

export interface Application {
  applicationId: number
  courseSessionId: number
  staffMemberId: number
  state: State
}

export interface LockedSession {
  courseSessionId: number
  courseId: number
  startsOn: string
  endsOn: string
  applyBy: string
  capacity: number
  seatsTaken: number
  cancelledOn: string | null
  enrolmentMode: 'openApplication' | 'nominated'
  reportRequired: boolean
  skills: string[]
  title: string
}

const ROW = sql`application_id as "applicationId", course_session_id as "courseSessionId",
  staff_member_id as "staffMemberId", state`

const SESSION_ROW = sql`select s.course_session_id as "courseSessionId", s.course_id as "courseId",
      s.starts_on as "startsOn", s.ends_on as "endsOn", s.apply_by as "applyBy", s.capacity,
      s.seats_taken as "seatsTaken", s.cancelled_on as "cancelledOn", c.enrolment_mode as "enrolmentMode",
      c.report_required as "reportRequired", c.skills, c.title
    from course_session s join course c on c.course_id = s.course_id`

/** The session with its course, locked until the end of the request: whoever changes its seats waits here (INV-T2). */
export async function lockSession(ctx: Ctx<'no_such_session'>, courseSessionId: number): Promise<LockedSession> {
  const [session] = await lockedSession(ctx, courseSessionId)
  ctx.must(session, 'no_such_session')
  return session
}

async function lockedSession(ctx: Ctx, courseSessionId: number): Promise<LockedSession[]> {
  const { rows } = await sql<LockedSession>`${SESSION_ROW} where s.course_session_id = ${courseSessionId}
    for update of s`.execute(ctx.db)
  return rows
}

/** The session as it stays until the end of the request; many may hold it so at once, and none may change its seats. */
export async function holdSession(ctx: Ctx<'no_such_session'>, courseSessionId: number): Promise<LockedSession> {
  const { rows } = await sql<LockedSession>`${SESSION_ROW} where s.course_session_id = ${courseSessionId}
    for share of s`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_session')
  return rows[0]
}

export async function lockApplication(ctx: Ctx<'no_such_application'>, applicationId: number): Promise<Application> {
  const { rows } = await sql<Application>`select ${ROW} from application
    where application_id = ${applicationId} for update`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_application')
  return rows[0]
}

/** As `lockApplication`, with its session locked before it. */
export async function lockWithSession(ctx: Ctx<'no_such_application'>, applicationId: number) {
  const { rows } = await sql<{ id: number }>`select course_session_id as id from application
    where application_id = ${applicationId}`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_application')
  const [session] = await lockedSession(ctx, rows[0].id)
  if (!session) throw new Error('Every application belongs to a session')
  return { session, application: await lockApplication(ctx, applicationId) }
}

/** Applications of one locked session, in the order of application. */
export async function lockApplications(
  ctx: Ctx<'no_such_application'>,
  session: LockedSession,
  ids: readonly number[],
) {
  const { rows } = await sql<Application>`select ${ROW} from application
    where application_id = any(${ids}) and course_session_id = ${session.courseSessionId}
    order by applied_on, application_id for update`.execute(ctx.db)
  ctx.must(rows.length === new Set(ids).size, 'no_such_application')
  return rows
}

export interface Taken {
  readonly application: Application
  readonly name: StepName
  readonly reason?: string | undefined
}

/** Takes one step for each application and writes who took it; refuses all of them when one may not be taken (INV-T1). */
export async function takeSteps(ctx: Ctx<'wrong_state'>, role: StepRole, taken: readonly Taken[]): Promise<void> {
  const [fault, values] = faultOf(ctx, role, taken)
  ctx.must(fault !== 'wrong_state', 'wrong_state', values)
  await followSteps(ctx, role, taken)
}

/** As `takeSteps`, where the contract leaves it open whether a reason comes with a step. */
export async function takeReasonedSteps(
  ctx: Ctx<'reason_needed' | 'wrong_state'>,
  role: StepRole,
  taken: readonly Taken[],
): Promise<void> {
  const [fault, values] = faultOf(ctx, role, taken)
  ctx.must(fault !== 'reason_needed', 'reason_needed', values)
  await takeSteps(ctx, role, taken)
}

function faultOf(ctx: Ctx, role: StepRole, taken: readonly Taken[]) {
  for (const { application, name, reason } of taken) {
    const fault = stepFault(name, application.state, role, reason)
    if (fault) return [fault, { state: ctx.t(stepMessages, `state.${application.state}`) }] as const
  }
  return []
}

/** Steps that can be taken, because of what was done or looked at just before; one that cannot is a mistake of ours. */
export async function followSteps(ctx: Ctx, role: StepRole, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  const [fault] = faultOf(ctx, role, taken)
  if (fault) throw new Error(`A step was taken that could not be: ${fault}`)
  const rows = taken.map(({ application, name, reason }) => ({
    id: application.applicationId,
    from_state: application.state,
    to_state: steps[name].to,
    reason: reason?.trim() || null,
  }))
  const actor = role === 'waitingList' ? null : ctx.actor.subjectId
  const actedAs = role === 'hr' && ctx.actor.kind !== 'account' ? ctx.actor.kind : role
  await sql`with step as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id bigint, from_state text, to_state text, reason text)),
      moved as (update application a set state = step.to_state from step where a.application_id = step.id)
    insert into application_step (application_id, from_state, to_state, actor, acted_as, reason, taken_at, taken_on)
    select id, from_state, to_state, ${actor}, ${actedAs}, reason, ${ctx.now.toString()}::timestamptz, ${ctx.today}::date
    from step order by id`.execute(ctx.db)
  await countMoves(
    ctx,
    taken.map(({ application, name }) => ({
      courseSessionId: application.courseSessionId,
      from: application.state,
      to: steps[name].to,
    })),
  )
  for (const { application, name } of taken) application.state = steps[name].to
  const [first] = taken
  ctx.about(
    taken.map(({ application }) => application.staffMemberId),
    {
      ...(first?.reason ? { reason: first.reason } : {}),
      detail: {
        applicationIds: rows.map(({ id }) => id),
        steps: [...new Set(taken.map(({ name }) => name))],
        as: actedAs,
      },
    },
  )
}

/** Nobody else can give these people a seat, in any session, until the end of the request (INV-T5). */
export async function lockPeople(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.seats'), id::int)
    from (select distinct id from unnest(${ids}::bigint[]) id order by id) people`.execute(ctx.db)
}

/** Those of these people who have a confirmed seat elsewhere at the hours of this session (INV-T5), with that course. */
export async function clashing(ctx: Ctx, courseSessionId: number, people: readonly number[]) {
  const { rows } = await sql<{ staffMemberId: number; title: string; startsOn: string }>`
    select a.staff_member_id as "staffMemberId", c.title, s.starts_on as "startsOn"
    from course_session t join course_session s on s.course_session_id <> t.course_session_id
        and s.cancelled_on is null and s.starts_on <= t.ends_on and t.starts_on <= s.ends_on
        and s.starts_at < t.ends_at and t.starts_at < s.ends_at
      join application a on a.course_session_id = s.course_session_id and a.state = any(${seatStates})
      join course c on c.course_id = s.course_id
    where t.course_session_id = ${courseSessionId} and a.staff_member_id = any(${people})`.execute(ctx.db)
  return new Map(rows.map((row) => [row.staffMemberId, row]))
}

/** Adds to, or takes from, the confirmed seats of a locked session. */
export async function changeSeats(ctx: Ctx, session: LockedSession, by: number): Promise<void> {
  if (by === 0) return
  session.seatsTaken += by
  await sql`update course_session set seats_taken = ${session.seatsTaken}
    where course_session_id = ${session.courseSessionId}`.execute(ctx.db)
}

/**
 * Gives free seats of a locked session to those who wait, in the order of application, passing over whoever has a seat
 * elsewhere at these hours; nobody is promoted once the session has begun. Answers how many were (INV-T2).
 */
export async function promote(ctx: Ctx, session: LockedSession): Promise<number> {
  const free = session.capacity - session.seatsTaken
  if (free <= 0 || session.cancelledOn !== null || session.startsOn <= ctx.today) return 0
  const waiting = await sql<Application>`select ${ROW} from application
    where course_session_id = ${session.courseSessionId} and state = 'waitlisted'
    order by applied_on, application_id for update`.execute(ctx.db)
  if (waiting.rows.length === 0) return 0
  const people = waiting.rows.map(({ staffMemberId }) => staffMemberId)
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, session.courseSessionId, people)
  const next = waiting.rows.filter(({ staffMemberId }) => !busy.has(staffMemberId)).slice(0, free)
  await followSteps(
    ctx,
    'waitingList',
    next.map((application) => ({ application, name: 'select' })),
  )
  await changeSeats(ctx, session, next.length)
  return next.length
}

/** As `lockSession`, and it was not cancelled. */
export async function openSession(
  ctx: Ctx<'no_such_session' | 'session_cancelled'>,
  courseSessionId: number,
): Promise<LockedSession> {
  const session = await lockSession(ctx, courseSessionId)
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  return session
}

export function stepAll(ctx: Ctx<'wrong_state'>, applications: readonly Application[], name: StepName): Promise<void> {
  return takeSteps(
    ctx,
    'hr',
    applications.map((application) => ({ application, name })),
  )
}

export function done({ applicationId, state }: Application) {
  return { applicationId, state }
}

/** For access: whose application it is; null where there is none. */
export async function applicantOf(ctx: Ctx, applicationId: number): Promise<number | null> {
  const row = await tables(ctx)
    .selectFrom('application')
    .select('staff_member_id')
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row?.staff_member_id ?? null
}
