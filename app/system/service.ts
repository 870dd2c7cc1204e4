/** How the program stands, for IT. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { lastRuns } from '#app/backup/runs.service.ts'
import { jobSchedules } from '#app/jobs.ts'
import { forgetFailures, isSampleTown, waitingGrants } from '#platform/auth/service.ts'
import { accountCounts, accountNamed, endSessionsOf, slowedAccounts } from '#platform/auth/upkeep.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mailCounts } from '#platform/mail/outbox.ts'
import type { system } from './contract.ts'
import { nextTurn } from './cron.rules.ts'
import { machine } from './machine.service.ts'

type Shown = Answer<typeof system.showSystem>

export async function showSystem(ctx: Ctx<typeof system.showSystem>): Promise<Shown> {
  const [here, isSample, database, runs, jobs, mail, accounts, slowed, rolesWaiting] = await Promise.all([
    machine(),
    isSampleTown(ctx),
    databaseOf(ctx),
    lastRuns(ctx),
    jobsOf(ctx),
    mailCounts(ctx),
    accountCounts(ctx),
    slowedAccounts(ctx, 50),
    waitingGrants(ctx),
  ])
  return {
    ...here,
    isSample: isSample ?? false,
    database,
    ...runs,
    ...jobs,
    mail,
    accounts,
    slowed,
    rolesWaiting,
  }
}

async function databaseOf(ctx: Ctx): Promise<Shown['database']> {
  const { rows } = await sql<
    Omit<Shown['database'], 'tooMuch'> & { may: (Shown['database']['tooMuch'][number] | null)[] }
  >`select
      current_setting('server_version') as version, pg_database_size(current_database()) as bytes, r.rolname as role,
      array[case when r.rolsuper then 'superuser' end, case when r.rolcreaterole then 'createRoles' end,
        case when r.rolcreatedb then 'createDatabases' end,
        case when pg_has_role(r.oid, n.nspowner, 'member') then 'owner' end] as may,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections')::int as "mostConnections",
      (select max(name) from migration) as "lastMigration"
    from pg_roles r, pg_namespace n where r.rolname = current_user and n.nspname = current_schema()`.execute(ctx.db)
  const { may, ...database } = rows[0]!
  return { ...database, tooMuch: may.filter((right) => right !== null) }
}

/** The queue's tables stand beside the town's, and are there once a server has begun to take jobs. */
async function jobsOf(ctx: Ctx): Promise<Pick<Shown, 'jobs' | 'jobsKnown'>> {
  const { rows: schema } = await sql<{
    queue: string | null
  }>`select case when to_regclass(current_schema() || '_jobs.job') is not null
    then current_schema() || '_jobs' end as queue`.execute(ctx.db)
  const queue = schema[0]?.queue ?? null
  const { rows } =
    queue === null
      ? { rows: [] }
      : await sql<{
          name: string
          done: Date | null
          failed: Date | null
        }>`select name, max(completed_on) filter (where state = 'completed') as done,
          max(completed_on) filter (where state = 'failed') as failed from ${sql.table(`${queue}.job`)} group by name`.execute(
          ctx.db,
        )
  const known = new Map(rows.map((row) => [row.name, row]))
  return {
    jobsKnown: queue !== null,
    jobs: jobSchedules.map(({ name, cron, operation }) => {
      const { done = null, failed = null } = known.get(name) ?? {}
      return {
        name,
        operation,
        lastRun: done?.toISOString() ?? null,
        nextRun: nextTurn(cron, ctx.now).toString(),
        lastFailure: failed && (!done || failed > done) ? failed.toISOString() : null,
        isLate: queue !== null && done !== null && isLate(cron, ctx.now, done),
      }
    }),
  }
}

/** Two turns have passed since it was last done. */
function isLate(cron: string, now: Temporal.Instant, done: Date): boolean {
  const first = nextTurn(cron, now.add({ milliseconds: done.getTime() - now.epochMilliseconds }))
  const second = nextTurn(cron, first)
  return second.add({ minutes: 1 }).epochMilliseconds < now.epochMilliseconds
}

export async function liftPauses(ctx: Ctx<typeof system.liftPauses>, { loginName }: Input<typeof system.liftPauses>) {
  const account = await accountNamed(ctx, loginName)
  ctx.must(account, 'no_such_account', { loginName })
  await forgetFailures(ctx, account.accountId)
  ctx.about(account.subjectId === null ? [] : [account.subjectId], { detail: { loginName } })
  return { done: true as const }
}

export async function endSessions(
  ctx: Ctx<typeof system.endSessions>,
  { loginName }: Input<typeof system.endSessions>,
) {
  const account = await accountNamed(ctx, loginName)
  ctx.must(account, 'no_such_account', { loginName })
  const ended = await endSessionsOf(ctx, account.accountId)
  ctx.about(account.subjectId === null ? [] : [account.subjectId], { detail: { loginName, ended } })
  return { ended }
}
