import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage, oneOf } from '#platform/sql/sql.ts'
import type { mail } from './contract.ts'
import { noteSent } from './outbox.ts'
import { addressesOf } from './receivers.ts'

/** More are not counted. */
const MANY = sql.lit(10_000)
const UNSENT = ['waiting', 'sending'] as const

/** For whoever looks after the server: numbers, and no word of what mail says. */
export async function mailState(ctx: Ctx): Promise<Answer<typeof mail.mailState>> {
  const due = sql`${oneOf('state', UNSENT)} and next_at <= ${ctx.now.toString()}::timestamptz`
  const { rows } = await sql<{
    isOn: boolean
    waiting: number
    waitingSince: Date | null
    failed: number
    lastSentAt: Date | null
    lastTrouble: string | null
  }>`select coalesce((select is_on from mail_setup), false) as "isOn",
      (select count(*) from (select from mail where ${due} limit ${MANY}) m) as waiting, (select next_at from mail where ${due} order by next_at limit 1) as "waitingSince",
      (select count(*) from (select from mail where state = 'failed' limit ${MANY}) m) as failed,
      (select ended_at from mail where ended_at is not null and state = 'sent' order by ended_at desc limit 1) as "lastSentAt",
      (select trouble from mail where ${oneOf('state', UNSENT)} and trouble is not null order by next_at desc limit 1)
        as "lastTrouble"`.execute(ctx.db)
  const { waitingSince, lastSentAt, ...counts } = rows[0]!
  return {
    ...counts,
    waitingSince: waitingSince?.toISOString() ?? null,
    lastSentAt: lastSentAt?.toISOString() ?? null,
  }
}

export async function listMail(
  ctx: Ctx,
  { state, after, pageSize }: Input<typeof mail.listMail>,
): Promise<Answer<typeof mail.listMail>> {
  const { rows: found } = await sql<{
    mailId: number
    receiver: number
    state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'
    attempts: number
    writtenAt: Date
    nextAt: Date
    trouble: string | null
  }>`select mail_id as "mailId", receiver, state, attempts, written_at as "writtenAt", next_at as "nextAt", trouble
    from mail where ${state === 'failed' ? sql`state = 'failed'` : oneOf('state', UNSENT)}
      and ${after === undefined ? sql`true` : sql`mail_id < ${after}`}
    order by mail_id desc limit ${sql.lit(pageSize + 1)}`.execute(ctx.db)
  const { rows, hasMore } = cutPage(found, pageSize)
  const addresses = await addressesOf(ctx, [...new Set(rows.map(({ receiver }) => receiver))])
  return {
    next: hasMore ? (rows.at(-1)?.mailId ?? null) : null,
    mail: rows.map(({ receiver, writtenAt, nextAt, ...row }) => ({
      ...row,
      name: addresses.get(receiver)?.name ?? null,
      email: addresses.get(receiver)?.email ?? null,
      writtenAt: writtenAt.toISOString(),
      nextAt: nextAt.toISOString(),
    })),
  }
}

export async function retryMail(ctx: Ctx<typeof mail.retryMail>, { mailId }: Input<typeof mail.retryMail>) {
  const { rows } = await sql<{ receiver: number }>`update mail set state = 'waiting', ended_at = null,
      attempts = greatest(attempts, 1), next_at = ${ctx.now.toString()}::timestamptz
    where mail_id = ${mailId} and state in ('failed', 'waiting') returning receiver`.execute(ctx.db)
  ctx.must(rows[0], 'mail_not_waiting')
  ctx.about([rows[0].receiver], { detail: { mailId } })
  return { done: true as const }
}

export async function noteMail(ctx: Ctx, outcome: Input<typeof mail.noteMail>) {
  await noteSent(ctx, outcome)
  return { done: true as const }
}

export async function noteMailSetup(ctx: Ctx, { isOn, domain }: Input<typeof mail.noteMailSetup>) {
  await sql`insert into mail_setup (is_on, domain, said_at) values (${isOn}, ${domain}, ${ctx.now.toString()}::timestamptz)
    on conflict (only_row) do update set is_on = excluded.is_on, domain = excluded.domain, said_at = excluded.said_at
    where (mail_setup.is_on, mail_setup.domain) is distinct from (excluded.is_on, excluded.domain)`.execute(ctx.db)
  return { done: true as const }
}
