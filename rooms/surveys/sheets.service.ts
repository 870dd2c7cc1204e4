/** How many sheets of paper were noted, and how many entered, by cell; who they are of and what they say is not here. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

interface SheetCounts {
  readonly noted: number
  readonly entered: number
}

/** By cell; of cells without a sheet there is none. */
export async function sheetCounts(ctx: Ctx, roundId: number): Promise<ReadonlyMap<number, SheetCounts>> {
  const { rows } = await sql<
    SheetCounts & { cell: number }
  >`select m.cell, count(*)::int as noted, coalesce(max(s.entered), 0) as entered
    from survey_receiver m left join survey_sheet_count s on s.survey_round_id = m.survey_round_id and s.cell = m.cell
    where m.survey_round_id = ${roundId} and m.on_paper group by m.cell`.execute(ctx.db)
  return new Map(rows.map(({ cell, ...counts }) => [cell, counts]))
}

/** Of the whole round, noted and not entered. */
export async function sheetsWaiting(ctx: Ctx, roundId: number): Promise<number> {
  const counts = await sheetCounts(ctx, roundId)
  return [...counts.values()].reduce((sum, { noted, entered }) => sum + noted - entered, 0)
}
