import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inServiceOn, postsOn } from './relations.service.ts'

/** How many people there are on a day of each grade, by their primary post, and occupation. */
export async function countByGrade(ctx: Ctx, day: string) {
  const { rows } = await sql<{ grade: string; occupation: string; people: number }>`
    select p.grade, e.occupation, count(*)::integer as people
    from ${postsOn(day)} p join ${inServiceOn(day)} e using (staff_member_id)
    group by p.grade, e.occupation order by p.grade, e.occupation`.execute(ctx.db)
  return rows
}
