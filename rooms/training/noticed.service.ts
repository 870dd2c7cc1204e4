/** Which notices stand about applications and recommendations, and what a receiver may know of each. The kinds: notices.ts. */
import { type RawBuilder, sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { askedOf } from '#rooms/people/deciders.rules.ts'
import { namesOf } from '#rooms/people/service.ts'
import { decidedByFor, waitedDays } from './approvers.service.ts'
import { reportDueOn } from './attendance/rules.ts'
import { lacksCover, lostBeforeApproval } from './cover/service.ts'
import { isPast, isPastOrUnsent, resendBy } from './days.rules.ts'
import type { ApplicationKind, RecommendationKind } from './noticed.rules.ts'
import { openAnswers } from './recommendations/rules.ts'
import { HAS_COME, isStandingOn } from './recommendations/standing.service.ts'
import { closedStates, openStates, type State } from './rules.ts'
import { CAME_BY_MOVE } from './sessions/moves.service.ts'
import { inServiceFor, isForSectionBefore, isOfSectionBefore, onLeaveFor } from './sessions/there.service.ts'
import { inState, isPastOn, RETURNED_ON } from './shape.service.ts'

type Told = Parameters<NoticeSource['words']>[2]
type Days = Readonly<Record<string, number>>

interface StandingRow {
  thing: number
  applicant: number
  state: State
  startsOn: string
  endsOn: string
  applyBy: string
  returnedOn: string | null
  /** The step that led to the state, and the one that asked for approval. */
  step: number
  asked: number | null
  askedOn: string | null
  isLacking: boolean
  isAway: boolean
  coverId: number | null
  substitute: number | null
  isHeld: boolean
  /** They agreed, also where the approval dropped it. */
  hasAgreed: boolean
  /** It holds no more because they, or the applicant, are in another section. */
  isLapsed: boolean
  /** Nobody is left who would stand in, while the head has not decided yet. */
  isOwnLost: boolean
  /** Cover that was agreed or asked for and does not hold. */
  lostCoverId: number | null
  /** Cover that was arranged for the applicant's section before. */
  coverBeforeId: number | null
  moveId: number | null
  /** The seat went to another session with its person, and came from one. */
  isGone: boolean
  isMoved: boolean
}

/** States of which somebody is told as long as the session is not over. */
const TOLD = [...openStates, ...closedStates]
/** Days for which somebody is told that their application is past. */
const TOLD_DAYS = 14

export async function standingOfApplications(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`a.application_id = any(${things}::bigint[])` : sql`true`
  const [{ rows }, { rows: owed }] = await Promise.all([
    sql<StandingRow>`select a.application_id as thing, a.staff_member_id as applicant, a.state,
        s.starts_on as "startsOn", s.ends_on as "endsOn", s.apply_by as "applyBy",
        ${RETURNED_ON} as "returnedOn", (${stepTo(sql`a.state`)}) as step, q.id as asked, q.taken_on as "askedOn",
        ${lacksCover(ctx.today)} as "isLacking", ${lostBeforeApproval(ctx.today)} as "isOwnLost", not ${inServiceFor(APPLICANT)} or ${onLeaveFor(APPLICANT)} as "isAway",
        v.cover_arrangement_id as "coverId", v.substitute, v.agreed_at is not null as "isHeld", coalesce(v.agreed_at, v.dropped_word_at) is not null as "hasAgreed",
        v.cover_arrangement_id is not null and ${isOfSectionBefore(ctx.today)} as "isLapsed",
        l.cover_arrangement_id as "lostCoverId", b.cover_arrangement_id as "coverBeforeId", m.session_move_id as "moveId",
        exists (select from seat_move z where z.application_id = a.application_id and z.to_application_id is not null) as "isGone",
        ${CAME_BY_MOVE} as "isMoved"
      from application a join course_session s on s.course_session_id = a.course_session_id
        left join lateral (select t.application_step_id as id, t.taken_on from application_step t
          where t.application_id = a.application_id and t.to_state = 'submitted' and t.acted_as = 'self'
          order by t.application_step_id desc limit 1) q on true
        left join cover_arrangement v on v.application_id = a.application_id and v.replaced_at is null and v.substitute is not null
        left join lateral (select w.cover_arrangement_id from cover_arrangement w where w.application_id = a.application_id
            and w.substitute is not null and (w.replaced_at is null or w.declined_at is not null)
          order by w.cover_arrangement_id desc limit 1) l on true
        left join lateral (select v.cover_arrangement_id from cover_arrangement v where v.application_id = a.application_id
            and v.replaced_at is null and ${isForSectionBefore(ctx.today)}) b on true
        left join lateral (select m.session_move_id from session_move m where m.course_session_id = s.course_session_id
            and m.moved_at >= (select min(t.taken_at) from application_step t where t.application_id = a.application_id)
          order by m.session_move_id desc limit 1) m on true
      where ${among} and ${inState(...TOLD)} and (s.ends_on >= ${ctx.today}::date
        or (${isPastOn(ctx.today)} and s.cancelled_on is null and s.starts_on >= ${addDays(ctx.today, -TOLD_DAYS)}::date))`.execute(
      ctx.db,
    ),
    sql<Pick<StandingRow, 'thing' | 'applicant' | 'endsOn' | 'step'>>`select a.application_id as thing,
        a.staff_member_id as applicant, s.ends_on as "endsOn", (${stepTo(sql`'report_due'`)}) as step
      from application a join course_session s on s.course_session_id = a.course_session_id
      where ${among} and ${inState('report_due')}`.execute(ctx.db),
  ])
  const waiting = rows.filter(({ state, startsOn }) => state === 'submitted' && startsOn >= ctx.today)
  const lacking = rows.filter((row) => row.isLacking && (row.lostCoverId ?? row.coverBeforeId) !== null)
  const [{ decides: decidersFor, above }, hr] = await Promise.all([
    decidedByFor(ctx, [...new Set([...waiting, ...lacking].map(({ applicant }) => applicant))]),
    rows.some(isSeatInQuestion) ? holdersOf(ctx, 'hr') : ([] as number[]),
  ])
  const headsFor = ({ applicant }: StandingRow) => askedOf(decidersFor(applicant))
  const stuck = waiting.filter(({ askedOn }) => askedOn !== null && ctx.today >= addDays(askedOn, days.above!))
  return [
    ...waiting.flatMap((row) => toDecide(ctx, days, row, headsFor(row))),
    ...stuck.flatMap((row) =>
      askedOf(above(row.applicant)).map((one) => told('approvalStuck', one, row, `step ${row.asked}`, row.startsOn)),
    ),
    ...lacking.flatMap((row) => {
      const [kind, cover] =
        row.coverBeforeId === null
          ? (['coverLost', row.lostCoverId] as const)
          : (['coverToRenew', row.coverBeforeId] as const)
      return headsFor(row).map((head) => told(kind, head, row, `cover ${cover}`, row.startsOn))
    }),
    ...waiting
      .filter(({ isOwnLost, lostCoverId }) => isOwnLost && lostCoverId !== null)
      .map((row) => told('ownCoverLost', row.applicant, row, `cover ${row.lostCoverId}`, row.startsOn)),
    ...rows
      .filter(isSeatInQuestion)
      .flatMap((row) => hr.map((person) => told('seatInQuestion', person, row, `step ${row.step}`, row.startsOn))),
    ...rows.flatMap((row) => [...toApplicant(ctx, days, row), ...toSubstitute(ctx, row)]),
    ...owed.map((row) => {
      const dueOn = reportDueOn(row.endsOn)
      const isSoon = ctx.today >= addDays(dueOn, -days.reportDue!)
      return told(isSoon ? 'reportDueSoon' : 'reportDue', row.applicant, row, `step ${row.step}`, dueOn)
    }),
  ]
}

const APPLICANT = sql`a.staff_member_id`

function stepTo(state: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select max(t.application_step_id) from application_step t
    where t.application_id = a.application_id and t.to_state = ${state}`
}

/** Somebody who will not be there has a seat: whether it goes to another is HR's to decide. */
function isSeatInQuestion({ state, isAway }: StandingRow): boolean {
  return isAway && (state === 'hr_selected' || state === 'ordered')
}

/** Whoever decides is asked, and reminded once when nobody has for days. */
function toDecide(ctx: Ctx, days: Days, row: StandingRow, heads: readonly number[]): Standing[] {
  const isLate = row.askedOn !== null && ctx.today >= addDays(row.askedOn, days.decide!)
  return heads.map((head) =>
    told(isLate ? 'approvalLate' : 'approvalAsked', head, row, `step ${row.asked}`, row.startsOn),
  )
}

function toApplicant(ctx: Ctx, days: Days, row: StandingRow): Standing[] {
  const { state, applicant, startsOn, step, moveId, returnedOn } = row
  const isOpen = openStates.includes(state)
  const tell = (kind: ApplicationKind, dueOn: string | null = null) => [
    told(kind, applicant, row, `step ${step}`, dueOn),
  ]
  const moved = isOpen && moveId !== null ? [told('sessionMoved', applicant, row, `move ${moveId}`, null)] : []
  return isPastOrUnsent(state, row, returnedOn, ctx.today) ? tell('applicationPast') : [...moved, ...ofState()]

  function ofState(): Standing[] {
    switch (state) {
      case 'returned': {
        const by = resendBy(row, returnedOn)
        const isSoon = ctx.today >= addDays(by, -days.applyBy!)
        return tell(isSoon ? 'returnedSoon' : 'applicationReturned', by)
      }
      case 'rejected':
      case 'not_selected':
        return tell('notAccepted')
      case 'hr_selected':
        return tell('seatGiven')
      case 'ordered': {
        const isSoon = startsOn >= ctx.today && ctx.today >= addDays(startsOn, -days.session!)
        return [...tell(row.isMoved ? 'seatMoved' : 'ordered'), ...(isSoon ? tell('sessionSoon', startsOn) : [])]
      }
      case 'cancelled':
        return row.isGone ? [] : tell('sessionCancelled')
      default:
        return []
    }
  }
}

function toSubstitute(ctx: Ctx, row: StandingRow): Standing[] {
  const { state, substitute, isHeld, hasAgreed, isLapsed, coverId, startsOn, moveId } = row
  if (substitute === null || isPast(state, row, ctx.today)) return []
  const fact = `cover ${coverId}`
  if (isLapsed || (closedStates as readonly State[]).includes(state))
    return hasAgreed ? [told('coverNotNeeded', substitute, row, fact, null)] : []
  return [
    ...(isHeld ? [] : [told('coverAsked', substitute, row, fact, startsOn)]),
    ...(isHeld && moveId !== null ? [told('sessionMoved', substitute, row, `move ${moveId}`, null)] : []),
  ]
}

function told(
  kind: ApplicationKind,
  receiver: number,
  { thing }: { thing: number },
  fact: string,
  dueOn: string | null,
): Standing {
  return { kind, receiver, thing, fact, dueOn }
}

interface SpokenRow {
  thing: number
  courseSessionId: number
  applicant: number
  state: State
  course: string
  startsOn: string
  endsOn: string
  applyBy: string
  returnedOn: string | null
  waited: number | null
}

/** Applicants hear of their own, substitutes of what they are asked for, whoever decides and HR of what is theirs today. */
export async function wordsOfApplications(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const ids = [...new Set(asked.map(({ thing }) => thing))]
  const [{ rows }, covers] = await Promise.all([
    sql<SpokenRow>`select a.application_id as thing, a.course_session_id as "courseSessionId", a.staff_member_id as applicant, a.state,
      c.title as course, s.starts_on as "startsOn", s.ends_on as "endsOn", s.apply_by as "applyBy",
      ${RETURNED_ON} as "returnedOn", ${waitedDays(ctx.today)} as waited
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id where a.application_id = any(${ids}::bigint[])`.execute(ctx.db),
    coversFor(ctx, receiver, ids, asked),
  ])
  const found = new Map(rows.map((row) => [row.thing, row]))
  const others = [...new Set(rows.map(({ applicant }) => applicant).filter((id) => id !== receiver))]
  const { decides, above } = await decidedByFor(ctx, others)
  const late = rows.filter(({ applicant, waited }) => waited !== null && applicant !== receiver)
  const named = [...new Set([...others, ...late.flatMap(({ applicant }) => decides(applicant).who.slice(0, 1))])]
  const [names, hr] = await Promise.all([
    named.length > 0 ? namesOf(ctx, named) : new Map<number, { name: string }>(),
    asked.some(({ kind }) => kind === 'seatInQuestion') ? holdersOf(ctx, 'hr') : ([] as number[]),
  ])
  return asked.map(({ kind, thing, fact }) => {
    const row = found.get(thing)
    if (!row) return undefined
    const coverId = covers.get(fact) ?? covers.get(`live ${thing}`) ?? null
    const isMine = row.applicant === receiver
    const mayKnow = rightTo[kind as ApplicationKind]({
      isMine,
      isHead: !isMine && decides(row.applicant).who.includes(receiver),
      isAbove: !isMine && row.waited !== null && above(row.applicant).who.includes(receiver),
      isSubstitute: coverId !== null,
      isHr: hr.includes(receiver),
    })
    const head = isMine ? '' : (names.get(decides(row.applicant).who[0] ?? 0)?.name ?? '')
    return mayKnow
      ? spoken(ctx, kind as ApplicationKind, { ...row, coverId, head }, names.get(row.applicant)?.name ?? '')
      : undefined
  })
}

/** What the receiver was asked to stand in for, by the fact that says so; and what holds now, by the application. */
async function coversFor(
  ctx: Ctx,
  receiver: number,
  applications: readonly number[],
  asked: Told,
): Promise<Map<string, number>> {
  const ids = asked.flatMap(({ fact }) => (fact.startsWith('cover ') ? [Number(fact.slice('cover '.length))] : []))
  const { rows } = await sql<{
    key: string
    id: number
  }>`select 'cover ' || v.cover_arrangement_id as key, v.cover_arrangement_id as id
      from cover_arrangement v where v.cover_arrangement_id = any(${ids}::bigint[]) and v.substitute = ${receiver}
    union all select 'live ' || v.application_id, v.cover_arrangement_id from cover_arrangement v
      where v.application_id = any(${applications}::bigint[]) and v.replaced_at is null and v.substitute = ${receiver}`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

interface Relation {
  readonly isMine: boolean
  readonly isHead: boolean
  /** Decides as well, because nobody has for days. */
  readonly isAbove: boolean
  readonly isSubstitute: boolean
  readonly isHr: boolean
}

const mine = ({ isMine }: Relation) => isMine
const heads = ({ isHead }: Relation) => isHead
const substitutes = ({ isSubstitute }: Relation) => isSubstitute

const rightTo: Readonly<Record<ApplicationKind, (relation: Relation) => boolean>> = {
  approvalAsked: heads,
  approvalLate: heads,
  approvalStuck: ({ isAbove }) => isAbove,
  coverLost: heads,
  ownCoverLost: mine,
  coverToRenew: heads,
  coverAsked: substitutes,
  coverNotNeeded: substitutes,
  seatInQuestion: ({ isHr }) => isHr,
  applicationReturned: mine,
  applicationPast: mine,
  returnedSoon: mine,
  notAccepted: mine,
  seatGiven: mine,
  ordered: mine,
  seatMoved: mine,
  sessionSoon: mine,
  sessionMoved: ({ isMine, isSubstitute }) => isMine || isSubstitute,
  sessionCancelled: mine,
  reportDue: mine,
  reportDueSoon: mine,
}

function spoken(
  ctx: Ctx,
  kind: ApplicationKind,
  row: SpokenRow & { coverId: number | null; head: string },
  person: string,
): Said {
  const { course, thing, coverId, head } = row
  const day = (date: string) => formatDate(date, ctx.language, 'weekday')
  const values = {
    ...{ course, person, head },
    days: row.waited ?? 0,
    start: day(row.startsOn),
    by: day(resendBy(row, row.returnedOn)),
    due: day(reportDueOn(row.endsOn)),
  }
  switch (kind) {
    case 'coverAsked':
      return { values, to: '/training', act: { by: 'training.agreeToCover', id: coverId! } }
    case 'coverNotNeeded':
      return { values, to: '/training' }
    case 'seatInQuestion':
      return { values, to: `/admin/training/${row.courseSessionId}` }
    default:
      return { values, to: person === '' || kind !== 'sessionMoved' ? `/training/applications/${thing}` : '/training' }
  }
}

export async function standingOfRecommendations(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`r.recommendation_id = any(${things}::bigint[])` : sql`true`
  const struck = sql<{
    thing: number
    receiver: number
  }>`select r.recommendation_id as thing, r.staff_member_id as receiver
    from recommendation r join application a on a.recommendation_id = r.recommendation_id
      join course_session s on s.course_session_id = a.course_session_id
    where ${among} and r.struck_on > ${addDays(ctx.today, -TOLD_DAYS)}::date and ${inState(...openStates)}
      and not ${isPastOn(ctx.today)}`.execute(ctx.db)
  const standing = sql<{
    thing: number
    receiver: number
    isAnswered: boolean
    courseSessionId: number | null
    applyBy: string | null
  }>`select r.recommendation_id as thing, r.staff_member_id as receiver, w.answer is not null as "isAnswered",
      n.course_session_id as "courseSessionId", n.apply_by as "applyBy"
    from recommendation r join course c on c.course_id = r.course_id
      left join lateral (select w.answer from recommendation_answer w where w.recommendation_id = r.recommendation_id
          and w.taken_back_at is null order by w.recommendation_answer_id desc limit 1) w on true
      left join lateral (select s.course_session_id, s.apply_by from course_session s where s.course_id = r.course_id
          and s.cancelled_on is null and s.apply_by between ${ctx.today}::date and ${addDays(ctx.today, days.applyBy!)}::date
        order by s.apply_by, s.course_session_id limit 1) n on true
    where ${among} and ${isStandingOn(ctx.today)}
      and (w.answer is null or ${answeredOpen})
      and not ${HAS_COME}`.execute(ctx.db)
  const [{ rows }, { rows: gone }] = await Promise.all([standing, struck])
  const told = gone.map((one): Standing => {
    return { kind: 'recommendationStruck', ...one, fact: `struck ${one.thing}`, dueOn: null }
  })
  const standingYet = rows.flatMap(({ thing, receiver, isAnswered, courseSessionId, applyBy }) => {
    const received = { kind: 'recommendationReceived', receiver, thing, fact: `recommendation ${thing}`, dueOn: null }
    const soon = { kind: 'applySoon', receiver, thing, fact: `session ${courseSessionId}`, dueOn: applyBy }
    return [...(isAnswered ? [] : [received]), ...(courseSessionId === null ? [] : [soon])]
  })
  return [...standingYet, ...told]
}

const answeredOpen = sql`w.answer in (${sql.join(openAnswers.map(sql.lit))})`

/** A recommendation is known to whom it was made. */
export async function wordsOfRecommendations(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{
    thing: number
    by: number
    course: string
    courseId: number
    applicationId: number | null
    applyBy: string | null
  }>`select r.recommendation_id as thing, r.recommended_by as by, c.title as course, c.course_id as "courseId",
      (select max(a.application_id) from application a where a.recommendation_id = r.recommendation_id) as "applicationId",
      (select min(s.apply_by) from course_session s where s.course_id = r.course_id and s.cancelled_on is null
        and s.apply_by >= ${ctx.today}::date) as "applyBy"
    from recommendation r join course c on c.course_id = r.course_id
    where r.recommendation_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and r.staff_member_id = ${receiver}`.execute(
    ctx.db,
  )
  const names = await namesOf(
    ctx,
    rows.map(({ by }) => by),
  )
  const found = new Map(rows.map((row) => [row.thing, row]))
  return asked.map(({ kind, thing }): Said | undefined => {
    const row = found.get(thing)
    if (!row) return undefined
    const by = row.applyBy === null ? '' : formatDate(row.applyBy, ctx.language, 'weekday')
    const values = { course: row.course, person: names.get(row.by)?.name ?? '', by }
    if ((kind as RecommendationKind) === 'recommendationStruck')
      return { values, to: `/training/applications/${row.applicationId}` }
    return (kind as RecommendationKind) === 'recommendationReceived'
      ? { values, to: '/training', act: { by: 'training.answerRecommendation', id: thing } }
      : { values, to: `/training/${row.courseId}` }
  })
}
