import type pg from 'pg'

/** Runs `work` in one transaction, alone among all processes that migrate this database. */
export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('hagukumi migrate', 0))`)
    // Waiting for that lock does not tell PostgreSQL to look at what others did meanwhile; opening a catalogue does.
    await client.query('select from pg_namespace limit 1')
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
