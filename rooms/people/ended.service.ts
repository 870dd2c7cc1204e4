import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date } from '#platform/sql/sql.ts'

/** What was ended by the actor's own press of today, which may be taken back. */
export function endedTodayByMe(ctx: Ctx, alias: string): RawBuilder<boolean> {
  const [by, at] = [sql.ref(`${alias}.ended_by`), sql.ref(`${alias}.ended_at`)]
  return sql<boolean>`(${by} is not distinct from ${ctx.actor.subjectId}::bigint
    and (${at} at time zone 'Asia/Tokyo')::date = ${date(ctx.today)})`
}
