/** What whoever keeps the program running sees of accounts, and can do for somebody who is kept waiting or has lost a device. */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { account, pair } from '#platform/passwords/pauses.ts'
import { on } from '#platform/sql/sql.ts'
import type { AuthTables } from './tables.ts'

/** Accounts that open today, those of them without a password or with one that somebody gave, and sessions. */
export async function accountCounts(ctx: Ctx) {
  const { rows } = await sql<{
    open: number
    withoutPassword: number
    givenPassword: number
    sessions: number
  }>`select count(*)::int as open, (count(*) filter (where a.password_hash is null and a.persona is null))::int as "withoutPassword",
      (count(*) filter (where a.must_change_password))::int as "givenPassword",
      (select count(*)::int from session where expires_at > ${ctx.now.toString()}::timestamptz) as sessions
    from account a where exists (select from account_opening o where o.account_id = a.account_id and ${on('o', ctx.today)})`.execute(
    ctx.db,
  )
  return rows[0]!
}

/**
 * Names on which failures in unknown browsers make the next try wait, those with most failures first. Counts stand under a hash of the name
 * (platform/passwords/limits.ts), so every name is hashed to find them.
 */
export async function slowedAccounts(ctx: Ctx, most: number) {
  const { rows } = await sql<{ loginName: string; failures: number }>`with failing as (
      select split_part(split_part(key, ':', 3), '.', 1) as hash, max(points) as failures from sign_in_limit
      where (starts_with(key, ${`count:${pair.name}:`}) and points > ${pair.free}
          or starts_with(key, ${`count:${account.name}:`}) and points > ${account.free})
        and expire > ${ctx.now.epochMilliseconds}::bigint
      group by hash)
    select o.login_name as "loginName", max(f.failures)::int as failures from failing f join account_opening o
      on translate(rtrim(encode(sha256(convert_to(o.login_name, 'UTF8')), 'base64'), '='), '+/', '-_') = f.hash
    where ${on('o', ctx.today)} group by o.login_name order by failures desc, o.login_name limit ${sql.lit(most)}`.execute(
    ctx.db,
  )
  return rows
}

/** The account that opens, opened or will open under a name. */
export async function accountNamed(
  ctx: Ctx,
  loginName: string,
): Promise<{ accountId: number; subjectId: number | null } | undefined> {
  const { rows } = await sql<{ accountId: number; subjectId: number | null }>`select a.account_id as "accountId",
      a.subject_id as "subjectId" from account_opening o join account a using (account_id)
    where o.login_name = ${loginName} order by ${on('o', ctx.today)} desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** Whom accounts belong to, by the names under which they open or opened. */
export async function subjectsNamed(ctx: Ctx, loginNames: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{
    name: string
    subjectId: number
  }>`select o.login_name as name, a.subject_id as "subjectId"
    from account_opening o join account a using (account_id)
    where o.login_name = any(${loginNames}) and a.subject_id is not null order by ${on('o', ctx.today)}`.execute(ctx.db)
  return new Map(rows.map(({ name, subjectId }) => [name, subjectId]))
}

export async function endSessionsOf(ctx: Ctx, accountId: number): Promise<number> {
  const { numDeletedRows } = await (ctx.db as unknown as Kysely<AuthTables>)
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
