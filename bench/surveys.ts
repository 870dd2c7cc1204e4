/**
 * `npm run bench:surveys -- [--receivers 17000] [--answers 3000] [--seconds 60] [--asked 20]`: a round of a survey of 40 items that asks so many people,
 * from its opening to its results, beside a round of as many answers that is brought along: what HR waits for, what whoever answers waits for over
 * HTTP, and whether each answer is there once. At last a table of 2,000 cells is protected. Load goes to 127.0.0.1 only and ends by itself.
 */
import { randomBytes } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import { comingAgain } from '#platform/client/again.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { addDays, todayInTokyo } from '#platform/time/dates.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { sample } from '#sample/contract.ts'
import { signedBallot } from '#testing/ballot.ts'
import { closeBrowser, newPage } from '#testing/browser.ts'
import { visit } from '#testing/vitals.ts'
import { protectLargest } from './engines/protect.ts'
import { growPrefecture, inTables } from './prefecture.ts'
import { cpuOf } from './processes.ts'
import { percentile, round, table } from './table.ts'
import { makePlace, removePlace, startServer, stop } from './ward.ts'

const { values } = parseArgs({
  options: {
    receivers: { type: 'string', default: '17000' },
    answers: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '60' },
    asked: { type: 'string', default: '20' },
  },
})
const [receivers, answers, seconds, asked] = [
  ...[Number(values.receivers), Number(values.answers), Number(values.seconds), Number(values.asked)],
] as [number, number, number, number]
const say = (line: string) => void process.stderr.write(`${line}\n`)
const ITEMS = Array.from({ length: 40 }, (_, at) => `item-${at + 1}`)
const survey = [
  ...['formatVersion: 1', 'id: bench', 'title: 計測の調査(サンプル値)', 'kind: anonymous', 'items:'],
  ...ITEMS.map(
    (item, at) => `  - { id: ${item}, type: agreement5, wording: 設問${at + 1}, outcome: outcome-${at % 8} }`,
  ),
].join('\n')
const actor = (kind: Actor['kind'], roles: string[]): Actor => ({
  ...{ kind, accountId: null, subjectId: null, roles, name: 'bench' },
})
const [command, hr] = [actor('command', []), actor('account', ['hr'])]
const today = todayInTokyo()
const figures: [what: string, figure: string | number, asked: string, met: string][] = []

/** A line of what was measured, and of what was asked for, where something was. */
function tell(what: string, figure: number, most?: number): void {
  figures.push([
    what,
    figure,
    most === undefined ? '' : `≤ ${most}`,
    most === undefined ? '' : figure <= most ? 'yes' : 'no',
  ])
  say(`${what}: ${figure}`)
}

const place = makePlace()
const begun = performance.now()
try {
  const roundId = await inTown(async (database, gate) => {
    await gate.ask(sample.settleTown, { isSample: false }, { actor: command })
    await growPrefecture(database, receivers)
    say(`${receivers} people, ${secondsSince(begun)} s`)
    await gate.ask(surveys.loadSurvey, { text: survey }, { actor: command })
    await bring(gate)
    return open(gate)
  })
  await answer(roundId)
  await inTown(async (database, gate) => {
    await answerTheRest(database, roundId)
    await close(gate, roundId)
    await look(gate, roundId)
  })
} finally {
  removePlace(place)
}
const protection = await protectLargest()
tell(`a table of ${protection.cells} cells protected, s`, round(protection.seconds, 1), 60)
tell('its audit, s', round(protection.auditSeconds, 2))
process.stdout.write(
  `${receivers} receivers, ${cpus().length} cores, load ${round(loadavg()[0]!)}, ${secondsSince(begun)} s in all\n\n${table(['what', 'measured', 'asked', 'met'], figures)}\n`,
)

type Gate = ReturnType<typeof openTown>

async function inTown<T>(work: (database: OpenDatabase, gate: Gate) => Promise<T>): Promise<T> {
  const database = await openDatabase(place.env, say)
  const gate = openTown({ app: database.app, town: database.town })
  try {
    return await work(database, gate)
  } finally {
    await gate.close()
    await database.close()
  }
}

function secondsSince(from: number): number {
  return round((performance.now() - from) / 1_000, 1)
}

/** A round of before, with as many answers, so that results say what changed since. */
async function bring(gate: Gate): Promise<void> {
  const each = Math.ceil(receivers / 480)
  const from = performance.now()
  await gate.ask(
    surveys.bringSurveyRound,
    {
      ...{ survey: 'bench', from: addDays(today, -60), to: addDays(today, -50), k: 5, level: '課', items: ITEMS },
      sections: Array.from({ length: 480 }, (_, at) => ({
        ...{ section: `S${at}`, receivers: each },
        sheets: Array.from({ length: each }, (_sheet, sheet) =>
          ITEMS.map((_item, item) => 1 + ((sheet * (item + 3) + at * 7 + item) % 5)),
        ),
      })),
    },
    { actor: command },
  )
  tell(`a round of ${480 * each} answers brought, s`, secondsSince(from))
}

/** As HR does on its page, which asks meanwhile how far it has come. */
async function open(gate: Gate): Promise<number> {
  const progressKey = randomBytes(16).toString('hex')
  const told = new Set<number>()
  const from = performance.now()
  let isOpen = false
  const watching = (async () => {
    while (!isOpen) {
      const seen = await gate.readProgress(progressKey, { actor: command }).catch(() => undefined)
      if (seen) told.add(seen.done)
      await sleep(500)
    }
  })()
  const {
    roundId,
    cells,
    receivers: people,
  } = await gate.ask(
    surveys.openSurveyRound,
    { survey: 'bench', from: today, to: addDays(today, 10), k: 5, attributes: ['section'], level: '課' },
    { actor: command, progressKey },
  )
  tell(`a round of ${people} people in ${cells.length} cells opened, s`, secondsSince(from), 60)
  isOpen = true
  await watching
  tell('times that its progress was seen to move', told.size)
  return roundId
}

interface Sent {
  readonly body: string
  readonly due: number
}

/** Ballots signed with the cells' keys, as if they had been drawn; what the server is sent is what a browser sends. */
async function answer(roundId: number): Promise<void> {
  const token = randomBytes(16).toString('hex')
  const keys = await inTown((database) =>
    inTables(database, async (client) => {
      await client.query(
        `with asked as (select min(staff_member_id) as id from survey_receiver where survey_round_id = $1),
          entry as (insert into account (login_name, subject_id, valid_from) select 'bench', id, $2 from asked returning account_id)
        insert into session (token_hash, account_id, expires_at) select sha256($3::bytea), account_id, now() + interval '1 day' from entry`,
        [roundId, today, token],
      )
      const { rows } = await client.query<{ cell: number; key: Buffer }>(
        'select cell, private_key as key from survey_secret where survey_round_id = $1 order by cell',
        [roundId],
      )
      return rows
    }),
  )
  const cells = keys.filter(({ cell }) => cell > 0)
  const sheets = Array.from({ length: answers }, (_, at) => {
    const { cell, key } = cells[at % cells.length]!
    return { cell, ...signedBallot(key), answers: ITEMS.map((item, n) => ({ item, value: 1 + ((at * (n + 2)) % 5) })) }
  })
  say(`${answers} ballots, ${secondsSince(begun)} s`)
  const server = await startServer(place)
  const used = cpuOf(server.process.pid!)
  const url = `${server.url}/api/survey-rounds/${roundId}/answers`
  // At once after a start the process is at work of its own.
  await sleep(5_000)
  const { times, failed, turnedAway } = await load(url, sheets)
  const processor = cpuOf(server.process.pid!) - used
  await paint(roundId, server.url, token)
  await stop(server)
  const { stored, kept } = await inTown((database) =>
    inTables(database, async (client) => {
      const { rows } = await client.query<{ stored: number; kept: number }>(
        'select count(*)::integer as stored, count(distinct ballot)::integer as kept from survey_ballot where survey_round_id = $1',
        [roundId],
      )
      return rows[0]!
    }),
  )
  tell(
    `${answers} answers in ${seconds} s, every tenth sent twice at once: median ms`,
    round(percentile(times, 0.5), 1),
  )
  tell('95th percentile, ms', round(percentile(times, 0.95), 1), 200)
  tell('told to come again by a full line', turnedAway)
  tell('refused', failed, 0)
  tell('lost', answers - kept, 0)
  tell('doubled', stored - kept, 0)
  tell('processor of server and database an answer, ms', round(processor / times.length, 2))
}

/**
 * When the sheet stands on the phone of somebody who was asked, beside other pages: each in a window of its own with an empty cache, on a CPU four
 * times slower and a line of 20 Mbit/s; the median of three visits.
 */
async function paint(roundId: number, url: string, token: string): Promise<void> {
  const visits: Record<string, { first: number; largest: number }> = {}
  for (const path of ['/', '/skills', '/training', '/thanks', `/surveys/${roundId}`]) {
    const times = []
    for (let n = 0; n < 3; n++) {
      const page = await newPage({ width: 390, height: 844, baseUrl: url })
      await page.context().addCookies([{ name: 'hagukumi_session', value: token, url }])
      times.push(await (await visit(page, path)).vitals())
      await page.context().close()
    }
    visits[path] = {
      first: percentile(
        times.map(({ firstPaint }) => firstPaint),
        0.5,
      ),
      largest: percentile(
        times.map(({ largestPaint }) => largestPaint),
        0.5,
      ),
    }
  }
  await closeBrowser()
  const { [`/surveys/${roundId}`]: sheet, ...others } = visits
  const latest = (of: 'first' | 'largest') => round(Math.max(...Object.values(others).map((visited) => visited[of])), 0)
  tell('latest first paint of four other pages, ms', latest('first'))
  tell('first paint of the sheet, ms', round(sheet!.first, 0), latest('first'))
  tell('latest largest paint of four other pages, ms', latest('largest'))
  tell('largest paint of the sheet, ms', round(sheet!.largest, 0), latest('largest'))
}

/** At moments that do not wait for one another, evenly spread; whoever is told to come again does, as the page would. */
async function load(
  url: string,
  sheets: readonly object[],
): Promise<{ times: number[]; failed: number; turnedAway: number }> {
  const gap = (seconds * 1_000) / sheets.length
  const start = performance.now() + 1_000
  const all: Sent[] = sheets.flatMap((sheet, at) => {
    const one = { body: JSON.stringify(sheet), due: start + at * gap }
    return at % 10 === 0 ? [one, one] : [one]
  })
  const times: number[] = []
  let failed = 0
  let turnedAway = 0
  const open: Promise<void>[] = []
  for (const { body, due } of all) {
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    open.push(
      comingAgain(async () => {
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        if (response.status === 429) turnedAway++
        return response
      }).then(
        async (response) => {
          const text = await response.text()
          times.push(performance.now() - due)
          if (response.status !== 200 && failed++ === 0) say(`${response.status}: ${text}`)
        },
        () => void failed++,
      ),
    )
  }
  await Promise.all(open)
  return { times, failed, turnedAway }
}

/** Everybody else of each cell, written straight into the table: what is measured is closing, and what comes of so many. */
async function answerTheRest(database: OpenDatabase, roundId: number): Promise<void> {
  await inTables(database, async (client) => {
    await client.query(
      `with here as materialized (select b.cell, count(*) as answers from survey_ballot b where b.survey_round_id = $1 group by b.cell)
      insert into survey_ballot (survey_round_id, ballot, cell, answers, receipt)
        select m.survey_round_id, sha256(m.staff_member_id::text::bytea), m.cell,
          (select jsonb_object_agg('item-' || n, 1 + (m.staff_member_id * (n + 2) + m.cell + n) % 5) from generate_series(1, 40) n),
          sha256((-m.staff_member_id)::text::bytea)
        from (select *, row_number() over (partition by cell order by staff_member_id) as place from survey_receiver where survey_round_id = $1) m
          left join here h using (cell)
        where m.place > coalesce(h.answers, 0)`,
      [roundId],
    )
  })
  say(`all have answered, ${secondsSince(begun)} s`)
}

async function close(gate: Gate, roundId: number): Promise<void> {
  const from = performance.now()
  const { answers: all, groups } = await gate.ask(
    surveys.closeSurveyRound,
    { roundId, reason: '計測' },
    { actor: command },
  )
  tell(`a round of ${all} answers in ${groups} groups closed, s`, secondsSince(from))
}

async function look(gate: Gate, roundId: number): Promise<void> {
  const looks = {
    'report of 40 items, the whole, with the change since the round before': () =>
      gate.ask(surveys.showSurveyReport, { roundId }, { actor: hr }),
    'the same by section': () => gate.ask(surveys.showSurveyReport, { roundId, by: 'section' }, { actor: hr }),
    'one item by section': () =>
      gate.ask(surveys.showSurveyResults, { roundId, item: 'item-1', by: 'section' }, { actor: hr }),
    'what changed at the same time': () => gate.ask(surveys.showSurveyTogether, { roundId }, { actor: hr }),
  }
  for (const [what, ask] of Object.entries(looks)) {
    const first = performance.now()
    await ask()
    tell(`${what}: first look after a start, ms`, round(performance.now() - first, 0))
    const times: number[] = []
    const used = cpuOf(process.pid)
    for (let n = 0; n < asked; n++) {
      const from = performance.now()
      await ask()
      times.push(performance.now() - from)
    }
    tell(`${what}: 95th percentile, ms`, round(percentile(times, 0.95), 1), 300)
    tell(`${what}: processor, ms`, round((cpuOf(process.pid) - used) / times.length, 1))
  }
}
