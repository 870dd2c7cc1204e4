/** What people have said for schedules and what of it counts on this day, for whoever searches, checks and publishes. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inServiceOn, isElsewhereSince } from '#rooms/people/relations.service.ts'
import { seatStates } from '../rules.ts'
import { inState } from '../shape.service.ts'
import { presenceFor, sessionsThen } from '../staffing/records.service.ts'
import { draftCourses } from './opening.service.ts'
import { type Wish, whyUnmet } from './wishing.rules.ts'

/** Whether the person of a row `w` of wishes has a seat of the course of its call `l`, in a session that is not over. */
export const hasSeat = (ctx: Ctx) => sql<boolean>`exists (select from application a join course_session s
    on s.course_session_id = a.course_session_id and s.course_id = l.course_id and s.cancelled_on is null
      and s.ends_on >= ${ctx.today}::date
  where a.staff_member_id = w.staff_member_id and ${inState(...seatStates)})`

/** Whether what a row `w` of wishes says counts today: whoever said it is in service, and at the counter at which they said it. */
export const stands = (ctx: Ctx) => sql<boolean>`(w.said_on is not null
  and exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = w.staff_member_id)
  and not ${isElsewhereSince(sql`w.staff_member_id`, sql`w.said_on`, ctx.today)})`

/** What counts today; with a seat of the course nothing does, unless seats are to be moved. */
export async function wishesFor(
  ctx: Ctx,
  which: { readonly courses: RawBuilder<unknown> | readonly string[]; readonly seated?: boolean },
): Promise<Wish[]> {
  const courses = Array.isArray(which.courses) ? sql`${which.courses}::text[]` : which.courses
  const { rows } = await sql<Wish>`select l.course_id as "courseId", c.course_code as "courseCode",
      w.staff_member_id as person, w.cannot, w.wished_sessions as sessions
    from wish_call l join course c on c.course_id = l.course_id and c.course_code = any(${courses})
      join wish_said w on w.wish_call_id = l.wish_call_id
    where l.ended_at is null and ${stands(ctx)} ${which.seated ? sql`` : sql`and not ${hasSeat(ctx)}`}
    order by w.staff_member_id`.execute(ctx.db)
  return rows
}

/** How many wish for a session of the courses of a draft `d`, and how many of them sit in one: `people`, `met`. */
export const metIn = (ctx: Ctx): RawBuilder<unknown> => sql`(select count(*)::integer as people,
    count(*) filter (where exists (select from schedule_seat z where z.schedule_draft_id = d.schedule_draft_id
      and z.staff_member_id = w.staff_member_id and z.course_session_id = any(w.wished_sessions)))::integer as met
  from wish_call l join wish_said w on w.wish_call_id = l.wish_call_id
  where l.ended_at is null and cardinality(w.wished_sessions) > 0 and ${stands(ctx)} and not ${hasSeat(ctx)}
    and l.course_id in ${draftCourses(sql`d.schedule_draft_id`)})`

/** Once all seats are given: what was not met, each with its kind of reason, for the ledger of what keeps people from learning. */
export async function keepUnmet(
  ctx: Ctx,
  scheduleDraftId: number,
  { wishes, seats }: { wishes: readonly Wish[]; seats: readonly { person: number; session: number }[] },
): Promise<void> {
  if (wishes.length === 0) return
  const sitsIn = new Map(seats.map(({ person, session }) => [person, session]))
  for (const [courseCode, ones] of Map.groupBy(wishes, (wish) => wish.courseCode)) {
    const people = ones.map(({ person }) => person)
    const open = (await sessionsThen(ctx, { courseCode, from: ctx.today, to: '9999-12-31' })).filter(
      ({ isOpen }) => isOpen,
    )
    if (open.length === 0) continue
    const { presence } = await presenceFor(ctx, people, open)
    const unmet = ones.flatMap((wish) => {
      const barrier = whyUnmet({ wish, sits: sitsIn.get(wish.person) ?? null }, open, presence)
      return barrier === null ? [] : [{ person: wish.person, course: wish.courseId, barrier }]
    })
    await sql`insert into wish_unmet (schedule_draft_id, staff_member_id, course_id, barrier, found_on)
      select ${scheduleDraftId}, u.person, u.course, u.barrier, ${ctx.today}::date
      from jsonb_to_recordset(${JSON.stringify(unmet)}::jsonb) as u(person bigint, course bigint, barrier text)
      on conflict do nothing`.execute(ctx.db)
  }
}
