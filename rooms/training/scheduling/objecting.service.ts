/** Heads see what a draft would take from their sections, and are heard before anybody is seated. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { headsOf, teamOf } from '#rooms/people/service.ts'
import { personsOf, sessionsOf, tables } from '../shape.service.ts'
import { coversShown } from './covering.service.ts'
import type { objecting } from './objecting.contract.ts'
import { shownSeats } from './objections.service.ts'
import { byTime, DRAFT_SEATS } from './opening.service.ts'

const SHOWN = 200

export async function listTeamSchedules(ctx: Ctx) {
  const me = ctx.actor.subjectId
  const team = me === null ? [] : await teamOf(ctx, me)
  if (team.length === 0) return { drafts: [] }
  const { rows } = await sql<{
    id: number
    madeOn: string
    staffMemberId: number
    courseSessionId: number
    objectBy: string
    objection: string | null
    answer: 'heard' | 'notFollowed' | null
    answerReason: string | null
    answeredOn: string | null
  }>`select d.schedule_draft_id as id, (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn",
      t.staff_member_id as "staffMemberId", t.course_session_id as "courseSessionId", o.reason as objection,
      d.object_by as "objectBy", o.answer, o.answer_reason as "answerReason",
      (o.answered_at at time zone 'Asia/Tokyo')::date as "answeredOn"
    from ${DRAFT_SEATS} t join schedule_draft d on d.schedule_draft_id = t.schedule_draft_id
        and d.published_at is null and d.dropped_at is null and d.shown_at is not null
      left join schedule_objection o on o.schedule_draft_id = d.schedule_draft_id and o.made_by = ${me}
        and o.ended_at is null
    where t.staff_member_id = any(${team})
    order by d.schedule_draft_id desc, t.staff_member_id limit 2000`.execute(ctx.db)
  const [person, about, covers] = await Promise.all([
    personsOf(
      ctx,
      rows.map(({ staffMemberId }) => staffMemberId),
    ),
    sessionsOf(
      ctx,
      rows.map(({ courseSessionId }) => courseSessionId),
    ),
    coversShown(ctx, [...new Set(rows.map(({ id }) => id))], team),
  ])
  return {
    drafts: [...Map.groupBy(rows, ({ id }) => id)].map(([scheduleDraftId, seats]) => ({
      ...{ scheduleDraftId, madeOn: seats[0]!.madeOn, total: seats.length, objection: seats[0]!.objection },
      ...{ objectBy: seats[0]!.objectBy, mayObject: seats[0]!.objectBy >= ctx.today, answer: answerIn(seats[0]!) },
      covers: covers(scheduleDraftId),
      version: versionOf(objectionSaid({ objection: seats[0]!.objection, answer: answerIn(seats[0]!) })),
      seats: seats
        .map(({ staffMemberId, courseSessionId }) => ({ person: person(staffMemberId), ...about(courseSessionId) }))
        .toSorted((a, b) => byTime(a.session, b.session))
        .slice(0, SHOWN),
    })),
  }
}

interface Answered {
  readonly answer: 'heard' | 'notFollowed' | null
  readonly answerReason: string | null
  readonly answeredOn: string | null
}

function answerIn({ answer, answerReason: reason, answeredOn: on }: Answered) {
  return answer === null || reason === null || on === null ? null : { answer, reason, on }
}

export async function showToHeads(
  ctx: Ctx<typeof objecting.showToHeads>,
  { scheduleDraftId, objectBy }: Input<typeof objecting.showToHeads>,
) {
  ctx.must(objectBy >= ctx.today, 'day_past')
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('schedule_draft')
    .set({ shown_at: new Date(ctx.now.epochMilliseconds), object_by: objectBy })
    .where('schedule_draft_id', '=', scheduleDraftId)
    .where('kind', '=', 'seats')
    .where('published_at', 'is', null)
    .where('dropped_at', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0, 'no_such_draft')
  const { rows } = await shownSeats(ctx, [scheduleDraftId]).execute(ctx.db)
  const heads = await headsOf(
    ctx,
    rows.map(({ person }) => person),
  )
  ctx.tells('schedule_draft', [scheduleDraftId])
  ctx.about([], { detail: { scheduleDraftId, objectBy } })
  return { heads: new Set([...heads.values()].flat()).size }
}

export async function answerObjection(
  ctx: Ctx<typeof objecting.answerObjection>,
  { scheduleObjectionId, answer, reason }: Input<typeof objecting.answerObjection>,
) {
  const { rows } = await sql<{ scheduleDraftId: number; by: number }>`update schedule_objection o
    set answered_at = ${ctx.now.toString()}::timestamptz, answered_by = ${ctx.actor.subjectId}, answer = ${answer},
      answer_reason = ${reason}
    from schedule_draft d where d.schedule_draft_id = o.schedule_draft_id and d.published_at is null and d.dropped_at is null
      and o.schedule_objection_id = ${scheduleObjectionId} and o.ended_at is null and o.answered_at is null
    returning o.schedule_draft_id as "scheduleDraftId", o.made_by as by`.execute(ctx.db)
  const [found] = rows
  ctx.must(found, 'no_such_objection')
  ctx.tells('schedule_draft', [found.scheduleDraftId])
  ctx.about([found.by], { reason, detail: { scheduleObjectionId, answer } })
  return { answered: true as const }
}

export async function objectToSchedule(
  ctx: Ctx<typeof objecting.objectToSchedule>,
  { scheduleDraftId, reason, barrier, seen }: Input<typeof objecting.objectToSchedule>,
) {
  const me = ctx.actor.subjectId
  await oneAtATime(`objection of ${me} to ${scheduleDraftId}`).execute(ctx.db)
  // Whoever answers waits for the row, and finds that the words hold no more.
  await sql`select from schedule_objection where schedule_draft_id = ${scheduleDraftId} and made_by = ${me}
    and ended_at is null for update`.execute(ctx.db)
  const mine = (await listTeamSchedules(ctx)).drafts.find((draft) => draft.scheduleDraftId === scheduleDraftId)
  ctx.must(mine, 'no_such_draft')
  ctx.must(mine.mayObject, 'objecting_over')
  mustBeMadeFrom(ctx, seen, objectionSaid(mine))
  const now = ctx.now.toString()
  // What was said stands as it was, with its answer; what is said after it is an objection of its own.
  await sql`update schedule_objection set ended_at = ${now}::timestamptz where schedule_draft_id = ${scheduleDraftId}
    and made_by = ${me} and ended_at is null`.execute(ctx.db)
  await sql`insert into schedule_objection (schedule_draft_id, made_by, reason, barrier, made_at)
    values (${scheduleDraftId}, ${me}, ${reason}, ${barrier}, ${now}::timestamptz)`.execute(ctx.db)
  ctx.tells('schedule_draft', [scheduleDraftId])
  ctx.about([], { reason, detail: { scheduleDraftId } })
  return { objected: true as const }
}

/** What is edited when it is said again; null where nothing was said. */
const objectionSaid = ({ objection, answer }: { objection: string | null; answer: object | null }) =>
  objection === null ? null : { objection, answer }

export async function endObjection(
  ctx: Ctx<typeof objecting.endObjection>,
  { scheduleDraftId }: Input<typeof objecting.endObjection>,
) {
  const { rows } = await sql`update schedule_objection set ended_at = ${ctx.now.toString()}::timestamptz
    where schedule_draft_id = ${scheduleDraftId} and made_by = ${ctx.actor.subjectId} and ended_at is null
    returning 1`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_draft')
  ctx.tells('schedule_draft', [scheduleDraftId])
  ctx.about([], { detail: { scheduleDraftId } })
  return { ended: true as const }
}
