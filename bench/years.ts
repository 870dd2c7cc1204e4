/**
 * `npm run bench:years -- [--staff 2800,28000,170000] [--asked 100]`: a model with a KPI or indicator for every measure of the house over five years of
 * records. All values counted from the records as of a past day, a study of about 50,000 people whole, a year closed and its model printed, through
 * the gate in one process; the board, the minute and KPIs by section over HTTP from what is kept, alone and while results come in. Load goes to
 * 127.0.0.1 only and ends by itself.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { documents } from '#rooms/documents/contract.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { sample } from '#sample/contract.ts'
import { ask } from './calls.ts'
import { growPrefecture, inTables } from './prefecture.ts'
import { cpuOf } from './processes.ts'
import { percentile, round, table } from './table.ts'
import { makePlace, type Place, removePlace, startServer, stop } from './ward.ts'
import { startWriter } from './writer.ts'
import { policyOfAllMeasures } from './years-policy.ts'
import { growYears, STUDIED, YEARS } from './years-records.ts'

const { values } = parseArgs({
  options: { staff: { type: 'string', default: '2800,28000,170000' }, asked: { type: 'string', default: '100' } },
})
const sizes = values.staff.split(',').map(Number)
const asked = Number(values.asked)
const say = (line: string) => void process.stderr.write(`${line}\n`)
const actor = (kind: Actor['kind'], roles: string[]): Actor => ({
  ...{ kind, accountId: null, subjectId: null, roles, name: 'bench' },
})
const [command, hr] = [actor('command', []), actor('account', ['hr'])]
/** No day of it is kept: every value is counted from the records. */
const PAST = '2024-10-15'
const YEAR = 2025
const TOKEN = 'hr-of-the-bench'

type Figures = Map<string, { readonly figure: number; readonly most?: number | undefined }>
type Gate = ReturnType<typeof openTown>

const begun = performance.now()
const found: Figures[] = []
for (const staff of sizes) {
  const figures: Figures = new Map()
  const place = makePlace()
  try {
    await inTown(place, async (database, gate) => {
      await prepare(database, gate, staff, figures)
      await countAll(gate, figures)
      await study(gate, staff, figures)
      await closeAndPrint(gate, figures)
    })
    await overHttp(place, staff, figures)
  } finally {
    removePlace(place)
  }
  found.push(figures)
}
print()

async function inTown(place: Place, work: (database: OpenDatabase, gate: Gate) => Promise<void>): Promise<void> {
  const database = await openDatabase(place.env, say)
  const gate = openTown({ app: database.app, town: database.town })
  try {
    await work(database, gate)
  } finally {
    await gate.close()
    await database.close()
  }
}

async function prepare(database: OpenDatabase, gate: Gate, staff: number, figures: Figures): Promise<void> {
  const from = performance.now()
  await gate.ask(sample.settleTown, { isSample: false }, { actor: command })
  await growPrefecture(database, staff)
  tell(figures, 'rows of five years', await growYears(database, staff, say))
  await bringSurveys(gate, staff)
  const { text, many } = policyOfAllMeasures()
  await gate.ask(policy.loadPolicy, { text, publishFrom: '2020-04-01' }, { actor: command })
  tell(figures, 'KPIs and indicators', many)
  await signIn(database)
  tell(figures, 'loading, s', secondsSince(from))
  const keeping = performance.now()
  while ((await gate.ask(kpi.keepFigures, {}, { actor: command })).left > 0);
  tell(figures, 'figures made that are kept up, s', secondsSince(keeping))
  await inTables(database, (client) => client.query('vacuum analyze'))
}

async function bringSurveys(gate: Gate, staff: number): Promise<void> {
  const items = ['at-ease', 'pride', 'respect']
  const text = [
    ...['formatVersion: 1', 'id: engagement', 'title: 計測の調査(サンプル値)', 'kind: anonymous', 'items:'],
    ...items.map((item) => `  - { id: ${item}, type: agreement5, wording: 設問, outcome: ${item} }`),
  ].join('\n')
  await gate.ask(surveys.loadSurvey, { text }, { actor: command })
  const each = Math.max(5, Math.ceil(staff / 480))
  for (const year of YEARS)
    await gate.ask(
      surveys.bringSurveyRound,
      {
        ...{ survey: 'engagement', from: `${year}-07-01`, to: `${year}-07-20`, items },
        sections: Array.from({ length: 480 }, (_, at) => ({
          ...{ section: `S${at}`, receivers: each },
          sheets: Array.from({ length: each }, (_sheet, sheet) =>
            items.map((_item, n) => 1 + ((sheet * (n + 3) + at + year) % 5)),
          ),
        })),
      },
      { actor: command },
    )
}

/** Somebody of HR, with a session. */
async function signIn(database: OpenDatabase): Promise<void> {
  await inTables(database, (client) =>
    client.query(
      `with entry as (insert into account (login_name, subject_id, valid_from) select 'BENCH', min(staff_member_id), '2015-04-01' from staff_member returning *),
        spell as (insert into account_spell (account_id, login_name, valid_from) select account_id, login_name, valid_from from entry),
        office as (insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2020-04-01' from entry)
      insert into session (token_hash, account_id, expires_at) select sha256($1::bytea), account_id, now() + interval '1 day' from entry`,
      [TOKEN],
    ),
  )
}

/** Every value of the model as of a past day, from nothing but the records; and which of them takes longest. */
async function countAll(gate: Gate, figures: Figures): Promise<void> {
  const { kpis, indicators } = await gate.ask(kpi.listKpis, {}, { actor: hr })
  const used = cpuOf(process.pid)
  const from = performance.now()
  const then = await gate.ask(kpi.listKpis, { asOf: PAST }, { actor: hr })
  tell(figures, 'all of them counted as of a past day, s', secondsSince(from), 10)
  tell(figures, 'the same, s of processor', round((cpuOf(process.pid) - used) / 1_000, 2))
  tell(figures, 'of these with a value', [...then.kpis!, ...then.indicators!].filter(({ value }) => value).length)
  const each: { readonly name: string; readonly seconds: number }[] = []
  for (const { id, measure } of [...kpis!, ...indicators!]) {
    const one = performance.now()
    await gate.ask(kpi.showKpi, { kpiId: id, asOf: PAST }, { actor: hr })
    each.push({ name: measure ?? id, seconds: secondsSince(one) })
  }
  const slowest = each.toSorted((a, b) => b.seconds - a.seconds).slice(0, 6)
  say(`longest, with sections and years: ${slowest.map(({ name, seconds }) => `${name} ${seconds} s`).join(', ')}`)
}

async function study(gate: Gate, staff: number, figures: Figures): Promise<void> {
  // Of the largest town six departments of twenty: about 50,000 people.
  const sections = staff > 60_000 ? Array.from({ length: 6 }, (_, n) => `D${n}`) : []
  const asks = {
    question: '「研修0」を修了した人は、翌年の水準が高いか',
    treatment: { kind: 'completion' as const, courseCode: STUDIED.courseCode },
    outcome: { kind: 'level' as const, skill: STUDIED.skill },
    ...{ from: STUDIED.from, to: STUDIED.to, months: 9, sections, design: 'matching' as const },
    covariates: ['grade' as const, 'employmentCategory' as const, 'years' as const, 'before' as const],
  }
  const looked = performance.now()
  const { people } = await gate.ask(evidence.previewStudy, asks, { actor: hr })
  tell(figures, 'a study: people of both groups', (people.treated ?? 0) + (people.comparison ?? 0))
  tell(figures, 'its people looked at before it is stated, s', secondsSince(looked))
  const { studyId } = await gate.ask(evidence.stateStudy, asks, { actor: hr })
  const from = performance.now()
  await gate.ask(evidence.runStudy, { studyId }, { actor: hr })
  tell(figures, 'the study whole, by matching, s', secondsSince(from), 5)
  const again = await gate.ask(evidence.stateStudy, { ...asks, design: 'did', covariates: [] }, { actor: hr })
  const second = performance.now()
  await gate.ask(evidence.runStudy, { studyId: again.studyId }, { actor: hr })
  tell(figures, 'the same by differences in differences, s', secondsSince(second), 5)
}

async function closeAndPrint(gate: Gate, figures: Figures): Promise<void> {
  const year = { fiscalYear: YEAR }
  const { values: missing, arrows } = await gate.ask(pdca.listClosing, year, { actor: hr })
  for (const { id } of missing) await gate.ask(pdca.stateNoValue, { ...year, id, reason: '計測のため' }, { actor: hr })
  for (const { from, to } of arrows)
    await gate.ask(
      evidence.answerContradiction,
      { ...year, fromNode: from, toNode: to, follows: 'watch', answer: '計測のため' },
      { actor: hr },
    )
  const from = performance.now()
  await gate.ask(pdca.closeFiscalYear, { ...year, summary: '計測のため' }, { actor: hr })
  tell(figures, 'a year closed, with every record, s', secondsSince(from))
  const times: number[] = []
  for (let n = 0; n < 5; n++) {
    const one = performance.now()
    await gate.ask(documents.showDocumentFile, { ...year, kind: 'model', format: 'pdf' }, { actor: hr })
    times.push(performance.now() - one)
  }
  tell(figures, 'the model on one A3 sheet as PDF, slowest of five, ms', round(Math.max(...times), 0), 3_000)
}

async function overHttp(place: Place, staff: number, figures: Figures): Promise<void> {
  const server = await startServer(place)
  try {
    const cookie = `hagukumi_session=${TOKEN}`
    const get = (path: string) => ask<{ kpis: { id: string }[] }>(`${server.url}/api/${path}`, cookie)
    const { kpis } = await get('kpis')
    const board = ['model', 'kpis', 'arrows', 'kpi-lowest-groups', 'reviews']
    const looks: [what: string, most: number, look: (n: number) => Promise<unknown>][] = [
      ['board: its values', 50, () => get('kpis')],
      ['board: its lowest groups', 50, () => get('kpi-lowest-groups')],
      ['board: all five answers at once', 50, () => Promise.all(board.map(get))],
      ['minute', 50, () => get('minute')],
      ['a KPI by section, each in turn', 100, (n) => get(`kpis/${kpis[n % kpis.length]!.id}`)],
      ['the same within a department', 100, (n) => get(`kpis/${kpis[n % kpis.length]!.id}?within=D${n % 20}`)],
    ]
    await measure('alone', looks, figures)
    // Whoever has left is sent no results.
    const people = Array.from({ length: 500 }, (_, n) => 2 + n * Math.floor(staff / 510)).filter((id) => id % 25 !== 1)
    const writer = await startWriter(server.url, { hr: cookie, executive: cookie }, people)
    const from = performance.now()
    await measure('while results come in', looks, figures)
    const lasted = secondsSince(from)
    tell(figures, 'results that came in a second', round((await writer.stop()) / lasted, 1))
  } finally {
    await stop(server)
  }

  async function measure(
    when: string,
    looks: readonly [string, number, (n: number) => Promise<unknown>][],
    into: Figures,
  ): Promise<void> {
    for (const [what, most, look] of looks) {
      for (let n = 0; n < 60; n++) await look(n)
      const times: number[] = []
      const used = cpuOf(server.process.pid!)
      for (let n = 0; n < asked; n++) {
        const one = performance.now()
        await look(n)
        times.push(performance.now() - one)
      }
      tell(into, `${what}, ${when}: 95th percentile, ms`, round(percentile(times, 0.95), 1), most)
      tell(into, `${what}, ${when}: median, ms`, round(percentile(times, 0.5), 1))
      if (when === 'alone') tell(into, `${what}: processor, ms`, round((cpuOf(server.process.pid!) - used) / asked, 1))
    }
  }
}

function tell(figures: Figures, what: string, figure: number, most?: number): void {
  figures.set(what, { figure, most })
  say(`${what}: ${figure}`)
}

function secondsSince(from: number): number {
  return round((performance.now() - from) / 1_000, 2)
}

function print(): void {
  const rows = [...found[0]!].map(([what, { most }]) => {
    const all = found.map((one) => one.get(what)?.figure ?? Number.NaN)
    const grown = all.length > 1 ? [round(all.at(-1)! / all[0]!, 2)] : []
    return [
      ...[what, most === undefined ? '' : `≤ ${most}`, ...all, ...grown],
      most === undefined ? '' : all.every((figure) => figure <= most) ? 'yes' : 'no',
    ]
  })
  const times = sizes.length > 1 ? ['times'] : []
  process.stdout.write(
    `${cpus().length} cores, load ${round(loadavg()[0]!)}, ${secondsSince(begun)} s in all\n\n${table(['what', 'asked', ...sizes.map((size) => size.toLocaleString('en')), ...times, 'met'], rows)}\n`,
  )
}
