/**
 * Bulk import of what happened before, or elsewhere. Each application is told along the way of an application
 * (`pathTo`), so that what was imported obeys the same rules as what is lived here: the steps carry the dates that the
 * file knows, seats are counted anew for the sessions touched, and nothing is added twice.
 */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, compareDates } from '#platform/time/dates.ts'
import { employments } from '#rooms/people/relations.service.ts'
import { isStopping } from '../barrier.rules.ts'
import { countSessions } from '../figures.service.ts'
import { pathTo, type State, seatStates, steps } from '../rules.ts'
import { inState, mustMaySetSample } from '../shape.service.ts'
import type { history } from './history.contract.ts'
import { attendanceMessages } from './messages.ts'

type Past = Input<typeof history.importTrainingHistory>

export async function importTrainingHistory(ctx: Ctx<typeof history.importTrainingHistory>, input: Past) {
  mustMaySetSample(ctx, input.isSample)
  await oneAtATime('training history').execute(ctx.db)
  const staff = await staffByNumber(ctx, input)
  const sessions = await sessionsOf(ctx, input)
  mustBeKnown(ctx, input, staff, sessions)
  const recommendations = await addRecommendations(ctx, input, staff)
  const rows = input.applications.map((past) => ({
    ...past,
    ...sessions.get(placeOf(past))!,
    staffMemberId: staff.get(past.staffNumber)!,
  }))
  const touched = [...new Set(rows.map(({ courseSessionId }) => courseSessionId))].sort((a, b) => a - b)
  await lockSessions(ctx, touched)
  await countSessions(ctx, touched, -1)
  const added = await addApplications(ctx, rows, input.isSample)
  await addSteps(ctx, rows, added, staff)
  await addCovers(ctx, rows, added, staff)
  await addReports(ctx, rows, added)
  await countSeats(ctx, touched)
  await countSessions(ctx, touched, 1)
  ctx.about([], { detail: { applications: added.size, recommendations, isSample: input.isSample } })
  return { applications: added.size, recommendations }
}

type PastApplication = Past['applications'][number]
interface PastSession {
  courseSessionId: number
  endsOn: string
  reportRequired: boolean
}
type Row = PastApplication & PastSession & { staffMemberId: number }

const placeOf = (past: { courseCode: string; startsOn: string; startsAt?: string | undefined }) =>
  `${past.courseCode} ${past.startsOn} ${past.startsAt ?? ''}`
const keyOf = (row: { courseSessionId: number; staffMemberId: number }) => `${row.courseSessionId} ${row.staffMemberId}`

async function staffByNumber(ctx: Ctx, { applications, recommendations }: Past): Promise<Map<string, number>> {
  const numbers = [
    ...applications.flatMap(({ staffNumber, approvedBy, cover }) => [staffNumber, approvedBy, cover?.substitute]),
    ...recommendations.flatMap(({ staffNumber, recommendedBy }) => [staffNumber, recommendedBy]),
  ].filter((number) => number !== undefined)
  const { rows } = await sql<{ number: string; id: number }>`select e.staff_number as number, e.staff_member_id as id
    from ${employments()} e where e.staff_number = any(${[...new Set(numbers)]})`.execute(ctx.db)
  return new Map(rows.map(({ number, id }) => [number, id]))
}

/** The session of each course, day and hour that the file names; the first of the day where it names no hour. */
async function sessionsOf(ctx: Ctx, { applications }: Past): Promise<Map<string, PastSession>> {
  const places = [...new Map(applications.map((past) => [placeOf(past), past])).values()].map((past) => ({
    key: placeOf(past),
    courseCode: past.courseCode,
    startsOn: past.startsOn,
    startsAt: past.startsAt ?? null,
  }))
  const { rows } = await sql<PastSession & { key: string }>`select distinct on (r.key) r.key,
      s.course_session_id as "courseSessionId", s.ends_on as "endsOn", c.report_required as "reportRequired"
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r(key text, "courseCode" text, "startsOn" date, "startsAt" time)
      join course c on c.course_code = r."courseCode"
      join course_session s on s.course_id = c.course_id and s.starts_on = r."startsOn"
        and (r."startsAt" is null or s.starts_at = r."startsAt")
    order by r.key, s.starts_at, s.course_session_id`.execute(ctx.db)
  return new Map(rows.map(({ key, ...session }) => [key, session]))
}

/** All or nothing: every row that names nobody or no session is listed, and nothing is written. */
function mustBeKnown(
  ctx: Ctx<'unknown_in_history'>,
  input: Past,
  staff: Map<string, number>,
  sessions: Map<string, PastSession>,
): void {
  const unknown = (path: string, value: string) => ({
    path,
    reason: ctx.t(attendanceMessages, 'history.unknown', { value }),
  })
  const fields = [
    ...input.applications.flatMap((past, index) => [
      ...(staff.has(past.staffNumber) ? [] : [unknown(`applications[${index}].staffNumber`, past.staffNumber)]),
      ...(sessions.has(placeOf(past)) ? [] : [unknown(`applications[${index}].courseCode`, placeOf(past).trim())]),
    ]),
    ...input.recommendations.flatMap((past, index) =>
      [past.staffNumber, past.recommendedBy]
        .filter((number) => !staff.has(number))
        .map((number) => unknown(`recommendations[${index}].staffNumber`, number)),
    ),
  ]
  if (fields.length > 0) throw ctx.refusal('unknown_in_history', { count: fields.length }, fields.slice(0, 200))
}

async function addRecommendations(ctx: Ctx, { recommendations, isSample }: Past, staff: Map<string, number>) {
  const rows = recommendations.map((past) => ({
    ...past,
    staffMemberId: staff.get(past.staffNumber),
    by: staff.get(past.recommendedBy),
  }))
  const { numAffectedRows } = await sql`with past as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r("staffMemberId" bigint, "courseCode" text, "by" bigint, "recommendedOn" date, reason text, "targetSkill" text,
          "offeredCover" text, answer text, "answeredOn" date)),
      added as (insert into recommendation (staff_member_id, course_id, recommended_by, reason, target_skill, offered_cover,
          is_sample, recommended_on, recommended_at)
        select p."staffMemberId", c.course_id, p."by", p.reason, p."targetSkill", p."offeredCover", ${isSample},
          p."recommendedOn", (p."recommendedOn" + time '10:00') at time zone 'Asia/Tokyo'
        from past p join course c on c.course_code = p."courseCode"
        where not exists (select 1 from recommendation r where r.staff_member_id = p."staffMemberId"
          and r.course_id = c.course_id and r.recommended_on = p."recommendedOn")
        returning recommendation_id, staff_member_id, course_id, recommended_on),
      answered as (insert into recommendation_answer (recommendation_id, answer, answered_on, answered_at)
        select a.recommendation_id, p.answer, coalesce(p."answeredOn", p."recommendedOn"),
          (coalesce(p."answeredOn", p."recommendedOn") + time '12:00') at time zone 'Asia/Tokyo'
        from added a join course c on c.course_id = a.course_id
          join past p on p."staffMemberId" = a.staff_member_id and p."courseCode" = c.course_code
            and p."recommendedOn" = a.recommended_on
        where p.answer is not null)
    select recommendation_id from added`
    .execute(ctx.db)
    .then(({ rows: added }) => ({ numAffectedRows: added.length }))
  return numAffectedRows
}

/** Nobody changes the seats of these sessions while they are counted anew. */
async function lockSessions(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`select 1 from course_session where course_session_id = any(${ids})
    order by course_session_id for update`.execute(ctx.db)
}

/** Adds those that are not there yet; answers application ids by session and person. */
async function addApplications(ctx: Ctx, rows: readonly Row[], isSample: boolean): Promise<Map<string, number>> {
  const { rows: added } = await sql<{ id: number; courseSessionId: number; staffMemberId: number }>`
    insert into application (course_session_id, staff_member_id, recommendation_id, motive, state, is_sample, applied_on)
    select p."courseSessionId", p."staffMemberId", case when p.recommended then (select r.recommendation_id
        from recommendation r join course_session s on s.course_id = r.course_id
        where s.course_session_id = p."courseSessionId" and r.staff_member_id = p."staffMemberId"
          and r.struck_on is null and r.recommended_on <= p."appliedOn" order by r.recommended_on desc limit 1) end,
      coalesce(p.motive, ''), p.state, ${isSample}, p."appliedOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p("courseSessionId" bigint, "staffMemberId" bigint,
      recommended boolean, motive text, state text, "appliedOn" date)
    where not exists (select 1 from application a where a.course_session_id = p."courseSessionId"
      and a.staff_member_id = p."staffMemberId")
    on conflict do nothing
    returning application_id as id, course_session_id as "courseSessionId", staff_member_id as "staffMemberId"`.execute(
    ctx.db,
  )
  return new Map(added.map((row) => [keyOf(row), row.id]))
}

/** Days of the steps: those that the file knows; decisions otherwise follow at once, what follows the session on its last day. */
function stepsFor(row: Row, staff: ReadonlyMap<string, number>, reason: string) {
  const approvedOn = row.approvedOn ?? row.appliedOn
  const days: Partial<Record<State, string>> = { submitted: row.appliedOn, section_head_approved: approvedOn }
  let from: State = 'draft'
  let last = row.appliedOn
  return pathTo(row.state, row.reportRequired, row.nominated).map((to) => {
    const isAfter = seatStates.some((state) => state === to) && to !== 'hr_selected' && to !== 'ordered'
    const wanted =
      days[to] ?? (isAfter ? (to === 'report_submitted' ? addDays(row.endsOn, 7) : row.endsOn) : approvedOn)
    last = compareDates(wanted, last) < 0 ? last : wanted
    const needsReason = Object.values(steps).some((step) => step.to === to && 'needsReason' in step)
    const role = to === 'submitted' || to === 'report_submitted' || to === 'withdrawn' ? 'self' : byHead(to)
    const step = {
      ...{ from, to, on: last, role },
      reason: to === row.state && needsReason ? row.reason || reason : null,
      barrier: isStopping(to) ? row.barrier : null,
    }
    from = to
    const actor = role === 'self' ? row.staffMemberId : role === 'sectionHead' ? staff.get(row.approvedBy ?? '') : null
    return { ...step, actor: actor ?? null }
  })
}

function byHead(to: State): 'sectionHead' | 'hr' {
  return to === 'section_head_approved' || to === 'returned' || to === 'rejected' ? 'sectionHead' : 'hr'
}

async function addSteps(ctx: Ctx, rows: readonly Row[], added: Map<string, number>, staff: Map<string, number>) {
  const reason = ctx.t(attendanceMessages, 'history.no_reason')
  const taken = rows.flatMap((row) => {
    const id = added.get(keyOf(row))
    return id === undefined ? [] : stepsFor(row, staff, reason).map((step) => ({ id, ...step }))
  })
  await sql`insert into application_step (application_id, from_state, to_state, actor, acted_as, reason, barrier, taken_on, taken_at)
    select id, "from", "to", actor, role, reason, barrier, "on", ("on" + time '15:00') at time zone 'Asia/Tokyo'
    from rows from (jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as (id bigint, "from" text, "to" text, actor bigint,
      role text, reason text, barrier text, "on" date)) with ordinality as t(id, "from", "to", actor, role, reason, barrier, "on", place)
    order by place`.execute(ctx.db)
}

/** Cover agreed on a day counts for an approval of that day: agreed at noon, approved at three. */
async function addCovers(ctx: Ctx, rows: readonly Row[], added: Map<string, number>, staff: Map<string, number>) {
  const covers = rows.flatMap((row) => {
    const id = added.get(keyOf(row))
    if (id === undefined || !row.cover) return []
    const substitute = row.cover.substitute === undefined ? null : (staff.get(row.cover.substitute) ?? null)
    const agreedBy = substitute ?? staff.get(row.approvedBy ?? '') ?? null
    return [{ id, by: row.staffMemberId, appliedOn: row.appliedOn, ...row.cover, substitute, agreedBy }]
  })
  await sql`insert into cover_arrangement (application_id, kind, substitute, duty, offered_by, offered_at, agreed_by,
      agreed_at, agreed_on)
    select id, kind, substitute, coalesce(duty, ''), "by", ("appliedOn" + time '10:00') at time zone 'Asia/Tokyo',
      case when "agreedOn" is not null then "agreedBy" end, ("agreedOn" + time '12:00') at time zone 'Asia/Tokyo', "agreedOn"
    from jsonb_to_recordset(${JSON.stringify(covers)}::jsonb) as v(id bigint, kind text, substitute bigint, duty text,
      "by" bigint, "appliedOn" date, "agreedBy" bigint, "agreedOn" date)`.execute(ctx.db)
}

async function addReports(ctx: Ctx, rows: readonly Row[], added: Map<string, number>) {
  const reports = rows.flatMap((row) => {
    const id = added.get(keyOf(row))
    return id === undefined || !row.report ? [] : [{ id, body: row.report, on: addDays(row.endsOn, 7) }]
  })
  await sql`insert into training_report (application_id, body, submitted_on, submitted_at)
    select id, body, "on", ("on" + time '15:00') at time zone 'Asia/Tokyo'
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as r(id bigint, body text, "on" date)`.execute(ctx.db)
}

/** Seats of the sessions touched, counted anew; a history that seats more than a session holds is refused whole (INV-T2). */
async function countSeats(ctx: Ctx<'session_overfull'>, sessions: readonly number[]): Promise<void> {
  const counted = sql`(select count(*) from application a where a.course_session_id = s.course_session_id
    and ${inState(...seatStates)})`
  const { rows } = await sql<{ title: string; startsOn: string }>`select c.title, s.starts_on as "startsOn"
    from course_session s join course c on c.course_id = s.course_id
    where s.course_session_id = any(${sessions}) and ${counted} > s.capacity limit 1`.execute(ctx.db)
  ctx.must(!rows[0], 'session_overfull', { course: rows[0]?.title ?? '', date: rows[0]?.startsOn ?? '' })
  await sql`update course_session s set seats_taken = ${counted} where s.course_session_id = any(${sessions})`.execute(
    ctx.db,
  )
}
