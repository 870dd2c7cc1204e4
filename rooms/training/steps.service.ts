/**
 * How applications move. Every change of a seat (sessions/seats.service.ts) happens in this order, so that no two changes can pass each other:
 *
 *   lock the session's row → lock the people concerned → lock the applications → take the steps, with the course's figures → write seats_taken
 *
 * A decision that touches no seat (the section head's) locks the application alone.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Barrier, isStopping } from './barrier.rules.ts'
import { sessionColumns } from './columns.service.ts'
import { countMoves } from './figures.service.ts'
import { type State, type StepName, type StepRole, stepFault, steps } from './rules.ts'
import { fieldsIn, type SessionSaid, sessionFields } from './shape.rules.ts'
import { tables } from './shape.service.ts'
import { stepMessages } from './steps.messages.ts'

export interface Application {
  applicationId: number
  courseSessionId: number
  staffMemberId: number
  state: State
}

export interface LockedSession extends SessionSaid {
  courseSessionId: number
  courseId: number
  seatsTaken: number
  cancelledOn: string | null
  enrolmentMode: 'openApplication' | 'nominated'
  reportRequired: boolean
  skills: string[]
  title: string
}

/** A row `a` of application. */
export const APPLICATION = sql`a.application_id as "applicationId", a.course_session_id as "courseSessionId",
  a.staff_member_id as "staffMemberId", a.state`

const SESSION_ROW = sql`select s.course_session_id as "courseSessionId", s.course_id as "courseId",
      ${sessionColumns(fieldsIn(sessionFields))}, s.seats_taken as "seatsTaken", s.cancelled_on as "cancelledOn", c.enrolment_mode as "enrolmentMode",
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

/** These sessions as `lockSession` locks one, in the order of their numbers; those that are not there are left out. */
export async function lockSessions(ctx: Ctx, ids: readonly number[]): Promise<LockedSession[]> {
  const { rows } = await sql<LockedSession>`${SESSION_ROW} where s.course_session_id = any(${ids}::bigint[])
    order by s.course_session_id for update of s`.execute(ctx.db)
  return rows
}

/** The session as it stays until the end of the request; many may hold it so at once, and none may change its seats. */
export async function holdSession(ctx: Ctx<'no_such_session'>, courseSessionId: number): Promise<LockedSession> {
  const { rows } = await sql<LockedSession>`${SESSION_ROW} where s.course_session_id = ${courseSessionId}
    for share of s`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_session')
  return rows[0]
}

/** One that access has found to be somebody's, so that it is there: applications are never deleted. */
export async function lockApplication(ctx: Ctx, applicationId: number): Promise<Application> {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.application_id = ${applicationId} for update`.execute(ctx.db)
  return oneOf(rows)
}

/** As `lockApplication`, with its session locked before it. */
export async function lockWithSession(ctx: Ctx, applicationId: number) {
  const { rows } = await sql<{ id: number }>`select course_session_id as id from application
    where application_id = ${applicationId}`.execute(ctx.db)
  const session = oneOf(await lockedSession(ctx, oneOf(rows).id))
  return { session, application: await lockApplication(ctx, applicationId) }
}

/** Days of the session of an application. */
export async function daysOf(ctx: Ctx, courseSessionId: number): Promise<{ startsOn: string; endsOn: string }> {
  const { rows } = await sql<{
    startsOn: string
    endsOn: string
  }>`select s.starts_on as "startsOn", s.ends_on as "endsOn"
    from course_session s where s.course_session_id = ${courseSessionId}`.execute(ctx.db)
  return oneOf(rows)
}

function oneOf<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error('An application that nobody was found to have was to be changed')
  return row
}

/** Applications of one locked session, in the order of application. */
export async function lockApplications(
  ctx: Ctx<'no_such_application'>,
  session: LockedSession,
  ids: readonly number[],
) {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.application_id = any(${ids}) and a.course_session_id = ${session.courseSessionId}
    order by a.applied_on, a.application_id for update`.execute(ctx.db)
  ctx.must(rows.length === new Set(ids).size, 'no_such_application')
  return rows
}

export interface Taken {
  readonly application: Application
  readonly name: StepName
  readonly reason?: string | undefined
  /** Of a step that keeps its person from learning. */
  readonly barrier?: Barrier | undefined
  /** Of a decision by whoever is above: who had not decided. */
  readonly inPlaceOf?: number | null
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
  const rows = taken.map(({ application, name, reason, barrier = 'unsorted', inPlaceOf = null }) => ({
    id: application.applicationId,
    from_state: application.state,
    to_state: steps[name].to,
    in_place_of: inPlaceOf,
    reason: reason?.trim() || null,
    barrier: isStopping(steps[name].to) ? barrier : null,
  }))
  const actor = role === 'waitingList' ? null : ctx.actor.subjectId
  const actedAs = role === 'hr' && ctx.actor.kind !== 'account' ? ctx.actor.kind : role
  await sql`with step as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id bigint, from_state text, to_state text, in_place_of bigint, reason text, barrier text)),
      moved as (update application a set state = step.to_state from step where a.application_id = step.id)
    insert into application_step (application_id, from_state, to_state, actor, acted_as, in_place_of, reason, barrier, taken_at, taken_on)
    select id, from_state, to_state, ${actor}, ${actedAs}, in_place_of, reason, barrier, ${ctx.now.toString()}::timestamptz, ${ctx.today}::date
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
  ctx.tells(
    'application',
    rows.map(({ id }) => id),
  )
  const [first] = taken
  ctx.about(
    taken.map(({ application }) => application.staffMemberId),
    {
      ...(first?.reason ? { reason: first.reason } : {}),
      detail: {
        applicationIds: rows.map(({ id }) => id),
        steps: [...new Set(taken.map(({ name }) => name))],
        as: actedAs,
        ...(first?.inPlaceOf ? { inPlaceOf: first.inPlaceOf } : {}),
      },
    },
  )
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
