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
  /** Also when jobs start, not only by the clock. */
  readonly atStart?: boolean
  run(): Promise<void>
}

export interface RunningJobs {
  /** Takes up a run besides those by the clock, once within some seconds, however many processes of the town ask for it; what fails comes by the clock. */
  enqueueSoon(name: string): void
  /** Waits for runs that are under way. */
  stop(): Promise<void>
}

const POLL_SECONDS = 2
const ONCE_SECONDS = 10

/** Makes or brings up to date the tables of the queue; of several processes that start together, one after the other. */
export async function prepareJobs(
  owner: pg.ClientConfig,
  town: string,
  appUser: string,
  names: readonly string[],
): Promise<void> {
  const schema = schemaOf(town)
  const client = new pgDriver.Client(owner)
  // Whoever loses the connection between two questions is told by the next one.
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Two grants on one table at the same moment are an error to PostgreSQL. The lock goes with the transaction.
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtextextended('hagukumi jobs ' || $1, 0))`, [schema])
    await makeQueues(owner, schema, names)
    const role = client.escapeIdentifier(appUser)
    await client.query(`grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select, update on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role}`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function makeQueues(owner: pg.ClientConfig, schema: string, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({ ...connectionOf(owner), schema, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  try {
    await boss.start()
    for (const name of names) await boss.createQueue(name, { retryLimit: 2, policy: 'standard' })
  } finally {
    // One that failed on its way has clocks running as well, which would keep the process from ending.
    await boss.stop({ graceful: false })
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
  const wanted = new Map<string, number>()
  let isStopping = false
  // A connection that was given up is closed a little later; a database that ends before that is no news.
  boss.on('error', (error) => {
    if (!isStopping) say(`jobs: ${error.message}`)
  })
  try {
    await boss.start()
    for (const job of jobs) await take(boss, job, say)
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
  return {
    enqueueSoon: (name) => {
      const now = performance.now()
      if (now - (wanted.get(name) ?? Number.NEGATIVE_INFINITY) < ONCE_SECONDS * 1_000) return
      wanted.set(name, now)
      boss.send(name, null, { singletonSeconds: ONCE_SECONDS }).catch((error) => say(`jobs: ${error.message}`))
    },
    stop: () => {
      isStopping = true
      return boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function take(boss: PgBoss, job: Job, say: (line: string) => void): Promise<void> {
  await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, async () => {
    try {
      await job.run()
    } catch (error) {
      say(`jobs: ${job.name}: ${error instanceof Error ? error.message : String(error)}`)
      throw error
    }
  })
  await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Tokyo' })
  if (job.atStart) await boss.send(job.name)
}

function schemaOf(town: string): string {
  return `${town}_jobs`
}

function connectionOf({ host, port, user, password, database, ssl }: pg.ClientConfig) {
  return { host, port, user, database, ssl, ...(typeof password === 'string' ? { password } : {}) }
}
