/** One PostgreSQL for a whole test run, with a migrated template from which each test gets its own database. */
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'

/** Plain data: it is handed from the run's own process to the workers. */
export interface TestServer {
  readonly owner: ServerAddress
  /** Every database of the run has a name that begins with this one's. */
  readonly template: string
  readonly town: string
  readonly appUser: string
  readonly appPassword: string
  /** Whether the server goes when the run ends, with all that it holds. */
  readonly isOurs: boolean
}

interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

/**
 * A test's connections ask a statement a few times, and each of the first five calls would be planned for its own values: two thirds of
 * what the database does for the tests. So one plan does for all calls there; what values make of a plan is looked at in a large town
 * (plans.ts), and tests that ask much plan as a town at work does (`planForValues`).
 *
 * TEST_DATABASE_URL names a given server (its user may create databases and roles), TEST_POSTGRES=oldest takes the oldest
 * supported version; by default it is the newest one, with its data in `folder`.
 */
export async function startTestServer(
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<TestServer & { stop(): Promise<void> }> {
  const given = env.TEST_DATABASE_URL
  const server = given ? givenServer(given) : await ownServer(env, folder)
  try {
    const template = `hagukumi_template_${process.pid}_${Date.now()}`
    await asOwner(server.owner, `create database ${template}`)
    const town = 'town'
    const owner = { ...server.owner, database: template }
    const { app } = await migrate(owner, { town, appPassword: server.appPassword })
    const appUser = app.user ?? ''
    const appPassword = String(app.password)
    await asOwner(server.owner, `alter role ${appUser} set plan_cache_mode = force_generic_plan`)
    const stop = async () => {
      if (given) await tidy(server.owner, template, appUser)
      await server.stop()
    }
    return { owner: server.owner, template, town, appUser, appPassword, isOurs: !given, stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function ownServer(env: NodeJS.ProcessEnv, folder: string) {
  const version = env.TEST_POSTGRES === 'oldest' ? 'oldest' : 'newest'
  const server = await startEmbedded({ dataDir: join(folder, 'data'), version, careless: true })
  return { owner: server.owner as ServerAddress, appPassword: server.appPassword, stop: server.stop }
}

function givenServer(url: string) {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url })
  const owner = { host, port, user: user ?? '', password: password ?? undefined, database: database ?? 'postgres' }
  return { owner, appPassword: undefined, stop: async () => undefined }
}

/** A given server had none of the run's databases before, and no role of this name: they would pile up, run after run. */
async function tidy(owner: ServerAddress, template: string, appUser: string): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`drop role if exists ${appUser}`)
  } finally {
    await client.end()
  }
}

/** One statement on the server, outside the databases of the tests. */
export async function asOwner(owner: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
