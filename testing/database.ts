import type pg from 'pg'
import { inject } from 'vitest'
import { asOwner } from './postgres.ts'

export interface TestDatabase {
  readonly owner: pg.ClientConfig
  readonly app: pg.ClientConfig
  /** Name of the town's schema. */
  readonly town: string
  /** Closes whoever is still connected. */
  drop(): Promise<void>
}

let count = 0

/** A migrated, empty database of one's own, copied from the run's template; drop it at the end of the test. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++count}`
  await asOwner(server.owner, `create database ${name} template ${server.template}`)
  const owner = { ...server.owner, database: name }
  return {
    owner,
    app: { ...owner, user: server.appUser, password: server.appPassword },
    town: server.town,
    drop: () => asOwner(server.owner, `drop database if exists ${name} with (force)`),
  }
}
