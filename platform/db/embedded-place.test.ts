import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { isRoot, nobody, prepareData, somewhere, sql } from '#testing/embedded.ts'
import { type EmbeddedOptions, findRunning, startEmbedded } from './embedded.ts'

vi.setConfig({ testTimeout: 60_000 })

let prepared: Awaited<ReturnType<typeof prepareData>>
beforeAll(async () => {
  prepared = await prepareData()
})
afterAll(() => prepared.remove())

async function started(options: EmbeddedOptions) {
  const database = await startEmbedded({ careless: true, ...options })
  onTestFinished(() => database.stop())
  return database
}

test('data, secrets and socket are closed to every other user', async () => {
  const database = await started({ dataDir: prepared.copyTo(somewhere()) })
  const home = join(database.dataDir, 'database')
  for (const name of ['owner-password', 'app-password', 'postgres.log']) {
    expect.soft(statSync(join(home, name)).mode & 0o777, name).toBe(0o600)
  }
  for (const path of [home, join(home, 'cluster-18'), database.owner.host ?? '']) {
    expect.soft(statSync(path).mode & 0o007, path).toBe(0)
  }
  // Another service of the same user number as the database has no way in either.
  if (nobody) {
    for (const path of [home, join(home, 'cluster-18', 'PG_VERSION'), join(home, 'socket')]) {
      expect.soft(spawnSync('ls', [path], { ...nobody, cwd: '/' }).status, path).not.toBe(0)
    }
  }
})

test('without the password nobody gets in, not even as the owner of the socket', async () => {
  const database = await started({ dataDir: prepared.copyTo(somewhere()) })
  for (const password of [undefined, '', 'guess']) {
    const client = new pg.Client({ ...database.owner, password })
    client.on('error', () => undefined)
    await expect(client.connect()).rejects.toThrow(/password/)
  }
})

test('data under a home that the database cannot enter go to a system directory, which is said', async () => {
  const place = somewhere()
  const dataDir = join(place, 'closed', 'hagukumi', 'data')
  mkdirSync(join(place, 'closed', 'hagukumi'), { recursive: true })
  chmodSync(join(place, 'closed'), 0o700)
  const said: string[] = []
  const options = { dataDir, systemDir: join(place, 'system'), say: (line: string) => said.push(line) }
  const first = await startEmbedded({ ...options, careless: true })
  await sql(first.owner, 'create table attendance (number int)')
  await first.stop()

  if (!isRoot) return expect(first.dataDir).toBe(dataDir)
  expect(first.dataDir).toMatch(/\/system\/hagukumi-[0-9a-f]{12}$/)
  expect(said).toEqual([expect.stringContaining(first.dataDir)])
  expect(existsSync(dataDir)).toBe(false)

  // Once it lives there it stays there, also when the home is opened.
  chmodSync(join(place, 'closed'), 0o755)
  const second = await started(options)
  expect(second.dataDir).toBe(first.dataDir)
  expect(await sql(second.owner, 'select from attendance')).toEqual([])
  expect((await findRunning(options))?.dataDir).toBe(first.dataDir)
})

test('data can be moved, and are refused rather than forgotten where the database cannot enter', async () => {
  const place = somewhere()
  const first = await startEmbedded({ dataDir: prepared.copyTo(place), careless: true })
  await sql(first.owner, 'create table attendance (number int)')
  await first.stop()
  mkdirSync(join(place, 'closed'), { mode: 0o700 })
  renameSync(join(place, 'data'), join(place, 'closed', 'data'))
  const options = { dataDir: join(place, 'closed', 'data'), systemDir: join(place, 'system') }

  if (isRoot) await expect(startEmbedded(options)).rejects.toThrow('入れません')
  chmodSync(join(place, 'closed'), 0o755)
  const second = await started(options)
  expect(await sql(second.owner, 'select from attendance')).toEqual([])
})

test('a long path with blanks and Japanese takes the socket to a private place of its own', async () => {
  const place = somewhere()
  const dataDir = join(place, `人材 育成 '${'x'.repeat(90)}'`, 'data')
  const database = await startEmbedded({ dataDir, careless: true })
  const socket = database.owner.host ?? ''
  expect(Buffer.byteLength(socket)).toBeLessThan(90)
  expect(statSync(join(socket, '..')).mode & 0o007).toBe(0)
  expect(await sql(database.owner, 'select 1 as one')).toEqual([{ one: 1 }])
  await database.stop()
  expect(existsSync(socket)).toBe(false)
  const second = await started({ dataDir })
  expect(await sql(second.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a data directory that is a file, or belongs to somebody else, is refused with a sentence', async () => {
  const place = somewhere()
  await expect(startEmbedded({ dataDir: '/dev/null' })).rejects.toThrow('フォルダーではありません')
  if (!nobody) return
  const theirs = somewhere(nobody)
  const first = spawnSync('mkdir', ['-p', join(theirs, 'data', 'database')], { ...nobody, cwd: '/' })
  expect(first.status).toBe(0)
  await expect(startEmbedded({ dataDir: join(theirs, 'data') })).rejects.toThrow('別の利用者(uid 65534)')
  expect(readdirSync(place)).toEqual([])
})
