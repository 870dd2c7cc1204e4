import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, type Database, openPool } from '#platform/db/database.ts'
import { freshDatabase, type TestDatabase } from '#testing/database.ts'
import { type Day, date, during, hardly, mostly, noneOf, on, oneOf, throughout } from './sql.ts'

/** Every span that begins and ends in this week, and every day of it. */
const week = ['2026-03-29', '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02']
const spans = week.flatMap((from, index) => [...week.slice(index + 1), null].map((to) => ({ from, to })))
const periods = week.flatMap((first, index) => week.slice(index).map((last) => ({ first, last })))
const holds = ({ from, to }: { from: string; to: string | null }, day: string) =>
  from <= day && (to === null || day < to)
const daysOf = ({ first, last }: { first: string; last: string }) => week.filter((day) => first <= day && day <= last)

let database: TestDatabase
let pool: Database
let connection: Connection
beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool(database.app, { max: 1 })
  connection = await pool.connect()
})
afterAll(async () => {
  pool.release(connection)
  await pool.close()
  await database.drop()
})

/** The spans of the week for which the predicate holds, by the database. */
async function spansWhere(predicate: RawBuilder<boolean>) {
  const { rows } = await sql<{ from: string; to: string | null }>`select valid_from as from, valid_to as to
    from jsonb_to_recordset(${JSON.stringify(spans.map(({ from, to }) => ({ valid_from: from, valid_to: to })))}::jsonb)
      as s(valid_from date, valid_to date) where ${predicate}`.execute(connection.db)
  return rows
}

test('a span holds from its first day on, and no more on the day that ends it', async () => {
  for (const day of week) {
    expect(await spansWhere(on('s', day))).toEqual(spans.filter((span) => holds(span, day)))
  }
})

test('a span meets a period when it holds on one of its days, the first and the last included', async () => {
  for (const period of periods) {
    const met = spans.filter((span) => daysOf(period).some((day) => holds(span, day)))
    expect(await spansWhere(during('s', period.first, period.last))).toEqual(met)
  }
})

test('a span lasts throughout a period when it holds on each of its days', async () => {
  for (const period of periods) {
    const whole = spans.filter((span) => daysOf(period).every((day) => holds(span, day)))
    expect(await spansWhere(throughout('s', period.first, period.last))).toEqual(whole)
  }
})

test('days may come from the statement itself, and columns may have names of their own', async () => {
  const { rows } = await sql<{ day: string }>`select d.day from (values ('2026-03-31'::date), ('2026-04-01')) d(day)
    where exists (select 1 from (values ('2020-04-01'::date, '2026-04-01'::date)) e(joined_on, left_on)
      where ${on('e', sql`d.day`, ['joined_on', 'left_on'])})`.execute(connection.db)
  expect(rows).toEqual([{ day: '2026-03-31' }])
})

test('a condition says the same whatever the planner is to think of it, and is thought to hold for nearly all rows, or for hardly any', async () => {
  const rowsOf = async (said: (condition: RawBuilder<boolean>) => RawBuilder<boolean>) => {
    const from = sql`from generate_series(1, 1000) n(n) where ${said(sql<boolean>`nullif(n % 3, 0) is null`)}`
    const { rows } = await sql<{ found: number }>`select count(*)::integer as found ${from}`.execute(connection.db)
    const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`explain select 1 ${from}`.execute(connection.db)
    return { found: rows[0]!.found, expected: Number(/rows=(\d+)/.exec(plan[0]!['QUERY PLAN'])![1]) }
  }
  expect(await rowsOf((condition) => condition)).toEqual({ found: 333, expected: 5 })
  expect(await rowsOf(mostly)).toEqual({ found: 333, expected: 995 })
  expect(await rowsOf(hardly)).toEqual({ found: 333, expected: 5 })
})

test('a list that a rule names stands in the statement, whatever its values hold', async () => {
  const among = async (predicate: RawBuilder<boolean>) =>
    (
      await sql<{ state: string }>`select state from (values ('ordered'), ('o''brien'), ('absent'), (null)) t(state)
        where ${predicate}`.execute(connection.db)
    ).rows.map(({ state }) => state)
  expect(await among(oneOf('t.state', ['ordered', "o'brien"]))).toEqual(['ordered', "o'brien"])
  expect(await among(oneOf('t.state', []))).toEqual([])
  expect(await among(noneOf('t.state', ['ordered']))).toEqual(["o'brien", 'absent'])
  expect(await among(noneOf('t.state', []))).toEqual(['ordered', "o'brien", 'absent'])
})

test('a day is a date wherever it comes from', async () => {
  const days: Day[] = ['2026-04-01', sql`'2026-04-01'::date`]
  for (const day of days) {
    const { rows } = await sql<{ day: string }>`select ${date(day)} as day`.execute(connection.db)
    expect(rows).toEqual([{ day: '2026-04-01' }])
  }
})
