/**
 * `npm run bench:search -- [--people 170000] [--times 50] [--json FILE]`: as many people as a prefecture has, on a database of its own, and
 * what it takes to find some of them through the gate. Milliseconds of the clock as whoever searches feels them (median and p95), and
 * milliseconds of processor in this process and its database, which other programs disturb little.
 */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { people } from '#rooms/people/contract.ts'
import { growPrefecture } from './prefecture.ts'
import { cpuOf } from './processes.ts'
import { percentile, round, table } from './table.ts'
import { makePlace, removePlace } from './ward.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '170000' },
    times: { type: 'string', default: '50' },
    json: { type: 'string' },
  },
})

/** From one person to everybody: whole names, parts, other spellings, a number, few letters. */
const SEARCHES = [
  ...['佐藤はるか', 'さとう はるか', 'ｻﾄｳﾊﾙｶ', '高橋健太', '渡辺優', '柳田', '関口 純', '鐘が江', 'オーノ', 'イノウエ'],
  ...['20012345', '2001', '斉藤', '森', '山', 'はし', 'のりこ', 'た', 'か', '1'],
]

const place = makePlace()
const say = (line: string) => void process.stderr.write(`${line}\n`)
try {
  const database = await openDatabase(place.env, say)
  try {
    await growPrefecture(database, Number(values.people))
    say(`${values.people} people`)
    const figures = await measure(database, Number(values.times))
    say(
      `load ${loadavg()
        .map((load) => round(load))
        .join(' ')}`,
    )
    const columns = ['words', 'found', 'median ms', 'p95 ms', 'processor ms'] as const
    process.stdout.write(
      `${table(
        columns,
        figures.map((figure) => Object.values(figure)),
      )}\n`,
    )
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  } finally {
    await database.close()
  }
} finally {
  removePlace(place)
}

async function measure(database: OpenDatabase, times: number) {
  const gate = openTown({ app: database.app, town: database.town })
  const actor: Actor = { kind: 'account', accountId: null, subjectId: 1, roles: [], name: 'bench' }
  const ask = (q: string) => gate.ask(people.listStaff, { q, pageSize: 6 }, { actor })
  const figures: { words: string; found: string; median: number; p95: number; processor: number }[] = []
  for (const q of SEARCHES) {
    const { total, isLeast } = await ask(q)
    const before = cpuOf(process.pid)
    const took: number[] = []
    for (let time = 0; time < times; time++) {
      const begun = performance.now()
      await ask(q)
      took.push(performance.now() - begun)
    }
    figures.push({
      words: q,
      found: isLeast ? `${total}+` : String(total),
      median: round(percentile(took, 0.5)),
      p95: round(percentile(took, 0.95)),
      processor: round((cpuOf(process.pid) - before) / times),
    })
  }
  await gate.close()
  return figures
}
