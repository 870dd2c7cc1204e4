import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Two } from '#platform/privacy/joining.ts'
import { lockStandings, type Place, renewStandings } from './standing.service.ts'

/** Two numbers are one person: their evidence stands beside each other, and of each kind the latest is the level. */
export async function joinEvidence(ctx: Ctx, { first, second }: Two): Promise<void> {
  const { rows } = await sql<Place>`select distinct staff_member_id as staff, skill, kind from skill_evidence
    where staff_member_id = any(${[first, second]}::bigint[]) order by 1, 2, 3`.execute(ctx.db)
  await lockStandings(ctx, rows)
  await sql`delete from skill_standing where staff_member_id = ${second}`.execute(ctx.db)
  await sql`update skill_evidence set staff_member_id = ${first} where staff_member_id = ${second}`.execute(ctx.db)
  const places = new Map(rows.map((place) => [`${place.skill} ${place.kind}`, { ...place, staff: first }]))
  await renewStandings(ctx, [...places.values()])
}
