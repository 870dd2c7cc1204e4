import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import {
  kill,
  killChildren,
  nobody,
  ownerProcess,
  prepareData,
  repository,
  somewhere,
  sql,
  writeUntilItDies,
} from '#testing/embedded.ts'
import { type EmbeddedOptions, findRunning, startEmbedded } from './embedded.ts'
import { canEnter } from './embedded-place.ts'
import { isAlive, markOf, postgresIn } from './embedded-process.ts'

vi.setConfig({ testTimeout: 60_000 })

let prepared: Awaited<ReturnType<typeof prepareData>>
beforeAll(async () => {
  prepared = await prepareData()
})
afterAll(() => prepared.remove())

async function started(options: EmbeddedOptions) {
  const database = await startEmbedded(options)
  onTestFinished(() => database.stop())
  return database
}

test.for(['newest', 'oldest'] as const)(
  'the %s supported PostgreSQL starts again with what it was given',
  async (version) => {
    const dataDir = join(somewhere(), 'data')
    const first = await startEmbedded({ dataDir, version, careless: true })
    await sql(first.owner, 'create table attendance (number int)', 'insert into attendance values (7)')
    await first.stop()

    const begun = performance.now()
    const second = await started({ dataDir, version })
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(await sql(second.owner, 'select number from attendance')).toEqual([{ number: 7 }])
    const [settings] = await sql(
      second.owner,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('listen_addresses') as addresses, current_setting('server_encoding') as encoding,
       current_setting('server_version_num')::int / 10000 as major`,
    )
    const major = version === 'newest' ? 18 : 16
    expect(settings).toEqual({ fsync: 'on', checksums: 'on', addresses: '', encoding: 'UTF8', major })
  },
)

test('a second process on the same data is refused and told who has it; a verb joins it', async () => {
  const dataDir = prepared.copyTo(somewhere())
  const first = await ownerProcess(dataDir)
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`別のプロセス(番号 ${first.process.pid})`)
  await expect(ownerProcess(dataDir)).rejects.toThrow(`別のプロセス(番号 ${first.process.pid})`)

  const joined = await findRunning({ dataDir })
  expect(await sql(joined?.owner ?? {}, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a start after SIGKILL of the server heals itself and keeps every acknowledged row', async () => {
  const dataDir = prepared.copyTo(somewhere())
  const first = await ownerProcess(dataDir)
  await sql(first.owner, 'create table attendance (number int)')
  const writing = writeUntilItDies(first.owner)
  await sleep(300)
  killChildren(first.process.pid ?? 0, first.pid)
  await kill(first.process)
  expect(markOf(first.pid)).toBeDefined()

  const begun = performance.now()
  const second = await started({ dataDir })
  expect(performance.now() - begun).toBeLessThan(20_000)
  expect(markOf(first.pid)).toBeUndefined()
  const acknowledged = await writing
  expect(acknowledged).toBeGreaterThan(10)
  const [row] = await sql(second.owner, 'select count(*)::int as count, max(number) as last from attendance')
  expect(row?.count).toBeGreaterThanOrEqual(acknowledged)
  expect(row?.count).toBe(row?.last)
})

test('of two starts after a SIGKILL exactly one gets the data', async () => {
  const dataDir = prepared.copyTo(somewhere())
  const dead = await ownerProcess(dataDir)
  await kill(dead.process)
  const starts = await Promise.allSettled([ownerProcess(dataDir), ownerProcess(dataDir), ownerProcess(dataDir)])
  const refusals = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []))
  expect(refusals).toHaveLength(2)
  for (const refusal of refusals) expect(refusal).toContain('別のプロセス')
})

test('a start after SIGKILL of both the server and its postmaster heals itself', async () => {
  const dataDir = prepared.copyTo(somewhere())
  const first = await ownerProcess(dataDir)
  const busy = sql(first.owner, 'select count(*) from generate_series(1, 99999) a, generate_series(1, 99999) b').catch(
    () => 'gone',
  )
  await sleep(100)
  await kill(first.process)
  process.kill(first.pid, 'SIGKILL')
  const second = await started({ dataDir })
  expect(await busy).toBe('gone')
  expect(await sql(second.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a postmaster that is killed comes back on the same socket with every acknowledged row', async () => {
  const said: string[] = []
  const database = await started({ dataDir: prepared.copyTo(somewhere()), say: (line) => said.push(line) })
  await sql(database.owner, 'create table attendance (number int)')
  const busy = sql(
    database.owner,
    'select count(*) from generate_series(1, 99999) a, generate_series(1, 99999) b',
  ).catch(() => 'gone')
  const writing = writeUntilItDies(database.owner)
  await sleep(300)
  const killed = database.pid
  process.kill(killed, 'SIGKILL')
  const acknowledged = await writing

  const row = await expect.poll(
    () => sql(database.owner, 'select count(*)::int as count from attendance').catch(String),
    {
      timeout: 5_000,
    },
  )
  await row.toEqual([{ count: expect.any(Number) }])
  const [counted] = await sql(database.owner, 'select count(*)::int as count from attendance')
  expect(counted?.count).toBeGreaterThanOrEqual(acknowledged)
  expect(database.pid).not.toBe(killed)
  expect(said.join('\n')).toContain('起動し直しました')
  await busy
})

test('a server that is killed leaves no database running', async () => {
  const first = await ownerProcess(prepared.copyTo(somewhere()))
  const postmaster = markOf(first.pid)!
  await kill(first.process)
  await expect.poll(() => isAlive(postmaster), { timeout: 5_000 }).toBe(false)
})

test('an ordinary user runs it as oneself', async () => {
  const user = nobody && canEnter(repository, nobody) ? nobody : undefined
  const place = somewhere(user)
  const first = await ownerProcess(join(place, 'data'), user)
  expect(first.dataDir).toBe(join(place, 'data'))
  expect(await sql(first.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('what an interrupted first start left half-made is made anew', async () => {
  const dataDir = join(somewhere(), 'data')
  const home = join(dataDir, 'database')
  mkdirSync(join(home, 'cluster-18.draft'), { recursive: true })
  writeFileSync(join(home, 'cluster-18.draft', 'PG_VERSION'), '')
  writeFileSync(join(home, 'owner.1.lock'), '{"state":"star')
  const database = await started({ dataDir, careless: true })
  expect(await sql(database.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data of another major version are refused, not passed over', async () => {
  const dataDir = join(somewhere(), 'data')
  await (await startEmbedded({ dataDir, version: 'oldest', careless: true })).stop()
  await expect(startEmbedded({ dataDir })).rejects.toThrow('PostgreSQL 16 のもの')
})

test('stopping leaves no process behind', async () => {
  const database = await startEmbedded({ dataDir: prepared.copyTo(somewhere()) })
  const cluster = join(database.dataDir, 'database', 'cluster-18')
  expect(postgresIn(cluster).length).toBeGreaterThan(1)
  await database.stop()
  expect(postgresIn(cluster)).toEqual([])
})
