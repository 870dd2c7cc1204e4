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
  const { isClosed, items, k, attributes, receivers, answers, reissues, sheets, sheetsDrawn } = await requireRound(
    ctx,
    roundId,
  )
  ctx.must(isClosed, 'round_not_closed')
  const item = items.find((one) => one.id === id)
  ctx.must(item, 'no_such_item')
  ctx.must(by === undefined || attributes.includes(by), 'unknown_attribute')
  const answersOf = await answersTo(ctx, roundId, id)
  const rows = rowsOf(item, answersOf(id), k, by)
  return {
    ...{ receivers, answers: answers ?? 0, reissues: reissues ?? 0 },
    ...(sheets > 0 && { sheets, sheetsDrawn }),
    // How many answered in a place that is not shown is nobody's to know either (INV-A2).
    rows: rows.map(({ attributes: place, n, ...row }) => ({
      ...{ ...place, n: row.status === 'suppressed' ? null : n, ...row },
    })),
  }
}

/** What each group answered to an item: no item has an empty name, and to it nobody answered anything. */
export async function answersTo(ctx: Ctx, roundId: number, item?: string): Promise<(item: string) => Answered[]> {
  const { rows: groups } = await sql<{ group: number; steps: Step[] }>`select g.group_number as "group", g.steps
    from survey_group g where g.survey_round_id = ${roundId} order by g.group_number`.execute(ctx.db)
  const one = item === undefined ? sql`` : sql`and t.item = ${item}`
  const { rows } = await sql<{ group: number; item: string; counts: Record<string, number> }>`
    select t.group_number as "group", t.item, jsonb_object_agg(t.value, t.people) as counts from survey_tally t
    where t.survey_round_id = ${roundId} ${one} group by t.group_number, t.item`.execute(ctx.db)
  const found = new Map(rows.map(({ group, item: id, counts }) => [`${group} ${id}`, counts]))
  return (id) =>
    groups.map(({ group, steps }) => {
      const { '': n = 0, ...counts } = found.get(`${group} ${id}`) ?? {}
      return { steps, tally: { n, counts } }
    })
}
