/** What this room keeps of a section, where it never was (rooms/people/section-records). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { RestedOn, Resting } from '#rooms/people/section-records/resting.service.ts'
import { mvvMessages } from './messages.ts'

/** The purpose of the day: rows are never taken away, and say nothing of a section that is not there. */
export async function purposesResting(ctx: Ctx, { sectionCode, last }: RestedOn): Promise<Resting[]> {
  const { rows } = await sql<{ purpose: string }>`select purpose from section_purpose
    where section_code = ${sectionCode} and valid_from <= ${last}::date
    order by valid_from desc, section_purpose_id desc limit 1`.execute(ctx.db)
  return rows.map(({ purpose }) => ({ words: ctx.t(mvvMessages, 'rests', { purpose }), stays: true }))
}
