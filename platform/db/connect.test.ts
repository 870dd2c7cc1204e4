import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { freshDatabase } from '#testing/database.ts'
import { ownerProcess, prepareData, somewhere, sql } from '#testing/embedded.ts'
import { openDatabase } from './connect.ts'

vi.setConfig({ testTimeout: 60_000 })

const say = () => undefined

let prepared: Awaited<ReturnType<typeof prepareData>>
beforeAll(async () => {
  prepared = await prepareData()
})
afterAll(() => prepared.remove())

test('without settings the embedded database is opened, migrated, and closed again', async () => {
  const env = { DATA_DIR: prepared.copyTo(somewhere()) }
  const database = await openDatabase(env, say)
  expect(await sql(database.app, 'select from town.journal_line')).toEqual([])
  expect(database.isEmbedded).toBe(true)
  await expect(openDatabase(env, say)).rejects.toThrow('別のプロセス')
  const joined = await openDatabase(env, say, { join: true })
  await joined.close()
  expect(await sql(database.app, 'select from town.journal_line')).toEqual([])
  await database.close()
  await expect(sql(database.app, 'select 1')).rejects.toThrow()
})

test('a verb works on the database of a running server, and starts its own when none runs', async () => {
  const env = { DATA_DIR: prepared.copyTo(somewhere()) }
  const server = await ownerProcess(env.DATA_DIR)
  const joined = await openDatabase(env, say, { join: true })
  expect(joined.embedded).toBeUndefined()
  await sql(joined.owner, 'create table attendance (number int)')
  await joined.close()
  expect(await sql(server.owner, 'select from attendance')).toEqual([])
  server.process.kill('SIGTERM')

  const own = await openDatabase(env, say, { join: true })
  onTestFinished(() => own.close())
  expect(await sql(own.owner, 'select from attendance')).toEqual([])
})

test('DATABASE_URL names a database of the town; the server works in it as a weaker role', async () => {
  const { owner, drop } = await freshDatabase()
  onTestFinished(drop)
  const url = `postgresql://${owner.user}:${owner.password}@/${owner.database}?host=${encodeURIComponent(owner.host ?? '')}&port=${owner.port}`
  const database = await openDatabase({ DATABASE_URL: url }, say)
  expect(database.isEmbedded).toBe(false)
  const [row] = await sql(
    database.app,
    'select current_user as me, (select rolsuper from pg_roles where rolname = current_user)',
  )
  expect(row).toEqual({ me: expect.stringMatching(/^hagukumi_app/), rolsuper: false })
  await expect(openDatabase({ DATABASE_URL: url, DATABASE_APP_URL: url }, say)).rejects.toThrow('強すぎます')
})

test('a database that cannot be used is told in a sentence', async () => {
  await expect(openDatabase({ DATABASE_URL: 'mysql://town' }, say)).rejects.toThrow('DATABASE_URL を読めません')
  const nowhere = `postgresql://town@/town?host=${encodeURIComponent(join(somewhere(), 'nothing'))}`
  await expect(openDatabase({ DATABASE_URL: nowhere }, say)).rejects.toThrow('つながりません')
})
