/** How people stand to the floor, for rooms that go on from it. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { unitRows } from '#platform/measure/units.ts'
import { shareAtFloor } from './floor.service.ts'

/**
 * Everybody in service on a day as rows, for a statement of another room: unit, section_code, outside (why the policy's population does not
 * hold them; null: it does) and standing: unassessed, below, reached, by evidence alone, outside or not (INV-P7). `named` stands before the
 * statement. Undefined where no policy holds on that day.
 */
export async function floorStandings(
  ctx: Ctx,
  asOf: string,
): Promise<{ named: RawBuilder<unknown>; rows: RawBuilder<unknown> } | undefined> {
  const parts = await unitRows(ctx, shareAtFloor, asOf)
  return (
    parts && {
      named: parts.named,
      rows: sql`(select p.unit, p.section_code, p.outside, case when p.tallies[4] > 0 then 'unassessed'
        when p.tallies[2] > 0 then 'reached' else 'below' end as standing from ${parts.rows} p)`,
    }
  )
}
