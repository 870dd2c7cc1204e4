/**
 * The embedded database: PostgreSQL's own programs as a child process, for a town that has no database server.
 *
 * Start: find the place, take the lock, copy the runtime once, initdb once, end what a killed predecessor left running,
 * start the postmaster, connect. While we live, a postmaster that dies is started again on the same socket.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import {
  clusterIn,
  DATABASE,
  forgetSocketDir,
  OWNER,
  PORT,
  prepareCluster,
  prepareSocketDir,
  settings,
} from './embedded-cluster.ts'
import { currentHolding, type Lock, takeLock } from './embedded-lock.ts'
import { existingHomes, type Place, preparePlace } from './embedded-place.ts'
import { endPostmaster, endStrays, hasEnded, type PostmasterPlan, startPostmaster } from './embedded-postmaster.ts'
import { signal } from './embedded-process.ts'
import { secretIn } from './embedded-secret.ts'
import { findRuntimePackage, prepareRuntime, type RuntimeVersion } from './runtime.ts'
import { DatabaseTrouble, reasonOf, sentence } from './trouble.ts'

export interface EmbeddedDatabase {
  /** The superuser that owns the cluster, in the product's own database. */
  readonly owner: pg.ClientConfig
  /** Where the data are in the end; not always where they were wanted. */
  readonly dataDir: string
  /** Password for the application's role, kept beside the data. */
  readonly appPassword: string
  /** The postmaster's number now; it changes when it died and was started again. */
  readonly pid: number
  stop(): Promise<void>
  /** Resolves when the database died while we live and could not be started again within a minute. */
  readonly exited: Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly version?: RuntimeVersion
  readonly say?: (line: string) => void
  /** For tests only: what is acknowledged may be lost with the machine's power. */
  readonly careless?: boolean
  /** Where data go that the database's user cannot reach. */
  readonly systemDir?: string
  /** Folder for the copy of the programs when several databases share one; the home otherwise. */
  readonly runtimeDir?: string
}

const PATIENCE_MS = 60_000

/** Starts the database of `dataDir`; throws a DatabaseTrouble, and changes nothing, when another process has it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const say = options.say ?? (() => undefined)
  const place = preparePlace(options.dataDir, say, options.systemDir)
  const lock = await takeLock(place.home)
  try {
    return await keepRunning(place, lock, await plan(options, place, say))
  } catch (error) {
    lock.update('released')
    throw error
  }
}

/** The database of a living process on the same data, ready to connect to; nothing when none runs. */
export async function findRunning(
  options: Pick<EmbeddedOptions, 'dataDir' | 'systemDir'>,
): Promise<Pick<EmbeddedDatabase, 'owner' | 'dataDir' | 'appPassword'> | undefined> {
  for (const home of existingHomes(options.dataDir, options.systemDir)) {
    const socketDir = await socketOfHolder(home)
    if (!socketDir) continue
    const owner = ownerAt(socketDir, secretIn(home, 'owner-password', true))
    return { owner, dataDir: dirname(home), appPassword: secretIn(home, 'app-password') }
  }
  return undefined
}

async function plan(options: EmbeddedOptions, place: Place, say: (line: string) => void): Promise<PostmasterPlan> {
  const found = findRuntimePackage(options.version ?? 'newest')
  const runtime = prepareRuntime(options.runtimeDir ?? place.home, found)
  const careless = options.careless ?? false
  const password = secretIn(place.home, 'owner-password', existsSync(clusterIn(place, found.major)))
  const cluster = await prepareCluster(place, runtime, found, password, careless)
  const socketDir = prepareSocketDir(place)
  return {
    user: place.user,
    runtime,
    cluster,
    args: settings(cluster, socketDir, found.major, careless),
    log: join(place.home, 'postgres.log'),
    owner: ownerAt(socketDir, password),
    say,
  }
}

async function keepRunning(place: Place, lock: Lock, plan: PostmasterPlan): Promise<EmbeddedDatabase> {
  const gone = Promise.withResolvers<void>()
  let stopping = false
  let reviving: Promise<void> | undefined
  let postmaster = await startPostmaster(plan)

  function watch() {
    postmaster.once('exit', () => {
      if (!stopping) reviving = revive()
    })
  }
  async function revive() {
    plan.say(sentence('database.died'))
    const until = Date.now() + PATIENCE_MS
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, 2_000)) {
      try {
        postmaster = await startPostmaster(plan)
        watch()
        plan.say(sentence('database.came_back'))
        return
      } catch (error) {
        if (Date.now() > until) {
          plan.say(sentence('database.gave_up', { log: plan.log, reason: reasonOf(error) }))
          return gone.resolve()
        }
        await sleep(wait)
      }
    }
  }
  // A process that ends without stop() takes its database along; the next start tidies what is left.
  function farewell() {
    if (postmaster.pid && !hasEnded(postmaster)) signal(postmaster.pid, 'SIGINT')
  }

  watch()
  process.once('exit', farewell)
  lock.update('ready', plan.owner.host)
  return {
    owner: plan.owner,
    dataDir: place.dataDir,
    appPassword: secretIn(place.home, 'app-password'),
    get pid() {
      return postmaster.pid ?? 0
    },
    exited: gone.promise,
    async stop() {
      if (stopping) return
      stopping = true
      lock.update('stopping')
      await reviving
      await endPostmaster(postmaster)
      await endStrays(plan.cluster)
      forgetSocketDir(place)
      process.removeListener('exit', farewell)
      lock.update('released')
    },
  }
}

/** Directory of the socket of whoever holds the data, once it is ready. */
async function socketOfHolder(home: string): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const holding = currentHolding(home)
    if (!holding || holding.state === 'ready') return holding?.socketDir
    if (Date.now() > until) throw new DatabaseTrouble('database.busy_owner', { pid: holding.holder.pid })
    await sleep(50)
  }
}

function ownerAt(socketDir: string, password: string) {
  return { host: socketDir, port: PORT, user: OWNER, database: DATABASE, password }
}
