/** What of a year's plan and of a review's decisions somebody carried out: it is theirs to answer for, whoever noted it. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { pdcaMessages } from './messages.ts'

export const pdcaFeed: Feed = async (ctx, me, from) => {
  const { rows } = await sql<{
    kind: 'milestone' | 'decision'
    id: number
    day: string
    year: number
    initiative: string
    milestone: string
  }>`select 'milestone' as kind, m.initiative_milestone_id as id, m.done_on as day, i.fiscal_year as year, i.name as initiative,
      m.name as milestone
    from initiative_milestone m join initiative i using (initiative_id)
    where i.owner = ${me} and i.dropped_on is null and m.done_on between ${from}::date and ${ctx.today}::date
    union all select 'decision', d.review_decision_id, e.done_on, d.fiscal_year, '', ''
    from review_decision d join review_decision_done e using (review_decision_id)
    where d.owner = ${me} and e.done_on between ${from}::date and ${ctx.today}::date`.execute(ctx.db)
  return rows.map(({ kind, id, day, year, initiative, milestone }) => ({
    ...{
      id: `${kind}:${id}`,
      day,
      measures: [],
      path: kind === 'milestone' ? `/review/${year}/plan` : `/review/${year}`,
    },
    what: ctx.t(pdcaMessages, `fed.${kind}`, { initiative, milestone, year: formatFiscalYear(year, ctx.language) }),
  }))
}
