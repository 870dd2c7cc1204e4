import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { awayDuring, peopleRows } from '#rooms/people/relations.service.ts'
import { addCompletionEvidence } from '#rooms/skills/service.ts'
import type { Barrier } from '../barrier.rules.ts'
import { tables } from '../shape.service.ts'
import {
  type Application,
  done,
  followSteps,
  type LockedSession,
  lockApplication,
  lockApplications,
  openSession,
  takeSteps,
} from '../steps.service.ts'
import type { attending } from './contract.ts'
import { mayComplete, recordable } from './rules.ts'

export const attendanceStep = { attended: 'attend', partially_attended: 'attendPartially', absent: 'miss' } as const

/** Attendance of applications that are locked and were ordered, by what the marks of their half-days come to. */
export async function followAttendance(
  ctx: Ctx<'on_leave_is_not_absent'>,
  session: LockedSession,
  rows: readonly {
    application: Application
    attendance: keyof typeof attendanceStep
    reason?: string
    barrier?: Barrier
  }[],
): Promise<void> {
  const applications = rows.map(({ application }) => application)
  await mustNotBeOnLeave(
    ctx,
    session,
    applications.filter((_, place) => rows[place]?.attendance === 'absent'),
  )
  await followSteps(
    ctx,
    'hr',
    rows.map(({ attendance, ...row }) => ({ ...row, name: attendanceStep[attendance] })),
  )
  await oweReports(ctx, session, applications)
}

/** Whoever was there, wholly or partly, owes a report where the course wants one. */
export async function oweReports(
  ctx: Ctx,
  session: LockedSession,
  applications: readonly Application[],
): Promise<void> {
  if (!session.reportRequired) return
  const present = applications.filter(({ state }) => state !== 'absent')
  await followSteps(
    ctx,
    'hr',
    present.map((application) => ({ application, name: 'oweReport' })),
  )
}

export async function recordCompletion(
  ctx: Ctx<typeof attending.recordCompletion>,
  input: Input<typeof attending.recordCompletion>,
) {
  const session = await openSession(ctx, input.courseSessionId)
  ctx.must(recordable(session, ctx.today).includes('recordCompletion'), 'session_not_ended')
  const said = onceEach(ctx, input.completion)
  const applications = await lockApplications(ctx, session, [...said.keys()])
  const completed = applications.filter(({ applicationId }) => said.get(applicationId)?.completed)
  if (session.reportRequired) {
    ctx.must(
      completed.every(({ state }) => mayComplete(state, true)),
      'report_missing',
    )
  }
  await takeSteps(
    ctx,
    'hr',
    applications.map((application) => {
      const row = said.get(application.applicationId)
      return { application, name: row?.completed ? 'complete' : 'notComplete', reason: row?.reason }
    }),
  )
  await addCompletionEvidence(
    ctx,
    completed.flatMap((application) => evidenceOf(session, application)),
  )
  return { changed: applications.length }
}

/** What a completion is evidence of; it follows what is corrected of the application. */
export function evidenceOf(session: LockedSession, { applicationId, staffMemberId }: Application) {
  return session.skills.map((skill) => ({
    staffMemberId,
    skill,
    asOf: session.endsOn,
    source: `${session.title} (${session.startsOn})`,
    cameOf: completionOf(applicationId),
  }))
}

export const completionOf = (applicationId: number) => `application ${applicationId}`

/** Of an application that is named twice nobody knows which word holds. */
export function onceEach<Row extends { applicationId: number }>(
  ctx: Ctx<'application_named_twice'>,
  rows: readonly Row[],
): Map<number, Row> {
  const said = new Map(rows.map((row) => [row.applicationId, row]))
  ctx.must(said.size === rows.length, 'application_named_twice')
  return said
}

export async function submitReport(
  ctx: Ctx<typeof attending.submitReport>,
  { applicationId, body }: Input<typeof attending.submitReport>,
) {
  const application = await lockApplication(ctx, applicationId)
  await takeSteps(ctx, 'self', [{ application, name: 'submitReport' }])
  await tables(ctx)
    .insertInto('training_report')
    .values({
      application_id: applicationId,
      body,
      submitted_on: ctx.today,
      submitted_at: new Date(ctx.now.epochMilliseconds),
    })
    .execute()
  return done(application)
}

/** A person on leave is not absent: their application is cancelled instead (INV-T7). */
export async function mustNotBeOnLeave(
  ctx: Ctx<'on_leave_is_not_absent'>,
  session: LockedSession,
  absent: readonly Application[],
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select m.name
    from ${awayDuring(session.startsOn, session.endsOn)} l join ${peopleRows(ctx.today)} m on m.staff_member_id = l.staff_member_id
    where l.staff_member_id = any(${absent.map(({ staffMemberId }) => staffMemberId)})
    order by reading_order(m.name_kana), m.staff_member_id limit 1`.execute(ctx.db)
  ctx.must(!rows[0], 'on_leave_is_not_absent', { name: rows[0]?.name ?? '' })
}
