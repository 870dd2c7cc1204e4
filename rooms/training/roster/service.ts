import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import { followAttendance } from '../attendance/service.ts'
import { personsOf } from '../shape.service.ts'
import { holdSession, openSession } from '../steps.service.ts'
import { codeFault, keyOf, numberFor, signedFor, stepNow } from './codes.service.ts'
import type { roster } from './contract.ts'
import {
  attendedFromOf,
  isSeatOfToday,
  type Marked,
  markOnce,
  openApplicationsOf,
  ownSeat,
  readSession,
  seatOf,
  standingMarks,
  writeMarks,
} from './marks.service.ts'
import { comesTo, freshSteps, type HalfOfDay, halfDaysOf, isHalfOf, nextStepAt } from './rules.ts'

const keyed = (applicationId: number, { day, half }: HalfOfDay) => `${applicationId} ${day} ${half}`

export async function markAttendance(
  ctx: Ctx<typeof roster.markAttendance>,
  { courseSessionId, marks }: Input<typeof roster.markAttendance>,
) {
  const session = await openSession(ctx, courseSessionId)
  ctx.must(
    marks.every((one) => isHalfOf(session, one)),
    'not_a_half_day',
  )
  ctx.must(
    marks.every(({ day }) => day <= ctx.today),
    'half_day_to_come',
  )
  ctx.must(
    marks.every(({ mark, reason }) => mark !== 'absent' || reason),
    'reason_needed',
  )
  ctx.must(new Set(marks.map((one) => keyed(one.applicationId, one))).size === marks.length, 'named_twice')
  const ids = [...new Set(marks.map(({ applicationId }) => applicationId))]
  const applications = await seatOf(ctx, courseSessionId, ids)
  ctx.must(applications.size === ids.length, 'no_such_application')
  const stand = new Map((await standingMarks(ctx, ids)).map((one) => [keyed(one.applicationId, one), one]))
  const clashes: { applicationId: number; stands: Marked | undefined; isFixed: boolean; at: HalfOfDay }[] = []
  const there: { applicationId: number; markId: number; at: HalfOfDay }[] = []
  const toWrite = marks.filter(({ applicationId, day, half, mark, reason, seen }) => {
    const at = { day, half }
    const stands = stand.get(keyed(applicationId, at))
    // Sent again after an answer that got lost, it is there already.
    if (stands?.mark === mark && (mark !== 'absent' || stands.reason === reason)) {
      there.push({ applicationId, markId: stands.markId, at })
      return false
    }
    const isFixed = applications.get(applicationId)?.state !== 'ordered'
    if (!isFixed && (stands?.markId ?? null) === seen) return true
    clashes.push({ applicationId, stands, isFixed, at })
    return false
  })
  const written = await writeMarks(ctx, toWrite, 'list')
  ctx.about(
    toWrite.map(({ applicationId }) => applications.get(applicationId)!.staffMemberId),
    { detail: { courseSessionId, marks: toWrite.length } },
  )
  return {
    written: [...there.map(({ at, ...one }) => ({ ...one, ...at })), ...written],
    clashes: clashes.map(({ applicationId, stands, isFixed, at }) => {
      const { applicationId: _, ...mark } = stands ?? { applicationId }
      return { applicationId, ...at, stands: stands ? (mark as Omit<Marked, 'applicationId'>) : null, isFixed }
    }),
  }
}

export async function fixAttendance(
  ctx: Ctx<typeof roster.fixAttendance>,
  { courseSessionId }: Input<typeof roster.fixAttendance>,
) {
  const session = await openSession(ctx, courseSessionId)
  const applications = await openApplicationsOf(ctx, courseSessionId)
  ctx.must(applications.length > 0, 'nobody_to_fix')
  const ids = applications.map(({ applicationId }) => applicationId)
  const [stand, attendedFrom] = [await standingMarks(ctx, ids), await attendedFromOf(ctx, courseSessionId)]
  const halfDays = halfDaysOf(session)
  const marksOf = Map.groupBy(stand, (one) => one.applicationId)
  const rows = applications.map((application) => {
    const own = (marksOf.get(application.applicationId) ?? []).filter((one) => isHalfOf(session, one))
    const marks = own.map(({ mark }) => mark)
    return { application, own, attendance: comesTo(halfDays.length, marks, attendedFrom) }
  })
  const missing = rows.filter(({ attendance }) => attendance === undefined)
  ctx.must(missing.length === 0, 'marks_missing', {
    n: missing.length,
    name: await nameOf(ctx, missing[0]?.application.staffMemberId),
  })
  const taken = rows.map(({ application, own, attendance }) => {
    const away = own.find(({ mark }) => mark === 'absent')
    const because = attendance === 'absent' && away ? { reason: away.reason!, barrier: away.barrier! } : {}
    return { application, attendance: attendance!, ...because }
  })
  await followAttendance(ctx, session, taken)
  const among = (name: string) => taken.filter(({ attendance }) => attendance === name).length
  return {
    attended: among('attended'),
    partiallyAttended: among('partially_attended'),
    absent: among('absent'),
  }
}

/** Whether a half-day is one of the session, and of today: neither codes nor numbers are taken at another time. */
function isNow(ctx: Ctx, session: Parameters<typeof isHalfOf>[0], halfDay: HalfOfDay): boolean {
  return halfDay.day === ctx.today && isHalfOf(session, halfDay)
}

export async function showSessionCode(
  ctx: Ctx<typeof roster.showSessionCode>,
  { courseSessionId, day, half }: Input<typeof roster.showSessionCode>,
) {
  const session = await readSession(ctx, courseSessionId)
  const step = stepNow(ctx)
  const signed = isNow(ctx, session, { day, half })
    ? signedFor(await keyOf(ctx), courseSessionId, { day, half }, step)
    : null
  return {
    address: signed && `/attend/${courseSessionId}?day=${day}&half=${half}&signed=${signed}`,
    changesAt: new Date(nextStepAt(step)).toISOString(),
  }
}

export async function checkIn(
  ctx: Ctx<typeof roster.checkIn>,
  { courseSessionId, day, half, signed }: Input<typeof roster.checkIn>,
) {
  const session = await heldSession(ctx, courseSessionId)
  const fault = codeFault(await keyOf(ctx), courseSessionId, { day, half }, signed, stepNow(ctx))
  ctx.must(fault !== 'code_not_of_here', 'code_not_of_here')
  ctx.must(isNow(ctx, session, { day, half }), 'wrong_day')
  ctx.must(fault !== 'code_too_old', 'code_too_old')
  const mine = await ownSeat(ctx, courseSessionId)
  ctx.must(mine, 'no_seat')
  const mark = await markOnce(ctx, mine, { day, half }, 'code')
  return { courseTitle: session.title, day, half, mark }
}

export async function showMyNumber(ctx: Ctx, { applicationId }: Input<typeof roster.showMyNumber>) {
  const step = stepNow(ctx)
  const isToday = await isSeatOfToday(ctx, applicationId)
  return {
    number: isToday ? numberFor(await keyOf(ctx), applicationId, step) : null,
    changesAt: new Date(nextStepAt(step)).toISOString(),
  }
}

export async function takeNumber(
  ctx: Ctx<typeof roster.takeNumber>,
  { courseSessionId, day, half, number }: Input<typeof roster.takeNumber>,
) {
  const session = await openSession(ctx, courseSessionId)
  ctx.must(isNow(ctx, session, { day, half }), 'wrong_day')
  const [key, steps] = [await keyOf(ctx), freshSteps(stepNow(ctx))]
  const applications = await openApplicationsOf(ctx, courseSessionId)
  const shown = applications.filter(({ applicationId }) =>
    steps.some((step) => numberFor(key, applicationId, step) === number),
  )
  // Of two who have the same by chance it is taken for neither; both have another one in half a minute.
  const [one] = shown.length === 1 ? shown : []
  ctx.must(one, 'number_unknown')
  const mark = await markOnce(ctx, one, { day, half }, 'number')
  const person = await personsOf(ctx, [one.staffMemberId])
  return { person: person(one.staffMemberId), mark }
}

/** The session as it stands; many may hold it so at once, so that a whole room can scan at one moment. */
async function heldSession(ctx: Ctx<'no_such_session' | 'session_cancelled'>, courseSessionId: number) {
  const session = await holdSession(ctx, courseSessionId)
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  return session
}

async function nameOf(ctx: Ctx, staffMemberId: number | undefined): Promise<string> {
  if (staffMemberId === undefined) return ''
  return (await namesOf(ctx, [staffMemberId])).get(staffMemberId)?.name ?? ''
}
