/**
 * Mail that waits to go out, and what became of it. Whoever sends takes a piece (`takeMail`), sends it without a connection or a
 * transaction of the town, and notes what came of it. A process that is killed in between leaves it taken: after a while it is tried
 * again under the same message id. So mail is never lost, and comes twice only where the server had accepted it and the process ended
 * before it could note that.
 */
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { nextTryAt, STALE_MINUTES } from './pauses.ts'

export interface Wanted {
  readonly receiver: number
  readonly way: 'atOnce' | 'digest'
  readonly nextAt: Temporal.Instant
}

/** Writes mail, each with its number: a new one at once; what is gathered goes with what waits for the same person already. */
export async function writeMail(ctx: Ctx, wanted: readonly Wanted[], domain: string): Promise<Map<string, number>> {
  const rows = wanted.map(({ receiver, way, nextAt }) => ({
    receiver,
    way,
    next_at: nextAt.toString(),
    message_id: `${randomUUID()}@${domain}`,
  }))
  const given = (way: Wanted['way']) =>
    sql`jsonb_to_recordset(${JSON.stringify(rows.filter((row) => row.way === way))}::jsonb)
      as r(receiver bigint, way text, next_at timestamptz, message_id text)`
  const columns = sql`(message_id, receiver, way, written_at, next_at)`
  const values = sql`r.message_id, r.receiver, r.way, ${ctx.now.toString()}::timestamptz, r.next_at`
  const { rows: written } = await sql<{ receiver: number; way: string; mailId: number }>`with at_once as (
      insert into mail ${columns} select ${values} from ${given('atOnce')} returning receiver, way, mail_id),
    gathered as (
      insert into mail ${columns} select ${values} from ${given('digest')} order by r.receiver
      on conflict (receiver) where way = 'digest' and state = 'waiting' and attempts = 0
      do update set way = excluded.way returning receiver, way, mail_id)
    select receiver, way, mail_id as "mailId" from at_once union all select receiver, way, mail_id from gathered`.execute(
    ctx.db,
  )
  return new Map(written.map(({ receiver, way, mailId }) => [`${receiver} ${way}`, mailId]))
}

export interface Taken {
  readonly mailId: number
  readonly messageId: string
  readonly receiver: number
  readonly attempts: number
}

/** Mail whose time has come, taken by nobody else; and what somebody took who was never heard of again. */
export async function takeMail(ctx: Ctx, most: number): Promise<Taken[]> {
  const now = sql`${ctx.now.toString()}::timestamptz`
  const { rows } = await sql<Taken>`update mail set state = 'sending', claimed_at = ${now}, attempts = attempts + 1
    where mail_id in (select mail_id from mail where state in ('waiting', 'sending') and next_at <= ${now}
        and (state = 'waiting' or claimed_at < ${now} - make_interval(mins => ${STALE_MINUTES}::int))
      order by next_at, mail_id limit ${sql.lit(most)} for update skip locked)
    returning mail_id as "mailId", message_id as "messageId", receiver, attempts`.execute(ctx.db)
  return rows.toSorted((a, b) => a.mailId - b.mailId)
}

/** Taken too early for its receiver: it waits as if nobody had taken it. */
export async function putOff(ctx: Ctx, mail: readonly { mailId: number; nextAt: Temporal.Instant }[]): Promise<void> {
  if (mail.length === 0) return
  const rows = mail.map(({ mailId, nextAt }) => ({ mailId, nextAt: nextAt.toString() }))
  await sql`update mail m set state = 'waiting', claimed_at = null, attempts = attempts - 1, next_at = r."nextAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("mailId" bigint, "nextAt" timestamptz)
    where m.mail_id = r."mailId"`.execute(ctx.db)
}

/** What waits for somebody and was not tried yet goes at other times from now on. */
export async function setTimes(
  ctx: Ctx,
  receiver: number,
  { atOnce, digest }: Readonly<Record<Wanted['way'], Temporal.Instant>>,
): Promise<void> {
  await sql`update mail set next_at = case way when 'digest' then ${digest.toString()}::timestamptz else ${atOnce.toString()}::timestamptz end
    where receiver = ${receiver} and state = 'waiting' and attempts = 0`.execute(ctx.db)
}

/** Nothing is left to say in it, or nobody to say it to. */
export async function dropMail(ctx: Ctx, dropped: readonly { mailId: number; why: string }[]): Promise<void> {
  if (dropped.length === 0) return
  await sql`update mail m set state = 'dropped', ended_at = ${ctx.now.toString()}::timestamptz, trouble = d.why
    from jsonb_to_recordset(${JSON.stringify(dropped)}::jsonb) as d("mailId" bigint, why text)
    where m.mail_id = d."mailId"`.execute(ctx.db)
}

/** What came of sending: gone; or a trouble, after which it is tried again later unless nothing can come of that. */
export async function noteSent(
  ctx: Ctx,
  { mailId, trouble, isFinal }: { mailId: number; trouble: string | null; isFinal: boolean },
): Promise<void> {
  const { rows } = await sql<{ attempts: number }>`select attempts from mail
    where mail_id = ${mailId} and state = 'sending' for update`.execute(ctx.db)
  const [mail] = rows
  if (!mail) return
  const now = sql`${ctx.now.toString()}::timestamptz`
  if (trouble === null) {
    await sql`update mail set state = 'sent', ended_at = ${now}, trouble = null where mail_id = ${mailId}`.execute(
      ctx.db,
    )
    return
  }
  const next = isFinal ? undefined : nextTryAt(ctx.now, mail.attempts)
  await sql`update mail set state = ${next ? 'waiting' : 'failed'}, trouble = ${trouble.slice(0, 500)},
      ended_at = ${next ? null : ctx.now.toString()}::timestamptz, next_at = coalesce(${next?.toString() ?? null}::timestamptz, next_at)
    where mail_id = ${mailId}`.execute(ctx.db)
}

/** Whether mail goes out, and the domain of its ids. */
export async function mailDomain(ctx: Ctx): Promise<string | undefined> {
  const { rows } = await sql<{ domain: string }>`select domain from mail_setup where is_on`.execute(ctx.db)
  return rows[0]?.domain
}

/** Mail of which nothing is to be done, for so many days: mail_id. */
export function oldMail(ctx: Ctx, days: number): RawBuilder<unknown> {
  return sql`(select mail_id from mail where ended_at < ${ctx.now.toString()}::timestamptz - make_interval(days => ${days}::int))`
}

/** Forgets what became of old mail. */
export async function forgetMail(ctx: Ctx, days: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from mail where mail_id in ${oldMail(ctx, days)}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Whether mail goes out at all, how much waits, and how much failed for good. */
export async function mailCounts(ctx: Ctx): Promise<{ isOn: boolean; waiting: number; failed: number }> {
  const { rows } = await sql<{ isOn: boolean; waiting: number; failed: number }>`select
      coalesce((select is_on from mail_setup), false) as "isOn",
      (select count(*)::int from mail where state in ('waiting', 'sending')) as waiting,
      (select count(*)::int from mail where state = 'failed') as failed`.execute(ctx.db)
  return rows[0]!
}
