/**
 * `npm run bench -- [--staff 2800] [--seconds 2] [--rounds 3] [--json FILE]`: a ward of that size on a database of its own, the
 * figures that people feel, and what each step of a request costs. Figures are medians of the rounds, which take turns over the
 * calls, because the machine's moments differ. Load goes to 127.0.0.1 only and ends by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { home } from '#app/home/contract.ts'
import { openTown, root } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { firstLoad } from './first-load.ts'
import { measureImport } from './import.ts'
import { memoryOf } from './memory.ts'
import { measureSignInFlood } from './sign-in-flood.ts'
import { percentile, round, table } from './table.ts'
import { yardstick } from './yardstick.ts'

const { values } = parseArgs({
  options: {
    staff: { type: 'string', default: '2800' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
})
const staff = Number(values.staff)
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const say = (line: string) => void process.stderr.write(`${line}\n`)
const dataDir = mkdtempSync(join(tmpdir(), 'hagukumi-bench-'))
// Root's database runs as another user, who has to pass through.
chmodSync(dataDir, 0o711)
const env = { ...process.env, DATA_DIR: join(dataDir, 'data'), DATABASE_URL: '', PORT: '0', HOST: '127.0.0.1' }
const command = (name: string): Actor => ({ kind: 'command', accountId: null, subjectId: null, roles: [], name })

try {
  const report = await measure()
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}

async function measure() {
  const loaded = await prepare()
  const starts: number[] = []
  for (let round = 1; round < rounds; round++) {
    const once = await startServer()
    starts.push(once.milliseconds)
    await stop(once.process)
  }
  const server = await startServer()
  starts.push(server.milliseconds)
  try {
    const url = server.url
    const staffCookie = await signIn(url, 'staff')
    const headCookie = await signIn(url, 'sectionHead')
    const executiveCookie = await signIn(url, 'executive')
    const me = (await (await fetch(`${url}/api/me`, { headers: { cookie: staffCookie } })).json()) as {
      staffMemberId: number
    }
    const calls = [
      { name: "person's own page", path: '/api/me/home', cookie: staffCookie },
      { name: 'skill list', path: `/api/staff/${me.staffMemberId}/skills`, cookie: staffCookie },
      { name: "person's training", path: '/api/me/training', cookie: staffCookie },
      { name: "head's team, skills", path: '/api/team/skills', cookie: headCookie },
      { name: 'KPIs of the model', path: '/api/kpis', cookie: executiveCookie },
    ]
    const bare: number[] = []
    const figures = calls.map(() => [] as Record<string, number>[])
    for (let turn = 0; turn < rounds; turn++) {
      bare.push(await yardstick(seconds))
      for (const [index, call] of calls.entries()) {
        figures[index]!.push({ ...(await latency(url, call)), ...(await throughput(url, call)) })
      }
    }
    const requests = calls.map(({ name, path }, index) => ({ name, path, ...mediansOf(figures[index]!) }))
    const memory = round(memoryOf(server.process.pid!), 0)
    const load = await firstLoad(url, 'staff')
    const floods = await measureSignInFlood(url, calls.slice(0, 3))
    const report = {
      staff,
      machine: machine(),
      ...loaded,
      rounds,
      start: round(percentile(starts, 0.5), 0),
      bare: round(percentile(bare, 0.5), 0),
      requests,
      memoryMiB: memory,
      firstLoad: load,
      floods,
    }
    await stop(server.process)
    const steps = await stepsOf(me.staffMemberId)
    print({ ...report, steps })
    return { ...report, steps }
  } finally {
    await stop(server.process)
  }
}

/** A ward as HR would bring it (imported alone, and timed), then the sample with records of three years. */
async function prepare() {
  const database = await openDatabase(env, say)
  try {
    const imports = await measureImport(database, staff, say)
    const gate = openTown({ app: database.app, town: database.town })
    await gate.ask(sample.settleTown, { isSample: true }, { actor: command('sample') })
    const begun = performance.now()
    await loadSample(gate, { staff, seed: 1 })
    const sampleSeconds = round((performance.now() - begun) / 1000)
    await gate.close()
    return { imports, sampleSeconds }
  } finally {
    await database.close()
  }
}

async function startServer(): Promise<{ url: string; process: ChildProcess; milliseconds: number }> {
  const begun = performance.now()
  const { serverFlags } = (await import(new URL('../bin/flags.mjs', import.meta.url).href)) as { serverFlags: string[] }
  const child = spawn(process.execPath, [...serverFlags, 'app/main.ts', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
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

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

async function signIn(url: string, persona: string): Promise<string> {
  const response = await fetch(`${url}/api/session/persona`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`No session for ${persona}: ${response.status}`)
  return cookie
}

interface Call {
  name: string
  path: string
  cookie: string
}

function mediansOf(figures: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(
    Object.keys(figures[0]!).map((key) => [
      key,
      percentile(
        figures.map((one) => one[key]!),
        0.5,
      ),
    ]),
  )
}

async function latency(url: string, { path, cookie }: Call) {
  const times: number[] = []
  for (let i = 0; i < 320; i++) {
    const begun = performance.now()
    const response = await fetch(url + path, { headers: { cookie } })
    const body = await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${Buffer.from(body)}`)
    if (i >= 20) times.push(performance.now() - begun)
  }
  return { medianMs: round(percentile(times, 0.5), 2), p95Ms: round(percentile(times, 0.95), 2) }
}

async function throughput(url: string, { path, cookie }: Call) {
  const result: Record<string, number> = {}
  for (const connections of [1, 8, 32]) {
    const run = await autocannon({ url: url + path, headers: { cookie }, connections, duration: seconds })
    if (run.non2xx > 0 || run.errors > 0)
      throw new Error(`${path}: ${run.non2xx} refusals and ${run.errors} errors under load`)
    result[`perSecond${connections}`] = round(run.requests.average, 0)
  }
  return result
}

/** What one request spends where, with nobody else there: microseconds, medians of 400, without the network. */
async function stepsOf(staffMemberId: number) {
  const database = await openDatabase(env, say)
  const noted = new Map<string, number[]>()
  const gate = openTown({
    app: database.app,
    town: database.town,
    onSteps: (operation, steps) => {
      for (const [step, ms] of Object.entries(steps)) {
        const key = `${operation} ${step}`
        noted.set(key, [...(noted.get(key) ?? []), ms * 1000])
      }
    },
  })
  try {
    const visitor = async (persona: string) => {
      let token = ''
      await gate.ask(
        (await import('#platform/auth/contract.ts')).auth.signInAsPersona,
        { persona },
        {
          fromLoopback: true,
          setHeader: (_, value) => {
            token = /=([^;]+)/.exec(value)?.[1] ?? ''
          },
        },
      )
      return { token }
    }
    const [person, head, executive] = [await visitor('staff'), await visitor('sectionHead'), await visitor('executive')]
    noted.clear()
    for (let i = 0; i < 420; i++) {
      await gate.ask(home.showHome, {}, person)
      await gate.ask(skills.showSkills, { staffMemberId }, person)
      await gate.ask(training.listMyTraining, {}, person)
      await gate.ask(skills.showTeamSkills, {}, head)
      await gate.ask(kpi.listKpis, {}, executive)
    }
  } finally {
    await gate.close()
    await database.close()
  }
  const operations = [...new Set([...noted.keys()].map((key) => key.split(' ')[0]!))]
  return operations.map((operation) => ({
    operation,
    ...Object.fromEntries(
      ['connection', 'session', 'access', 'query', 'check', 'journal'].map((step) => [
        step,
        round(percentile((noted.get(`${operation} ${step}`) ?? []).slice(20), 0.5), 0),
      ]),
    ),
  }))
}

function machine() {
  return {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGiB: round(totalmem() / 2 ** 30, 0),
    node: process.version,
  }
}

function print(report: Awaited<ReturnType<typeof measure>>) {
  const { imports, firstLoad: load } = report
  const out = (text: string) => void process.stdout.write(`${text}\n\n`)
  out(`Ward of ${staff} staff; ${report.machine.cores} cores, Node ${report.machine.node}`)
  out(
    table(
      ['import', 'rows', 'ms', 'rows/s'],
      imports.map((one) => [one.name, one.rows, one.ms, one.rowsPerSecond]),
    ),
  )
  out(
    table(
      ['call', 'median ms', 'p95 ms', 'req/s c1', 'c8', 'c32'],
      report.requests.map((one) => {
        const { name, medianMs, p95Ms, ...rates } = one as Record<string, string | number>
        return [name!, medianMs!, p95Ms!, rates.perSecond1!, rates.perSecond8!, rates.perSecond32!]
      }),
    ),
  )
  const steps = report.steps as Record<string, string | number>[]
  out(
    table(
      ['step, µs (median, alone)', 'connection', 'session', 'access', 'query', 'check', 'journal'],
      steps.map((one) =>
        ['operation', 'connection', 'session', 'access', 'query', 'check', 'journal'].map((key) => one[key]!),
      ),
    ),
  )
  out(
    table(
      [
        '200 wrong sign-ins a second',
        'readers p95 ms before',
        'under it',
        'times',
        '5xx to readers',
        'guesses answered',
      ],
      report.floods.map(({ name, alone, under, guesses }) => [
        name,
        alone.p95Ms,
        under.p95Ms,
        round(under.p95Ms / alone.p95Ms),
        under.failed,
        Object.entries(guesses)
          .map(([status, count]) => `${status}: ${count}`)
          .join(', '),
      ]),
    ),
  )
  out(
    table(
      ['else', 'figure'],
      [
        ['bare HTTP server of Node here and now, req/s c8', report.bare],
        ['start on existing data, ms', report.start],
        ['sample with records of three years, s', report.sampleSeconds],
        ['memory with the database, MiB (PSS)', report.memoryMiB],
        ['first load: requests, fonts apart', load.requests],
        ['first load: script on the wire, kB', round(load.script / 1000)],
        ['first load: all but fonts, kB', round(load.total / 1000)],
        ['first load: fonts, requests / kB', `${load.fonts.requests} / ${round(load.fonts.bytes / 1000)}`],
      ],
    ),
  )
}
