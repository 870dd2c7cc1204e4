/** Attendance of a whole session in one word, for whoever kept no marks of half-days. Where marks stand they say what it comes to, and nothing else does. */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { attending } from '../attendance/contract.ts'
import { recordable } from '../attendance/rules.ts'
import { attendanceStep, mustNotBeOnLeave, onceEach, oweReports } from '../attendance/service.ts'
import {
  type Application,
  type LockedSession,
  lockApplications,
  openSession,
  takeReasonedSteps,
} from '../steps.service.ts'
import { attendedFromOf, standingMarks } from './marks.service.ts'
import { comesTo, halfDaysOf, isHalfOf } from './rules.ts'

export async function recordAttendance(
  ctx: Ctx<typeof attending.recordAttendance>,
  input: Input<typeof attending.recordAttendance>,
) {
  const session = await openSession(ctx, input.courseSessionId)
  ctx.must(recordable(session, ctx.today).includes('recordAttendance'), 'session_not_begun')
  const said = onceEach(ctx, input.attendance)
  const applications = await lockApplications(ctx, session, [...said.keys()])
  const absent = applications.filter(({ applicationId }) => said.get(applicationId)?.attendance === 'absent')
  await mustNotBeOnLeave(ctx, session, absent)
  await mustAgreeWithMarks(ctx, session, applications, said)
  await takeReasonedSteps(
    ctx,
    'hr',
    applications.map((application) => {
      const { attendance = 'attended' as const, reason, barrier } = said.get(application.applicationId) ?? {}
      return { application, name: attendanceStep[attendance], reason, barrier }
    }),
  )
  await oweReports(ctx, session, applications)
  return { changed: applications.length }
}

/** Refuses another word than the marks come to, or any while half-days are still to be marked; names the first. */
async function mustAgreeWithMarks(
  ctx: Ctx<'marks_say_otherwise'>,
  session: LockedSession,
  applications: readonly Application[],
  said: ReadonlyMap<number, { readonly attendance: string }>,
): Promise<void> {
  const stand = (
    await standingMarks(
      ctx,
      applications.map(({ applicationId }) => applicationId),
    )
  ).filter((one) => isHalfOf(session, one))
  if (stand.length === 0) return
  const attendedFrom = await attendedFromOf(ctx, session.courseSessionId)
  const halfDays = halfDaysOf(session).length
  const marksOf = Map.groupBy(stand, ({ applicationId }) => applicationId)
  const other = applications.filter(({ applicationId }) => {
    const marks = marksOf.get(applicationId)?.map(({ mark }) => mark)
    return marks !== undefined && comesTo(halfDays, marks, attendedFrom) !== said.get(applicationId)?.attendance
  })
  const [first] = other
  const names = first ? await namesOf(ctx, [first.staffMemberId]) : undefined
  ctx.must(!first, 'marks_say_otherwise', {
    n: other.length,
    name: (first && names?.get(first.staffMemberId)?.name) ?? '',
  })
}
