import { type RawBuilder, sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import type { StandIns } from '#rooms/people/deciders.rules.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { postsOf, standInsOf, standsIn } from '#rooms/people/service.ts'
import { openForHr, peopleToDecideFor } from './applications/deciding.service.ts'
import { reportDueOn } from './attendance/rules.ts'
import { lacksCover } from './cover/service.ts'
import { OPEN_DAYS } from './recommendations/rules.ts'
import { completableStates, headsStates, openStates, type State } from './rules.ts'
import { inState } from './shape.service.ts'
import type { tasks } from './tasks.contract.ts'
import { taskMessages } from './tasks.messages.ts'

type Task = Answer<typeof tasks.showMyTasks>['tasks'][number]
type Found = Pick<Task, 'kind' | 'dueOn'> & {
  course: string
  person: string | null
  applicationId?: number | null
  recommendationId?: number | null
  coverArrangementId?: number | null
  courseId?: number | null
  courseSessionId?: number | null
}

/** Days before a session's first day from which it is among the tasks. */
const SOON = 14
const MOST = 100

export async function showMyTasks(ctx: Ctx): Promise<Answer<typeof tasks.showMyTasks>> {
  return tasksOf(ctx, ctx.actor.subjectId === null ? [] : await postsOf(ctx, ctx.actor.subjectId))
}

/** The same for whoever has asked for the actor's posts already. */
export async function tasksOf(
  ctx: Ctx,
  posts: readonly { isHead: boolean }[],
): Promise<Answer<typeof tasks.showMyTasks>> {
  const standIns = standInsOf(ctx)
  const isHead = posts.some((post) => post.isHead)
  const [mine, heads, hr] = await Promise.all([
    myOwn(ctx),
    standIns.then(async (known) => (isHead || (await standsIn(ctx, known)) ? headTasks(ctx, known) : [])),
    ctx.actor.roles.includes('hr') ? standIns.then((known) => forHr(ctx, known)) : [],
  ])
  return { total: mine.total + heads.length + hr.length, tasks: [...mine.tasks, ...heads, ...hr] }
}

/** What waits for me as a person: the nearest first, and how much there is. */
async function myOwn(ctx: Ctx): Promise<{ total: number; tasks: Task[] }> {
  const me = ctx.actor.subjectId
  const { rows } = await sql<Found & { total: number }>`select t.*, count(*) over () as total from (
    select 'recommendationToAnswer' as kind, null::date as "dueOn", c.title as course, m.name as person,
      null::bigint as "applicationId", r.recommendation_id as "recommendationId",
      null::bigint as "coverArrangementId", c.course_id as "courseId"
    from recommendation r join course c on c.course_id = r.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = r.recommended_by
    where r.staff_member_id = ${me} and r.recommended_on > ${addDays(ctx.today, -OPEN_DAYS)}::date
      and not exists (select 1 from recommendation_answer w where w.recommendation_id = r.recommendation_id)
      and not exists (select 1 from application a where a.recommendation_id = r.recommendation_id)
    union all
    select 'coverToAgreeTo', s.starts_on, c.title, m.name, null, null, v.cover_arrangement_id, c.course_id
    from cover_arrangement v join application a on a.application_id = v.application_id
      join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = a.staff_member_id
    where v.substitute = ${me} and v.replaced_at is null and v.agreed_at is null and s.ends_on >= ${ctx.today}::date
      and ${inState(...openStates)}
    union all
    select case when ${inState('returned')} then 'applicationReturned' when ${inState('report_due')} then 'reportDue'
        else 'attendSoon' end,
      case when ${inState('returned')} then s.apply_by when ${inState('report_due')} then s.ends_on else s.starts_on end,
      c.title, null, a.application_id, null, null, c.course_id
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where a.staff_member_id = ${me} and (${inState('report_due')}
      or (${inState('returned')} and s.starts_on > ${ctx.today}::date)
      or (${inState('ordered')} and s.starts_on between ${ctx.today}::date and ${addDays(ctx.today, SOON)}::date))) t
    order by "dueOn" nulls last, "applicationId", "coverArrangementId", "recommendationId" limit ${MOST}`.execute(
    ctx.db,
  )
  return {
    total: rows[0]?.total ?? 0,
    tasks: rows.map(({ total: _, ...row }) => {
      const dueOn = row.kind === 'reportDue' && row.dueOn ? reportDueOn(row.dueOn) : row.dueOn
      const values = { course: row.course, ...(row.person ? { person: row.person } : {}) }
      return said(ctx, row.kind, values, { ...row, dueOn })
    }),
  }
}

async function headTasks(ctx: Ctx, standIns: StandIns): Promise<Task[]> {
  const team = await peopleToDecideFor(ctx, standIns)
  if (team.length === 0) return []
  const waiting = inState('submitted')
  const { rows } = await sql<{
    waiting: number
    first: string | null
    uncovered: number
    firstUncovered: string | null
  }>`
    select count(*) filter (where ${waiting}) as waiting, min(s.starts_on) filter (where ${waiting}) as first,
      count(*) filter (where ${lacksCover()}) as uncovered, min(s.starts_on) filter (where ${lacksCover()}) as "firstUncovered"
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.staff_member_id = any(${team}) and s.cancelled_on is null
      and (${waiting} or s.ends_on >= ${ctx.today}::date)
      and ${inState(...headsStates)}`.execute(ctx.db)
  const [found] = rows
  return [
    ...(found?.waiting ? [said(ctx, 'approvalsWaiting', { n: found.waiting }, { dueOn: found.first })] : []),
    ...(found?.uncovered ? [said(ctx, 'coverMissing', { n: found.uncovered }, { dueOn: found.firstUncovered })] : []),
  ]
}

/** Each kind is looked up by its states in the index of what waits for HR, however long the history is. */
async function forHr(ctx: Ctx, standIns: StandIns): Promise<Task[]> {
  const past = sql`s.ends_on < ${ctx.today}::date`
  const ahead = sql`s.starts_on > ${ctx.today}::date`
  const kinds = [
    waitingForHr('selectionWaiting', ['section_head_approved'], ahead, sql`s.starts_on`),
    waitingForHr('attendanceToRecord', ['ordered'], past, sql`s.ends_on`),
    waitingForHr('completionToRecord', completableStates, past, sql`s.ends_on`),
  ]
  const found = sql<{ kind: Task['kind']; n: number; dueOn: string; courseSessionId: number }>`select * from (
      ${sql.join(kinds, sql` union all `)}) t where n > 0 order by "dueOn", kind`
  const [{ rows }, { open: undecided }] = await Promise.all([found.execute(ctx.db), openForHr(ctx, standIns)])
  return [
    ...(undecided[0] ? [said(ctx, 'undecided', { n: undecided.length }, { dueOn: undecided[0].startsOn })] : []),
    ...rows.map((row) => said(ctx, row.kind, { n: row.n }, { dueOn: row.dueOn, courseSessionId: row.courseSessionId })),
  ]
}

function waitingForHr(
  kind: Task['kind'],
  among: readonly State[],
  when: RawBuilder<unknown>,
  due: RawBuilder<unknown>,
) {
  return sql`select ${kind}::text as kind, count(*) as n, min(${due}) as "dueOn",
      min(s.course_session_id) as "courseSessionId"
    from application a join course_session s on s.course_session_id = a.course_session_id
    where s.cancelled_on is null and ${inState(...among)} and ${when}`
}

function said(
  ctx: Ctx,
  kind: Task['kind'],
  values: Record<string, string | number>,
  at: Partial<Omit<Found, 'kind'>>,
): Task {
  const due = at.dueOn ? formatDate(at.dueOn, ctx.language) : ''
  return {
    kind,
    values: { ...values, due },
    title: ctx.t(taskMessages, `task.${kind}`, { ...values, due }),
    dueOn: at.dueOn ?? null,
    applicationId: at.applicationId ?? null,
    recommendationId: at.recommendationId ?? null,
    coverArrangementId: at.coverArrangementId ?? null,
    courseId: at.courseId ?? null,
    courseSessionId: at.courseSessionId ?? null,
  }
}
