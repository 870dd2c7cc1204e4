/**
 * `npm run bench:rounds -- [--staff 2800[,28000]] [--seconds 20]`: a sample ward, a round over everybody below the floor with a course, some of
 * them nominated; then how long HR waits for the pages of rounds, alone and while somebody else records results and signs in, and how long it
 * takes to begin the round and to make what is kept. Milliseconds of the clock of a caller beside the server, over HTTP.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { addDays, todayInTokyo } from '#platform/time/dates.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { percentile, round } from './table.ts'
import { makePlace, type Place, removePlace, signIn, startServer, stop } from './ward.ts'
import { startWriter } from './writer.ts'

const { values } = parseArgs({
  options: { staff: { type: 'string', default: '2800' }, seconds: { type: 'string', default: '20' } },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)
const LEAST_ASKED = 20

for (const staff of values.staff.split(',').map(Number)) {
  const place = makePlace()
  try {
    const { roundId, ids, sectionCode } = await prepare(place, staff)
    const server = await startServer(place)
    try {
      const [hr, executive] = [await signIn(server.url, 'hr'), await signIn(server.url, 'executive')]
      const pages = [
        '/api/rounds',
        `/api/rounds/${roundId}`,
        `/api/rounds/${roundId}?within=${sectionCode}`,
        `/api/rounds/${roundId}/members?pageSize=50`,
        `/api/rounds/${roundId}/members?pageSize=50&state=seated`,
        `/api/rounds/${roundId}/members?pageSize=50&q=${encodeURIComponent('さとう')}`,
      ]
      for (const path of pages) await measure(`${staff} staff, alone`, server.url, path, hr)
      const writer = await startWriter(server.url, { hr, executive } as Parameters<typeof startWriter>[1], ids)
      for (const path of pages) await measure(`${staff} staff, while others write`, server.url, path, hr)
      await writer.stop()
    } finally {
      await stop(server)
    }
  } finally {
    removePlace(place)
  }
}

async function prepare({ env }: Place, staff: number) {
  const database = await openDatabase(env, say)
  const gate = openTown({ app: database.app, town: database.town })
  const actor = (kind: Actor['kind'], roles: string[]): Actor => ({
    ...{ kind, accountId: null, subjectId: null, roles, name: 'bench' },
  })
  const command = actor('command', [])
  const hr = actor('account', ['hr'])
  try {
    await gate.ask(sample.settleTown, { isSample: true }, { actor: command })
    await loadSample(gate, { staff, seed: 1 })
    while ((await gate.ask(kpi.keepFigures, {}, { actor: command })).left > 0);
    const today = todayInTokyo()
    const { courses } = await gate.ask(training.listCourses, { pageSize: 100 }, { actor: hr })
    const courseId = courses[0]!.courseId
    const days = { startsOn: addDays(today, 40), endsOn: addDays(today, 40), applyBy: addDays(today, 30) }
    const session = { ...days, startsAt: '09:00', endsAt: '12:00', place: '研修室', capacity: Math.ceil(staff / 20) }
    await gate.ask(training.saveSession, { courseId, ...session }, { actor: hr })
    const waves = [{ dueOn: addDays(today, 60) }, { dueOn: addDays(today, 120) }]
    const begin = { name: '計測の回', who: {}, waves, courseIds: [courseId] }
    const begun = performance.now()
    const { roundId, people: held } = await gate.ask(training.beginRound, begin, { actor: hr })
    say(`${staff} staff: a round of ${held} people begun in ${round(performance.now() - begun, 0)} ms`)
    const who = { state: 'nothing' as const }
    const { seated } = await gate.ask(training.nominateRound, { roundId, courseId, who }, { actor: hr })
    say(`${seated.reduce((sum, one) => sum + one.people, 0)} of them nominated`)
    const keeping = performance.now()
    while ((await gate.ask(kpi.keepFigures, {}, { actor: command })).left > 0);
    say(`brought up in ${round(performance.now() - keeping, 0)} ms`)
    const found = await gate.ask(people.listStaff, { pageSize: 200 }, { actor: hr })
    const { sections } = await gate.ask(training.showRound, { roundId }, { actor: hr })
    const sectionCode = sections.find((one) => one.sectionCode !== null)!.sectionCode!
    return { roundId, sectionCode, ids: found.staff.map(({ staffMemberId }) => staffMemberId) }
  } finally {
    await gate.close()
    await database.close()
  }
}

async function measure(what: string, url: string, path: string, cookie: string): Promise<void> {
  const times: number[] = []
  const until = performance.now() + (Number(values.seconds) * 1_000) / 12
  for (let n = 0; n < LEAST_ASKED + 5 || performance.now() < until; n++) {
    const begun = performance.now()
    const response = await fetch(url + path, { headers: { cookie } })
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${body}`)
    if (n >= 5) times.push(performance.now() - begun)
  }
  const [median, p95] = [0.5, 0.95].map((share) => round(percentile(times, share), 1))
  process.stdout.write(
    `${what}: ${decodeURIComponent(path)} median ${median} ms, p95 ${p95} ms (${times.length} asked; ${cpus().length} cores, load ${round(loadavg()[0]!)})\n`,
  )
}
