/** What a study takes as treatment: by whom and from when. Days as everywhere in this room (days.rules.ts). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inState } from './shape.service.ts'

/** The first day on which each person completed a course, or was recommended it: staff_member_id, day. What was cancelled or struck is nothing. */
export function firstTreated(kind: 'completion' | 'recommendation', courseCode: string): RawBuilder<unknown> {
  if (kind === 'completion')
    return sql`(select a.staff_member_id, min(s.starts_on) as day from application a
      join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null
      join course c on c.course_id = s.course_id
      where c.course_code = ${courseCode} and ${inState('completed')} group by a.staff_member_id)`
  return sql`(select r.staff_member_id, min(r.recommended_on) as day from recommendation r
    join course c on c.course_id = r.course_id
    where c.course_code = ${courseCode} and r.struck_on is null group by r.staff_member_id)`
}

/** Every course there is or was, by its code. */
export async function coursesByCode(ctx: Ctx): Promise<{ courseId: number; courseCode: string; title: string }[]> {
  const { rows } = await sql<{ courseId: number; courseCode: string; title: string }>`select course_id as "courseId",
      course_code as "courseCode", title
    from course order by title, course_code`.execute(ctx.db)
  return rows
}
