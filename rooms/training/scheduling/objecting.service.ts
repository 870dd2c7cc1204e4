/** Heads see what a draft would take from their sections, and are heard before anybody is seated. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { teamOf } from '#rooms/people/service.ts'
import { personsOf, sessionsOf } from '../shape.service.ts'
import type { objecting } from './objecting.contract.ts'

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
    objection: string | null
  }>`select d.schedule_draft_id as id, (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn",
      t.staff_member_id as "staffMemberId", t.course_session_id as "courseSessionId", o.reason as objection
    from schedule_seat t join schedule_draft d on d.schedule_draft_id = t.schedule_draft_id
        and d.published_at is null and d.dropped_at is null
      join course_session s on s.course_session_id = t.course_session_id
      left join schedule_objection o on o.schedule_draft_id = d.schedule_draft_id and o.made_by = ${me}
        and o.ended_at is null
    where t.staff_member_id = any(${team})
    order by d.schedule_draft_id desc, s.starts_on, s.starts_at, t.staff_member_id limit 2000`.execute(ctx.db)
  const [person, about] = await Promise.all([
    personsOf(
      ctx,
      rows.map(({ staffMemberId }) => staffMemberId),
    ),
    sessionsOf(
      ctx,
      rows.map(({ courseSessionId }) => courseSessionId),
    ),
  ])
  return {
    drafts: [...Map.groupBy(rows, ({ id }) => id)].map(([scheduleDraftId, seats]) => ({
      ...{ scheduleDraftId, madeOn: seats[0]!.madeOn, total: seats.length, objection: seats[0]!.objection },
      seats: seats
        .slice(0, SHOWN)
        .map(({ staffMemberId, courseSessionId }) => ({ person: person(staffMemberId), ...about(courseSessionId) })),
    })),
  }
}

export async function objectToSchedule(
  ctx: Ctx<typeof objecting.objectToSchedule>,
  { scheduleDraftId, reason }: Input<typeof objecting.objectToSchedule>,
) {
  const mine = (await listTeamSchedules(ctx)).drafts.find((draft) => draft.scheduleDraftId === scheduleDraftId)
  ctx.must(mine, 'no_such_draft')
  const now = ctx.now.toString()
  await sql`insert into schedule_objection (schedule_draft_id, made_by, reason, made_at)
    values (${scheduleDraftId}, ${ctx.actor.subjectId}, ${reason}, ${now}::timestamptz)
    on conflict (schedule_draft_id, made_by) where ended_at is null
    do update set reason = excluded.reason, made_at = excluded.made_at`.execute(ctx.db)
  ctx.about([], { reason, detail: { scheduleDraftId } })
  return { objected: true as const }
}

export async function endObjection(
  ctx: Ctx<typeof objecting.endObjection>,
  { scheduleDraftId }: Input<typeof objecting.endObjection>,
) {
  const { rows } = await sql`update schedule_objection set ended_at = ${ctx.now.toString()}::timestamptz
    where schedule_draft_id = ${scheduleDraftId} and made_by = ${ctx.actor.subjectId} and ended_at is null
    returning 1`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_draft')
  ctx.about([], { detail: { scheduleDraftId } })
  return { ended: true as const }
}
