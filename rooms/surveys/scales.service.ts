/**
 * How the items of one outcome hang together, of the whole round: worked out once, when it is closed, from answers that are read by nobody
 * and nothing else. Only of items that may be told, and of so many complete answers that nothing can be read back from the figure.
 */
import { sql } from 'kysely'
import { reliabilityOf, Unreliable } from '#engines/reliability/reliability.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { rowsOf } from './results.rules.ts'
import { answersTo } from './results.service.ts'
import type { StoredRound } from './rounds.service.ts'

/** Complete answers. */
const FEWEST = 30

export type Counted = Pick<StoredRound, 'roundId' | 'items' | 'k'>

export async function keepScales(ctx: Ctx, { roundId, items, k }: Counted): Promise<void> {
  const answersOf = await answersTo(ctx, roundId)
  const told = items.filter(
    (item) => item.type === 'agreement5' && item.outcome && rowsOf(item, answersOf(item.id), k)[0]?.distribution,
  )
  for (const [outcome, own] of Map.groupBy(told, (item) => item.outcome!)) {
    if (own.length < 2) continue
    const ids = own.map(({ id }) => id)
    const columns = ids.map((id) => sql`json_agg(a.answers -> ${id}::text)`)
    const { rows } = await sql<{
      columns: (number | null)[][]
    }>`select json_build_array(${sql.join(columns)}) as columns
      from survey_answer a where a.survey_round_id = ${roundId}`.execute(ctx.db)
    const found = alphaOf(
      ids.map((name, at) => ({
        name,
        values: Float64Array.from(rows[0]!.columns[at] ?? [], (one) => one ?? Number.NaN),
      })),
    )
    if (!found) continue
    await sql`insert into survey_scale (survey_round_id, outcome, items, people, alpha)
      values (${roundId}, ${outcome}, ${ids}::text[], ${found.people}, ${found.alpha})`.execute(ctx.db)
  }
}

/** Cronbach's alpha of the complete answers, to two decimals. */
function alphaOf(columns: Parameters<typeof reliabilityOf>[0]): { people: number; alpha: number } | undefined {
  try {
    const { alpha, n } = reliabilityOf(columns).listwise
    return alpha === null || n < FEWEST ? undefined : { people: n, alpha: Math.round(alpha * 100) / 100 }
  } catch (error) {
    if (error instanceof Unreliable) return undefined
    throw error
  }
}

interface Scale {
  readonly outcome: string
  readonly items: string[]
  readonly people: number
  readonly alpha: number
}

export async function scalesOf(ctx: Ctx, roundId: number): Promise<Scale[]> {
  const { rows } = await sql<Scale>`select s.outcome, s.items, s.people, s.alpha from survey_scale s
    where s.survey_round_id = ${roundId} order by s.outcome`.execute(ctx.db)
  return rows
}
