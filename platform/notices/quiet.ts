/** The hours that people chose; whoever chose none has the usual ones. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Hours, usualHours } from './hours.ts'

export async function hoursOf(ctx: Ctx, people: readonly number[]): Promise<(person: number) => Hours> {
  const { rows } = await sql<
    Hours & { person: number }
  >`select staff_member_id as person, left(quiet_from::text, 5) as "quietFrom", left(quiet_to::text, 5) as "quietTo",
      quiet_on_weekends as "quietOnWeekends", left(digest_at::text, 5) as "digestAt"
    from notice_hours where staff_member_id = any(${people}::bigint[])`.execute(ctx.db)
  const chosen = new Map(rows.map(({ person, ...hours }) => [person, hours]))
  return (person) => chosen.get(person) ?? usualHours
}
