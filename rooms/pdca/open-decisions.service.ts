import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

export interface OpenDecisions {
  readonly fiscalYear: number
  readonly dueOn: string
  readonly n: number
}

/** Decisions that are somebody's to carry out and not done yet, by the year of the review, the most urgent first; and the last year that was closed. */
export async function reviewWorkOf(
  ctx: Ctx,
  owner: number,
): Promise<{ decisions: OpenDecisions[]; lastClosed: number | null }> {
  const { rows } = await sql<{
    lastClosed: number | null
    fiscalYear: number | null
    dueOn: string | null
    n: number | null
  }>`
    select r."lastClosed", o.fiscal_year as "fiscalYear", o.due_on as "dueOn", o.n
    from (select max(fiscal_year) as "lastClosed" from review) r
      left join (select d.fiscal_year, min(d.due_on) as due_on, count(*) as n
        from review_decision d where d.owner = ${owner}
          and not exists (select 1 from review_decision_done e where e.review_decision_id = d.review_decision_id)
        group by d.fiscal_year) o on true
    order by 3, 2`.execute(ctx.db)
  return {
    decisions: rows.flatMap(({ fiscalYear, dueOn, n }) =>
      fiscalYear === null || dueOn === null || n === null ? [] : [{ fiscalYear, dueOn, n }],
    ),
    lastClosed: rows[0]?.lastClosed ?? null,
  }
}
