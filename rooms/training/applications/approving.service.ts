import { sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { must } from '#platform/refusal/refusal.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { onLeave, teamOf } from '#rooms/people/service.ts'
import { agreeByApproval, coversOf, LACKS_COVER } from '../cover/service.ts'
import { attendedStates, openStates, seatStates } from '../rules.ts'
import { COURSE, type Course, personsOf, SESSION, type Session } from '../shape.service.ts'
import { stepMessages } from '../steps.messages.ts'
import { done, lockApplication, type Taken, takeSteps } from '../steps.service.ts'
import type { approving, Staffing } from './approving.contract.ts'

const SHOWN_DAYS = 10

interface WaitingRow {
  applicationId: number
  state: 'submitted' | 'section_head_approved' | 'hr_selected' | 'waitlisted' | 'ordered'
  staffMemberId: number
  appliedOn: string
  motive: string
  course: Course
  session: Session
  recommendedByMe: boolean
}

/** What waits for the section head of today; on 1 April it waits for the successor, because nothing is stored (INV-O5). */
export async function listApprovals(ctx: Ctx) {
  const me = ctx.actor.subjectId
  if (me === null) return { toDecide: [], toCover: [] }
  const { rows } = await sql<WaitingRow>`select a.application_id as "applicationId", a.state,
      a.staff_member_id as "staffMemberId", a.applied_on as "appliedOn", a.motive, ${COURSE} as course,
      ${SESSION} as session, coalesce(r.recommended_by = ${me}, false) as "recommendedByMe"
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
      left join recommendation r on r.recommendation_id = a.recommendation_id
    where a.staff_member_id = any(${await teamOf(ctx, me)}) and s.cancelled_on is null
      and (a.state = 'submitted' or (s.ends_on >= ${ctx.today}::date and ${LACKS_COVER}))
    order by s.starts_on, a.application_id limit 500`.execute(ctx.db)
  const ids = rows.map(({ applicationId }) => applicationId)
  const [covers, staffing, person] = await Promise.all([
    coversOf(ctx, ids),
    staffingFor(ctx, ids),
    personsOf(
      ctx,
      rows.map(({ staffMemberId }) => staffMemberId),
    ),
  ])
  const all = rows.map(({ staffMemberId, ...row }) => ({
    ...row,
    applicant: person(staffMemberId),
    cover: covers.get(row.applicationId) ?? null,
    staffing: staffing.get(row.applicationId) ?? [],
  }))
  return {
    toDecide: all.filter(({ state }) => state === 'submitted'),
    toCover: all.filter(({ state }) => state !== 'submitted'),
  }
}

export async function approve(ctx: Ctx, { applicationId }: Input<typeof approving.approve>) {
  const application = await decide(ctx, applicationId, 'approve')
  await agreeByApproval(ctx, applicationId)
  return done(application)
}

export async function returnForRevision(ctx: Ctx, input: Input<typeof approving.returnForRevision>) {
  return done(await decide(ctx, input.applicationId, 'returnForRevision', input.reason))
}

export async function reject(ctx: Ctx, { applicationId, reason }: Input<typeof approving.reject>) {
  return done(await decide(ctx, applicationId, 'reject', reason))
}

/** Two heads who press at once take one step: the second waits for the row and learns what the first decided. */
async function decide(ctx: Ctx, applicationId: number, name: Taken['name'], reason?: string) {
  const application = await lockApplication(ctx, applicationId)
  must(application.state === 'submitted', 'already_decided', {
    state: ctx.t(stepMessages, `state.${application.state}`),
  })
  await takeSteps(ctx, 'sectionHead', [{ application, name, reason }])
  return application
}

export async function showTeamTraining(ctx: Ctx) {
  const me = ctx.actor.subjectId
  if (me === null) return []
  const team = await teamOf(ctx, me)
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const counted = sql<TeamRow>`select t.id, a.*, r.*
    from unnest(${team}::bigint[]) as t(id)
    cross join lateral (select
        count(*) filter (where x.state = any(${attendedStates}) and s.starts_on >= ${from}::date) as "attendedThisYear",
        max(s.starts_on) filter (where x.state = any(${attendedStates})) as "lastAttendedOn",
        count(*) filter (where x.state = any(${openStates}) and s.ends_on >= ${ctx.today}::date) as "openApplications"
      from application x join course_session s on s.course_session_id = x.course_session_id
      where x.staff_member_id = t.id and s.cancelled_on is null) a
    cross join lateral (select count(*) as recommendations, max(recommended_on) as "lastRecommendedOn"
      from recommendation where staff_member_id = t.id) r`
  const [{ rows }, away, person] = await Promise.all([
    counted.execute(ctx.db),
    onLeave(ctx, team),
    personsOf(ctx, team),
  ])
  return rows
    .map(({ id, ...row }) => ({ person: person(id), onLeave: away.has(id), ...row }))
    .sort((a, b) => a.person.nameKana.localeCompare(b.person.nameKana, 'ja'))
}

interface TeamRow {
  id: number
  attendedThisYear: number
  lastAttendedOn: string | null
  openApplications: number
  recommendations: number
  lastRecommendedOn: string | null
}

/** Members of each applicant's section on each day of the session: in service, on leave, in a session (INV-T5). */
async function staffingFor(ctx: Ctx, applicationIds: readonly number[]) {
  const { rows } = await sql<z.infer<typeof Staffing> & { applicationId: number }>`
    select a.application_id as "applicationId", d.day, count(*) as members,
      count(*) filter (where away) as "onLeave",
      count(*) filter (where not away and seated and m.staff_member_id <> a.staff_member_id) as "inSession",
      count(*) filter (where not away and not seated and m.staff_member_id <> a.staff_member_id) as "inService"
    from application a join course_session s on s.course_session_id = a.course_session_id
      cross join lateral (select s.starts_on + n as day from generate_series(0, least(s.ends_on - s.starts_on, ${SHOWN_DAYS - 1}::int)) n) d
      join assignment mine on mine.staff_member_id = a.staff_member_id and mine.kind = 'primary'
        and mine.valid_from <= d.day and (mine.valid_to is null or mine.valid_to > d.day)
      join assignment m on m.section_code = mine.section_code and m.kind = 'primary'
        and m.valid_from <= d.day and (m.valid_to is null or m.valid_to > d.day)
      cross join lateral (select exists (select 1 from leave_of_absence l where l.staff_member_id = m.staff_member_id
          and l.valid_from <= d.day and (l.valid_to is null or l.valid_to > d.day)) as away,
        exists (select 1 from application o join course_session os on os.course_session_id = o.course_session_id
          where o.staff_member_id = m.staff_member_id and o.state = any(${seatStates}) and os.cancelled_on is null
            and os.starts_on <= d.day and os.ends_on >= d.day) as seated) f
    where a.application_id = any(${applicationIds})
    group by a.application_id, d.day order by a.application_id, d.day`.execute(ctx.db)
  const byApplication = new Map<number, z.infer<typeof Staffing>[]>()
  for (const { applicationId, ...staffing } of rows) {
    byApplication.set(applicationId, [...(byApplication.get(applicationId) ?? []), staffing])
  }
  return byApplication
}
