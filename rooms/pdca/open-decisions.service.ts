import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

/** Decisions that are somebody's to carry out and not done yet, by the year of the review, the most urgent first. */
export async function openDecisionsOf(ctx: Ctx, owner: number) {
  const { rows } = await sql<{ fiscalYear: number; dueOn: string; n: number }>`select d.fiscal_year as "fiscalYear",
      min(d.due_on) as "dueOn", count(*) as n
    from review_decision d where d.owner = ${owner}
      and not exists (select 1 from review_decision_done e where e.review_decision_id = d.review_decision_id)
    group by d.fiscal_year order by 2, 1`.execute(ctx.db)
  return rows
}
