/** What this room keeps of a section, where it never was (rooms/people/section-records). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { during } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import type { RestedOn, Resting } from '#rooms/people/section-records/resting.service.ts'
import { staffingMessages } from './messages.ts'

/** What the counters need on one of its days. */
export async function minimumsResting(ctx: Ctx, { sectionCode, first, last }: RestedOn): Promise<Resting[]> {
  const { rows } = await sql<{
    counter: string
    from: string
  }>`select counter, valid_from as "from" from minimum_staffing m
    where section_code = ${sectionCode} and ended_at is null and ${during('m', first, last)} order by valid_from, counter`.execute(
    ctx.db,
  )
  return rows.map(({ counter, from }) => ({
    words: ctx.t(staffingMessages, 'rests.minimum', { counter, day: formatDate(from, ctx.language) }),
  }))
}
