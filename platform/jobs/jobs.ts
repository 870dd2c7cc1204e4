/**
 * What happens by the clock, by pg-boss on the town's own database: each due run is taken by one process only, however many
 * share the database. Its tables stand in a schema of their own beside the town's; the owner makes them, the server's role uses them.
 */
import type pg from 'pg'
import pgDriver from 'pg'
import { PgBoss } from 'pg-boss'

export interface Job {
  /** Letters and hyphens, e.g. 'journal-seal'. */
  readonly name: string
  /** Five fields, Asia/Tokyo. */
  readonly cron: string
  run(): Promise<void>
}

export interface RunningJobs {
  /** Takes up a run now, besides those by the clock. */
  enqueue(name: string): Promise<void>
  /** Waits for runs that are under way. */
  stop(): Promise<void>
}

const POLL_SECONDS = 2

/** Makes or brings up to date the tables of the queue; safe when several processes start together. */
export async function prepareJobs(
  owner: pg.ClientConfig,
  town: string,
  appUser: string,
  names: readonly string[],
): Promise<void> {
  const schema = schemaOf(town)
  const boss = new PgBoss({ ...connectionOf(owner), schema, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  for (const name of names) await boss.createQueue(name, { retryLimit: 2, policy: 'standard' })
  await boss.stop({ graceful: false })
  const client = new pgDriver.Client(owner)
  await client.connect()
  try {
    const role = client.escapeIdentifier(appUser)
    await client.query(`grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select, update on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role}`)
  } finally {
    await client.end()
  }
}

/** Starts taking runs; a run that fails is said and tried again twice. */
export async function startJobs(
  app: pg.ClientConfig,
  town: string,
  jobs: readonly Job[],
  say: (line: string) => void,
): Promise<RunningJobs> {
  const boss = new PgBoss({ ...connectionOf(app), schema: schemaOf(town), max: 2, migrate: false, createSchema: false })
  boss.on('error', (error) => say(`jobs: ${error.message}`))
  await boss.start()
  for (const job of jobs) {
    await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, async () => {
      try {
        await job.run()
      } catch (error) {
        say(`jobs: ${job.name}: ${error instanceof Error ? error.message : String(error)}`)
        throw error
      }
    })
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Tokyo' })
  }
  return {
    enqueue: async (name) => void (await boss.send(name)),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

function schemaOf(town: string): string {
  return `${town}_jobs`
}

function connectionOf({ host, port, user, password, database, ssl }: pg.ClientConfig) {
  return { host, port, user, database, ssl, ...(typeof password === 'string' ? { password } : {}) }
}
