import pg from 'pg'
import { expect, test } from 'vitest'
import { type Connection, type Database, openPool } from '#platform/db/database.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { freshDatabase } from '#testing/database.ts'
import { inTown } from '#testing/town.ts'
import { type Besides, openBesides } from './beside.ts'

test('a second connection sees what the reading sees, whatever is committed meanwhile, and one reading at a time has one', async () => {
  await inPool(async ({ besides, begin, write, database }) => {
    const [one, other] = [await begin(), await begin()]
    await write()
    const first = besides.of(one, undefined)
    const beside = (await first.open())!
    expect([await many(one), await many(beside), await many(other)]).toEqual([1, 1, 1])
    expect((await first.open()) === beside).toBe(true)
    // What is read only is never written on.
    await expect(beside.query('insert into kept values (9)')).rejects.toThrow('read-only')
    expect(await besides.of(other, undefined).open()).toBeUndefined()
    await first.end(true)
    expect(database.pool.totalCount).toBe(2)
    const second = besides.of(other, 5)
    const again = (await second.open())!
    expect(await settingOf(again)).toBe('5s')
    await second.end(false)
    expect(database.pool.idleCount).toBe(1)
    // What was given back serves others as before: it sees what was written.
    const next = await database.connect()
    expect([await many(next), await settingOf(next)]).toEqual([2, '0'])
    database.release(next)
  })
})

test('nobody waits for a second connection: where few are free a reading has its own alone', async () => {
  await inPool(async ({ besides, begin, end }) => {
    const taken = [await begin(), await begin(), await begin()]
    // Two of five are left for whoever asks.
    const beside = besides.of(taken[0]!, undefined)
    expect(await beside.open()).toBeUndefined()
    await beside.end(false)
    await end(taken.pop()!)
    const later = besides.of(taken[0]!, undefined)
    expect(await later.open()).toBeDefined()
    await later.end(false)
  })
})

test(
  'what is counted on two connections is what is counted on one (INV-F1)',
  inTown(async ({ as, gate, on }) => {
    on('2027-01-20')
    const read = () => as('hayashi').ask(kpi.listKpis, { asOf: '2026-12-15' })
    const byTwo = await read()
    const { database } = gate
    // With two others at work only one is left free beside its own and what is left for whoever asks.
    const busy = await Promise.all([database.connect(), database.connect(), database.connect()])
    const byOne = await read()
    for (const connection of busy) database.release(connection)
    expect(byOne).toEqual(byTwo)
    expect(byTwo.kpis!.filter(({ value }) => value !== null).length).toBeGreaterThan(1)
  }),
)

async function many(connection: Connection): Promise<number> {
  return Number((await connection.query('select count(*) as many from kept')).rows[0]!.many)
}

async function settingOf(connection: Connection): Promise<string> {
  return (await connection.query<{ statement_timeout: string }>('show statement_timeout')).rows[0]!.statement_timeout
}

interface Place {
  readonly database: Database
  readonly besides: Besides
  /** A connection on which a reading of one snapshot has begun. */
  begin(): Promise<Connection>
  end(connection: Connection): Promise<void>
  write(): Promise<unknown>
}

async function inPool(work: (place: Place) => Promise<void>): Promise<void> {
  const { owner: config, app } = await freshDatabase()
  const owner = new pg.Client(config)
  await owner.connect()
  await owner.query('create table kept (n integer not null); grant all on kept to public; insert into kept values (1)')
  const database = openPool(app, { max: 5 })
  const begun = new Set<Connection>()
  const begin = async () => {
    const connection = await database.connect()
    begun.add(connection)
    await connection.query('begin isolation level repeatable read read only')
    await many(connection)
    return connection
  }
  const end = async (connection: Connection) => {
    begun.delete(connection)
    await connection.query('rollback')
    database.release(connection)
  }
  try {
    const write = () => owner.query('insert into kept values (2)')
    await work({ database, besides: openBesides(database, 5), begin, end, write })
  } finally {
    for (const connection of begun) database.release(connection)
    await database.close()
    await owner.end()
  }
}
