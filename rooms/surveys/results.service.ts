/** Results of closed rounds, from what was counted at closing: answers are never read again. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Step } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import { type Answered, rowsOf } from './results.rules.ts'
import { requireRound } from './rounds.service.ts'

export async function showSurveyResults(
  ctx: Ctx<typeof surveys.showSurveyResults>,
  { roundId, item: id, by }: Input<typeof surveys.showSurveyResults>,
): Promise<Answer<typeof surveys.showSurveyResults>> {
  const { isClosed, items, k, attributes, receivers, answers, reissues } = await requireRound(ctx, roundId)
  ctx.must(isClosed, 'round_not_closed')
  const item = items.find((one) => one.id === id)
  ctx.must(item, 'no_such_item')
  ctx.must(by === undefined || attributes.includes(by), 'unknown_attribute')
  const rows = rowsOf(item, await answeredTo(ctx, roundId, id), k, by)
  return {
    ...{ receivers, answers: answers ?? 0, reissues: reissues ?? 0 },
    rows: rows.map(({ attributes: place, ...row }) => ({ ...place, ...row })),
  }
}

async function answeredTo(ctx: Ctx, roundId: number, item: string): Promise<Answered[]> {
  const { rows } = await sql<{ steps: Step[]; counts: Record<string, number> }>`select g.steps,
      coalesce((select jsonb_object_agg(t.value, t.people) from survey_tally t
        where t.survey_round_id = g.survey_round_id and t.item = ${item} and t.group_number = g.group_number), '{}') as counts
    from survey_group g where g.survey_round_id = ${roundId} order by g.group_number`.execute(ctx.db)
  return rows.map(({ steps, counts: { '': n = 0, ...counts } }) => ({ steps, tally: { n, counts } }))
}
