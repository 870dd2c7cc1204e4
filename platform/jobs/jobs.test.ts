import { expect, test, vi } from 'vitest'
import { freshDatabase } from '#testing/database.ts'
import { sql } from '#testing/embedded.ts'
import { prepareJobs, startJobs } from './jobs.ts'

test('two processes on one database run no job twice, and none is forgotten', async () => {
  const database = await freshDatabase()
  const names = ['count', 'weigh', 'sort']
  await Promise.all([1, 2].map(() => prepareJobs(database.owner, database.town, database.app.user!, names)))
  const runs: string[] = []
  const complaints: string[] = []
  const jobs = names.map((name) => ({ name, cron: '0 0 1 1 *', atStart: true, run: async () => void runs.push(name) }))
  const processes = await Promise.all(
    [1, 2].map(() => startJobs(database.app, database.town, jobs, (line) => void complaints.push(line))),
  )
  // Each process has asked for each of them when it began. Once all are done nothing is left that could run again.
  const left = () =>
    sql(
      database.owner,
      `select name, state from ${database.town}_jobs.job where name = any('{${names}}') order by name`,
    )
  const done = names.flatMap((name) => [1, 2].map(() => ({ name, state: 'completed' })))
  await expect
    .poll(left, { timeout: 60_000 })
    .toEqual(done.toSorted((one, other) => one.name.localeCompare(other.name)))
  expect(runs.toSorted()).toEqual([...names, ...names].sort())
  await Promise.all(processes.map(({ stop }) => stop()))
  expect(complaints).toEqual([])
  await database.drop()
}, 90_000)

test('what many ask for soon is done once by all processes together', async () => {
  const database = await freshDatabase()
  await prepareJobs(database.owner, database.town, database.app.user!, ['bring-up'])
  let runs = 0
  const job = { name: 'bring-up', cron: '0 0 1 1 *', run: async () => void runs++ }
  const processes = await Promise.all([1, 2].map(() => startJobs(database.app, database.town, [job], () => undefined)))
  for (let asked = 0; asked < 40; asked++) processes[asked % 2]!.enqueueSoon('bring-up')
  await vi.waitFor(() => expect(runs).toBeGreaterThan(0), { timeout: 30_000, interval: 200 })
  await Promise.all(processes.map(({ stop }) => stop()))
  // Slots of ten seconds follow the clock: forty at once lie in one, or in two where it turns meanwhile.
  expect(runs).toBeLessThanOrEqual(2)
  await database.drop()
}, 60_000)

test('jobs that cannot begin say why, and leave nothing running that would keep the server from ending', async () => {
  const { owner, app, town, drop } = await freshDatabase()
  const jobs = [{ name: 'count', cron: '0 0 1 1 *', run: async () => undefined }]
  await prepareJobs(owner, town, app.user!, ['count'])
  await sql(owner, `revoke insert on ${town}_jobs.schedule from ${app.user}`)
  await expect(startJobs(app, town, jobs, () => undefined)).rejects.toThrow('permission denied')
  await expect(prepareJobs(owner, town, app.user!, ['not a name'])).rejects.toThrow()
  const connected = await sql(
    owner,
    `select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  expect(connected).toEqual([])
  await drop()
})
