/** The ward that is measured: made on a database of its own, then served by a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTown, root } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { measureImport } from './import.ts'
import { cpuOf, type Memory, memoryOf } from './processes.ts'
import { addBigSection } from './section.ts'
import { round } from './table.ts'

export interface Place {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

export type Say = (line: string) => void

export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-bench-'))
  // Root's database runs as another user, who has to pass through.
  chmodSync(folder, 0o711)
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '', PORT: '0', HOST: '127.0.0.1' }
  return { folder, env }
}

export function removePlace({ folder }: Place): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A ward as HR would bring it (imported alone, and timed), then the sample with records of three years, then figures kept up. */
export async function prepareWard({ env }: Place, { staff, runs, say }: { staff: number; runs: number; say: Say }) {
  const database = await openDatabase(env, say)
  try {
    const imports = await measureImport(database, { staff, runs, say })
    const gate = openTown({ app: database.app, town: database.town })
    const loaded = await timed(async () => {
      await gate.ask(sample.settleTown, { isSample: true }, { actor: command('sample') })
      await loadSample(gate, { staff, seed: 1 })
    })
    say(`sample of ${staff}: ${loaded.seconds} s, ${loaded.cpuSeconds} s of processor`)
    const kept = await timed(async () => {
      while ((await gate.ask(kpi.keepFigures, {}, { actor: command('bench') })).left > 0);
    })
    const section = await addBigSection(database)
    await gate.ask(kpi.keepFigures, {}, { actor: command('bench') })
    await gate.close()
    return { imports, loaded, kept, section }
  } finally {
    await database.close()
  }
}

/** Seconds of the clock, and of processor in this process and in the database that it started. */
async function timed(work: () => Promise<void>): Promise<{ seconds: number; cpuSeconds: number }> {
  const [begun, used] = [performance.now(), cpuOf(process.pid)]
  await work()
  return {
    seconds: round((performance.now() - begun) / 1000, 2),
    cpuSeconds: round((cpuOf(process.pid) - used) / 1000, 2),
  }
}

export interface Server {
  readonly url: string
  readonly process: ChildProcess
  readonly milliseconds: number
}

export async function startServer({ env }: Place): Promise<Server> {
  const { serverFlags } = (await import(new URL('../bin/flags.mjs', import.meta.url).href)) as { serverFlags: string[] }
  // As bin/hagukumi starts it.
  const malloc = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
  return launch(process.execPath, [...serverFlags, 'app/main.ts', 'start'], { ...env, ...malloc })
}

export async function stop({ process: child }: Pick<Server, 'process'>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/** What a server holds is looked at so long after the last request: at rest it gives back what it held for work. */
export const AT_REST_MS = 15_000

/** An empty town as an administrator starts it, and at rest. */
export async function freshMemory(): Promise<Memory> {
  const place = makePlace()
  try {
    const server = await launch('sh', ['bin/hagukumi', 'start', '--empty'], place.env)
    await sleep(AT_REST_MS)
    const memory = memoryOf(server.process.pid!)
    await stop(server)
    return memory
  } finally {
    removePlace(place)
  }
}

function launch(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Server> {
  const begun = performance.now()
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${text}`)))
    child.stderr!.on('data', (chunk: Buffer) => {
      text += chunk
      const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1]
      if (url) resolve({ url, process: child, milliseconds: round(performance.now() - begun, 0) })
    })
  })
}

export async function signIn(url: string, persona: string): Promise<string> {
  const response = await fetch(`${url}/api/session/persona`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  await response.arrayBuffer()
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`No session for ${persona}: ${response.status}`)
  return cookie
}

const command = (name: string): Actor => ({ kind: 'command', accountId: null, subjectId: null, roles: [], name })
