import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { keysUnder } from '#platform/passwords/limits.ts'
import { account, own, pair } from '#platform/passwords/pauses.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { cutPage, date, notEndedBy, on } from '#platform/sql/sql.ts'
import type { Change, Made, Verdict } from './beforehand.ts'
import type { auth } from './contract.ts'
import { forgetDevices, forgetOldDevices, rememberDevice } from './devices.ts'
import { hashToken, newToken } from './identify.ts'
import type { AuthTables } from './tables.ts'

export type { Made } from './beforehand.ts'

export const SESSION_COOKIE = 'hagukumi_session'
const SESSION_HOURS = 10

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<AuthTables>

export async function signIn(ctx: Ctx<typeof auth.signIn>, { loginName }: Input<typeof auth.signIn>, verdict: Verdict) {
  if (!verdict.isRight) {
    ctx.about([], { detail: { loginName, failed: true } })
    throw wrong(verdict.seconds)
  }
  // The password was looked at before this transaction began; whoever changes it meanwhile ends all sessions, this one too.
  const account = await tables(ctx)
    .selectFrom('account')
    .select(['account_id', 'subject_id', 'must_change_password'])
    .where('account_id', '=', verdict.accountId)
    .where('password_hash', '=', verdict.passwordHash)
    .forShare()
    .executeTakeFirst()
  ctx.must(account, 'wrong_name_or_password')
  await rememberDevice(ctx, account.account_id)
  await openSession(ctx, account.account_id)
  ctx.about(account.subject_id === null ? [] : [account.subject_id], { detail: { loginName } })
  return { mustChangePassword: account.must_change_password }
}

export async function signInAsPersona(
  ctx: Ctx<typeof auth.signInAsPersona>,
  { persona }: Input<typeof auth.signInAsPersona>,
) {
  const account = (await listPersonas(ctx)).find((a) => a.persona === persona)
  ctx.must(account, 'no_personas_here')
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

export async function changePassword(
  ctx: Ctx<typeof auth.changePassword>,
  _input: Input<typeof auth.changePassword>,
  change: Change,
) {
  if (!change.isRight) {
    ctx.about([], { detail: { failed: true } })
    throw wrong(change.seconds)
  }
  const accountId = ctx.actor.accountId as number
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('account')
    .set({ password_hash: change.newHash, must_change_password: false })
    .where('account_id', '=', accountId)
    .where('password_hash', '=', change.oldHash)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0n, 'wrong_name_or_password')
  await tables(ctx).deleteFrom('session').where('account_id', '=', accountId).execute()
  await forgetDevices(ctx, accountId)
  await rememberDevice(ctx, accountId)
  await openSession(ctx, accountId)
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId])
  return { done: true as const }
}

export async function forgetSignIns(ctx: Ctx) {
  const limits = await tables(ctx).deleteFrom('sign_in_limit').where('expire', '<', Date.now()).executeTakeFirst()
  const sessions = await endedSessions(ctx).executeTakeFirst()
  return {
    limits: Number(limits.numDeletedRows),
    sessions: Number(sessions.numDeletedRows),
    devices: await forgetOldDevices(ctx),
  }
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

/** What the town is, and since when; undefined before its first start has said so. */
export async function settledTown(ctx: Ctx): Promise<{ isSample: boolean; settledOn: string } | undefined> {
  const { rows } = await sql<{ isSample: boolean; settledOn: string }>`select is_sample as "isSample",
    (since at time zone 'Asia/Tokyo')::date as "settledOn" from installation`.execute(ctx.db)
  return rows[0]
}

export async function hasAccounts(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from account) as some`.execute(ctx.db)
  return rows[0]?.some === true
}

export async function markInstallation(ctx: Ctx, isSample: boolean): Promise<void> {
  await tables(ctx)
    .insertInto('installation')
    .values({ is_sample: isSample, since: new Date(ctx.now.epochMilliseconds) })
    .execute()
}

/** When an account opens, and under which name. */
export interface Opening {
  readonly loginName: string
  readonly validFrom: string
  /** The first day on which it no longer does. */
  readonly validTo: string | null
}

/**
 * One account a person, open in each of their spells under the number of that spell, in order; existing accounts keep their passwords.
 * The days and the name of `account` itself are then those of the whole, from the first spell to the last.
 */
export async function openAccounts(
  ctx: Ctx,
  people: readonly { subjectId: number; openings: readonly Opening[] }[],
): Promise<void> {
  const given = JSON.stringify(
    people.map(({ subjectId, openings }) => ({
      login_name: openings.at(-1)!.loginName,
      subject_id: subjectId,
      valid_from: openings[0]!.validFrom,
      valid_to: openings.at(-1)!.validTo,
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
  const spells = JSON.stringify(
    people.flatMap(({ subjectId, openings }) =>
      openings.map(({ loginName, validFrom, validTo }) => ({
        login_name: loginName,
        subject_id: subjectId,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    ),
  )
  await sql`delete from account_spell where account_id in (select account_id from account
    where subject_id = any(${people.map(({ subjectId }) => subjectId)}))`.execute(ctx.db)
  await sql`insert into account_spell (account_id, login_name, valid_from, valid_to)
    select a.account_id, s.login_name, s.valid_from, s.valid_to
    from jsonb_to_recordset(${spells}::jsonb) as s(login_name text, subject_id bigint, valid_from date, valid_to date)
    join account a on a.subject_id = s.subject_id`.execute(ctx.db)
}

export async function makePersonas(
  ctx: Ctx,
  personas: readonly { persona: string; loginName: string }[],
): Promise<void> {
  for (const { persona, loginName } of personas) {
    await tables(ctx).updateTable('account').set({ persona }).where('login_name', '=', loginName).execute()
  }
}

/** Sets a first password (its hash) for a person's account, to be changed at the first sign-in. Nobody but an import makes their account. */
export async function setPassword(ctx: Ctx, subjectId: number, passwordHash: string): Promise<void> {
  const account = await tables(ctx)
    .updateTable('account')
    .set({ password_hash: passwordHash, first_password_hash: passwordHash, must_change_password: true })
    .where('subject_id', '=', subjectId)
    .returning('account_id')
    .executeTakeFirstOrThrow()
  await forgetDevices(ctx, account.account_id)
  await forgetFailures(ctx, account.account_id)
}

/** Whoever mistyped until there was a pause, and was given a new password, does not wait for the end of it. */
async function forgetFailures(ctx: Ctx, accountId: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select distinct login_name as name from account_opening
    where account_id = ${accountId}`.execute(ctx.db)
  const keys = [
    ...rows.flatMap(({ name }) => [pair, account].flatMap((ladder) => keysUnder({ ladder, of: name }))),
    ...keysUnder({ ladder: own, of: String(accountId) }),
  ]
  await sql`delete from sign_in_limit l using unnest(${keys}::text[]) as begins(key)
    where starts_with(l.key, begins.key)`.execute(ctx.db)
}

/**
 * Accounts of people that nobody can open yet, as a derived table: account_id, subject_id. Personas are opened without a password, and
 * whoever asks is here already.
 */
export function accountsWithoutPassword({ actor }: Ctx): RawBuilder<unknown> {
  return sql`(select account_id, subject_id from account where password_hash is null and subject_id is not null
    and persona is null and account_id is distinct from ${actor.accountId})`
}

/** Sets first passwords (their hashes), to be changed at the first sign-in, where there is still none; answers the accounts that got one. */
export async function givePasswords(ctx: Ctx, made: readonly Made[]): Promise<number[]> {
  const given = JSON.stringify(made.map(({ accountId, hash }) => ({ account_id: accountId, hash })))
  const { rows } = await sql<{
    accountId: number
  }>`update account a set password_hash = m.hash, first_password_hash = m.hash, must_change_password = true
    from jsonb_to_recordset(${given}::jsonb) as m(account_id bigint, hash text)
    where a.account_id = m.account_id and a.password_hash is null returning a.account_id as "accountId"`.execute(ctx.db)
  return rows.map(({ accountId }) => accountId)
}

/** Makes an account with a first password (its hash), to be changed at the first sign-in; false, and nothing done, where there is one. */
export async function createAccount(ctx: Ctx, loginName: string, passwordHash: string): Promise<boolean> {
  const made = await tables(ctx)
    .insertInto('account')
    .values({
      login_name: loginName,
      password_hash: passwordHash,
      first_password_hash: passwordHash,
      must_change_password: true,
    })
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
    .where('account_id', 'in', accountsNamed(ctx, loginName))
    .forUpdate()
    .executeTakeFirst()
  if (!account) return 'no_account'
  const held = await tables(ctx)
    .selectFrom('role_grant')
    .select('role_grant_id')
    .where('account_id', '=', account.account_id)
    .where('role', '=', grant.role)
    .where(on('role_grant', grant.validFrom))
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
      recorded_by: ctx.actor.subjectId,
    })
    .execute()
  return 'granted'
}

/** By a name of any day: a number that was theirs before, or will be, means the same person. */
function accountsNamed(ctx: Ctx, loginName: string) {
  return tables(ctx)
    .selectFrom('account')
    .select('account_id')
    .where('login_name', '=', loginName)
    .union(tables(ctx).selectFrom('account_spell').select('account_id').where('login_name', '=', loginName))
}

/** Ends a role on a day (the first day without it); answers how many grants that ended. */
export async function endRole(ctx: Ctx, loginName: string, role: 'hr' | 'it', validTo: string): Promise<number> {
  const result = await tables(ctx)
    .updateTable('role_grant')
    .set((e) => ({ valid_to: sql<string>`greatest(${e.ref('valid_from')}, ${validTo}::date)` }))
    .where('account_id', 'in', accountsNamed(ctx, loginName))
    .where('role', '=', role)
    .where(notEndedBy('role_grant', validTo))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Somebody says today that a role that holds goes on; undefined where it does not hold. */
export async function confirmGrant(ctx: Ctx, roleGrantId: number) {
  const { rows } = await sql<{ account_id: number; subject_id: number | null; role: 'hr' | 'it' }>`update role_grant r
    set confirmed_on = ${ctx.today}::date from role_holding g join account a on a.account_id = g.account_id
    where r.role_grant_id = ${roleGrantId} and g.role_grant_id = r.role_grant_id and ${on('g', ctx.today)}
      and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])}
    returning a.account_id, a.subject_id, g.role`.execute(ctx.db)
  return rows[0]
}

/** Those that hold, those to come, those that are over, each from the latest on; the page behind one that was seen. */
export async function listGrants(ctx: Ctx, { after, pageSize }: { after?: number | undefined; pageSize: number }) {
  // One that was ended before its first day never holds.
  const place = sql`case when least(g.valid_to, g.service_ends) <= greatest(${date(ctx.today)}, g.valid_from) then 2
    when g.valid_from > ${date(ctx.today)} then 1 else 0 end`
  const seen = sql`(select ${place}, -g.role_grant_id from role_holding g where g.role_grant_id = ${after ?? null})`
  const { rows } = await sql<
    Pick<RoleGrant, 'role' | 'reason'> & {
      role_grant_id: number
      account_id: number
      subject_id: number | null
      login_name: string
      valid_from: string
      valid_to: string | null
      confirmed_on: string | null
      state: 'held' | 'coming' | 'over'
    }
  >`select g.role_grant_id, g.account_id, a.subject_id, a.login_name, g.role, g.valid_from, g.valid_to, g.reason, g.confirmed_on,
      (array['held', 'coming', 'over'])[1 + ${place}] as state
    from role_holding g join account a on a.account_id = g.account_id
    where ${after === undefined ? sql`true` : sql`(${place}, -g.role_grant_id) > ${seen}`}
    order by ${place}, g.role_grant_id desc limit ${sql.lit(pageSize + 1)}`.execute(ctx.db)
  return cutPage(rows, pageSize)
}

/** People who hold a granted role today. */
export async function holdersOf(ctx: Ctx, role: 'hr' | 'it'): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct a.subject_id as id
    from role_holding g join account a on a.account_id = g.account_id
    where g.role = ${role} and ${on('g', ctx.today)} and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])}
      and a.subject_id is not null order by id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The line of a failed try stays in the journal. */
function wrong(seconds: number): Refusal {
  return seconds > 0
    ? new Refusal('too_many_wrong', { seconds }, [], true)
    : new Refusal('wrong_name_or_password', {}, [], true)
}

async function openSession(ctx: Ctx, accountId: number): Promise<void> {
  const token = newToken()
  await endedSessions(ctx).execute()
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

function endedSessions(ctx: Ctx) {
  return tables(ctx).deleteFrom('session').where('expires_at', '<', sql<Date>`${ctx.now.toString()}::timestamptz`)
}

function cookie(token: string, seconds: number): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`
}
