/** One's own sign-ins: in which browsers one's account is open, and the ends that one puts to them. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { auth } from './contract.ts'

/** Sign-ins of one account that are shown; nobody has so many open but a machine. */
const MOST = 100

export async function listMySessions(ctx: Ctx): Promise<Answer<typeof auth.listMySessions>> {
  const { rows } = await sql<{
    id: number
    browser: string | null
    openedAt: Date
    lastUsedAt: Date
    isThis: boolean
  }>`select session_id as id, browser, opened_at as "openedAt", last_used_at as "lastUsedAt", ${isThis(ctx)} as "isThis"
    from session where account_id = ${ctx.actor.accountId}
      and least(expires_at, idle_ends_at) > ${ctx.now.toString()}::timestamptz
    order by ${isThis(ctx)} desc, last_used_at desc, session_id limit ${MOST}`.execute(ctx.db)
  return {
    sessions: rows.map(({ id, openedAt, lastUsedAt, ...row }) => ({
      sessionId: id,
      ...row,
      openedAt: openedAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
    })),
  }
}

/** Another of one's own; this one ends by signing out. One that has ended, or was never one's own, ends nothing. */
export async function endMySession(ctx: Ctx, { sessionId }: Input<typeof auth.endMySession>) {
  return endOthers(ctx, sessionId)
}

export async function endMyOtherSessions(ctx: Ctx) {
  return endOthers(ctx, null)
}

async function endOthers(ctx: Ctx, sessionId: number | null) {
  const { rows } = await sql<{ id: number }>`delete from session
    where account_id = ${ctx.actor.accountId} and not ${isThis(ctx)}
      and (${sessionId}::bigint is null or session_id = ${sessionId}) returning session_id as id`.execute(ctx.db)
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId], { detail: { ended: rows.length } })
  return { ended: rows.length }
}

/** A command or a job has none. */
function isThis({ actor }: Ctx): RawBuilder<boolean> {
  return sql<boolean>`(token_hash is not distinct from ${actor.session ?? null}::bytea)`
}
