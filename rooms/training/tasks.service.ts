import { type RawBuilder, sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { postsOf, standsIn } from '#rooms/people/service.ts'
import {
  amongThem,
  besidesOf,
  besidesOfNoHead,
  openForHr,
  type ToDecide,
  toDecideBy,
} from './applications/deciding.service.ts'
import { reportDueOn } from './attendance/rules.ts'
import { lacksCover } from './cover/service.ts'
import { HAS_COME, isStandingOn } from './recommendations/standing.service.ts'
import { roundsAhead } from './rounds/ahead.service.ts'
import { completableStates, headsStates, openStates, type State } from './rules.ts'
import { wishesAsked } from './scheduling/wishing.service.ts'
import { isOfSectionBefore } from './sessions/there.service.ts'
import { inState, isPastOn, RESEND_BY } from './shape.service.ts'
import type { tasks } from './tasks.contract.ts'
import { taskMessages } from './tasks.messages.ts'

type Task = Answer<typeof tasks.showMyTasks>['tasks'][number]
interface Found
  extends Pick<
    Task,
    'kind' | 'dueOn' | 'applicationId' | 'recommendationId' | 'coverArrangementId' | 'courseId' | 'courseSessionId'
  > {
  part: number
  place: number
  n: number
  course: string | null
  person: string | null
}

/** Days before a session's first day from which it is among the tasks. */
const SOON = 14
const MOST = 100

export async function showMyTasks(ctx: Ctx): Promise<Answer<typeof tasks.showMyTasks>> {
  return tasksOf(ctx, ctx.actor.subjectId === null ? [] : await postsOf(ctx, ctx.actor.subjectId))
}

/** The same for whoever has asked for the actor's posts already. All that waits is found by one statement. */
export async function tasksOf(
  ctx: Ctx,
  posts: readonly { isHead: boolean }[],
): Promise<Answer<typeof tasks.showMyTasks>> {
  const me = ctx.actor.subjectId
  const isHr = ctx.actor.roles.includes('hr')
  const isHead = me !== null && posts.some((post) => post.isHead)
  const known = await (isHead ? besidesOf(ctx, me) : besidesOfNoHead(ctx))
  const decides = isHead || known.isDeputy || standsIn(ctx, known.standIns)
  const [them, undecided] = await Promise.all([
    decides ? toDecideBy(ctx, known) : { people: [], late: [] },
    isHr ? openForHr(ctx) : { n: 0, first: null },
  ])
  const parts = [
    ...(me === null ? [] : [ownTasks(ctx, me)]),
    ...(them.people.length + them.late.length > 0 ? [headTasks(ctx, them)] : []),
    ...(isHr ? [hrTasks(ctx)] : []),
  ]
  const { rows } =
    parts.length === 0
      ? { rows: [] }
      : await sql<Found>`select * from (${sql.join(parts, sql` union all `)}) t order by part, place`.execute(ctx.db)
  const own = rows.filter(({ part }) => part === OWN)
  const found = [
    ...rows.filter(({ part }) => part !== HR).map((row) => taskFrom(ctx, row)),
    ...(undecided.n > 0
      ? [said(ctx, 'undecided', { n: undecided.n }, { ...aboutNothing, dueOn: undecided.first })]
      : []),
    ...rows.filter(({ part }) => part === HR).map((row) => taskFrom(ctx, row)),
  ]
  return { total: (own[0]?.n ?? 0) + found.length - own.length, tasks: found }
}

/** Of each part: part, place in it, kind, "dueOn", n, course, person and what it is about. */
const [OWN, HEADS, HR] = [1, 2, 3] as const

/** What waits for me as a person: the nearest first; `n` is how much there is in all. */
function ownTasks(ctx: Ctx, me: number): RawBuilder<unknown> {
  const order = sql`"dueOn" nulls last, "applicationId", "coverArrangementId", "recommendationId"`
  return sql`(select ${OWN}::int as part, row_number() over (order by ${order}) as place, kind, "dueOn", count(*) over () as n, course,
      person, "applicationId", "recommendationId", "coverArrangementId", "courseId", null::bigint as "courseSessionId" from (
    select 'recommendationToAnswer' as kind, null::date as "dueOn", c.title as course, m.name as person,
      null::bigint as "applicationId", r.recommendation_id as "recommendationId",
      null::bigint as "coverArrangementId", c.course_id as "courseId"
    from recommendation r join course c on c.course_id = r.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = r.recommended_by
    where r.staff_member_id = ${me} and ${isStandingOn(ctx.today)}
      and not exists (select 1 from recommendation_answer w where w.recommendation_id = r.recommendation_id
        and w.taken_back_at is null)
      and not ${HAS_COME}
    union all
    select 'coverToAgreeTo', s.starts_on, c.title, m.name, null, null, v.cover_arrangement_id, c.course_id
    from cover_arrangement v join application a on a.application_id = v.application_id
      join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = a.staff_member_id
    where v.substitute = ${me} and v.replaced_at is null and v.agreed_at is null and not ${isOfSectionBefore(ctx.today)} and s.ends_on >= ${ctx.today}::date
      and ${inState(...openStates)} and not ${isPastOn(ctx.today)}
    union all
    select case when ${inState('returned')} then 'applicationReturned' when ${inState('report_due')} then 'reportDue'
        else 'attendSoon' end,
      case when ${inState('returned')} then ${RESEND_BY} when ${inState('report_due')} then s.ends_on else s.starts_on end,
      c.title, null, a.application_id, null, null, c.course_id
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where a.staff_member_id = ${me} and (${inState('report_due')}
      or (${inState('returned')} and ${RESEND_BY} >= ${ctx.today}::date)
      or (${inState('ordered')} and s.starts_on between ${ctx.today}::date and ${addDays(ctx.today, SOON)}::date))
    union all ${roundsAhead(ctx, me)}
    union all ${wishesAsked(ctx, me)}) t
    order by ${order} limit ${MOST})`
}

/** What waits for a head's decision or for cover, how much of each and the nearest day. */
function headTasks(ctx: Ctx, them: ToDecide): RawBuilder<unknown> {
  const waiting = sql`(${inState('submitted')} and not ${isPastOn(ctx.today)})`
  return sql`select ${HEADS}::int, v.place, v.kind, v.due, v.n, null, null, null, null, null, null, null from (
      select count(*) filter (where ${waiting}) as waiting, min(s.starts_on) filter (where ${waiting}) as first,
        count(*) filter (where ${lacksCover(ctx.today)}) as uncovered, min(s.starts_on) filter (where ${lacksCover(ctx.today)}) as first_uncovered
      from application a join course_session s on s.course_session_id = a.course_session_id
      where ${amongThem(them)} and s.cancelled_on is null
        and (${waiting} or s.ends_on >= ${ctx.today}::date)
        and ${inState(...headsStates)}) t
    cross join lateral (values (1, 'approvalsWaiting', waiting, first), (2, 'coverMissing', uncovered, first_uncovered)) v(place, kind, n, due)
    where v.n > 0`
}

/** Each kind is looked up by its states in the index of what waits for HR, however long the history is. */
function hrTasks(ctx: Ctx): RawBuilder<unknown> {
  const past = sql`s.ends_on < ${ctx.today}::date`
  const ahead = sql`s.starts_on >= ${ctx.today}::date`
  const begun = sql`s.starts_on <= ${ctx.today}::date`
  const kinds = [
    waitingForHr('selectionWaiting', ['section_head_approved'], ahead, sql`s.starts_on`),
    waitingForHr('orderToGive', ['hr_selected'], begun, sql`s.starts_on`),
    waitingForHr('attendanceToRecord', ['ordered'], past, sql`s.ends_on`),
    waitingForHr('completionToRecord', completableStates, past, sql`s.ends_on`),
  ]
  return sql`select ${HR}::int, row_number() over (order by due, kind), kind, due, n, null, null, null, null, null, null, session
    from (${sql.join(kinds, sql` union all `)}) t where n > 0`
}

function waitingForHr(
  kind: Task['kind'],
  among: readonly State[],
  when: RawBuilder<unknown>,
  due: RawBuilder<unknown>,
) {
  return sql`select ${kind}::text as kind, count(*) as n, min(${due}) as due, min(s.course_session_id) as session
    from application a join course_session s on s.course_session_id = a.course_session_id
    where s.cancelled_on is null and ${inState(...among)} and ${when}`
}

function taskFrom(ctx: Ctx, row: Found): Task {
  const { part, kind, n, course, person } = row
  const dueOn = kind === 'reportDue' && row.dueOn ? reportDueOn(row.dueOn) : row.dueOn
  const values: Record<string, string | number> =
    part === OWN ? { course: course ?? '', ...(person ? { person } : {}) } : { n }
  return said(ctx, kind, values, { ...row, dueOn })
}

const aboutNothing = {
  applicationId: null,
  recommendationId: null,
  coverArrangementId: null,
  courseId: null,
  courseSessionId: null,
}

function said(
  ctx: Ctx,
  kind: Task['kind'],
  values: Record<string, string | number>,
  at: Pick<
    Found,
    'dueOn' | 'applicationId' | 'recommendationId' | 'coverArrangementId' | 'courseId' | 'courseSessionId'
  >,
): Task {
  const due = at.dueOn ? formatDate(at.dueOn, ctx.language) : ''
  return {
    kind,
    values: { ...values, due },
    title: ctx.t(taskMessages, `task.${kind}`, { ...values, due }),
    dueOn: at.dueOn,
    applicationId: at.applicationId,
    recommendationId: at.recommendationId,
    coverArrangementId: at.coverArrangementId,
    courseId: at.courseId,
    courseSessionId: at.courseSessionId,
  }
}
