import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Connection } from '#platform/db/database.ts'
import { asText, notEndedBy, on } from '#platform/sql/sql.ts'

export const guest: Actor = { kind: 'guest', accountId: null, subjectId: null, roles: [], name: 'guest' }

const onDay = (alias: string) => asText(on(alias, sql.raw('$2::date')))
/** Roles end with the service of whoever holds them, and rest until somebody else has agreed. */
const inService = asText(notEndedBy('g', sql.raw('$2::date'), ['valid_from', 'service_ends']))

/** By itself (`offset 0`) the opening of one account goes by indexes; joined, it would be looked for among those of everybody. */
const WHO = `select a.account_id, a.subject_id, o.login_name, a.must_change_password, least(s.expires_at, s.idle_ends_at) > $3 as live,
    array(select distinct g.role from role_holding g where g.account_id = a.account_id and ${onDay('g')} and ${inService} and not g.rests) as roles
  from session s join account a using (account_id)
    cross join lateral (select o.login_name from account_opening o
      where o.account_id = a.account_id and ${onDay('o')} offset 0) o
  where s.token_hash = $1`

interface Who {
  account_id: number
  subject_id: number | null
  login_name: string
  must_change_password: boolean
  live: boolean
  roles: string[]
}

/** The account behind a session's token on this day; `ended` where the token was once good or never known. */
export async function identify(
  connection: Connection,
  token: string | undefined,
  today: string,
  now: Temporal.Instant,
): Promise<Actor | 'ended'> {
  if (!token) return guest
  const session = hashToken(token)
  const { rows } = await connection.query<Who>(WHO, [session, today, new Date(now.epochMilliseconds)])
  const who = rows[0]
  if (!who?.live) return 'ended'
  return {
    kind: 'account',
    accountId: who.account_id,
    subjectId: who.subject_id,
    roles: who.roles,
    name: who.login_name,
    mustChangePassword: who.must_change_password,
    session,
  }
}

/** 256 random bits; only their hash is stored, so that a copy of the database opens no session. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
