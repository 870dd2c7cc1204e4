/** Processes that own an embedded database, and a place for their data; all are gone at the end of the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { startEmbedded } from '#platform/db/embedded.ts'
import type { RunUser } from '#platform/db/embedded-place.ts'

export const isRoot = process.getuid?.() === 0
/** What unrelated services run as; when the tests themselves run as an ordinary user there is nobody else to be. */
export const nobody: RunUser | undefined = isRoot ? { uid: 65534, gid: 65534 } : undefined
/** The repository's folder. */
export const repository = fileURLToPath(new URL('..', import.meta.url))

/** A folder of one's own that others may pass through. */
export function somewhere(user?: RunUser): string {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-place-'))
  chmodSync(folder, 0o755)
  if (user) chownSync(folder, user.uid, user.gid)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A data directory with a cluster, made once for this file's tests; PostgreSQL's own first start takes seconds. */
export async function prepareData(): Promise<{ copyTo(place: string): string; remove(): void }> {
  const place = mkdtempSync(join(tmpdir(), 'hagukumi-prepared-'))
  chmodSync(place, 0o711)
  await (await startEmbedded({ dataDir: join(place, 'data'), careless: true })).stop()
  return {
    copyTo(other) {
      const home = join(place, 'data', 'database')
      const runtime = readdirSync(home).find((name) => name.startsWith('runtime-'))!
      execFileSync('cp', ['-al', join(place, 'data'), other])
      // Programs are only read and may be shared; the data must be one's own.
      for (const name of readdirSync(home).filter((name) => name !== runtime)) {
        const copy = join(other, 'data', 'database', name)
        rmSync(copy, { recursive: true })
        execFileSync('cp', ['-a', join(home, name), copy])
      }
      return join(other, 'data')
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}

export interface OwnerProcess {
  readonly process: ChildProcess
  readonly owner: pg.ClientConfig
  /** The postmaster. */
  readonly pid: number
  readonly dataDir: string
  readonly said: string[]
}

/** Starts a process that owns the database of `dataDir`; rejects with what it complained of. */
export async function ownerProcess(dataDir: string, user?: RunUser): Promise<OwnerProcess> {
  const script = fileURLToPath(new URL('./embedded-owner.ts', import.meta.url))
  const child = spawn(process.execPath, [script, dataDir, join(dataDir, '..', 'system')], { ...user, stdio: 'pipe' })
  onTestFinished(() => end(child))
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint += data.toString()
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as Omit<OwnerProcess, 'process'>), process: child }
  }
  throw new Error(complaint.trim())
}

/** Ends it in good order, so that its database goes as well. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Kills whatever the process has started, but `spared`. */
export function killChildren(parent: number, spared: number): void {
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
    const itsParent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (itsParent === parent && pid !== spared) process.kill(pid, 'SIGKILL')
  }
}

export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Runs statements on one connection and gives the rows of the last. */
export async function sql(config: pg.ClientConfig, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** Writes rows one by one until the database goes away; gives the number of the last one that was acknowledged. */
export async function writeUntilItDies(config: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  let acknowledged = 0
  try {
    for (;;) {
      await client.query('insert into attendance values ($1)', [acknowledged + 1])
      acknowledged++
    }
  } catch {
    // That is what we are waiting for.
    return acknowledged
  }
}
