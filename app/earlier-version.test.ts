/** A town that an earlier version kept comes through every later migration with the years that it had closed. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { types } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { documents } from '#rooms/documents/contract.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { tokenOf } from '#testing/cast.ts'
import { closesYear } from '#testing/closed.ts'
import { onServer } from '#testing/database.ts'
import { repository, somewhere } from '#testing/embedded.ts'
import { livedIn } from '#testing/lived-in.ts'
import { morningOf } from '#testing/settled.ts'
import { storedStudy } from '#testing/studied.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { openTown } from './server.ts'

/** The last migration before what kept people from learning was closed with the year. */
const BEFORE = '0144'
const MIGRATIONS = join(repository, 'migrations')

test(
  'years that were closed before barriers were closed with them keep their frozen numbers, and get the barriers that their records tell (INV-F4)',
  inTown(async (town) => {
    const { as, sql } = town
    await livedIn(town, 1)
    const { courseSessionId } = await dataCourse(town, 20)
    for (const name of ['sato', 'ueda', 'mori', 'ono', 'hayashi', 'ito'] as const) {
      const { applicationId } = await as(name).ask(training.apply, { courseSessionId })
      await as(name).ask(training.withdraw, { applicationId, reason: '当番', barrier: 'counter' })
    }
    await sql(`update application_step set taken_on = '2026-03-31' where barrier = 'counter'`)
    await as('hayashi').ask(pdca.saveInitiative, { fiscalYear: 2025, name: '夕方の研修', owner: town.mori })
    await storedStudy(town)
    for (const year of [2024, 2025]) await closesYear(town, year, '総括')
    const subject = 'kpi-ict-floor'
    const decided = { subject, decision: 'improve', cause: '日程', changes: '夕方', dueOn: '2027-03-31' } as const
    await as('hayashi').ask(pdca.decide, { fiscalYear: 2025, ...decided, owner: town.mori })
    const told = await toldBy(town.gate)
    expect(told.reviews[1]!.barriers).toContainEqual(expect.objectContaining({ barrier: 'counter' }))

    const earlier = await asItWas(town)
    const { appUser: user, appPassword: password } = inject('testServer')
    const app = { ...earlier, user, password }
    const { applied } = await migrate(earlier, { town: town.database.town, app })
    expect(applied[0]).toMatch(/^0145-/)
    const gate = openTown({ app, town: town.database.town, clock: () => morningOf('2026-11-22') })
    try {
      expect(await toldBy(gate)).toEqual(told)
    } finally {
      await gate.close()
    }
  }),
)

/** What HR and an executive read of closed years. */
async function toldBy(gate: Town['gate']) {
  const [hr, executive] = [{ token: tokenOf('hayashi') }, { token: tokenOf('kato') }]
  const years = [2024, 2025]
  return {
    list: await gate.ask(pdca.listReviews, {}, hr),
    reviews: await Promise.all(years.map((fiscalYear) => gate.ask(pdca.showReview, { fiscalYear }, executive))),
    plans: await Promise.all(years.map((fiscalYear) => gate.ask(pdca.showYearPlan, { fiscalYear }, hr))),
    minute: await gate.ask(pdca.showMinute, {}, executive),
    kpis: await gate.ask(kpi.listKpis, {}, executive),
    studies: await gate.ask(evidence.showStudy, { studyId: 1 }, executive),
    papers: await gate.ask(documents.listDocuments, { fiscalYear: 2025 }, hr),
    sheet: await gate.ask(documents.showDocumentFile, { fiscalYear: 2025, kind: 'sheet', format: 'csv' }, hr),
  }
}

/** A database as the version before left it, with all of the town that it could hold. */
async function asItWas({ database, sql }: Town): Promise<pg.ClientConfig> {
  const name = `${database.owner.database}_earlier`
  await onServer(`create database ${name}`)
  onTestFinished(async () => void (await onServer(`drop database ${name} with (force)`)))
  const directory = join(somewhere(), 'migrations')
  mkdirSync(directory)
  for (const file of readdirSync(MIGRATIONS))
    if (file.slice(0, 4) <= BEFORE) copyFileSync(join(MIGRATIONS, file), join(directory, file))
  const earlier = { ...database.owner, database: name }
  const { appUser: user, appPassword: password } = inject('testServer')
  await migrate(earlier, { town: database.town, directory, app: { ...earlier, user, password } })

  const client = new pg.Client({ ...earlier, types, options: `-c search_path=${database.town},public` })
  await client.connect()
  const columns = `select c.table_name as "table", array_agg(c.column_name::text) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = '${database.town}' and t.table_type = 'BASE TABLE' and c.table_name <> 'migration'
      and c.is_generated = 'NEVER' group by 1`
  const now = new Map((await sql<{ table: string; columns: string[] }>(columns)).map((row) => [row.table, row.columns]))
  // Everything at once, whatever points where: triggers and keys look again at the first change.
  await client.query('set session_replication_role = replica')
  for (const { table, columns: had } of (await client.query<{ table: string; columns: string[] }>(columns)).rows) {
    const both = had.filter((column) => now.get(table)?.includes(column)).map((column) => `"${column}"`)
    if (both.length === 0) continue
    const [row] = await sql<{ rows: string | null }>(
      `select json_agg(t)::text as rows from (select ${both.join(', ')} from ${table}) t`,
    )
    if (!row?.rows) continue
    await client.query(
      `insert into ${table} (${both.join(', ')}) overriding system value
       select ${both.join(', ')} from json_populate_recordset(null::${table}, $1) on conflict do nothing`,
      [row.rows],
    )
  }
  await client.end()
  return earlier
}
