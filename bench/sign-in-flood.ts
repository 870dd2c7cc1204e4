/**
 * What readers feel while somebody guesses passwords: a process of its own sends so many wrong sign-ins a second, whether or not
 * the earlier ones were answered, and readers ask as people do, one after the other. Load goes to 127.0.0.1 only and ends by itself.
 */
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { percentile, round } from './table.ts'

const PER_SECOND = 200
const READS_PER_SECOND = 20

interface Order {
  readonly url: string
  readonly seconds: number
  /** Login names, tried in turn. */
  readonly names: readonly string[]
}

export interface Reader {
  readonly path: string
  readonly cookie: string
}

interface Reads {
  readonly medianMs: number
  readonly p95Ms: number
  /** Answers of 500 and more. */
  readonly failed: number
}

export interface Flood {
  readonly name: string
  /** How often each status was answered. */
  readonly guesses: Readonly<Record<string, number>>
  readonly alone: Reads
  readonly under: Reads
}

const namesOf = (stem: string, count: number) => Array.from({ length: count }, (_, index) => `${stem}-${index}`)

if (process.argv[2] === 'flood') {
  process.once('message', async (order: Order) => {
    process.send?.(await flood(order))
    process.exit()
  })
}

/** Medians and 95th percentiles of each reader, before and under each kind of flood, and what the guesses were answered. */
export async function measureSignInFlood(url: string, readers: readonly Reader[]): Promise<Flood[]> {
  const seconds = 4
  // Unknown names cost what known ones do.
  const kinds = [
    { name: 'one name', names: namesOf('one', 1) },
    { name: '500 names in turn', names: namesOf('some', 500) },
    { name: 'ever new names', names: namesOf('new', PER_SECOND * seconds) },
  ]
  const floods: Flood[] = []
  for (const { name, names } of kinds) {
    const alone = await readFor(url, readers, seconds)
    const [guesses, under] = await Promise.all([
      inProcess({ url, seconds, names }),
      sleep(500).then(() => readFor(url, readers, seconds - 1)),
    ])
    floods.push({ name, guesses, alone, under })
    await sleep(2_000)
  }
  return floods
}

async function inProcess(order: Order): Promise<Record<string, number>> {
  const child = fork(fileURLToPath(import.meta.url), ['flood'])
  try {
    child.send(order)
    return await new Promise((resolve) =>
      child.once('message', (answers) => resolve(answers as Record<string, number>)),
    )
  } finally {
    child.kill()
  }
}

/** How often each status was answered; `none` for those that were not answered within ten seconds of the end. */
async function flood({ url, seconds, names }: Order): Promise<Record<string, number>> {
  const agent = new Agent({ keepAlive: true })
  const counts: Record<string, number> = {}
  let open = 0
  const guess = (loginName: string) => {
    open++
    const done = (status: string) => {
      open--
      counts[status] = (counts[status] ?? 0) + 1
    }
    const headers = { 'content-type': 'application/json' }
    const asked = request(`${url}/api/session`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.once('end', () => done(String(answer.statusCode)))
    })
    asked.once('error', () => done('none'))
    asked.setTimeout(seconds * 1_000 + 10_000, () => asked.destroy())
    asked.end(JSON.stringify({ loginName, password: 'not their password' }))
  }
  const begun = performance.now()
  for (let sent = 0; sent < PER_SECOND * seconds; sent++) {
    const due = begun + (sent * 1_000) / PER_SECOND
    await sleep(Math.max(0, due - performance.now()))
    guess(names[sent % names.length]!)
  }
  while (open > 0 && performance.now() - begun < seconds * 1_000 + 10_000) await sleep(50)
  agent.destroy()
  return { ...counts, ...(open > 0 ? { none: (counts.none ?? 0) + open } : {}) }
}

async function readFor(url: string, readers: readonly Reader[], seconds: number): Promise<Reads> {
  const times: number[] = []
  let failed = 0
  const running: Promise<void>[] = []
  const read = async ({ path, cookie }: Reader) => {
    const begun = performance.now()
    const answer = await fetch(url + path, { headers: { cookie } })
    await answer.arrayBuffer()
    times.push(performance.now() - begun)
    if (answer.status >= 500) failed++
  }
  const begun = performance.now()
  for (let asked = 0; asked < READS_PER_SECOND * seconds; asked++) {
    const due = begun + (asked * 1_000) / READS_PER_SECOND
    await sleep(Math.max(0, due - performance.now()))
    running.push(read(readers[asked % readers.length]!))
  }
  await Promise.all(running)
  return { medianMs: round(percentile(times, 0.5), 2), p95Ms: round(percentile(times, 0.95), 2), failed }
}
