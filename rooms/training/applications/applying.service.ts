import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { versionOf } from '#platform/version/made-from.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { type Approvers, approversOf, waitedDays } from '../approvers.service.ts'
import { recordShown } from '../attendance/correcting.service.ts'
import { reportShown } from '../attendance/report.service.ts'
import { reportDueOn } from '../attendance/rules.ts'
import type { Barrier } from '../barrier.rules.ts'
import { type ApplyFault, applyFault } from '../catalogue/rules.ts'
import { eligibilityFor } from '../catalogue/service.ts'
import { SESSION, sessionColumns } from '../columns.service.ts'
import { coverRequestsToMe, coversOf, offerCover } from '../cover/service.ts'
import { isPast, isPastOrUnsent, type lapsingStates, resendBy } from '../days.rules.ts'
import { listMyRecommendations, noteAcceptance } from '../recommendations/service.ts'
import { coveredStates, holdsSeat, leadsOn, overStates, type State, wayOf } from '../rules.ts'
import { MOVED, type Moved, movedInWords, WAS_MOVED } from '../sessions/moves.service.ts'
import { closedBecause, type NotThere, notThereBecause } from '../sessions/rules.ts'
import { changeSeats, clashing } from '../sessions/seats.service.ts'
import { inServiceFor, notThereFor, onLeaveFor } from '../sessions/there.service.ts'
import { COURSE, type Course, inState, personsOf, RETURNED_ON, type Session, tables } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import {
  type Application,
  done,
  followSteps,
  holdSession,
  type LockedSession,
  lockWithSession,
  takeSteps,
} from '../steps.service.ts'
import type { applying } from './applying.contract.ts'
import { askedSaid, decidersInWords, notThereInWords } from './deciding.service.ts'
import { applicationMessages } from './messages.ts'
import { headMay, isTakenBack, isTooLateToWithdraw, ownMay, resendFault } from './rules.ts'
import { lacksInWords, stakesOf } from './staffing.service.ts'

export async function apply(ctx: Ctx<typeof applying.apply>, input: Input<typeof applying.apply>) {
  const me = ctx.actor.subjectId
  if (me === null) throw new Error('Access lets only members of staff apply')
  const session = await holdSession(ctx, input.courseSessionId)
  await mustApply(ctx, me, session)
  const clash = (await clashing(ctx, session.courseSessionId, [me])).get(me)
  ctx.must(!clash, 'overlapping_session', {
    course: clash?.title ?? '',
    date: clash ? formatDate(clash.startsOn, ctx.language) : '',
  })
  const application = await addApplication(ctx, me, session, input)
  await followSteps(ctx, 'self', [{ application, name: 'submit' }])
  if (input.cover) await offerCover(ctx, application, input.cover)
  return done(application)
}

export async function resubmit(ctx: Ctx<typeof applying.resubmit>, input: Input<typeof applying.resubmit>) {
  const { session, application } = await lockWithSession(ctx, input.applicationId)
  await mustBeSentInTime(ctx, session, application)
  mustBeThere(ctx, await notThere(ctx, application.staffMemberId, session))
  await takeSteps(ctx, 'self', [{ application, name: 'resubmit' }])
  await tables(ctx)
    .updateTable('application')
    .set({ motive: input.motive })
    .where('application_id', '=', application.applicationId)
    .execute()
  if (input.cover) await offerCover(ctx, application, input.cover)
  return done(application)
}

export async function withdraw(
  ctx: Ctx<typeof applying.withdraw>,
  { applicationId, reason, barrier }: Input<typeof applying.withdraw>,
) {
  const locked = await lockWithSession(ctx, applicationId)
  ctx.must(!isTooLateToWithdraw(locked.session, ctx.today), 'session_over')
  return leave(ctx, locked, { name: 'withdraw', role: 'self', reason, barrier })
}

/** The person or HR ends an application; its seat, if it had one, goes to the first who waits. */
export async function leave(
  ctx: Ctx<'wrong_state'>,
  { session, application }: Awaited<ReturnType<typeof lockWithSession>>,
  by: { name: 'withdraw' | 'cancel'; role: 'self' | 'hr'; reason: string; barrier: Barrier },
) {
  const hadSeat = holdsSeat(application.state)
  await takeSteps(ctx, by.role, [{ application, name: by.name, reason: by.reason, barrier: by.barrier }])
  if (hadSeat) {
    await changeSeats(ctx, session, -1)
    await promote(ctx, session)
  }
  return done(application)
}

type ShownRow = Pick<Application, 'applicationId' | 'staffMemberId' | 'state'> & {
  applyBy: string
  cancelledOn: string | null
  returnedOn: string | null
  moved: Moved | null
  wasMoved: boolean
  inService: boolean
  onLeave: boolean
  appliedOn: string
  motive: string
  isSample: boolean
  reportRequired: boolean
  course: Course
  session: Session
  report: { body: string; submittedOn: string } | null
}

export async function showApplication(
  ctx: Ctx<typeof applying.showApplication>,
  { applicationId }: Input<typeof applying.showApplication>,
) {
  const found = sql<ShownRow>`select a.application_id as "applicationId", a.staff_member_id as "staffMemberId", a.state,
      a.applied_on as "appliedOn", a.motive, a.is_sample as "isSample", c.report_required as "reportRequired",
      ${COURSE} as course, ${SESSION} as session, ${MOVED} as moved, ${WAS_MOVED} as "wasMoved", ${sessionColumns(['applyBy'])}, s.cancelled_on as "cancelledOn", ${RETURNED_ON} as "returnedOn",
      ${inServiceFor(sql`a.staff_member_id`)} as "inService", ${onLeaveFor(sql`a.staff_member_id`)} as "onLeave",
      (select json_build_object('body', r.body, 'submittedOn', r.submitted_on) from training_report r
        where r.application_id = a.application_id) as report
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id where a.application_id = ${applicationId}`
  const [{ rows }, covers, steps] = await Promise.all([
    found.execute(ctx.db),
    coversOf(ctx, [applicationId]),
    stepsOf(ctx, applicationId),
  ])
  const [row] = rows
  ctx.must(row, 'no_such_application')
  const { staffMemberId, applyBy, cancelledOn, returnedOn, moved, wasMoved, inService, onLeave, ...application } = row
  const away = notThereBecause(inService, onLeave)
  const past = isPastOrUnsent(row.state, { ...row.session, applyBy }, returnedOn, ctx.today)
  const standing = { state: row.state, session: { ...row.session, applyBy, cancelledOn }, returnedOn, isThere: !away }
  const cover = covers.get(applicationId) ?? null
  const approvers = await approversOf(ctx, applicationId)
  const readFor = readerOf(ctx, staffMemberId, approvers)
  const asked = { staffMemberId, session: row.session, substitute: cover?.substitute?.staffMemberId ?? null }
  const isAtStake = readFor === 'approval' && headMay(standing, cover, ctx.today).length > 0
  const last = steps.findLast(({ takenBackOn }) => takenBackOn === null)
  const isHr = ctx.actor.roles.includes('hr')
  const [decides, { reportCorrections, ...recorded }] = await Promise.all([
    past ? null : decidesNow(ctx, row.state, cover, approvers),
    recordShown(ctx, row, { corrects: isHr }),
  ])
  const report = reportShown(row.report, reportCorrections)
  const stake = isAtStake ? (await stakesOf(ctx, [asked]))(asked) : { staffing: [], counter: [], standIns: [] }
  const person = await personsOf(ctx, [staffMemberId, ...stake.standIns.map((one) => one.staffMemberId)])
  const [shown] = await lacksInWords(ctx, [stake])
  const standIns = stake.standIns.map((one) => {
    const { name, nameKana, sectionName } = person(one.staffMemberId)
    return { ...one, name, nameKana, sectionName, isReader: one.staffMemberId === ctx.actor.subjectId }
  })
  const mayCorrect = isHr && recorded.record !== null && cancelledOn === null
  return {
    ...application,
    applicant: person(staffMemberId),
    readFor,
    ...shown!,
    standIns,
    cover,
    version: versionOf(askedSaid({ ...row, cover })),
    steps: steps.map(({ by: _, ...step }) => step),
    isPast: past,
    moved: movedInWords(ctx, moved),
    notThere: notThereInWords(ctx, row.state, away),
    way: wayOf(row.state, last?.from ?? null, row.reportRequired, past),
    next: nextInWords(ctx, row.state, { ...row.session, applyBy }, { decides: decides?.words, returnedOn }),
    decides,
    reportDueOn: row.reportRequired && row.state === 'report_due' ? reportDueOn(row.session.endsOn) : null,
    ...recorded,
    report,
    may: [
      ...mayNow(ctx, readFor, standing, cover, wasMoved ? undefined : last),
      ...(mayCorrect ? (['correctRecord'] as const) : []),
      ...(report && readFor === 'oneself' ? (['correctReport'] as const) : []),
    ],
  }
}

/** Who has to decide or to arrange cover, and why, while somebody has to. */
async function decidesNow(
  ctx: Ctx,
  state: State,
  cover: { agreedOn: string | null } | null,
  approvers: Approvers | undefined,
) {
  const wantsCover = coveredStates.some((one) => one === state) && !cover?.agreedOn
  if (!approvers || (state !== 'submitted' && !wantsCover)) return null
  const { applicant: staffMemberId, waited, decides, above } = approvers
  const known = { decides: () => decides, above: () => above }
  const asked = { staffMemberId, waited }
  return (await decidersInWords(ctx, [asked], { known }))(asked, state === 'submitted' ? 'approve' : 'cover')
}

type Shown = Answer<typeof applying.showApplication>

/** A head who is of HR too decides as the head: that is what waits for them. */
function readerOf(ctx: Ctx, applicant: number, approvers: Approvers | undefined): Shown['readFor'] {
  if (ctx.actor.subjectId === applicant) return 'oneself'
  return approvers?.as ? 'approval' : 'selection'
}

function mayNow(
  ctx: Ctx,
  readFor: Shown['readFor'],
  standing: Parameters<typeof ownMay>[0] & Parameters<typeof headMay>[0],
  cover: Parameters<typeof headMay>[1],
  last: ShownStep | undefined,
): Shown['may'] {
  const isHr = ctx.actor.roles.includes('hr')
  const mayTakeBack =
    standing.session.cancelledOn === null &&
    last !== undefined &&
    isTakenBack(
      { ...last, from: last.from ?? 'draft', actor: last.by },
      ctx.actor,
      ctx.today,
      standing.session.startsOn,
    )
  return [
    ...(readFor === 'oneself' ? ownMay(standing, ctx.today) : []),
    ...(isHr && leadsOn('cancel', standing.state) ? (['cancelApplication'] as const) : []),
    ...(readFor === 'approval' ? headMay(standing, cover, ctx.today) : []),
    ...(mayTakeBack ? (['takeBackStep'] as const) : []),
  ]
}

type ShownStep = Answer<typeof applying.showApplication>['steps'][number] & { by: number | null }

async function stepsOf(ctx: Ctx, applicationId: number) {
  const { rows } = await sql<ShownStep>`select t.from_state as "from",
      t.to_state as "to", m.name as actor, t.actor as by, t.acted_as as "actedAs", i.name as "inPlaceOf", t.reason, t.taken_on as "takenOn",
      (t.taken_back_at at time zone 'Asia/Tokyo')::date as "takenBackOn"
    from application_step t left join ${peopleRows(ctx.today)} m on m.staff_member_id = t.actor
      left join ${peopleRows(ctx.today)} i on i.staff_member_id = t.in_place_of
    where t.application_id = ${applicationId} order by t.application_step_id desc limit 100`.execute(ctx.db)
  return rows.reverse()
}

type MyRow = Omit<
  Answer<typeof applying.listMyTraining>['applications'][number],
  'next' | 'isOver' | 'isPast' | 'reportDueOn'
> & { applyBy: string; returnedOn: string | null; waited: number | null }

/** One round trip: the three questions travel together. */
export async function listMyTraining(ctx: Ctx) {
  const [mine, recommended, asked] = await Promise.all([
    myApplications(ctx),
    listMyRecommendations(ctx),
    coverRequestsToMe(ctx),
  ])
  return {
    applications: mine.applications,
    recommendations: recommended.recommendations,
    coverRequests: asked.coverRequests,
    total: { applications: mine.total, recommendations: recommended.total, coverRequests: asked.total },
  }
}

async function myApplications(ctx: Ctx) {
  const { rows } = await sql<MyRow & { total: number }>`select a.application_id as "applicationId", a.state,
      a.applied_on as "appliedOn", count(*) over () as total,
      ${COURSE} as course, ${SESSION} as session, ${sessionColumns(['applyBy'])},
      case when ${inState('returned')} then ${RETURNED_ON} end as "returnedOn", ${waitedDays(ctx.today)} as waited,
      (select t.reason from application_step t where t.application_id = a.application_id and t.taken_back_at is null
        order by t.application_step_id desc limit 1) as reason
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where a.staff_member_id = ${ctx.actor.subjectId} order by s.starts_on desc, a.application_id desc
    limit 200`.execute(ctx.db)
  const staffMemberId = ctx.actor.subjectId!
  const waiting = rows.filter(({ state, session }) => state === 'submitted' && !isPast(state, session, ctx.today))
  const asked = waiting.map(({ waited }) => ({ staffMemberId, waited }))
  const decides = asked.length > 0 ? await decidersInWords(ctx, asked) : undefined
  return {
    total: rows[0]?.total ?? 0,
    applications: rows.map(({ total: _, applyBy, returnedOn, waited, ...row }) => {
      const session = { ...row.session, applyBy }
      const past = isPastOrUnsent(row.state, session, returnedOn, ctx.today)
      const words = row.state === 'submitted' ? decides?.({ staffMemberId, waited }, 'approve').words : undefined
      return {
        ...row,
        next: nextInWords(ctx, row.state, session, { decides: words, returnedOn }),
        isPast: past,
        isOver: overStates.includes(row.state) || past,
        reportDueOn: row.state === 'report_due' ? reportDueOn(row.session.endsOn) : null,
      }
    }),
  }
}

/** What happens next, as a sentence; who decides where it waits for a decision. */
function nextInWords(
  ctx: Ctx,
  state: State,
  session: Session & { applyBy: string },
  { decides = '', returnedOn }: { decides?: string | undefined; returnedOn: string | null },
): string {
  const past = isPastOrUnsent(state, session, returnedOn, ctx.today)
  const isOver = state === 'ordered' && session.endsOn < ctx.today
  const key = past ? (`past.${state as (typeof lapsingStates)[number]}` as const) : (`next.${state}` as const)
  return ctx.t(applicationMessages, isOver ? 'next.ordered_over' : key, {
    by: formatDate(resendBy(session, returnedOn), ctx.language),
    due: formatDate(reportDueOn(session.endsOn), ctx.language),
    start: formatDate(session.startsOn, ctx.language, 'weekday'),
    decides,
  })
}

/** Refuses by the rule that pages show, in the words of each reason (INV-T4). */
async function mustApply(ctx: Ctx<ApplyFault>, me: number, session: LockedSession): Promise<void> {
  mustTakeApplications(ctx, session)
  const { isForMe, eligibilityRule } = await eligibilityFor(ctx, session.courseId)
  const away = await notThere(ctx, me, session)
  // Whether there is an application already is settled when it is written, so that two at once are one.
  const asked = { session, enrolmentMode: session.enrolmentMode, isForMe, notThere: away, mine: undefined }
  const fault = applyFault(asked, ctx.today)
  ctx.must(fault !== 'not_eligible', 'not_eligible', { rule: eligibilityRule ?? '' })
  if (fault) throw ctx.refusal(fault)
}

function mustTakeApplications(ctx: Ctx<'session_cancelled' | 'session_closed'>, session: LockedSession): void {
  const closed = closedBecause(session, ctx.today)
  ctx.must(closed !== 'session_closed', 'session_closed', { date: formatDate(session.applyBy, ctx.language) })
  if (closed) throw ctx.refusal(closed)
}

/** A returned application has days of its own, so that one that comes back at the deadline can be mended. */
async function mustBeSentInTime(
  ctx: Ctx<'session_cancelled' | 'session_closed'>,
  session: LockedSession,
  { applicationId }: Application,
): Promise<void> {
  const { rows } = await sql<{ returnedOn: string | null }>`select ${RETURNED_ON} as "returnedOn" from application a
    where a.application_id = ${applicationId}`.execute(ctx.db)
  const returnedOn = rows[0]?.returnedOn ?? null
  const fault = resendFault({ session, returnedOn }, ctx.today)
  ctx.must(fault !== 'session_closed', 'session_closed', {
    date: formatDate(resendBy(session, returnedOn), ctx.language),
  })
  if (fault) throw ctx.refusal(fault)
}

async function notThere(ctx: Ctx, staffMemberId: number, { courseSessionId }: LockedSession) {
  return (await notThereFor(ctx, courseSessionId, [staffMemberId])).get(staffMemberId)
}

function mustBeThere(ctx: Ctx<NotThere>, away: NotThere | undefined): void {
  if (away) throw ctx.refusal(away)
}

async function addApplication(
  ctx: Ctx<'already_applied' | 'no_such_recommendation'>,
  me: number,
  session: LockedSession,
  { motive, recommendationId }: Input<typeof applying.apply>,
): Promise<Application> {
  if (recommendationId !== undefined) {
    await noteAcceptance(ctx, { recommendationId, courseId: session.courseId })
    ctx.tells('recommendation', [recommendationId])
  }
  const { rows } = await sql<{ id: number }>`insert into application
      (course_session_id, staff_member_id, recommendation_id, motive, state, applied_on)
    values (${session.courseSessionId}, ${me}, ${recommendationId ?? null}, ${motive}, 'draft', ${ctx.today}::date)
    on conflict do nothing returning application_id as id`.execute(ctx.db)
  ctx.must(rows[0], 'already_applied')
  return {
    applicationId: rows[0].id,
    courseSessionId: session.courseSessionId,
    staffMemberId: me,
    state: 'draft',
  }
}
