import { type RawBuilder, sql } from 'kysely'
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

/** Decisions that are somebody's to carry out and not done yet, by the year of the review, the most urgent first; milestones of theirs that are due soon or overdue; and the last year that was closed. `beside` travels with them. */
export async function reviewWorkOf<T>(
  ctx: Ctx,
  owner: number,
  beside: RawBuilder<T>,
): Promise<{ decisions: OpenDecisions[]; milestones: OpenMilestone[]; lastClosed: number | null; beside: T }> {
  const { rows } = await sql<{
    beside: T
    milestones: OpenMilestone[]
    lastClosed: number | null
    fiscalYear: number | null
    dueOn: string | null
    n: number | null
  }>`
    select r."lastClosed", r.milestones, r.beside, o.fiscal_year as "fiscalYear", o.due_on as "dueOn", o.n
    from (select max(fiscal_year) as "lastClosed",
        coalesce((select json_agg(json_build_object('fiscalYear', i.fiscal_year, 'initiative', i.name, 'milestone', m.name,
            'dueOn', m.due_on) order by m.due_on, m.initiative_milestone_id)
          from initiative i join initiative_milestone m using (initiative_id)
          where i.owner = ${owner} and i.dropped_on is null and m.done_on is null
            and m.due_on <= ${addDays(ctx.today, SOON)}::date), '[]') as milestones,
        ${beside} as beside
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
    // An aggregate: there is a row always.
    beside: rows[0]!.beside,
  }
}
