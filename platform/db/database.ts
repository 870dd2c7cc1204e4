/**
 * A pool of connections on which requests are transactions.
 *
 * Data: one `pg.Pool` in pipeline mode (several statements travel before the first answer is back) and one Kysely
 * instance for each physical connection. Every distinct SQL text gets a name, so that PostgreSQL parses it once a
 * connection. Names are capped: past the cap a text is sent unnamed, so texts built from data cannot fill the server.
 */
import type { Socket } from 'node:net'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { openReadyPool, type ReadyPool } from './readiness.ts'

export type Db = Kysely<Record<string, never>>

export interface Connection {
  readonly client: pg.PoolClient
  readonly db: Db
  /** One statement, prepared under a name of its own. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>>
  /** What the database first complained of since the checkout, or since it was last asked this. */
  firstError(): unknown
}

export interface Database {
  connect(): Promise<Connection>
  /** Gives the connection back; with an error it is closed instead. */
  release(connection: Connection, error?: Error): void
  readonly pool: pg.Pool
  /** Until its connections are ready, where they are kept so. */
  settled(): Promise<void>
  close(): Promise<void>
}

const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
const INT8_ARRAY = 1016
const MAX_NAMES = 1500

/** Dates stay ISO strings; whole numbers become numbers, or fail where they would lose digits. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (value: string) => value
    if (oid === INT8) return safeInteger
    if (oid === NUMERIC) return Number
    if (oid === INT8_ARRAY) return (value: string) => int8Array(value).map(safeInteger)
    return pg.types.getTypeParser(oid, format ?? 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export interface PoolOptions {
  /** Connections at the most; further requests wait for one. */
  readonly max: number
  /** Connections are opened beforehand and have planned what others were asked (`readiness.ts`); for a process that serves. */
  readonly isKeptReady?: boolean | undefined
}

export function openPool(config: pg.ClientConfig, { max, isKeptReady = false }: PoolOptions): Database {
  const given = { ...config, types, pipeline: true, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 }
  const nameOf = openNames()
  const ready = isKeptReady ? openReadyPool(given, nameOf) : undefined
  const pool = ready?.pool ?? new pg.Pool(given)
  // Without a listener an idle connection that dies would end the process; the next request simply opens another.
  pool.on('error', () => undefined)
  // Nor may one that dies while a request has it: that request's own query fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const holds = new WeakMap<pg.PoolClient, () => void>()
  const lent = new WeakMap<Connection, Lease>()
  return {
    pool,
    async connect() {
      const client = await pool.connect()
      const hold = holds.get(client) ?? holdWrites(client)
      holds.set(client, hold)
      const lease: Lease = { isOver: false }
      const connection = lend({ client, hold, lease, nameOf, note: ready?.note })
      lent.set(connection, lease)
      return connection
    },
    release: (connection, error) => {
      const lease = lent.get(connection)
      if (lease) lease.isOver = true
      connection.client.release(error)
    },
    settled: async () => ready?.settled(),
    close: () => (ready ? ready.close() : pool.end()),
  }
}

interface Lease {
  isOver: boolean
}

interface Lent {
  readonly client: pg.PoolClient
  hold(): void
  readonly lease: Lease
  readonly nameOf: NameOf
  readonly note: ReadyPool['note'] | undefined
}

/**
 * One checkout. A branch of a request that goes on after the request has failed must never reach the connection again: by
 * then it may serve somebody else. The first error is kept, because PostgreSQL answers every later statement of the
 * transaction only that it is aborted.
 */
function lend({ client, hold, lease, nameOf, note }: Lent): Connection {
  let firstError: unknown
  const query = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
    if (lease.isOver) throw new Error('This request is over; its connection was given back')
    hold()
    note?.(text, values)
    try {
      return await named<R>(client, nameOf(text), text, values)
    } catch (error) {
      firstError ??= error
      // From the socket's reading to whoever asked.
      if (error instanceof Error) Error.captureStackTrace(error)
      throw error
    }
  }
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const result = await query(sql, parameters)
      return {
        rows: result.rows as R[],
        ...(result.rowCount === null || result.command === 'SELECT'
          ? {}
          : { numAffectedRows: BigInt(result.rowCount) }),
      }
    },
    streamQuery() {
      throw new Error('streams are not used: answers are bounded')
    },
  }
  const db = new Kysely<Record<string, never>>({ dialect: dialectOf(connection) })
  const takeFirstError = () => {
    const error = firstError
    firstError = undefined
    return error
  }
  return { client, query, db, firstError: takeFirstError }
}

/** The driver copies a configuration property by property; a query that is made already goes as it is. */
function named<R extends pg.QueryResultRow>(
  client: pg.PoolClient,
  name: string | undefined,
  text: string,
  values: readonly unknown[],
) {
  return new Promise<pg.QueryResult<R>>((resolve, reject) => {
    const query = new pg.Query<R>(
      text,
      values.map(inPlainText),
      (error: Error | null | undefined, result: pg.QueryResult<R>) => (error ? reject(error) : resolve(result)),
    )
    client.query(Object.assign(query, { name }))
  })
}

/** A list of numbers as PostgreSQL reads one. The driver would put each number of it into quotes: a tenth of what a large answer left to be cleared away. */
function inPlainText(value: unknown): unknown {
  const isNumbers = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number')
  return isNumbers ? `{${value.join(',')}}` : value
}

/**
 * Statements that are asked in one go leave in one write: a write to a socket costs more than all else that a request
 * does here. The stream is held until the present work has been asked for, that is until the next tick.
 */
function holdWrites(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  let held = false
  return () => {
    if (held) return
    held = true
    stream.cork()
    process.nextTick(() => {
      held = false
      stream.uncork()
    })
  }
}

/** One for all: it holds nothing between two statements, and to make one costs as much as some of them. */
const compiler = new PostgresQueryCompiler()

/** The gate opens and closes transactions; Kysely only ever sees the one connection that it was given. */
function dialectOf(connection: DatabaseConnection): Dialect {
  const statement = (text: string) => async () => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  const driver: Driver = {
    init: async () => undefined,
    destroy: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: statement('savepoint inner_transaction'),
    commitTransaction: statement('release savepoint inner_transaction'),
    rollbackTransaction: statement('rollback to savepoint inner_transaction'),
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => compiler,
  }
}

const int8Array = pg.types.getTypeParser(INT8_ARRAY as never) as (value: string) => string[]

type NameOf = (text: string) => string | undefined

/** A statement that begins so is asked for once only, and is kept under no name. */
export const ONCE = 'set transaction snapshot'

/** Each pool counts its own: a process that opens many towns, one after the other, has names for all of them. */
function openNames(): NameOf {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known) return known
    if (names.size >= MAX_NAMES || text.startsWith(ONCE)) return undefined
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a whole number of JavaScript`)
  return value
}
