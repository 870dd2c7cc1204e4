import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase, onServer } from '#testing/database.ts'
import { type Connection, type Database, openPool } from './database.ts'

/** Asks for what PostgreSQL plans, of a table of the test's own. */
const ASKED = 'select n from kept where n = $1'
/** Would be seen if it were executed. */
const COUNTED = `select nextval('counting') as kept where $1 > 0`
const LOCKED = 'select n from kept where n = $1 for no key update'

test('a connection that was lost is replaced by one that has planned what was asked of others', async () => {
  await inPool(async ({ pool, ask, kill }) => {
    await ask(ASKED, [1])
    await pool.settled()
    expect(await kill()).toBe(3)
    await pool.settled()
    for (const [text, plans] of await plansOf(pool)) expect([text, plans]).toEqual([ASKED, { custom: 5, generic: 1 }])
    // Three of them, as before: none was opened beside those that the pool may have.
    expect(await kill()).toBe(3)
  })
})

test('one that is lost while nobody asks is replaced by itself', async () => {
  await inPool(async ({ connected, kill }) => {
    const before = await connected()
    expect(before).toHaveLength(3)
    expect(await kill(before[0])).toBe(1)
    await expect.poll(connected).toEqual([before[1], before[2], expect.any(Number)])
  })
})

test('what one connection is asked others plan while they rest, and nothing is executed for it', async () => {
  await inPool(async ({ pool, ask, owner }) => {
    // All three have been at work, and rest in the pool.
    await plansOf(pool)
    await ask(COUNTED, [7])
    await pool.settled()
    expect((await plansOf(pool)).map(([text]) => text)).toEqual([COUNTED, COUNTED, COUNTED])
    expect((await owner.query(`select last_value, is_called from counting`)).rows).toEqual([
      { last_value: '1', is_called: true },
    ])
  })
})

test('what is written is not remembered, whatever it begins with; what is read to be changed is', async () => {
  await inPool(async ({ pool, ask }) => {
    await plansOf(pool)
    await ask('insert into kept (n) values ($1)', [7])
    await ask('with changed as (update kept set n = n + $1 returning n) select n from changed', [1])
    await ask('with gone as (delete from kept where n = $1 returning n) select n from gone', [9])
    await ask(LOCKED, [8])
    await pool.settled()
    const texts = (await plansOf(pool)).map(([text]) => text)
    expect(texts.filter((text) => text === LOCKED)).toHaveLength(3)
    expect(texts.filter((text) => text !== LOCKED)).toHaveLength(3)
  })
})

test('what cannot be planned any more is forgotten, and the connection serves on', async () => {
  await inPool(async ({ pool, ask, kill, owner }) => {
    await ask(ASKED, [1])
    await owner.query('alter table kept rename to gone')
    await kill()
    await pool.settled()
    expect(await plansOf(pool)).toEqual([])
    await expect(ask(ASKED, [1])).rejects.toThrow('relation "kept" does not exist')
    await owner.query('alter table gone rename to kept')
    expect(await ask(ASKED, [1])).toEqual([])
  })
})

test('whoever asks while none is ready waits for none to become so', async () => {
  await inPool(async ({ pool, ask }) => {
    await ask(ASKED, [1])
    const [lost, ...others] = await Promise.all(Array.from({ length: 3 }, () => pool.connect()))
    pool.release(lost!, new Error('lost'))
    const asked = pool.connect()
    for (const one of others) pool.release(one)
    const connection = await asked
    expect((await connection.query('select from pg_prepared_statements')).rowCount).toBe(1)
    pool.release(connection)
  })
})

interface Place {
  readonly pool: Database
  readonly owner: pg.Client
  ask(text: string, values: readonly unknown[]): Promise<pg.QueryResultRow[]>
  /** Processes of the pool's connections, the oldest first. */
  connected(): Promise<number[]>
  /** Ends one connection of the pool, or every one; answers how many there were. */
  kill(one?: number): Promise<number>
}

async function inPool(work: (place: Place) => Promise<void>): Promise<void> {
  const database = await freshDatabase()
  const owner = new pg.Client(database.owner)
  await owner.connect()
  await owner.query('create table kept (n int); create sequence counting; grant all on kept, counting to public')
  const pool = openPool({ ...database.app, options: '-c plan_cache_mode=auto' }, { max: 3, isKeptReady: true })
  const ask = async (text: string, values: readonly unknown[]) => {
    const connection = await pool.connect()
    try {
      return (await connection.query(text, values)).rows
    } finally {
      pool.release(connection)
    }
  }
  const whose = 'from pg_stat_activity where datname = $1 and usename = $2'
  const ours = [database.owner.database, database.app.user]
  const connected = async () =>
    (await onServer<{ pid: number }>(`select pid ${whose} order by backend_start`, ours)).map(({ pid }) => pid)
  const kill = async (one?: number) =>
    (
      await onServer(`select pg_terminate_backend(pid, 5000) ${whose} and pid = coalesce($3, pid)`, [
        ...ours,
        one ?? null,
      ])
    ).length
  try {
    await pool.settled()
    await work({ pool, owner, ask, connected, kill })
  } finally {
    await pool.close()
    await owner.end()
    await database.drop()
  }
}

/** What every connection of the pool has planned, of what this test asked. */
async function plansOf(pool: Database): Promise<[string, { custom: number; generic: number }][]> {
  const all: Connection[] = await Promise.all(Array.from({ length: 3 }, () => pool.connect()))
  const found = await Promise.all(
    all.map((one) =>
      one.query<{ text: string; custom: number; generic: number }>(
        `select statement as text, custom_plans as custom, generic_plans as generic from pg_prepared_statements
          where statement like '%kept%' and statement not like '%pg_prepared%'`,
      ),
    ),
  )
  for (const one of all) pool.release(one)
  return found.flatMap(({ rows }) => rows.map(({ text, ...plans }): [string, typeof plans] => [text, plans]))
}
