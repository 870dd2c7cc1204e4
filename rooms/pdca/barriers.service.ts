/** What kept people from learning in a year: by today's records while it is open, as it was when it was closed ever after (INV-F4). */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Barrier, isStaffing } from '#rooms/training/barrier.rules.ts'
import { barriersOfYear, type Hindered } from '#rooms/training/service.ts'
import type { PdcaTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PdcaTables>

export async function barriersIn(
  ctx: Ctx,
  fiscalYear: number,
): Promise<{ hindered: Hindered[]; closedOn: string | null }> {
  const { rows } = await sql<{
    closedOn: string
    barriers: { barrier: Barrier; total: number }[]
  }>`select r.closed_on as "closedOn",
      coalesce((select json_agg(json_build_object('barrier', b.barrier, 'total', b.total) order by b.total desc, b.barrier)
        from review_barrier b where b.fiscal_year = r.fiscal_year), '[]') as barriers
    from review r where r.fiscal_year = ${fiscalYear}`.execute(ctx.db)
  const [closed] = rows
  if (!closed) return { hindered: await barriersOfYear(ctx, fiscalYear), closedOn: null }
  const hindered = closed.barriers.map((one) => ({ ...one, isStaffing: isStaffing(one.barrier) }))
  return { hindered, closedOn: closed.closedOn }
}

/** With the year that is being closed. */
export async function keepBarriers(ctx: Ctx, fiscalYear: number): Promise<void> {
  const hindered = await barriersOfYear(ctx, fiscalYear)
  if (hindered.length === 0) return
  await tables(ctx)
    .insertInto('review_barrier')
    .values(hindered.map(({ barrier, total }) => ({ fiscal_year: fiscalYear, barrier, total })))
    .execute()
}
