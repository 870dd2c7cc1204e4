/** What all parts of the room ask of a thank-you: whether it stands, who may read it, who wrote it. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { teamOf } from '#rooms/people/service.ts'
import type { ThanksTables } from './tables.ts'

export const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<ThanksTables>

/** A thank-you `h` that is read and counted. Two numbers that turned out to be one person's (decisions/0046) leave none to oneself. */
export const STANDS: RawBuilder<boolean> = sql<boolean>`(h.taken_back_at is null and h.removed_at is null
  and h.written_by <> h.receiver)`
/** For everybody's eyes. */
export const IS_PUBLIC: RawBuilder<boolean> = sql<boolean>`(h.is_public and h.taken_back_at is null
  and h.removed_at is null and h.hidden_at is null and h.written_by <> h.receiver)`
/** For the head of the receiver. */
export const IS_FOR_HEAD: RawBuilder<boolean> = sql<boolean>`(h.is_shown_to_head and h.hidden_at is null and ${STANDS})`

/** For access: who wrote it and who received it; undefined where there is none. */
export async function partiesOf(
  ctx: Ctx,
  thankYouId: number,
): Promise<{ writer: number; receiver: number } | undefined> {
  const row = await tables(ctx)
    .selectFrom('thank_you')
    .select(['written_by as writer', 'receiver'])
    .where('thank_you_id', '=', thankYouId)
    .executeTakeFirst()
  return row
}

/** For access: whether it is, or was until it went, for the actor to read, who did not write it. */
export async function mayRead(ctx: Ctx, thankYouId: number): Promise<boolean> {
  const me = ctx.actor.subjectId
  const { rows } = await sql<{
    receiver: number
    writer: number
    isPublic: boolean
    isForHead: boolean
  }>`select h.receiver, h.written_by as writer, h.is_public and h.hidden_at is null as "isPublic",
      h.is_shown_to_head and h.hidden_at is null as "isForHead"
    from thank_you h where h.thank_you_id = ${thankYouId}`.execute(ctx.db)
  const [one] = rows
  if (!one || me === null || one.writer === me) return false
  return one.receiver === me || one.isPublic || (one.isForHead && (await teamOf(ctx, me)).includes(one.receiver))
}
