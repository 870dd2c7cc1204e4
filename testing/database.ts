/** Databases of the tests: each test has one of its own, a copy of the run's template, and loses it at its end. */
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  readonly owner: pg.ClientConfig
  readonly app: pg.ClientConfig
  /** Name of the town's schema. */
  readonly town: string
  /** Closes whoever is still connected. */
  drop(): Promise<void>
}

/** A migrated, empty database of one's own; drop it at the end of the test. */
export function freshDatabase(): Promise<TestDatabase> {
  return copyOf(inject('testServer').template)
}

const ready = new Map<string, Promise<TestDatabase>>()

/** As `copyOf`, with one more copy under way for whoever asks next, so that nobody waits for theirs. */
export function readyCopyOf(template: string): Promise<TestDatabase> {
  const copy = ready.get(template) ?? copyOf(template)
  const next = copy.then(() => copyOf(template))
  // Whoever takes it hears of its failure; it may fail before anybody does.
  next.catch(() => undefined)
  ready.set(template, next)
  return copy
}

let count = 0

/** A database of one's own that holds what `template` holds; drop it at the end of the test. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `${server.template}_${process.pid}_${Date.now().toString(36)}_${++count}`
  await makeCopy(name, template)
  const owner = { ...server.owner, database: name }
  return {
    owner,
    app: { ...owner, user: server.appUser, password: server.appPassword },
    town: server.town,
    drop: async () => void (await onServer(`drop database if exists ${name} with (force)`)),
  }
}

/**
 * Files are copied as they are, without passing through the log: a third of the work. On a server that does not throw its
 * data away, the checkpoints that this takes would cost more.
 */
async function makeCopy(name: string, template: string): Promise<void> {
  const strategy = inject('testServer').isOurs ? ' strategy file_copy' : ''
  await onServer(`create database ${name} template ${template}${strategy}`)
}

let server: pg.Pool | undefined

/** One statement on the server, outside the databases of the tests, on this worker's one connection for such. */
export async function onServer<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
  server ??= connect()
  return (await server.query<R>(text, values)).rows
}

function connect(): pg.Pool {
  // A lock that one statement takes must still be there for the next one.
  const pool = new pg.Pool({ ...inject('testServer').owner, max: 1, idleTimeoutMillis: 0 })
  // At the end of a run the server may go before its last worker.
  pool.on('error', () => undefined)
  return pool
}
