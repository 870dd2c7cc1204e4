/**
 * Roles that no post gives, and the second pair of eyes (decisions/0020).
 *
 * `role_grant` says who shall hold a role on which days. `role_asking` says that a grant rests until somebody else has agreed: because one
 * person alone gave it in the browser, or because one person alone knows a password of its holder. A grant holds on a day when
 * none of its askings is unanswered or declined (view `role_holding`); one that nobody answered for LAPSE_DAYS is over. What the
 * machine's owner does by the command line asks nobody.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage, date, notEndedBy, on } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import type { AuthTables, GrantedRole } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<AuthTables>

/** A grant that waits can be agreed to up to so many days after it was asked about. */
export const LAPSE_DAYS = 14

export interface RoleGrant {
  readonly role: GrantedRole
  readonly validFrom: string
  readonly validTo: string | null
  readonly reason: string | null
}

/** `waiting`: it is written, and rests. `waits`: one that rests was there already, and the command line settles it. */
type Outcome = 'granted' | 'waiting' | 'held' | 'waits' | 'no_account'

/** A role that holds or waits on the first day already is not given twice; the command line's word settles one that waits. */
export async function grantRole(ctx: Ctx, loginName: string, grant: RoleGrant): Promise<Outcome> {
  const account = await tables(ctx)
    .selectFrom('account')
    .select('account_id')
    .where('account_id', 'in', accountsNamed(ctx, loginName))
    .forUpdate()
    .executeTakeFirst()
  if (!account) return 'no_account'
  const { rows } = await sql<{ id: number; rests: boolean }>`select g.role_grant_id as id, g.rests from role_holding g
    where g.account_id = ${account.account_id} and g.role = ${grant.role} and ${on('g', grant.validFrom)} and not ${isDead(ctx)}
    order by g.rests limit 1`.execute(ctx.db)
  const there = rows[0]
  if (there && !there.rests) return 'held'
  if (there && ctx.actor.kind === 'account') return 'waits'
  if (there) {
    await answerAskings(ctx, there.id, 'agreed')
    return 'granted'
  }
  const { role_grant_id } = await tables(ctx)
    .insertInto('role_grant')
    .values({
      account_id: account.account_id,
      role: grant.role,
      valid_from: grant.validFrom,
      valid_to: grant.validTo,
      reason: grant.reason,
      recorded_by: ctx.actor.subjectId,
      recorded_at: new Date(ctx.now.epochMilliseconds),
    })
    .returning('role_grant_id')
    .executeTakeFirstOrThrow()
  if (!(await needsAnother(ctx))) return 'granted'
  await ask(ctx, [role_grant_id], 'granted')
  return 'waiting'
}

/** By a name of any day: a number that was theirs before, or will be, means the same person. */
function accountsNamed(ctx: Ctx, loginName: string) {
  return tables(ctx)
    .selectFrom('account')
    .select('account_id')
    .where('login_name', '=', loginName)
    .union(tables(ctx).selectFrom('account_spell').select('account_id').where('login_name', '=', loginName))
}

/** Declined, or nobody agreed in time; `g` is a row of `role_holding`. */
function isDead(ctx: Ctx) {
  return sql`exists (select from role_asking q where q.role_grant_id = g.role_grant_id
    and (q.answer = 'declined' or q.answer is null and q.asked_on < ${date(addDays(ctx.today, -LAPSE_DAYS))}))`
}

/** Whoever works on the machine itself could do anything there; a person in a browser needs another, unless the town says otherwise. */
async function needsAnother(ctx: Ctx): Promise<boolean> {
  return ctx.actor.kind === 'account' && (await rolePersonsOn(ctx, ctx.today)).persons > 1
}

async function ask(ctx: Ctx, roleGrantIds: readonly number[], cause: 'granted' | 'password'): Promise<void> {
  if (roleGrantIds.length === 0) return
  await tables(ctx)
    .insertInto('role_asking')
    .values(
      roleGrantIds.map((id) => ({
        role_grant_id: id,
        cause,
        asked_by: ctx.actor.accountId as number,
        asked_on: ctx.today,
      })),
    )
    .execute()
}

/** Somebody in the browser knows a password of these accounts: their roles rest until another has agreed. Answers which roles. */
export async function restRoles(ctx: Ctx, accountIds: readonly number[]): Promise<GrantedRole[]> {
  if (accountIds.length === 0 || !(await needsAnother(ctx))) return []
  const { rows } = await sql<{ id: number; role: GrantedRole; asked: boolean }>`select g.role_grant_id as id, g.role,
      exists (select from role_asking q where q.role_grant_id = g.role_grant_id and q.answer is null
        and q.asked_by = ${ctx.actor.accountId}) as asked
    from role_holding g where g.account_id = any(${accountIds}) and ${notEndedBy('g', ctx.today)}
      and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])} and not ${isDead(ctx)}
    order by g.role`.execute(ctx.db)
  await ask(
    ctx,
    rows.filter(({ asked }) => !asked).map(({ id }) => id),
    'password',
  )
  return [...new Set(rows.map(({ role }) => role))]
}

export async function noteGiven(ctx: Ctx, accountIds: readonly number[]): Promise<void> {
  if (accountIds.length === 0) return
  await sql`insert into given_password (account_id, given_by, given_at)
    select id, ${ctx.actor.accountId}, ${ctx.now.toString()}::timestamptz from unnest(${accountIds}::bigint[]) as id
    on conflict (account_id) do update
    set given_by = excluded.given_by, given_at = excluded.given_at, chosen_at = null`.execute(ctx.db)
}

/** A grant that waits, with who may not agree to it; undefined where it does not wait (any more). Nobody else answers it meanwhile. */
export async function askingsOf(ctx: Ctx, roleGrantId: number) {
  await tables(ctx)
    .selectFrom('role_grant')
    .select('role')
    .where('role_grant_id', '=', roleGrantId)
    .forUpdate()
    .execute()
  const { rows } = await sql<{
    role: GrantedRole
    account_id: number
    subject_id: number | null
    must_change_password: boolean
    askers: number[]
  }>`select g.role, a.account_id, a.subject_id, a.must_change_password,
      array(select q.asked_by from role_asking q where q.role_grant_id = g.role_grant_id and q.answer is null) as askers
    from role_holding g join account a on a.account_id = g.account_id
    where g.role_grant_id = ${roleGrantId} and ${isWaiting(ctx)}`.execute(ctx.db)
  return rows[0]
}

/** It rests, and can still be answered; `g` is a row of `role_holding`. */
function isWaiting(ctx: Ctx) {
  return sql`(g.rests and not ${isDead(ctx)} and ${notEndedBy('g', ctx.today)}
    and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])})`
}

/** All that is asked about a grant has this answer. */
export async function answerAskings(ctx: Ctx, roleGrantId: number, answer: 'agreed' | 'declined'): Promise<void> {
  await tables(ctx)
    .updateTable('role_asking')
    .set({ answer, answered_by: ctx.actor.accountId, answered_on: ctx.today })
    .where('role_grant_id', '=', roleGrantId)
    .where('answer', 'is', null)
    .execute()
}

/** How many grants wait that this actor neither asked about nor would hold. */
export async function waitingGrants(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from role_holding g
    where ${isWaiting(ctx)} and g.account_id <> ${ctx.actor.accountId} and not exists (select from role_asking q
      where q.role_grant_id = g.role_grant_id and q.answer is null and q.asked_by = ${ctx.actor.accountId})`.execute(
    ctx.db,
  )
  return rows[0]!.n
}

/** How many people it takes to give a role in the browser on a day, and who said so when. */
export async function rolePersonsOn(ctx: Ctx, day: string) {
  const said = await tables(ctx)
    .selectFrom('role_persons')
    .select(['persons', 'valid_from', 'reason'])
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return { persons: said?.persons ?? 2, since: said?.valid_from ?? null, reason: said?.reason ?? null }
}

export async function setRolePersons(ctx: Ctx, said: { validFrom: string; persons: number; reason: string }) {
  await tables(ctx)
    .insertInto('role_persons')
    .values({ valid_from: said.validFrom, persons: said.persons, reason: said.reason })
    .onConflict((conflict) => conflict.column('valid_from').doUpdateSet({ persons: said.persons, reason: said.reason }))
    .execute()
}

/** Ends a role on a day (the first day without it); answers how many grants that ended. */
export async function endRole(ctx: Ctx, loginName: string, role: GrantedRole, validTo: string): Promise<number> {
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
  const { rows } = await sql<{ account_id: number; subject_id: number | null; role: GrantedRole }>`update role_grant r
    set confirmed_on = ${ctx.today}::date, confirmed_by = ${ctx.actor.accountId}::bigint,
      confirmed_before = case when r.confirmed_on = ${ctx.today}::date then r.confirmed_before else r.confirmed_on end
    from role_holding g join account a on a.account_id = g.account_id
    where r.role_grant_id = ${roleGrantId} and g.role_grant_id = r.role_grant_id and ${on('g', ctx.today)}
      and not g.rests and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])}
    returning a.account_id, a.subject_id, g.role`.execute(ctx.db)
  return rows[0]
}

/** Takes the actor's own word of today back; nobody where it is not theirs, or was ended since. */
export async function unconfirmGrant(ctx: Ctx, roleGrantId: number) {
  const { rows } = await sql<{ subject_id: number | null; role: GrantedRole }>`update role_grant r
    set confirmed_on = r.confirmed_before, confirmed_before = null, confirmed_by = null from account a
    where r.role_grant_id = ${roleGrantId} and a.account_id = r.account_id and r.confirmed_on = ${ctx.today}::date
      and r.confirmed_by = ${ctx.actor.accountId} and ${notEndedBy('r', ctx.today)}
    returning a.subject_id, r.role`.execute(ctx.db)
  return rows[0]
}

/** Those that wait, those that hold, those to come, those that are over, each from the latest on; the page behind one that was seen. */
export async function listGrants(ctx: Ctx, { after, pageSize }: { after?: number | undefined; pageSize: number }) {
  // One that was ended before its first day never holds.
  const place = sql`case when least(g.valid_to, g.service_ends) <= greatest(${date(ctx.today)}, g.valid_from) or ${isDead(ctx)} then 3
    when g.rests then 0 when g.valid_from > ${date(ctx.today)} then 2 else 1 end`
  const seen = sql`(select ${place}, -g.role_grant_id from role_holding g where g.role_grant_id = ${after ?? null})`
  const { rows } =
    await sql<GrantRow>`select g.role_grant_id, g.account_id, a.subject_id, a.login_name, g.role, g.valid_from,
      g.valid_to, g.reason, g.confirmed_on, (array['waiting', 'held', 'coming', 'over'])[1 + ${place}] as state,
      q.cause, q.asked_on, q.answer, q.asker_subject, q.asker_login, q.answerer_subject, q.answerer_login, q.i_asked,
      (p.given_at at time zone 'Asia/Tokyo')::date as given_on, (p.chosen_at at time zone 'Asia/Tokyo')::date as chosen_on,
      giver.subject_id as giver_subject, giver.login_name as giver_login
    from role_holding g join account a on a.account_id = g.account_id
      left join lateral (select q.cause, q.asked_on, q.answer, asker.subject_id as asker_subject, asker.login_name as asker_login,
          answerer.subject_id as answerer_subject, answerer.login_name as answerer_login,
          exists (select from role_asking mine where mine.role_grant_id = g.role_grant_id and mine.answer is null
            and mine.asked_by = ${ctx.actor.accountId}) as i_asked
        from role_asking q join account asker on asker.account_id = q.asked_by
          left join account answerer on answerer.account_id = q.answered_by
        where q.role_grant_id = g.role_grant_id order by q.answer is null desc, q.role_asking_id desc limit 1) q on true
      left join lateral (select p.* from given_password p where p.account_id = g.account_id offset 0) p on true
      left join account giver on giver.account_id = p.given_by
    where ${after === undefined ? sql`true` : sql`(${place}, -g.role_grant_id) > ${seen}`}
    order by ${place}, g.role_grant_id desc limit ${sql.lit(pageSize + 1)}`.execute(ctx.db)
  return cutPage(rows, pageSize)
}

type GrantRow = Pick<RoleGrant, 'role' | 'reason'> & {
  role_grant_id: number
  account_id: number
  subject_id: number | null
  login_name: string
  valid_from: string
  valid_to: string | null
  confirmed_on: string | null
  state: 'waiting' | 'held' | 'coming' | 'over'
  cause: 'granted' | 'password' | null
  asked_on: string | null
  answer: 'agreed' | 'declined' | null
  asker_subject: number | null
  asker_login: string | null
  answerer_subject: number | null
  answerer_login: string | null
  i_asked: boolean | null
  given_on: string | null
  chosen_on: string | null
  giver_subject: number | null
  giver_login: string | null
}

/**
 * People who hold a role on a day and whose account opens then, as a derived table of subject_id; accounts that are nobody's own are not among
 * them. Offices are few: each holder's account is looked up by itself (`offset 0`).
 */
export function roleHoldersOn(role: 'hr' | 'it', day: string): RawBuilder<unknown> {
  return sql`(select distinct a.subject_id from role_holding g
    cross join lateral (select a.subject_id from account a where a.account_id = g.account_id and a.subject_id is not null offset 0) a
    cross join lateral (select 1 from account_opening o where o.account_id = g.account_id and ${on('o', day)} limit 1) o
    where g.role = ${role} and not g.rests and ${on('g', day)} and ${notEndedBy('g', day, ['valid_from', 'service_ends'])})`
}

/** People who hold a granted role today. */
export async function holdersOf(ctx: Ctx, role: 'hr' | 'it'): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select r.subject_id as id from ${roleHoldersOn(role, ctx.today)} r
    order by id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Grants that hold, are to come or wait, of these or of all: what somebody may have to be told of. */
export async function grantsToTell(ctx: Ctx, ids?: readonly number[]) {
  const { rows } = await sql<
    Pick<GrantRow, 'role' | 'role_grant_id' | 'subject_id' | 'login_name' | 'valid_from' | 'confirmed_on'> & {
      state: 'waiting' | 'held' | 'coming'
      recorded_by: number | null
      /** The day on which it was given, agreed to, or begins: the latest of these. */
      since: string
      /** People who may not agree to it, because they asked. */
      askers: number[]
    }
  >`select g.role_grant_id, a.subject_id, a.login_name, g.role, g.valid_from, g.confirmed_on, g.recorded_by,
      case when g.rests then 'waiting' when g.valid_from > ${date(ctx.today)} then 'coming' else 'held' end as state,
      greatest(least(g.valid_from, ${date(ctx.today)}), (g.recorded_at at time zone 'Asia/Tokyo')::date,
        (select max(q.answered_on) from role_asking q where q.role_grant_id = g.role_grant_id)) as since,
      array(select asker.subject_id from role_asking q join account asker on asker.account_id = q.asked_by
        where q.role_grant_id = g.role_grant_id and q.answer is null and asker.subject_id is not null) as askers
    from role_holding g join account a on a.account_id = g.account_id
    where ${ids ? sql`g.role_grant_id = any(${ids}::bigint[])` : sql`true`} and not ${isDead(ctx)}
      and ${notEndedBy('g', ctx.today)} and ${notEndedBy('g', ctx.today, ['valid_from', 'service_ends'])}
    order by g.role_grant_id`.execute(ctx.db)
  return rows
}
