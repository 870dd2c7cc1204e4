/** The postmaster's process: started until it answers, ended without losing what was acknowledged. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DATABASE, runtimeEnv } from './embedded-cluster.ts'
import type { RunUser } from './embedded-place.ts'
import { postgresIn, signal } from './embedded-process.ts'
import { codeOf, DatabaseTrouble, sentence } from './trouble.ts'

export interface PostmasterPlan {
  readonly user: RunUser | undefined
  readonly runtime: string
  readonly cluster: string
  readonly args: readonly string[]
  readonly log: string
  readonly owner: pg.ClientConfig
  readonly say: (line: string) => void
}

const MAX_LOG_BYTES = 10_000_000
const NO_SUCH_DATABASE = '3D000'
/** No socket yet, nobody behind it, starting up or recovering, closed while starting. */
const NOT_YET = ['ENOENT', 'ECONNREFUSED', '57P03', 'ECONNRESET']

/** Starts PostgreSQL on a cluster that we hold the lock of, and waits until it answers. */
export async function startPostmaster(plan: PostmasterPlan): Promise<ChildProcess> {
  await endStrays(plan.cluster)
  // Nobody serves this cluster now. PostgreSQL itself would take a zombie, or whoever was given the number since, for alive.
  const socket = join(plan.owner.host ?? '', `.s.PGSQL.${plan.owner.port}`)
  for (const left of [join(plan.cluster, 'postmaster.pid'), socket, `${socket}.lock`]) rmSync(left, { force: true })
  rotate(plan.log)
  const log = openSync(plan.log, 'a', 0o600)
  const logFrom = statSync(plan.log).size
  const child = spawn(join(plan.runtime, 'bin', 'postgres'), plan.args, {
    ...plan.user,
    cwd: plan.runtime,
    env: runtimeEnv,
    stdio: ['ignore', log, log],
    // A terminal's Ctrl-C is for us: we stop the database once the last request is done.
    detached: true,
  })
  closeSync(log)
  setGuard(child, plan)
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, by) => {
    failure ??= lastComplaint(plan.log, logFrom) ?? `exit ${code ?? by}`
  })
  const patience = setTimeout(() => plan.say(sentence('database.recovering')), 5_000)
  try {
    await untilItAnswers(plan.owner, () => {
      if (failure) throw new DatabaseTrouble('database.start_failed', { log: plan.log, reason: failure })
    })
    return child
  } catch (error) {
    await endPostmaster(child)
    throw error
  } finally {
    clearTimeout(patience)
  }
}

/**
 * A database must not outlive a server that was killed: a shell waits on a pipe from us, which closes when we are gone, and
 * then asks the postmaster to shut down. Where the guard is killed too, the next start tidies up.
 */
function setGuard(postmaster: ChildProcess, { user, cluster }: PostmasterPlan): void {
  const script = 'read -r _ || [ "$(readlink "/proc/$0/cwd")" != "$1" ] || kill -INT "$0"'
  const guard = spawn('/bin/sh', ['-c', script, String(postmaster.pid), cluster], {
    ...user,
    cwd: '/',
    env: runtimeEnv,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // A guard that was killed has nobody to be told.
  guard.stdin.on('error', () => undefined)
  guard.on('error', () => undefined)
  guard.unref()
  postmaster.once('exit', () => guard.stdin.end('done\n'))
}

/** Fast shutdown, then harder ones. */
export async function endPostmaster(child: ChildProcess): Promise<void> {
  const steps = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [name, patience] of steps) {
    if (child.pid === undefined || hasEnded(child)) return
    const end = once(child, 'exit', { signal: AbortSignal.timeout(patience) }).then(
      () => true,
      () => hasEnded(child),
    )
    child.kill(name)
    if (await end) return
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Ends what a killed predecessor left: its postmaster, or backends that still hold the shared memory. */
export async function endStrays(cluster: string): Promise<void> {
  const postmaster = postmasterOf(cluster)
  if (postmaster && postgresIn(cluster).includes(postmaster)) {
    // It takes its backends along.
    signal(postmaster, 'SIGINT')
    if (await areGone(cluster, 10_000)) return
    signal(postmaster, 'SIGQUIT')
  }
  // Idle backends notice by themselves that their postmaster has gone; one that is busy computing does not.
  if (await areGone(cluster, 300)) return
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of postgresIn(cluster)) signal(pid, name)
    if (await areGone(cluster, 2_000)) return
  }
}

async function areGone(cluster: string, patience: number): Promise<boolean> {
  const until = Date.now() + patience
  while (postgresIn(cluster).length > 0) {
    if (Date.now() > until) return false
    await sleep(20)
  }
  return true
}

function postmasterOf(cluster: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** @param throwIfDead throws once waiting has become pointless. */
async function untilItAnswers(owner: pg.ClientConfig, throwIfDead: () => void): Promise<void> {
  for (;;) {
    const code = await tryConnecting(owner)
    if (code === 'answers') return
    throwIfDead()
    if (code === NO_SUCH_DATABASE) await createDatabase(owner)
    else await sleep(10)
  }
}

/** `answers`, or the code of the reason why not yet; throws for reasons that waiting does not mend. */
async function tryConnecting(owner: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(owner)
  // A connection that breaks after its first error has nothing to add.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return 'answers'
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (NOT_YET.includes(code) || code === NO_SUCH_DATABASE) return code
    throw error
  }
}

async function createDatabase(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function rotate(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(log, `${log}.1`)
}

function lastComplaint(log: string, from: number): string | undefined {
  const lines = readFileSync(log).subarray(from).toString().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.findLast((line) => line !== '')
}
