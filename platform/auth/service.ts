import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { keysUnder } from '#platform/passwords/limits.ts'
import { account, own, pair } from '#platform/passwords/pauses.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { on } from '#platform/sql/sql.ts'
import type { Change, Made, Verdict } from './beforehand.ts'
import { browserOf } from './browser.ts'
import type { auth } from './contract.ts'
import { forgetDevices, forgetOldDevices, rememberDevice } from './devices.ts'
import { noteGiven, restRoles } from './grants.ts'
import { hashToken, newToken } from './identify.ts'
import type { AuthTables, GrantedRole } from './tables.ts'

export type { Made } from './beforehand.ts'
export {
  answerAskings,
  askingsOf,
  confirmGrant,
  endRole,
  grantRole,
  grantsToTell,
  holdersOf,
  LAPSE_DAYS,
  listGrants,
  roleHoldersOn,
  rolePersonsOn,
  setRolePersons,
  unconfirmGrant,
  waitingGrants,
} from './grants.ts'

export { joinAccounts } from './joining.ts'
export { endMyOtherSessions, endMySession, listMySessions } from './sessions.ts'

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
  const chosenAt = new Date(ctx.now.epochMilliseconds)
  await tables(ctx)
    .updateTable('given_password')
    .set({ chosen_at: chosenAt })
    .where('account_id', '=', accountId)
    .execute()
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

/** Whether anybody of the staff can sign in with a password yet. */
export async function hasPersonalPasswords(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from account
    where subject_id is not null and (password_hash is not null or persona is not null)) as some`.execute(ctx.db)
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

/** Whether a person's account opens today. */
export async function opensToday(ctx: Ctx, subjectId: number): Promise<boolean> {
  const { rows } = await sql<{ opens: boolean }>`select o.opens from account a
    cross join lateral (select true as opens from account_opening o where o.account_id = a.account_id and ${on('o', ctx.today)} limit 1) o
    where a.subject_id = ${subjectId}::bigint`.execute(ctx.db)
  return rows[0]?.opens === true
}

/**
 * Whoever does not come has an account that never opens: what was granted from that day on ends before it begins. An import that names
 * them again opens it.
 */
export async function closeAccount(ctx: Ctx, subjectId: number, from: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`update account set valid_to = valid_from where subject_id = ${subjectId}
    and not exists (select from account_spell s where s.account_id = account.account_id and s.valid_from < ${from}::date)
    returning account_id as id`.execute(ctx.db)
  const own = sql`(select account_id from account where subject_id = ${subjectId})`
  await sql`delete from account_spell where account_id in ${own} and valid_from >= ${from}::date`.execute(ctx.db)
  await sql`update role_grant set valid_to = valid_from where account_id in ${own} and valid_from >= ${from}::date`.execute(
    ctx.db,
  )
  if (rows[0]) await tables(ctx).deleteFrom('session').where('account_id', '=', rows[0].id).execute()
}

export async function makePersonas(
  ctx: Ctx,
  personas: readonly { persona: string; loginName: string }[],
): Promise<void> {
  for (const { persona, loginName } of personas) {
    await tables(ctx).updateTable('account').set({ persona }).where('login_name', '=', loginName).execute()
  }
}

/**
 * Sets a first password (its hash) for a person's account, to be changed at the first sign-in; sessions that were opened with the old one
 * do nothing until then, and end with it. Nobody but an import makes their account. Answers the roles that rest now, because
 * somebody else knows the password.
 */
export async function setPassword(ctx: Ctx, subjectId: number, passwordHash: string): Promise<GrantedRole[]> {
  const account = await tables(ctx)
    .updateTable('account')
    .set({ password_hash: passwordHash, first_password_hash: passwordHash, must_change_password: true })
    .where('subject_id', '=', subjectId)
    .returning('account_id')
    .executeTakeFirstOrThrow()
  await forgetDevices(ctx, account.account_id)
  await forgetFailures(ctx, account.account_id)
  await noteGiven(ctx, [account.account_id])
  return restRoles(ctx, [account.account_id])
}

/** Whoever mistyped until there was a pause, and was given a new password, does not wait for the end of it. */
export async function forgetFailures(ctx: Ctx, accountId: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select distinct login_name as name from account_opening
    where account_id = ${accountId}`.execute(ctx.db)
  const keys = [
    ...rows.flatMap(({ name }) => [pair, account].flatMap((ladder) => keysUnder({ ladder, of: name }))),
    ...keysUnder({ ladder: own, of: String(accountId) }),
  ]
  await sql`delete from sign_in_limit l using unnest(${keys}::text[]) as begins(key)
    where starts_with(l.key, begins.key)`.execute(ctx.db)
}

/** Whose accounts are meant: those without a password; or, by a moment, those that still have the one that was given before it. */
type GivenBefore = string | undefined

/**
 * Accounts of people that nobody has opened yet, as a derived table: account_id, subject_id. Personas are opened without a password, and
 * whoever asks is here already.
 */
export function accountsToOpen({ actor }: Ctx, givenBefore: GivenBefore): RawBuilder<unknown> {
  return sql`(select a.account_id, a.subject_id from account a where ${isToOpen(givenBefore)} and a.subject_id is not null
    and a.persona is null and a.account_id is distinct from ${actor.accountId})`
}

function isToOpen(givenBefore: GivenBefore): RawBuilder<boolean> {
  if (givenBefore === undefined) return sql<boolean>`a.password_hash is null`
  // A look per account: as a join all that were ever given are read.
  return sql<boolean>`(a.password_hash is not null and a.must_change_password and coalesce((select g.given_at from given_password g
    where g.account_id = a.account_id) < ${givenBefore}::timestamptz, false))`
}

/** Sets first passwords (their hashes), to be changed at the first sign-in, where they are still meant; answers the accounts that got one. */
export async function givePasswords(ctx: Ctx, made: readonly Made[], givenBefore: GivenBefore): Promise<number[]> {
  const hashes = JSON.stringify(made.map(({ accountId, hash }) => ({ account_id: accountId, hash })))
  const { rows } = await sql<{
    accountId: number
  }>`update account a set password_hash = m.hash, first_password_hash = m.hash, must_change_password = true
    from jsonb_to_recordset(${hashes}::jsonb) as m(account_id bigint, hash text)
    where a.account_id = m.account_id and ${isToOpen(givenBefore)} returning a.account_id as "accountId"`.execute(
    ctx.db,
  )
  const given = rows.map(({ accountId }) => accountId)
  await noteGiven(ctx, given)
  await restRoles(ctx, given)
  return given
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

/** The line of a failed try stays in the journal. */
function wrong(seconds: number): Refusal {
  return seconds > 0
    ? new Refusal('too_many_wrong', { seconds }, [], true)
    : new Refusal('wrong_name_or_password', {}, [], true)
}

async function openSession(ctx: Ctx, accountId: number): Promise<void> {
  const token = newToken()
  const now = new Date(ctx.now.epochMilliseconds)
  await endedSessions(ctx).execute()
  await tables(ctx)
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      browser: browserOf(ctx.from.userAgent),
      opened_at: now,
      last_used_at: now,
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
