/**
 * `npm run bench:rounds -- [--staff 2800[,28000]] [--seconds 20]`: a sample ward, a round over everybody below the floor with a course, some of
 * them nominated; the schedule of all the others from the records to what is proven, and its publication; then how long HR waits for the worklist,
 * the board, its tree and the pages of rounds, alone and while somebody else records results and signs in. Milliseconds of the clock of a caller
 * beside the server, over HTTP, and of processor of server and database together; those of others while others write.
 */
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { schedules } from '#app/schedules/contract.ts'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { addDays, todayInTokyo } from '#platform/time/dates.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'
import { loadSample } from '#sample/load.ts'
import { cpuOf } from './processes.ts'
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
    // At once after a start the process is at work of its own.
    await sleep(5_000)
    try {
      const [hr, executive] = [await signIn(server.url, 'hr'), await signIn(server.url, 'executive')]
      const pages = [
        '/api/literacy/worklist?pageSize=50',
        `/api/literacy/worklist?pageSize=50&within=${sectionCode}`,
        '/api/literacy/board',
        `/api/literacy/board?within=${sectionCode}`,
        '/api/literacy/board/sections',
        '/api/literacy/board/groups?by=grade',
        '/api/rounds',
        `/api/rounds/${roundId}`,
        `/api/rounds/${roundId}?within=${sectionCode}`,
        `/api/rounds/${roundId}/members?pageSize=50`,
        `/api/rounds/${roundId}/members?pageSize=50&state=seated`,
        `/api/rounds/${roundId}/members?pageSize=50&q=${encodeURIComponent('さとう')}`,
      ]
      for (const path of pages) await measure(`${staff} staff, alone`, server, path, hr)
      const writer = await startWriter(server.url, { hr, executive }, ids, () => signIn(server.url, 'it'))
      for (const path of pages) await measure(`${staff} staff, while others write`, server, path, hr)
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
    await seatTheRest(gate, { staff, courseId, courseCode: courses[0]!.courseCode, held })
    const found = await gate.ask(people.listStaff, { pageSize: 200 }, { actor: hr })
    const { sections } = await gate.ask(training.showRound, { roundId }, { actor: hr })
    const sectionCode = sections.find((one) => one.sectionCode !== null)!.sectionCode!
    return { roundId, sectionCode, ids: found.staff.map(({ staffMemberId }) => staffMemberId) }
  } finally {
    await gate.close()
    await database.close()
  }
}

/** Sessions in eight weeks for all who have none, then one search and one publication. */
async function seatTheRest(
  gate: ReturnType<typeof openTown>,
  { staff, courseId, courseCode, held }: { staff: number; courseId: number; courseCode: string; held: number },
): Promise<void> {
  const hr: Actor = { kind: 'account', accountId: null, subjectId: null, roles: ['hr'], name: 'bench' }
  const days = Array.from({ length: 56 }, (_, n) => addDays(todayInTokyo(), 45 + n))
  const capacity = Math.max(20, Math.ceil((1.3 * held) / (2 * days.length)))
  for (const day of days) {
    for (const hours of [
      { startsAt: '09:00', endsAt: '12:00' },
      { startsAt: '13:00', endsAt: '16:00' },
    ]) {
      const session = { startsOn: day, endsOn: day, applyBy: day, place: '研修室', capacity, ...hours }
      await gate.ask(training.saveSession, { courseId, ...session }, { actor: hr })
    }
  }
  const wanted = { searchKey: '0'.repeat(32), courseCode, from: days[0]!, to: days.at(-1)!, seconds: 60 }
  const begun = performance.now()
  const found = await gate.ask(schedules.searchSchedule, wanted, { actor: hr })
  const searched = performance.now()
  const { needed, seated, seatedBound, gap, ending, scheduleDraftId } = found
  process.stdout.write(
    `${staff} staff: ${needed} people in ${2 * days.length} sessions of ${capacity}, ${seated} seated of at most ${seatedBound} (gap ${round(100 * gap, 2)} %, ended by ${ending}) in ${round((searched - begun) / 1_000)} s; ${machine()}\n`,
  )
  if (scheduleDraftId === null) return
  const { seats } = await gate.ask(training.publishSchedule, { scheduleDraftId }, { actor: hr })
  process.stdout.write(
    `${staff} staff: ${seats} seats published in ${round((performance.now() - searched) / 1_000)} s; ${machine()}\n`,
  )
}

function machine(): string {
  return `${cpus().length} cores, load ${round(loadavg()[0]!)}`
}

async function measure(
  what: string,
  { url, process: server }: Awaited<ReturnType<typeof startServer>>,
  path: string,
  cookie: string,
): Promise<void> {
  const times: number[] = []
  const until = performance.now() + (Number(values.seconds) * 1_000) / 12
  let used = cpuOf(server.pid!)
  for (let n = 0; n < LEAST_ASKED + 5 || performance.now() < until; n++) {
    if (n === 5) used = cpuOf(server.pid!)
    const begun = performance.now()
    const response = await fetch(url + path, { headers: { cookie } })
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${body}`)
    if (n >= 5) times.push(performance.now() - begun)
  }
  const [median, p95] = [0.5, 0.95].map((share) => round(percentile(times, share), 1))
  const processor = round((cpuOf(server.pid!) - used) / times.length, 1)
  process.stdout.write(
    `${what}: ${decodeURIComponent(path)} median ${median} ms, p95 ${p95} ms, ${processor} ms of processor (${times.length} asked; ${machine()})\n`,
  )
}
