import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inServiceOn, postsOn } from './relations.service.ts'

/** How many people hold each grade on a day, by their primary post. */
export async function countByGrade(ctx: Ctx, day: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ grade: string; people: number }>`select p.grade, count(*)::integer as people
    from ${postsOn(day)} p join ${inServiceOn(day)} e using (staff_member_id) group by p.grade order by p.grade`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ grade, people }) => [grade, people]))
}
