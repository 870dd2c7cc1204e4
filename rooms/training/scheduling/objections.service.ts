/** What heads have said against drafts, for whoever publishes and whoever is told. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { DRAFT_SEATS, draftCourses } from './opening.service.ts'

/** Objections that stand and that HR has not answered. */
export async function unansweredOf(ctx: Ctx, scheduleDraftId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from schedule_objection o
    where o.schedule_draft_id = ${scheduleDraftId} and o.ended_at is null and o.answered_at is null`.execute(ctx.db)
  return rows[0]!.n
}

/** What the courses of a draft `d` are called. */
export const COURSES = sql<string[]>`array(select distinct c.title
  from ${draftCourses(sql`d.schedule_draft_id`)} i join course c on c.course_id = i.course_id order by 1)`

/** The same of these drafts, in a sentence. */
export async function coursesOf(ctx: Ctx, drafts: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; courses: string[] }>`select d.schedule_draft_id as id, ${COURSES} as courses
    from schedule_draft d where d.schedule_draft_id = any(${drafts}::bigint[])`.execute(ctx.db)
  return new Map(rows.map(({ id, courses }) => [id, courses.join(ctx.language === 'ja' ? '・' : ', ')]))
}

/** People in drafts that heads are shown, of some drafts or all. */
export const shownSeats = (ctx: Ctx, drafts?: readonly number[]) => sql<{
  scheduleDraftId: number
  objectBy: string
  person: number
}>`select distinct d.schedule_draft_id as "scheduleDraftId", d.object_by as "objectBy", z.staff_member_id as person
  from schedule_draft d join ${DRAFT_SEATS} z on z.schedule_draft_id = d.schedule_draft_id
  where d.published_at is null and d.dropped_at is null and d.object_by >= ${ctx.today}::date
    ${drafts ? sql`and d.schedule_draft_id = any(${drafts}::bigint[])` : sql``}`

export interface Objection {
  readonly scheduleObjectionId: number
  readonly scheduleDraftId: number
  readonly by: number
  readonly answer: 'heard' | 'notFollowed' | null
  readonly answerReason: string | null
  readonly answeredOn: string | null
  /** The draft waits to be published. */
  readonly isOpen: boolean
}

/** Objections of drafts that wait, and those that were answered since a day. */
export const objectionsSince = (since: string, drafts?: readonly number[]) => sql<Objection>`select
    o.schedule_objection_id as "scheduleObjectionId", o.schedule_draft_id as "scheduleDraftId", o.made_by as by, o.answer,
    o.answer_reason as "answerReason", (o.answered_at at time zone 'Asia/Tokyo')::date as "answeredOn",
    d.published_at is null and d.dropped_at is null as "isOpen"
  from schedule_objection o join schedule_draft d on d.schedule_draft_id = o.schedule_draft_id
  where o.ended_at is null and (d.published_at is null and d.dropped_at is null and o.answered_at is null
      or (o.answered_at at time zone 'Asia/Tokyo')::date >= ${since}::date)
    ${drafts ? sql`and o.schedule_draft_id = any(${drafts}::bigint[])` : sql``}`
