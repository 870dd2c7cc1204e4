/**
 * What a reader feels while others attack a real server process: strangers, staff and HR, each kind for some seconds. `npm run attack`
 * takes longer and prints the figures of docs/security.md.
 */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { databaseUrl, type ServerProcess, serverProcess } from '#testing/server.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import type { Flood } from './flood-worker.ts'

const isLong = process.env.ATTACK === 'long'
const SECONDS = isLong ? 15 : 1.5
/** The bars of docs/security.md, which want a quiet machine; in short, where other tests run beside it, what only a held server exceeds. */
const SLOWEST_MS = isLong ? 500 : 3_000
const TIMES = 3
/** When the garbage is collected differs from run to run: in short, what a server that holds whole bodies exceeds by far (6 GB before). */
const MEMORY_MIB = isLong ? 150 : 200

vi.setConfig({ testTimeout: isLong ? 900_000 : 120_000 })

const json = { method: 'POST', headers: [], end: '', begin: '', piece: '', times: 1 } as const
const cookie = (town: Town, name: 'sato' | 'hayashi') => [`Cookie: ${SESSION_COOKIE}=${town.tokenOf(name)}`]
const keys = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join()

function kindsOf(town: Town): Record<string, Omit<Flood, 'port'>> {
  const imports = { ...json, path: '/api/imports' }
  const upload = (text: string) => {
    const base64 = Buffer.from(text).toString('base64')
    return { begin: '{"dryRun":true,"leave":{"name":"l.csv","base64":"', piece: base64, end: '"}}' }
  }
  const manyKeys = { begin: '{"k":1', piece: `,${keys(8_000)}`, times: 400, end: '}' }
  const read = { ...json, method: 'GET', piece: '', times: 0 } as const
  return {
    'stranger: 38 MB of keys to the import': { ...imports, ...manyKeys, connections: 4 },
    'stranger: 130 bodies that stop in the middle': {
      ...imports,
      piece: 'x'.repeat(65_536),
      times: 100,
      promised: 38_000_000,
      connections: 130,
    },
    'stranger: 90,000 keys to signing in': {
      ...json,
      path: '/api/session',
      begin: '{',
      piece: keys(90_000),
      end: '}',
      connections: 4,
    },
    'stranger: 300 small bodies that stop in the middle': {
      ...json,
      path: '/api/session',
      begin: '{"loginName":"',
      promised: 4_000,
      connections: 300,
    },
    'staff: 38 MB of keys to the import': { ...imports, ...manyKeys, headers: cookie(town, 'sato'), connections: 4 },
    'staff: 250 kB of keys to the own duty': {
      ...json,
      method: 'PUT',
      path: '/api/me/duty',
      headers: cookie(town, 'sato'),
      begin: '{',
      piece: keys(18_000),
      end: '}',
      connections: 1,
    },
    'HR: 38 MB of keys to the import': { ...imports, ...manyKeys, headers: cookie(town, 'hayashi'), connections: 1 },
    'HR: a table of 100,000 columns': {
      ...imports,
      ...upload(Array.from({ length: 100_000 }, (_, index) => `c${index}`).join()),
      headers: cookie(town, 'hayashi'),
      connections: 1,
    },
    'HR: a table of 27 million lines': {
      ...imports,
      ...upload('\n'.repeat(27_000_000)),
      headers: cookie(town, 'hayashi'),
      connections: 1,
    },
    'staff: 60 connections that read their skills without end': {
      ...read,
      path: '/api/me/skills',
      headers: cookie(town, 'sato'),
      connections: 60,
    },
    'HR: 60 connections that read everybody’s skills by section without end': {
      ...read,
      path: '/api/skills/sections',
      headers: cookie(town, 'hayashi'),
      connections: 60,
    },
  }
}

test('while anybody sends what is too much, another reader is answered as before, and memory stays', async () => {
  const { town, leave } = await openTestTown(todayInTokyo(Temporal.Now.instant()))
  onTestFinished(leave)
  const server = await serverProcess({ DATABASE_URL: databaseUrl(town.database.owner) })
  await reading(server, town, 1)
  const alone = await reading(server, town, isLong ? 10 : 2)
  const rest = memoryOf(server)
  const told: Record<string, unknown>[] = [{ kind: 'nobody', ...alone, memory: 0 }]
  const missed: string[] = []
  for (const [kind, flood] of Object.entries(kindsOf(town))) {
    if (!kind.includes(process.env.ATTACK_ONLY ?? '')) continue
    const { answers, ...felt } = await under(server, town, flood).catch(async (cause: unknown) => {
      const ended = await Promise.race([server.ended, sleep(2_000, 'The server still runs')])
      throw new Error(`${kind}: ${ended}`, { cause })
    })
    const memory = Math.round(felt.memory - rest)
    told.push({ kind, ...felt, memory, answers: JSON.stringify(answers) })
    const bars = {
      longest: SLOWEST_MS,
      p95: Math.max(TIMES * alone.p95, isLong ? 0 : SLOWEST_MS / 2),
      memory: MEMORY_MIB,
    }
    for (const [bar, most] of Object.entries(bars)) {
      const value = { ...felt, memory }[bar as keyof typeof bars]
      if (value >= most) missed.push(`${kind}: ${bar} is ${value}, which should be below ${most}`)
    }
    const surprises = Object.keys(answers).filter((status) => Number(status) >= 500 && status !== '503')
    if (surprises.length > 0) missed.push(`${kind}: answered ${surprises.join()}`)
  }
  if (isLong || missed.length > 0) console.table(told)
  expect(server.said()).not.toMatch(/unhandled|unexpected/)
  expect(missed).toEqual([])
})

async function under(server: ServerProcess, town: Town, flood: Omit<Flood, 'port'>) {
  const worker = new Worker(new URL('./flood-worker.ts', import.meta.url), {
    workerData: { ...flood, port: Number(new URL(server.url).port) } satisfies Flood,
  })
  const answered = once(worker, 'message') as Promise<[Record<string, number>]>
  answered.catch(() => undefined)
  let memory = 0
  const watch = setInterval(() => {
    memory = Math.max(memory, memoryOf(server))
  }, 20)
  try {
    await sleep(200)
    const felt = await reading(server, town, SECONDS)
    worker.postMessage('end')
    const [answers] = await answered
    return { ...felt, memory, answers }
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}

/** One reader, asking again when answered; milliseconds. */
async function reading({ url }: ServerProcess, town: Town, seconds: number) {
  const took: number[] = []
  const end = performance.now() + seconds * 1_000
  while (performance.now() < end) {
    const begun = performance.now()
    const answer = await fetch(`${url}/api/me`, { headers: { cookie: `${SESSION_COOKIE}=${town.tokenOf('ueda')}` } })
    await answer.arrayBuffer()
    took.push(performance.now() - begun)
    expect(answer.status).toBe(200)
    await sleep(5)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => Math.round(took[Math.floor((took.length - 1) * share)]! * 10) / 10
  return { median: at(0.5), p95: at(0.95), longest: at(1) }
}

/** MiB that the process has in memory; none where it is gone. */
function memoryOf({ process: { pid } }: ServerProcess): number {
  const place = `/proc/${pid}/status`
  const status = existsSync(place) ? readFileSync(place, 'utf8') : ''
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024
}
