/** What this room keeps of a section, where it never was (rooms/people/section-records). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { RestedOn, Resting } from '#rooms/people/section-records/resting.service.ts'
import { attemptsMessages } from './messages.ts'

/** Tests that are for its people. */
export async function testsResting(ctx: Ctx, { sectionCode }: RestedOn): Promise<Resting[]> {
  const { rows } = await sql<{ title: string }>`select title from test
    where ${sectionCode} = any(sections) and retired_at is null order by test_id`.execute(ctx.db)
  return rows.map(({ title }) => ({ words: ctx.t(attemptsMessages, 'rests', { title }) }))
}
