import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { somewhere, sql } from '#testing/embedded.ts'
import { asOwner } from '#testing/postgres.ts'
import { migrate } from './migrate.ts'

const JOURNAL = `create table journal_line (line_id bigint generated always as identity primary key, operation text);
  create table journal_seal (seal_id bigint) partition by range (seal_id);
  create table journal_seal_first partition of journal_seal for values from (0) to (1000);`
const COURSES = `create table course (course_id serial primary key, name text,
    validity daterange, exclude using gist (course_id with =, validity with &&));
  create view course_name as select name from course;`

let count = 0

/** An empty database of one's own on the run's server. */
async function emptyDatabase(): Promise<pg.ClientConfig> {
  const { owner } = inject('testServer')
  const database = `empty_${process.pid}_${Date.now().toString(36)}_${++count}`
  await asOwner(owner, `create database ${database}`)
  onTestFinished(() => asOwner(owner, `drop database ${database} with (force)`))
  return { ...owner, database }
}

function migrations(files: Record<string, string>): string {
  const directory = join(somewhere(), 'migrations')
  mkdirSync(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

/** Works as the role that the run has made: a given server may hold a real one. */
function options(owner: pg.ClientConfig, directory: string, town = 'hanagawa') {
  const { appUser, appPassword } = inject('testServer')
  return { town, directory, app: { ...owner, user: appUser, password: appPassword } }
}

test('migrations are applied in their order, once, and a later one is added', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0002-courses.sql': COURSES, '0001-journal.sql': JOURNAL, 'notes.txt': 'no SQL' })
  expect((await migrate(owner, options(owner, directory))).applied).toEqual(['0001-journal.sql', '0002-courses.sql'])
  expect((await migrate(owner, options(owner, directory))).applied).toEqual([])
  writeFileSync(join(directory, '0003-room.sql'), 'alter table course add room text')
  expect((await migrate(owner, options(owner, directory))).applied).toEqual(['0003-room.sql'])
})

test('processes that start together migrate once, and all can work', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0001-journal.sql': JOURNAL, '0002-courses.sql': COURSES })
  const starts = await Promise.all(Array.from({ length: 4 }, () => migrate(owner, options(owner, directory))))
  expect(starts.flatMap(({ applied }) => applied).sort()).toEqual(['0001-journal.sql', '0002-courses.sql'])
  for (const { app } of starts) expect(await sql(app, 'select name from hanagawa.course')).toEqual([])
})

test('a migration that was edited after it landed is refused', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0001-courses.sql': COURSES })
  await migrate(owner, options(owner, directory))
  writeFileSync(join(directory, '0001-courses.sql'), COURSES.replaceAll('\n', '\r\n'))
  await migrate(owner, options(owner, directory))
  writeFileSync(join(directory, '0001-courses.sql'), `${COURSES} create table extra ();`)
  await expect(migrate(owner, options(owner, directory))).rejects.toThrow('0001-courses.sql の中身が変わっています')
})

test('a database from a newer version is refused', async () => {
  const owner = await emptyDatabase()
  await migrate(
    owner,
    options(owner, migrations({ '0001-courses.sql': COURSES, '0002-later.sql': 'create table later ()' })),
  )
  const older = options(owner, migrations({ '0001-courses.sql': COURSES }))
  await expect(migrate(owner, older)).rejects.toThrow('知らない変更 0002-later.sql')
})

test('a migration that fails half-way leaves nothing of itself', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0001-journal.sql': JOURNAL, '0002-bad.sql': 'create table half (); select nothing;' })
  await expect(migrate(owner, options(owner, directory))).rejects.toThrow('0002-bad.sql を適用できませんでした')
  const tables = await sql(owner, `select tablename from pg_tables where schemaname = 'hanagawa' order by 1`)
  expect(tables.map(({ tablename }) => tablename)).not.toContain('half')
  expect(await sql(owner, 'select name from hanagawa.migration')).toEqual([{ name: '0001-journal.sql' }])
})

test('the server may change facts, and only add to the journal (INV-S4)', async () => {
  const owner = await emptyDatabase()
  const { app } = await migrate(
    owner,
    options(owner, migrations({ '0001-journal.sql': JOURNAL, '0002-courses.sql': COURSES })),
  )
  await sql(
    app,
    `insert into hanagawa.course (name) values ('データ活用')`,
    `update hanagawa.course set name = 'データ活用 入門'`,
    `select name from hanagawa.course_name`,
    `delete from hanagawa.course`,
    `insert into hanagawa.journal_line (operation) values ('applyForSession')`,
    `insert into hanagawa.journal_seal values (1)`,
    'select * from hanagawa.journal_line',
  )
  const forbidden = [
    'update hanagawa.journal_line set operation = null',
    'delete from hanagawa.journal_line',
    'truncate hanagawa.journal_line',
    'delete from hanagawa.journal_seal',
    'delete from hanagawa.journal_seal_first',
    `update hanagawa.migration set checksum = ''`,
    'drop table hanagawa.course',
    'alter table hanagawa.journal_line disable trigger all',
    'create table hanagawa.mine ()',
    'create table public.mine ()',
    'create schema mine',
    'create role mine',
  ]
  for (const statement of forbidden) {
    await expect.soft(sql(app, statement), statement).rejects.toThrow(/permission denied|must be owner/)
  }
})

test('several towns live in one database, each in its schema', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0001-journal.sql': JOURNAL, '0002-courses.sql': COURSES })
  await migrate(owner, options(owner, directory, 'hanagawa'))
  const { app } = await migrate(owner, options(owner, directory, 'minato_cho'))
  await sql(app, `insert into hanagawa.course (name) values ('防災')`)
  expect(await sql(app, 'select from minato_cho.course')).toEqual([])
  await expect(migrate(owner, options(owner, directory, 'public; drop table x'))).rejects.toThrow('使えません')
})

test('on a given server the database keeps the password of its own role where every process finds it', async () => {
  const roles = new Set<string | undefined>()
  onTestFinished(async () => {
    for (const role of roles) await asOwner(inject('testServer').owner, `drop role if exists ${role}`)
  })
  const [first, second] = [await emptyDatabase(), await emptyDatabase()]
  const directory = migrations({ '0001-courses.sql': COURSES })
  const starts = await Promise.all([
    migrate(first, { town: 'hanagawa', directory }),
    migrate(first, { town: 'hanagawa', directory }),
  ])
  expect(starts[0].app.password).toBe(starts[1].app.password)
  const other = await migrate(second, { town: 'hanagawa', directory })
  expect(other.app.user).not.toBe(starts[0].app.user)
  for (const { app } of [...starts, other]) {
    roles.add(app.user)
    expect(await sql(app, 'select from hanagawa.course')).toEqual([])
    await expect(sql(app, 'select * from hagukumi_secret.app_role')).rejects.toThrow('permission denied')
  }
})

test('a role that is as strong as the owner is refused', async () => {
  const owner = await emptyDatabase()
  const directory = migrations({ '0001-courses.sql': COURSES })
  await expect(migrate(owner, { town: 'hanagawa', directory, app: owner })).rejects.toThrow('強すぎます')
})
