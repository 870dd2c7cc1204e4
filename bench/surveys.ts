/**
 * `npm run bench:surveys -- [--answers 17000[,85000]] [--asked 30]`: a round of a survey of 40 items, brought along with so many answers over the sections of
 * a sample ward; how long bringing it takes, and how long whoever asks waits for its results: the report by section, one item, and what
 * changed at the same time as in the round before. Through the gate, in one process with the database beside it.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { addDays, todayInTokyo } from '#platform/time/dates.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { cpuOf } from './processes.ts'
import { percentile, round } from './table.ts'
import { makePlace, removePlace } from './ward.ts'

const { values } = parseArgs({
  options: { answers: { type: 'string', default: '17000' }, asked: { type: 'string', default: '30' } },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)
const ITEMS = Array.from({ length: 40 }, (_, at) => `item-${at + 1}`)
const survey = (id: string) =>
  [
    ...['formatVersion: 1', `id: ${id}`, 'title: 計測の調査(サンプル値)', 'kind: anonymous', 'items:'],
    ...ITEMS.map(
      (item, at) => `  - { id: ${item}, type: agreement5, wording: 設問${at + 1}, outcome: outcome-${at % 8} }`,
    ),
  ].join('\n')

const place = makePlace()
const database = await openDatabase(place.env, say)
const gate = openTown({ app: database.app, town: database.town })
const actor = (kind: Actor['kind'], roles: string[]): Actor => ({
  ...{ kind, accountId: null, subjectId: null, roles, name: 'bench' },
})
const [command, hr] = [actor('command', []), actor('account', ['hr'])]
try {
  await gate.ask(sample.settleTown, { isSample: true }, { actor: command })
  await loadSample(gate, { staff: 2_800, seed: 1 })
  const { sections } = await gate.ask(training.listStaffedSections, { pageSize: 500 }, { actor: hr })
  const staffed = sections.filter(({ headcount }) => headcount > 0).map(({ sectionCode }) => sectionCode)
  for (const answers of values.answers.split(',').map(Number)) await measure(answers, staffed)
} finally {
  await gate.close()
  await database.close()
  removePlace(place)
}

async function measure(answers: number, sections: readonly string[]) {
  const id = `bench-${answers}`
  await gate.ask(surveys.loadSurvey, { text: survey(id) }, { actor: command })
  const today = todayInTokyo()
  const each = Math.ceil(answers / sections.length)
  const bring = (daysAgo: number, shift: number) =>
    gate.ask(
      surveys.bringSurveyRound,
      {
        ...{
          survey: id,
          from: addDays(today, -daysAgo),
          to: addDays(today, 10 - daysAgo),
          k: 5,
          level: '係',
          items: ITEMS,
        },
        sections: sections.map((section, at) => ({
          section,
          receivers: each,
          sheets: Array.from({ length: each }, (_, sheet) =>
            ITEMS.map((_item, item) => 1 + ((sheet * (item + 3) + at * 7 + shift * item) % 5)),
          ),
        })),
      },
      { actor: command },
    )
  const begun = performance.now()
  await bring(60, 1)
  const { roundId, groups } = await bring(30, 2)
  say(
    `two rounds of ${answers} answers in ${groups} groups brought in ${round((performance.now() - begun) / 1000, 1)} s`,
  )
  const asked = [
    ['report by section', () => gate.ask(surveys.showSurveyReport, { roundId, by: 'section' }, { actor: hr })],
    ['report of the whole', () => gate.ask(surveys.showSurveyReport, { roundId }, { actor: hr })],
    [
      'one item by section',
      () => gate.ask(surveys.showSurveyResults, { roundId, item: 'item-1', by: 'section' }, { actor: hr }),
    ],
    ['changed at the same time', () => gate.ask(surveys.showSurveyTogether, { roundId }, { actor: hr })],
  ] as const
  for (const [what, ask] of asked) {
    const times: number[] = []
    for (let n = 0; n < 3; n++) await ask()
    const used = cpuOf(process.pid)
    for (let n = 0; n < Number(values.asked); n++) {
      const from = performance.now()
      await ask()
      times.push(performance.now() - from)
    }
    const [median, p95] = [0.5, 0.95].map((share) => round(percentile(times, share), 1))
    const processor = round((cpuOf(process.pid) - used) / times.length, 1)
    process.stdout.write(
      `${answers} answers × ${ITEMS.length} items, ${groups} groups, ${what}: median ${median} ms, p95 ${p95} ms, processor ${processor} ms (${cpus().length} cores, load ${round(loadavg()[0]!)})\n`,
    )
  }
}
