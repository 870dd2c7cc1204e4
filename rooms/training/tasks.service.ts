import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { teamOf } from '#rooms/people/service.ts'
import { reportDueOn } from './attendance/rules.ts'
import { LACKS_COVER } from './cover/service.ts'
import type { tasks } from './tasks.contract.ts'
import { taskMessages } from './tasks.messages.ts'

type Task = Answer<typeof tasks.showMyTasks>[number]
type Found = Pick<Task, 'kind' | 'dueOn'> & {
  course: string
  person: string | null
  applicationId?: number
  recommendationId?: number
  coverArrangementId?: number
  courseId?: number
  courseSessionId?: number
}

const SOON = 14

export async function showMyTasks(ctx: Ctx): Promise<Task[]> {
  const [mine, heads, hr] = await Promise.all([
    myOwn(ctx),
    isHeadToday(ctx),
    ctx.actor.roles.includes('hr') ? forHr(ctx) : [],
  ])
  return [...mine, ...(heads ? await forHead(ctx) : []), ...hr]
}

async function myOwn(ctx: Ctx): Promise<Task[]> {
  const me = ctx.actor.subjectId
  const { rows } = await sql<Found>`
    select 'recommendationToAnswer' as kind, null::date as "dueOn", c.title as course, m.name as person,
      null::bigint as "applicationId", r.recommendation_id as "recommendationId",
      null::bigint as "coverArrangementId", c.course_id as "courseId"
    from recommendation r join course c on c.course_id = r.course_id
      join staff_member m on m.staff_member_id = r.recommended_by
    where r.staff_member_id = ${me} and r.recommended_on > ${ctx.today}::date - 183
      and not exists (select 1 from recommendation_answer w where w.recommendation_id = r.recommendation_id)
      and not exists (select 1 from application a where a.recommendation_id = r.recommendation_id)
    union all
    select 'coverToAgreeTo', s.starts_on, c.title, m.name, null, null, v.cover_arrangement_id, c.course_id
    from cover_arrangement v join application a on a.application_id = v.application_id
      join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      join staff_member m on m.staff_member_id = a.staff_member_id
    where v.substitute = ${me} and v.replaced_at is null and v.agreed_at is null and s.ends_on >= ${ctx.today}::date
      and a.state in ('submitted', 'section_head_approved', 'returned', 'hr_selected', 'waitlisted', 'ordered')
    union all
    select case a.state when 'returned' then 'applicationReturned' when 'report_due' then 'reportDue' else 'attendSoon' end,
      case a.state when 'returned' then s.apply_by when 'report_due' then s.ends_on else s.starts_on end,
      c.title, null, a.application_id, null, null, c.course_id
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where a.staff_member_id = ${me} and (a.state = 'report_due'
      or (a.state = 'returned' and s.starts_on > ${ctx.today}::date)
      or (a.state = 'ordered' and s.starts_on between ${ctx.today}::date and ${ctx.today}::date + ${SOON}::int))
    order by 2 nulls last`.execute(ctx.db)
  return rows.map((row) => {
    const dueOn = row.kind === 'reportDue' && row.dueOn ? reportDueOn(row.dueOn) : row.dueOn
    return said(ctx, row.kind, { course: row.course, ...(row.person ? { person: row.person } : {}) }, { ...row, dueOn })
  })
}

async function forHead(ctx: Ctx): Promise<Task[]> {
  const team = await teamOf(ctx, ctx.actor.subjectId ?? 0)
  const { rows } = await sql<{
    waiting: number
    first: string | null
    uncovered: number
    firstUncovered: string | null
  }>`
    select count(*) filter (where a.state = 'submitted') as waiting,
      min(s.starts_on) filter (where a.state = 'submitted') as first,
      count(*) filter (where ${LACKS_COVER}) as uncovered, min(s.starts_on) filter (where ${LACKS_COVER}) as "firstUncovered"
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.staff_member_id = any(${team}) and s.cancelled_on is null
      and (a.state = 'submitted' or s.ends_on >= ${ctx.today}::date)
      and a.state in ('submitted', 'section_head_approved', 'hr_selected', 'waitlisted', 'ordered')`.execute(ctx.db)
  const [found] = rows
  return [
    ...(found?.waiting ? [said(ctx, 'approvalsWaiting', { n: found.waiting }, { dueOn: found.first })] : []),
    ...(found?.uncovered ? [said(ctx, 'coverMissing', { n: found.uncovered }, { dueOn: found.firstUncovered })] : []),
  ]
}

async function forHr(ctx: Ctx): Promise<Task[]> {
  const { rows } = await sql<Found & { n: number }>`
    select case when a.state = 'section_head_approved' then 'selectionWaiting'
        when a.state = 'ordered' then 'attendanceToRecord' else 'completionToRecord' end as kind,
      min(case when a.state = 'section_head_approved' then s.starts_on else s.ends_on end) as "dueOn",
      count(*) as n, min(c.title) as course, null as person, min(s.course_session_id) as "courseSessionId"
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where s.cancelled_on is null and ((a.state = 'section_head_approved' and s.starts_on > ${ctx.today}::date)
      or (a.state = 'ordered' and s.ends_on < ${ctx.today}::date)
      or (a.state in ('attended', 'partially_attended', 'report_submitted') and s.ends_on < ${ctx.today}::date))
    group by 1 order by 2`.execute(ctx.db)
  return rows.map((row) =>
    said(ctx, row.kind, { n: row.n }, { dueOn: row.dueOn, courseSessionId: row.courseSessionId }),
  )
}

async function isHeadToday(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select 1 from assignment where staff_member_id = ${ctx.actor.subjectId} and is_head
    and valid_from <= ${ctx.today}::date and (valid_to is null or valid_to > ${ctx.today}::date) limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
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
