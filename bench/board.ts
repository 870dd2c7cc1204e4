/**
 * `npm run bench:board -- [--people 170000] [--asked 30]`: as many people as a prefecture has, two thirds of them tested in the floor skills; what HR waits for on the
 * board of the floor, its tree, its groups and the worklist, through the gate in one process with the database beside it.
 */

import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { sample } from '#sample/contract.ts'
import { growPrefecture, inTables } from './prefecture.ts'
import { cpuOf } from './processes.ts'
import { percentile, round, table } from './table.ts'
import { makePlace, removePlace } from './ward.ts'

const { values } = parseArgs({
  options: { people: { type: 'string', default: '170000' }, asked: { type: 'string', default: '30' } },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)
const actor = (kind: Actor['kind'], roles: string[]): Actor => ({
  ...{ kind, accountId: null, subjectId: null, roles, name: 'bench' },
})
const [command, hr] = [actor('command', []), actor('account', ['hr'])]
const place = makePlace()
const database = await openDatabase(place.env, say)
const gate = openTown({ app: database.app, town: database.town })
try {
  await gate.ask(sample.settleTown, { isSample: false }, { actor: command })
  await growPrefecture(database, Number(values.people))
  await growTests()
  const text = readFileSync(new URL('../policy/shinagawa.yaml', import.meta.url), 'utf8')
  await gate.ask(policy.loadPolicy, { text, publishFrom: '2020-04-01' }, { actor: command })
  const begun = performance.now()
  while ((await gate.ask(kpi.keepFigures, {}, { actor: command })).left > 0);
  say(`figures made in ${round((performance.now() - begun) / 1_000)} s`)
  const asks = {
    board: () => gate.ask(literacy.showLiteracyBoard, {}, { actor: hr }),
    'board within a department': () => gate.ask(literacy.showLiteracyBoard, { within: 'D1' }, { actor: hr }),
    'its tree, every section': () => gate.ask(literacy.showFloorBySection, {}, { actor: hr }),
    'share by grade': () => gate.ask(literacy.showFloorByGroup, { by: 'grade' }, { actor: hr }),
    'share by category': () => gate.ask(literacy.showFloorByGroup, { by: 'employmentCategory' }, { actor: hr }),
    'worklist, whole town': () => gate.ask(literacy.showFloorWorklist, { pageSize: 50 }, { actor: hr }),
    'worklist within a department': () =>
      gate.ask(literacy.showFloorWorklist, { pageSize: 50, within: 'D1' }, { actor: hr }),
  }
  const rows: (string | number)[][] = []
  for (const [what, ask] of Object.entries(asks)) {
    for (let n = 0; n < 3; n++) await ask()
    const times: number[] = []
    const used = cpuOf(process.pid)
    for (let n = 0; n < Number(values.asked); n++) {
      const from = performance.now()
      await ask()
      times.push(performance.now() - from)
    }
    const [median, p95] = [0.5, 0.95].map((share) => round(percentile(times, share))) as [number, number]
    rows.push([what, median, p95, round((cpuOf(process.pid) - used) / times.length), p95 <= 100 ? 'yes' : 'no'])
  }
  process.stdout.write(
    `${values.people} people, ${cpus().length} cores, load ${round(loadavg()[0]!)}\n\n${table(['what', 'median ms', 'p95 ms', 'processor ms', '≤ 100'], rows)}\n`,
  )
} finally {
  await gate.close()
  await database.close()
  removePlace(place)
}

/** Of two people in three a test of each floor skill, at levels from one to three. */
async function growTests(): Promise<void> {
  await inTables(database, async (client) => {
    await client.query(`insert into skill_evidence (staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, recorded_by)
      select m.staff_member_id, s.skill, 'test', 1 + (m.staff_member_id + s.place) % 3, date '2026-01-10' + (m.staff_member_id % 200)::int, null, false, false, m.staff_member_id
      from staff_member m, (values ('ict-tools', 1), ('information-security', 2), ('data-use', 3)) s(skill, place)
      where m.staff_member_id % 3 > 0`)
    await client.query(`insert into skill_standing (staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id)
      select staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id from skill_evidence`)
    await client.query('vacuum analyze')
  })
  say('tests written')
}
