import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { SOON } from './plan.service.ts'

export interface OpenDecisions {
  readonly fiscalYear: number
  readonly dueOn: string
  readonly n: number
}

interface OpenMilestone {
  readonly fiscalYear: number
  readonly initiative: string
  readonly milestone: string
  readonly dueOn: string
}

/** Decisions that are somebody's to carry out and not done yet, by the year of the review, the most urgent first; milestones of theirs that are due soon or overdue; and the last year that was closed. */
export async function reviewWorkOf(
  ctx: Ctx,
  owner: number,
): Promise<{ decisions: OpenDecisions[]; milestones: OpenMilestone[]; lastClosed: number | null }> {
  const { rows } = await sql<{
    milestones: OpenMilestone[]
    lastClosed: number | null
    fiscalYear: number | null
    dueOn: string | null
    n: number | null
  }>`
    select r."lastClosed", r.milestones, o.fiscal_year as "fiscalYear", o.due_on as "dueOn", o.n
    from (select max(fiscal_year) as "lastClosed",
        coalesce((select json_agg(json_build_object('fiscalYear', i.fiscal_year, 'initiative', i.name, 'milestone', m.name,
            'dueOn', m.due_on) order by m.due_on, m.initiative_milestone_id)
          from initiative i join initiative_milestone m using (initiative_id)
          where i.owner = ${owner} and i.dropped_on is null and m.done_on is null
            and m.due_on <= ${addDays(ctx.today, SOON)}::date), '[]') as milestones
      from review) r
      left join (select d.fiscal_year, min(d.due_on) as due_on, count(*) as n
        from review_decision d where d.owner = ${owner}
          and not exists (select 1 from review_decision_done e where e.review_decision_id = d.review_decision_id)
        group by d.fiscal_year) o on true
    order by o.due_on, o.fiscal_year`.execute(ctx.db)
  return {
    decisions: rows.flatMap(({ fiscalYear, dueOn, n }) =>
      fiscalYear === null || dueOn === null || n === null ? [] : [{ fiscalYear, dueOn, n }],
    ),
    milestones: rows[0]?.milestones ?? [],
    lastClosed: rows[0]?.lastClosed ?? null,
  }
}
