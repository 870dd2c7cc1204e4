/** Which database this process works on: the one that DATABASE_URL names, or the embedded one. Migrated and ready. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type EmbeddedDatabase, findRunning, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { codeOf, DatabaseTrouble, reasonOf } from './trouble.ts'

export interface OpenDatabase {
  readonly owner: pg.ClientConfig
  /** How the server connects: neither owner nor superuser. */
  readonly app: pg.ClientConfig
  /** The town's schema. */
  readonly town: string
  /** Only when this process runs the embedded database itself. */
  readonly embedded?: EmbeddedDatabase
  /** True on the embedded database, ours or another process's; a DATABASE_URL belongs to the town. */
  readonly isEmbedded: boolean
  /** Where files of the product may lie; only beside an embedded database. */
  readonly dataDir?: string
  close(): Promise<void>
}

export interface OpenOptions {
  /** Work on the database of a server that runs on the same data, instead of being refused; start one when none runs. */
  readonly join?: boolean
}

const OLDEST = 160_000
const JOIN_ATTEMPTS = 20

/**
 * @param env reads DATABASE_URL, DATABASE_APP_URL, DATA_DIR, TOWN.
 * @throws DatabaseTrouble with the sentence to show.
 */
export async function openDatabase(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  const town = env.TOWN || 'town'
  if (env.DATABASE_URL) return openGiven(env, env.DATABASE_URL, town)
  const dataDir = env.DATA_DIR || join(fileURLToPath(new URL('../..', import.meta.url)), 'data')
  for (let attempt = 1; ; attempt++) {
    try {
      const running = options.join ? await findRunning({ dataDir }) : undefined
      return running ? await joinRunning(running, town) : await openOwn(await startEmbedded({ dataDir, say }), town)
    } catch (error) {
      if (!options.join || attempt === JOIN_ATTEMPTS || !isChangingHands(error)) throw error
      await sleep(100)
    }
  }
}

/** A server took the data, or gave them up, between our looking and our connecting. */
function isChangingHands(error: unknown): boolean {
  if (error instanceof DatabaseTrouble) return error.key === 'database.already_running'
  const codes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03']
  // The driver's words for a connection that broke under a query, and for a query after that.
  const words = ['Connection terminated', 'Client has encountered a connection error']
  return codes.includes(codeOf(error) ?? '') || words.some((start) => reasonOf(error).startsWith(start))
}

async function openOwn(embedded: EmbeddedDatabase, town: string): Promise<OpenDatabase> {
  try {
    const { app } = await migrate(embedded.owner, { town, appPassword: embedded.appPassword })
    const { owner, dataDir } = embedded
    return { owner, app, town, embedded, isEmbedded: true, dataDir, close: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

type Running = NonNullable<Awaited<ReturnType<typeof findRunning>>>

async function joinRunning({ owner, dataDir, appPassword }: Running, town: string): Promise<OpenDatabase> {
  const { app } = await migrate(owner, { town, appPassword })
  return { owner, app, town, isEmbedded: true, dataDir, close: async () => undefined }
}

async function openGiven(env: NodeJS.ProcessEnv, url: string, town: string): Promise<OpenDatabase> {
  const owner = configOf('DATABASE_URL', url)
  await refuseOld(owner)
  const given = env.DATABASE_APP_URL ? configOf('DATABASE_APP_URL', env.DATABASE_APP_URL) : undefined
  const { app } = await migrate(owner, { town, app: given })
  return { owner, app, town, isEmbedded: false, close: async () => undefined }
}

/** The parts of the address, so that the application's role can take the place of the owner. */
function configOf(name: string, url: string): pg.ClientConfig {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('Not a PostgreSQL address')
    const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url })
    return { host, port, user, password: password ?? undefined, database, ssl }
  } catch (error) {
    throw new DatabaseTrouble('database.bad_url', { name }, error)
  }
}

async function refuseOld(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseTrouble('database.cannot_connect', { reason: reasonOf(error) }, error)
  }
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    )
    if (rows[0]!.number < OLDEST) throw new DatabaseTrouble('database.too_old', { found: rows[0]!.name })
  } finally {
    await client.end()
  }
}
