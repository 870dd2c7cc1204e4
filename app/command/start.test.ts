/** The server as a process: its settings, its data, its neighbours, and how it ends. */
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { postgresIn } from '#platform/db/embedded-process.ts'
import { freshDatabase } from '#testing/database.ts'
import { prepareData, somewhere, sql } from '#testing/embedded.ts'
import { databaseUrl, serverProcess, verb } from '#testing/server.ts'
import { root } from '../server.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const shinagawa = join(root, 'policy/shinagawa.yaml')

let prepared: Awaited<ReturnType<typeof prepareData>>
beforeAll(async () => {
  prepared = await prepareData()
})
afterAll(() => prepared.remove())

test('one server on one data directory; verbs join it and work without it; SIGTERM ends it in good order', async () => {
  const env = { DATA_DIR: prepared.copyTo(somewhere()) }
  const server = await serverProcess(env, '--empty')
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const second = await verb({ ...env, PORT: '0' }, 'start')
  expect(second).toMatchObject({ code: 1, out: '' })
  expect(second.err).toContain(`番号 ${server.process.pid}`)

  const joined = await verb(env, 'policy', 'load', shinagawa, '--json')
  expect(joined).toEqual({ code: 0, err: '', out: expect.stringMatching(/^\{"policyEditionId":1.*\}\n$/) })

  // Somebody is connected, and somebody's requests are under way.
  const answers = Promise.allSettled(Array.from({ length: 20 }, () => fetch(`${server.url}/api/sections`)))
  const ended = once(server.process, 'exit')
  server.process.kill('SIGTERM')
  const [code] = await ended
  await answers
  expect({ code, said: server.said() }).toEqual({ code: 0, said: expect.stringMatching(/止めています…\n$/) })
  const home = join(env.DATA_DIR, 'database')
  const cluster = readdirSync(home).find((name) => name.startsWith('cluster-')) ?? ''
  expect(postgresIn(join(home, cluster))).toEqual([])
  expect(existsSync(join(home, cluster, 'postmaster.pid'))).toBe(false)

  const alone = await verb(env, 'policy', 'load', shinagawa, '--json')
  expect(JSON.parse(alone.out)).toMatchObject({ code: 'same_edition' })
  expect(postgresIn(join(home, cluster))).toEqual([])
})

test('whoever loads a policy before the first start has a town of their own: the sample does not come on top (INV-D2)', async () => {
  const { owner, drop } = await freshDatabase()
  onTestFinished(drop)
  const env = { DATABASE_URL: databaseUrl(owner) }
  expect((await verb(env, 'policy', 'load', shinagawa)).code).toBe(0)
  const server = await serverProcess(env, '--sample')
  expect(server.said()).toContain('見本の区は入れずに')
  expect(
    await sql(
      owner,
      'select is_sample, (select count(*)::int from town.staff_member) as people from town.installation',
    ),
  ).toEqual([{ is_sample: false, people: 0 }])
})

test('a port that is taken, a PORT or HOST that is none, and two wishes at once are told before anything is prepared', async () => {
  const { port, close } = await takenPort()
  const DATA_DIR = join(somewhere(), 'data')
  const [taken, number, host, both] = await Promise.all([
    verb({ DATA_DIR, PORT: String(port) }, 'start'),
    verb({ DATA_DIR, PORT: 'web' }, 'start'),
    verb({ DATA_DIR, PORT: '0', HOST: '203.0.113.1' }, 'start'),
    verb({ DATA_DIR, PORT: '0' }, 'start', '--empty', '--sample'),
  ])
  close()
  expect(taken).toMatchObject({ code: 1, out: '' })
  expect(taken.err).toBe(
    `ポート ${port} はほかのプログラムが使っています。PORT=3001 npm start のように別の番号で起動してください。\n`,
  )
  expect(number).toMatchObject({ code: 1, err: expect.stringContaining('「web」は使えません') })
  expect(host).toMatchObject({
    code: 1,
    err: expect.stringContaining('203.0.113.1 は、この機械のアドレスではありません'),
  })
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('--empty と --sample は一緒に指定できません') })
  expect(existsSync(DATA_DIR)).toBe(false)
})

test("a town's own database, named by DATABASE_URL, never gets the sample unasked; HOST and PORT are where it serves", async () => {
  const { owner, drop } = await freshDatabase()
  onTestFinished(drop)
  const { port, close } = await takenPort()
  close()
  const server = await serverProcess({ DATABASE_URL: databaseUrl(owner), PORT: String(port), HOST: '127.0.0.2' })
  expect(server.url).toBe(`http://127.0.0.2:${port}`)
  expect((await fetch(`${server.url}/api/me`)).status).toBe(401)
  const [town] = await sql(
    owner,
    'select (select is_sample from town.installation), (select count(*)::int from town.staff_member) as people',
  )
  expect(town).toEqual({ is_sample: false, people: 0 })

  // Its database goes away for good: it says so to whoever asks, and still ends when it is told to.
  await drop()
  const told = await fetch(`${server.url}/api/sections`, { headers: { cookie: 'hagukumi_session=x' } })
  expect([told.status, await told.json()]).toEqual([503, expect.objectContaining({ code: 'database_unavailable' })])
  const begun = performance.now()
  const ended = once(server.process, 'exit')
  server.process.kill('SIGTERM')
  const [code] = await ended
  expect({ code, said: server.said() }).toEqual({ code: 0, said: expect.stringContaining('止めています…') })
  expect(performance.now() - begun).toBeLessThan(20_000)
})

async function takenPort(): Promise<{ port: number; close(): void }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as { port: number }).port, close: () => void server.close() }
}
