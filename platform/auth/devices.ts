/** Browsers in which accounts were opened before ("device cookies", OWASP): they are told apart from strangers who guess. */
import { type Kysely, sql } from 'kysely'
import type { Ctx, Origin } from '#platform/ctx/ctx.ts'
import { placeOf } from '#platform/passwords/pauses.ts'
import { hashToken, newToken } from './identify.ts'
import type { AuthTables } from './tables.ts'

export const DEVICE_COOKIE = 'hagukumi_device'
/** As long as browsers keep a cookie at all. */
const DAYS = 400
/** Browsers of one account that are remembered; some offices clear their cookies every evening. */
const MOST = 20

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<AuthTables>

/** Remembers this browser for the account under a new token, so that nobody can have planted the one that it had. */
export async function rememberDevice(ctx: Ctx, accountId: number): Promise<void> {
  const token = newToken()
  const now = sql<Date>`${ctx.now.toString()}::timestamptz`
  await tables(ctx)
    .updateTable('known_device')
    .set({ device_hash: hashToken(token) })
    .where('device_hash', '=', deviceHash(ctx.from))
    .execute()
  await sql`insert into known_device (device_hash, account_id, address_hash, last_signed_in_at)
    select ${hashToken(token)}, account_id, ${addressHash('account_id', ctx.from)}, ${now}
    from account where account_id = ${accountId}
    on conflict (device_hash, account_id) do update
    set address_hash = excluded.address_hash, last_signed_in_at = excluded.last_signed_in_at`.execute(ctx.db)
  await sql`delete from known_device where account_id = ${accountId} and device_hash in (
    select device_hash from known_device where account_id = ${accountId}
    order by last_signed_in_at desc, device_hash offset ${MOST})`.execute(ctx.db)
  const cookie = `${DEVICE_COOKIE}=${token}; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=${DAYS * 86_400}`
  ctx.setHeader('set-cookie', cookie)
}

/** A new password was set: whoever knew the old one is a stranger again. */
export async function forgetDevices(ctx: Ctx, accountId: number): Promise<void> {
  await tables(ctx).deleteFrom('known_device').where('account_id', '=', accountId).execute()
}

export async function forgetOldDevices(ctx: Ctx): Promise<number> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('known_device')
    .where('last_signed_in_at', '<', sql<Date>`${ctx.now.subtract({ hours: 24 * DAYS }).toString()}::timestamptz`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Token of the browser that asks, hashed; of none that anybody has where it sent none. */
export function deviceHash({ device: token }: Origin): Buffer {
  return token === undefined ? Buffer.alloc(0) : hashToken(token)
}

/** In SQL: the address as it is kept for an account. */
export function addressHash(accountId: string, from: Origin) {
  return sql`sha256(convert_to(${sql.ref(accountId)} || ' ' || ${originOf(from)}::text, 'UTF8'))`
}

/** Where a request comes from, as far as one person may choose it at will. */
export function originOf({ address }: Origin): string {
  return address === null ? 'here' : placeOf(address)
}
