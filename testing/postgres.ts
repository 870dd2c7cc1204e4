/** One PostgreSQL for a whole test run, with a migrated template from which each test gets its own database. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#platform/db/embedded.ts'
import { currentHolding } from '#platform/db/embedded-lock.ts'
import { endStrays } from '#platform/db/embedded-postmaster.ts'
import { migrate } from '#platform/db/migrate.ts'

/** Plain data: it is handed from the run's own process to the workers. */
export interface TestServer {
  readonly owner: ServerAddress
  readonly template: string
  readonly town: string
  readonly appUser: string
  readonly appPassword: string
}

interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

const PREFIX = 'hagukumi-test-'

/**
 * TEST_DATABASE_URL names a given server (its user may create databases and roles), TEST_POSTGRES=oldest takes the oldest
 * supported version; by default it is the newest one.
 */
export async function startTestServer(env: NodeJS.ProcessEnv): Promise<TestServer & { stop(): Promise<void> }> {
  const server = env.TEST_DATABASE_URL ? givenServer(env.TEST_DATABASE_URL) : await ownServer(env)
  try {
    const { template, drop } = await makeTemplate(server.owner)
    const town = 'town'
    const owner = { ...server.owner, database: template }
    const { app } = await migrate(owner, { town, appPassword: server.appPassword })
    const appPassword = String(app.password)
    const stop = async () => {
      await drop()
      // A given server had no role of this name before; it would pile up one a run.
      if (env.TEST_DATABASE_URL) await asOwner(server.owner, `drop role if exists ${app.user}`)
      await server.stop()
    }
    return { owner: server.owner, template, town, appUser: app.user ?? '', appPassword, stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function ownServer(env: NodeJS.ProcessEnv) {
  await sweep()
  const directory = mkdtempSync(join(tmpdir(), PREFIX))
  // Root's database runs as another user, who has to pass through.
  chmodSync(directory, 0o711)
  const version = env.TEST_POSTGRES === 'oldest' ? 'oldest' : 'newest'
  const remove = () => rmSync(directory, { recursive: true, force: true })
  try {
    const server = await startEmbedded({ dataDir: join(directory, 'data'), version, careless: true })
    const stop = () => server.stop().finally(remove)
    return { owner: server.owner as ServerAddress, appPassword: server.appPassword, stop }
  } catch (error) {
    remove()
    throw error
  }
}

function givenServer(url: string) {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url })
  const owner = { host, port, user: user ?? '', password: password ?? undefined, database: database ?? 'postgres' }
  return { owner, appPassword: undefined, stop: async () => undefined }
}

async function makeTemplate(owner: ServerAddress) {
  const template = `hagukumi_template_${process.pid}_${Date.now()}`
  await asOwner(owner, `create database ${template}`)
  return { template, drop: () => asOwner(owner, `drop database if exists ${template} with (force)`) }
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

/** Removes what a run that was killed has left behind. */
async function sweep(): Promise<void> {
  const left = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name))
  for (const directory of left.filter(isOldAndOurs)) {
    const home = join(directory, 'data', 'database')
    const parts = existsSync(home) ? readdirSync(home) : []
    if (parts.length > 0 && currentHolding(home)) continue
    for (const part of parts.filter((name) => name.startsWith('cluster-'))) await endStrays(join(home, part))
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A run that is just beginning has not taken its lock yet. */
function isOldAndOurs(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false })
  return found !== undefined && found.uid === process.getuid?.() && Date.now() - found.mtimeMs > 60_000
}
