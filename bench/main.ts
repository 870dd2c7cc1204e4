/**
 * `npm run bench -- [--staff 2800[,28000]] [--seconds 1] [--rounds 3] [--beside FILE] [--into FILE] [--json FILE]`: a ward of that
 * size on a database of its own, the figures that people feel, and what each step of a request costs; with two sizes, how each
 * figure grows; beside an earlier state's figures (bench/before.json) where these are named. `--into` writes the tables into a
 * document, between its two marks. Load goes to 127.0.0.1 only and ends by itself.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { type Felt, measureBrowser } from './browser.ts'
import { callsOf, signInAll } from './calls.ts'
import { firstLoad } from './first-load.ts'
import { approvalsOnFreshConnections } from './fresh.ts'
import { memoryOf } from './processes.ts'
import { type Earlier, type Report, reportText } from './report.ts'
import { measureCalls } from './requests.ts'
import { measureSignInFlood } from './sign-in-flood.ts'
import { stepsOf } from './steps.ts'
import { percentile, round } from './table.ts'
import {
  AT_REST_MS,
  freshMemory,
  makePlace,
  type Place,
  prepareWard,
  removePlace,
  type Say,
  startServer,
  stop,
} from './ward.ts'

/** A ward from this size on is imported once only, because that takes long enough to be told from chance. */
const LARGE = 10_000

const { values } = parseArgs({
  options: {
    staff: { type: 'string', default: '2800' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    beside: { type: 'string' },
    into: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const say: Say = (line) => void process.stderr.write(`${line}\n`)

const reports: Report[] = []
for (const staff of values.staff.split(',').map(Number)) {
  const place = makePlace()
  try {
    reports.push(await measure(place, staff))
  } finally {
    removePlace(place)
  }
}
const text = reportText(reports, values.beside ? (JSON.parse(readFileSync(values.beside, 'utf8')) as Earlier) : {})
process.stdout.write(text)
if (values.into) writeInto(values.into, text)
if (values.json) writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`)

/** Puts the text between the marks of a document that has both. */
function writeInto(file: string, text: string): void {
  const [begin, end] = ['<!-- bench -->', '<!-- end of bench -->']
  const document = readFileSync(file, 'utf8')
  const [from, to] = [document.indexOf(begin) + begin.length, document.indexOf(end)]
  if (from < begin.length || to < from) throw new Error(`${file} lacks ${begin} or ${end}`)
  writeFileSync(file, `${document.slice(0, from)}\n${text}${document.slice(to)}`)
}

async function measure(place: Place, staff: number): Promise<Report> {
  const begun = performance.now()
  const note = (what: string) => say(`${staff} staff, ${round((performance.now() - begun) / 1000, 0)} s: ${what}`)
  const loadBefore = loadavg()[0]!
  const { imports, loaded, kept, section } = await prepareWard(place, { staff, runs: staff < LARGE ? 3 : 1, say: note })
  const starts: number[] = []
  for (let turn = 1; turn < rounds; turn++) {
    const once = await startServer(place)
    starts.push(once.milliseconds)
    await stop(once)
  }
  const server = await startServer(place)
  starts.push(server.milliseconds)
  try {
    const callers = await signInAll(server, section)
    const calls = await callsOf(server, callers)
    note('requests')
    const requests = await measureCalls(server, { calls, callers, people: section.people, rounds, seconds })
    await sleep(AT_REST_MS)
    const memory = memoryOf(server.process.pid!)
    note('the browser')
    const first = await firstLoad(server.url, 'staff')
    const felt: Felt = await measureBrowser(
      server.url,
      callers,
      calls
        .find(({ name }) => name === 'page of a KPI')!
        .path.split('/')
        .at(-1)!,
    )
    note('guesses at passwords')
    const floods = await measureSignInFlood(server.url, calls.slice(0, 3))
    await stop(server)
    note('steps')
    const inside = await insideOf(place, section.headToken)
    const fresh = await freshMemory()
    note('done')
    return {
      staff,
      machine: {
        cores: cpus().length,
        memoryGiB: round(totalmem() / 2 ** 30, 0),
        node: process.version,
        postgres: inside.postgres,
      },
      day: new Date().toISOString().slice(0, 10),
      load: [loadBefore, loadavg()[0]!],
      seconds: round((performance.now() - begun) / 1000, 0),
      imports,
      loaded,
      kept,
      start: round(percentile(starts, 0.5), 0),
      calls,
      requests,
      fresh: inside.fresh,
      steps: inside.steps,
      memory: { fresh, used: memory },
      first,
      felt,
      floods,
    }
  } finally {
    await stop(server)
  }
}

/** What is looked at without the server. */
async function insideOf({ env }: Place, headToken: string) {
  const database = await openDatabase(env, say)
  try {
    return {
      postgres: await versionOf(database),
      fresh: await approvalsOnFreshConnections(database, headToken),
      steps: await stepsOf(database),
    }
  } finally {
    await database.close()
  }
}

async function versionOf({ owner }: OpenDatabase): Promise<string> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query<{ version: string }>(`select current_setting('server_version') as version`)).rows[0]!
      .version
  } finally {
    await client.end()
  }
}
