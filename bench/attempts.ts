/**
 * `npm run bench:attempts -- [--people 3000] [--every 60] [--seconds 60]`: so many people in one test at once, each saving an answer every so
 * many seconds over HTTP, at moments that do not wait for one another. Milliseconds as whoever answers feels them, and whether any answer
 * that was told as saved is not what the tables hold. Load goes to 127.0.0.1 only and ends by itself.
 */
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { types } from '#platform/db/database.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { answerTo, openTest, WINDOW, writeBank } from '#testing/bank.ts'
import { manyWithAccounts } from '#testing/section.ts'
import type { Town } from '#testing/town.ts'
import { cpuOf } from './processes.ts'
import { percentile, round } from './table.ts'
import { makePlace, removePlace, startServer, stop } from './ward.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '3000' },
    every: { type: 'string', default: '60' },
    seconds: { type: 'string', default: '60' },
  },
})
const [people, every, seconds] = [Number(values.people), Number(values.every), Number(values.seconds)]
const say = (line: string) => void process.stderr.write(`${line}\n`)

interface Taking {
  readonly who: number
  readonly testAttemptId: number
  readonly items: Awaited<ReturnType<typeof begun>>
  seq: number
}

const place = makePlace()
try {
  const takers = await prepare()
  const server = await startServer(place)
  const told = new Map<string, { seq: number; given: unknown }>()
  // Whoever looks for what was lost opens the database that the server had.
  const used = cpuOf(server.process.pid!)
  const { times, failed, processor } = await load(server.url, takers, told)
    .then((done) => ({ ...done, processor: cpuOf(server.process.pid!) - used }))
    .finally(() => stop(server))
  const [median, p95, p99] = [0.5, 0.95, 0.99].map((share) => round(percentile(times, share), 1))
  const lost = await lostOf(told)
  const machine = `${cpus().length} cores, load ${loadavg()
    .map((one) => round(one))
    .join(' ')}`
  process.stdout.write(
    `${people} people, an answer each ${every} s for ${seconds} s: ${times.length} saved, median ${median} ms, p95 ${p95} ms, p99 ${p99} ms, failed ${failed}, lost ${lost}, ${round(processor / times.length, 2)} ms of processor an answer; ${machine}\n`,
  )
  process.exitCode = lost > 0 || failed > 0 ? 1 : 0
} finally {
  removePlace(place)
}

/** A ward, a test that is open to all, and everybody in it. */
async function prepare(): Promise<Taking[]> {
  const database = await openDatabase(place.env, say)
  const gate = openTown({ app: database.app, town: database.town })
  const client = new pg.Client({ ...database.owner, types, options: `-c search_path=${database.town},public` })
  await client.connect()
  try {
    const as = (kind: Actor['kind'], subjectId: number | null, roles: string[]): Pick<Town['asCommand'], 'ask'> => ({
      ask: (operation, input) =>
        gate.ask(operation, input, { actor: { kind, accountId: null, subjectId, roles, name: 'bench' } }),
    })
    await as('command', null, []).ask(sample.settleTown, { isSample: true })
    await loadSample(gate, { staff: 2_800, seed: 1 })
    const sql = async <R extends Record<string, unknown>>(text: string, given: unknown[] = []) =>
      (await client.query<R>(text, given)).rows
    const town = { as: () => as('account', null, ['hr']) } as unknown as Town
    // The items of the bench alone are drawn, whose right answers it knows.
    await sql('update item set retired_at = now()')
    await writeBank(town)
    const testId = await openTest(town, { minutes: 240, openFrom: '2020-01-01' })
    const ids = await manyWithAccounts({ sql }, people)
    const takers: Taking[] = []
    for (const who of ids) {
      const me = as('account', who, [])
      const { testAttemptId } = await me.ask(attempts.beginAttempt, { testId, window: WINDOW })
      takers.push({ who, testAttemptId, seq: 0, items: await begun(me, testAttemptId) })
    }
    await sql('vacuum analyze')
    say(`${takers.length} people have begun`)
    return takers
  } finally {
    await client.end()
    await gate.close()
    await database.close()
  }
}

async function begun(me: Pick<Town['asCommand'], 'ask'>, testAttemptId: number) {
  const { items } = await me.ask(attempts.showAttempt, { testAttemptId, window: WINDOW })
  return items.map((item) => ({ place: item.place, right: answerTo(item), wrong: answerTo(item, false) }))
}

/** Each answers at moments of their own, evenly spread over the seconds; nobody waits for anybody. */
async function load(url: string, takers: readonly Taking[], told: Map<string, { seq: number; given: unknown }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const times: number[] = []
  let failed = 0
  const start = performance.now() + 1_000
  const gap = (every * 1_000) / takers.length
  const asked = Math.floor((seconds * 1_000) / gap)
  const open: Promise<void>[] = []
  for (let turn = 0; turn < asked; turn++) {
    const due = start + turn * gap
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    const taker = takers[turn % takers.length]!
    const item = taker.items[Math.floor(turn / takers.length) % taker.items.length]!
    const seq = ++taker.seq
    const given = turn % 3 === 0 ? item.wrong : item.right
    open.push(
      save(url, agent, taker, { place: item.place, given, seq }).then(
        (isSaved) => {
          times.push(performance.now() - due)
          if (isSaved) told.set(`${taker.testAttemptId} ${item.place}`, { seq, given })
          else failed++
        },
        () => void failed++,
      ),
    )
  }
  await Promise.all(open)
  agent.destroy()
  return { times, failed }
}

async function save(
  url: string,
  agent: Agent,
  { who, testAttemptId }: Taking,
  { place: at, given, seq }: { place: number; given: unknown; seq: number },
): Promise<boolean> {
  const body = JSON.stringify({ given, seq, window: WINDOW })
  const asked = request(`${url}/api/attempts/${testAttemptId}/answers/${at}`, {
    agent,
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      origin: url,
      cookie: `hagukumi_session=test-token-${who}`,
    },
  })
  asked.end(body)
  const [answer] = await once(asked, 'response')
  let text = ''
  for await (const chunk of answer) text += chunk
  if (answer.statusCode !== 200) return false
  return (JSON.parse(text) as { isSaved: boolean }).isSaved
}

/** What was told as saved and is not what stands. */
async function lostOf(told: ReadonlyMap<string, { seq: number; given: unknown }>): Promise<number> {
  const database = await openDatabase(place.env, say)
  const client = new pg.Client({ ...database.owner, types, options: `-c search_path=${database.town},public` })
  await client.connect()
  try {
    const { rows } = await client.query<{ key: string; seq: number; given: unknown }>(
      `select test_attempt_id || ' ' || place as key, seq, given from test_answer where seq > 0`,
    )
    const stands = new Map(rows.map(({ key, ...answer }) => [key, answer]))
    return [...told].filter(([key, { seq, given }]) => {
      const now = stands.get(key)
      return now?.seq !== seq || JSON.stringify(now.given) !== JSON.stringify(given)
    }).length
  } finally {
    await client.end()
    await database.close()
  }
}
