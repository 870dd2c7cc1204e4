import { type Kysely, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { must, Refusal } from '#platform/refusal/refusal.ts'
import type { auth } from './contract.ts'
import { hashToken, newToken } from './identify.ts'
import { hashPassword, passwordMatches } from './password.ts'
import type { AuthTables } from './tables.ts'

export const SESSION_COOKIE = 'hagukumi_session'
const SESSION_HOURS = 10
const MAX_FAILURES = 5
const LOCK_MINUTES = 15

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<AuthTables>

export async function signIn(ctx: Ctx, { loginName, password }: Input<typeof auth.signIn>) {
  // Guesses for one name queue up, so that a burst of them cannot pass the count together.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${loginName}`}, 0))`.execute(ctx.db)
  const failures = await recentFailures(ctx, loginName)
  must(failures < MAX_FAILURES, 'locked_out', { minutes: LOCK_MINUTES })
  const account = await tables(ctx)
    .selectFrom('account')
    .select(['account_id', 'subject_id', 'password_hash', 'must_change_password'])
    .where('login_name', '=', loginName)
    .where('valid_from', '<=', ctx.today)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', ctx.today)]))
    .executeTakeFirst()
  const matches = await passwordMatches(password, account?.password_hash ?? null)
  if (!account || !matches) throw await failed(ctx, loginName)
  await tables(ctx).deleteFrom('sign_in_failure').where('login_name', '=', loginName).execute()
  await openSession(ctx, account.account_id)
  ctx.about(account.subject_id === null ? [] : [account.subject_id], { detail: { loginName } })
  return { mustChangePassword: account.must_change_password }
}

export async function signInAsPersona(ctx: Ctx, { persona }: Input<typeof auth.signInAsPersona>) {
  const account = (await listPersonas(ctx)).find((a) => a.persona === persona)
  must(account, 'no_personas_here')
  await openSession(ctx, account.accountId)
  ctx.about([], { detail: { persona } })
  return { done: true as const }
}

export async function signOut(ctx: Ctx) {
  if (ctx.actor.session) {
    await tables(ctx).deleteFrom('session').where('token_hash', '=', ctx.actor.session).execute()
  }
  ctx.setHeader('set-cookie', cookie('', 0))
  return { done: true as const }
}

export async function changePassword(ctx: Ctx, input: Input<typeof auth.changePassword>) {
  const accountId = ctx.actor.accountId as number
  const { password_hash } = await tables(ctx)
    .selectFrom('account')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  must(await passwordMatches(input.password, password_hash), 'wrong_name_or_password')
  await tables(ctx)
    .updateTable('account')
    .set({ password_hash: await hashPassword(input.newPassword), must_change_password: false })
    .where('account_id', '=', accountId)
    .execute()
  await tables(ctx).deleteFrom('session').where('account_id', '=', accountId).execute()
  await openSession(ctx, accountId)
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId])
  return { done: true as const }
}

/** Whether the password was given by somebody else and has not been changed since. */
export async function mustChangePassword(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.accountId === null) return false
  const account = await tables(ctx)
    .selectFrom('account')
    .select('must_change_password')
    .where('account_id', '=', ctx.actor.accountId)
    .executeTakeFirstOrThrow()
  return account.must_change_password
}

/** Personas of the sample ward; none in a town of its own. */
export async function listPersonas(
  ctx: Ctx,
): Promise<{ persona: string; accountId: number; subjectId: number | null }[]> {
  const rows = await tables(ctx)
    .selectFrom('account')
    .innerJoin('installation', (join) => join.on('installation.is_sample', '=', true))
    .select(['account.persona', 'account.account_id', 'account.subject_id'])
    .where('account.persona', 'is not', null)
    .orderBy('account.account_id')
    .execute()
  return rows.map((row) => ({ persona: row.persona!, accountId: row.account_id, subjectId: row.subject_id }))
}

/** Whether this town was started as the sample; undefined before the first start has decided it. */
export async function isSampleTown(ctx: Ctx): Promise<boolean | undefined> {
  const row = await tables(ctx).selectFrom('installation').select('is_sample').executeTakeFirst()
  return row?.is_sample
}

export async function markInstallation(ctx: Ctx, isSample: boolean): Promise<void> {
  await tables(ctx)
    .insertInto('installation')
    .values({ is_sample: isSample, since: new Date(ctx.now.epochMilliseconds) })
    .execute()
}

/** One account a person, open from joining until leaving; existing accounts keep their passwords. */
export async function openAccounts(
  ctx: Ctx,
  people: readonly { subjectId: number; loginName: string; validFrom: string; validTo: string | null }[],
): Promise<void> {
  const given = JSON.stringify(
    people.map((p) => ({
      login_name: p.loginName,
      subject_id: p.subjectId,
      valid_from: p.validFrom,
      valid_to: p.validTo,
    })),
  )
  // The first administrator may have been made under a staff number before anybody was imported: that is their account.
  await sql`update account set subject_id = person.subject_id
    from jsonb_to_recordset(${given}::jsonb) as person(login_name text, subject_id bigint)
    where account.login_name = person.login_name and account.subject_id is null
      and not exists (select 1 from account own where own.subject_id = person.subject_id)`.execute(ctx.db)
  await sql`insert into account (login_name, subject_id, valid_from, valid_to)
    select login_name, subject_id, valid_from, valid_to
    from jsonb_to_recordset(${given}::jsonb) as person(login_name text, subject_id bigint, valid_from date, valid_to date)
    on conflict (subject_id) do update
    set login_name = excluded.login_name, valid_from = excluded.valid_from, valid_to = excluded.valid_to
    where (account.login_name, account.valid_from, account.valid_to)
      is distinct from (excluded.login_name, excluded.valid_from, excluded.valid_to)`.execute(ctx.db)
}

export async function makePersonas(
  ctx: Ctx,
  personas: readonly { persona: string; loginName: string }[],
): Promise<void> {
  for (const { persona, loginName } of personas) {
    await tables(ctx).updateTable('account').set({ persona }).where('login_name', '=', loginName).execute()
  }
}

/** Sets a first password, to be changed at the first sign-in; makes the account where there is none. */
export async function setPassword(ctx: Ctx, loginName: string, password: string): Promise<void> {
  await tables(ctx)
    .insertInto('account')
    .values({ login_name: loginName, password_hash: await hashPassword(password), must_change_password: true })
    .onConflict((conflict) =>
      conflict.column('login_name').doUpdateSet((e) => ({
        password_hash: e.ref('excluded.password_hash'),
        must_change_password: true,
      })),
    )
    .execute()
}

/** Makes an account with a first password, to be changed at the first sign-in; false, and nothing done, where there is one. */
export async function createAccount(ctx: Ctx, loginName: string, password: string): Promise<boolean> {
  const made = await tables(ctx)
    .insertInto('account')
    .values({ login_name: loginName, password_hash: await hashPassword(password), must_change_password: true })
    .onConflict((conflict) => conflict.column('login_name').doNothing())
    .executeTakeFirst()
  return Number(made.numInsertedOrUpdatedRows) > 0
}

export interface RoleGrant {
  readonly role: 'hr' | 'it'
  readonly validFrom: string
  readonly validTo: string | null
  readonly reason: string | null
}

/** Answers whether there is such an account. A role that holds on the first day already is not given twice. */
export async function grantRole(
  ctx: Ctx,
  loginName: string,
  grant: RoleGrant,
): Promise<'granted' | 'held' | 'no_account'> {
  const account = await tables(ctx)
    .selectFrom('account')
    .select('account_id')
    .where('login_name', '=', loginName)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return 'no_account'
  const held = await tables(ctx)
    .selectFrom('role_grant')
    .select('role_grant_id')
    .where('account_id', '=', account.account_id)
    .where('role', '=', grant.role)
    .where('valid_from', '<=', grant.validFrom)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', grant.validFrom)]))
    .executeTakeFirst()
  if (held) return 'held'
  await tables(ctx)
    .insertInto('role_grant')
    .values({
      account_id: account.account_id,
      role: grant.role,
      valid_from: grant.validFrom,
      valid_to: grant.validTo,
      reason: grant.reason,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  return 'granted'
}

/** Ends a role on a day (the first day without it); answers how many grants that ended. */
export async function endRole(ctx: Ctx, loginName: string, role: 'hr' | 'it', validTo: string): Promise<number> {
  const result = await tables(ctx)
    .updateTable('role_grant')
    .set((e) => ({ valid_to: sql<string>`greatest(${e.ref('valid_from')}, ${validTo}::date)` }))
    .where('account_id', 'in', (e) => e.selectFrom('account').select('account_id').where('login_name', '=', loginName))
    .where('role', '=', role)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', validTo)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export async function listGrants(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('role_grant')
    .innerJoin('account', 'account.account_id', 'role_grant.account_id')
    .select(['subject_id', 'login_name', 'role', 'role_grant.valid_from', 'role_grant.valid_to', 'reason'])
    .orderBy('role_grant_id', 'desc')
    .execute()
}

async function failed(ctx: Ctx, loginName: string): Promise<Refusal> {
  await tables(ctx)
    .insertInto('sign_in_failure')
    .values({ login_name: loginName, failed_at: sql<Date>`${ctx.now.toString()}::timestamptz` as unknown as Date })
    .execute()
  ctx.about([], { detail: { loginName, failed: true } })
  return new Refusal('wrong_name_or_password', {}, [], true)
}

async function recentFailures(ctx: Ctx, loginName: string): Promise<number> {
  const since = ctx.now.subtract({ minutes: LOCK_MINUTES }).toString()
  const { count } = await tables(ctx)
    .selectFrom('sign_in_failure')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('login_name', '=', loginName)
    .where('failed_at', '>', sql<Date>`${since}::timestamptz`)
    .executeTakeFirstOrThrow()
  return count
}

async function openSession(ctx: Ctx, accountId: number): Promise<void> {
  const token = newToken()
  await tables(ctx)
    .deleteFrom('session')
    .where('expires_at', '<', sql<Date>`${ctx.now.toString()}::timestamptz`)
    .execute()
  await tables(ctx)
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      expires_at: sql<Date>`${ctx.now.add({ hours: SESSION_HOURS }).toString()}::timestamptz` as unknown as Date,
    })
    .execute()
  ctx.setHeader('set-cookie', cookie(token, SESSION_HOURS * 3600))
}

function cookie(token: string, seconds: number): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`
}
