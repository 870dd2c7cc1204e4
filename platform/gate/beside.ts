/**
 * A second connection for one long reading, which sees exactly what the reading's own transaction sees (an exported snapshot), so that two halves of
 * the work are done at once on a machine of several processors (decisions/0107). Nobody waits for it: one reading at a time has one, and only where
 * others find a free connection still.
 */
import { type Connection, type Database, ONCE } from '#platform/db/database.ts'

/** Free ones that are left for others. */
const LEFT = 2

export interface Besides {
  /** For a transaction of one snapshot that has begun on a connection, with the patience of its statements in seconds. */
  of(connection: Connection, patience: number | undefined): Beside
}

export interface Beside {
  /** Undefined where it has to be done on the one connection. */
  open(): Promise<Connection | undefined>
  /** Gives it back; after a failure it is closed, whatever is still under way on it. */
  end(isFailed: boolean): Promise<void>
}

export function openBesides({ connect, release, pool }: Database, max: number): Besides {
  let isTaken = false
  const free = () => pool.idleCount + max - pool.totalCount
  return {
    of(connection, patience) {
      let other: Promise<Connection | undefined> | undefined
      const begin = async () => {
        if (isTaken || pool.waitingCount > 0 || free() <= LEFT) return undefined
        isTaken = true
        let opened: Connection | undefined
        try {
          const { rows } = await connection.query<{ name: string }>('select pg_export_snapshot() as name')
          opened = await connect()
          await Promise.all(beginning(opened, rows[0]!.name, patience))
          return opened
        } catch (error) {
          isTaken = false
          if (opened) release(opened, error as Error)
          throw error
        }
      }
      return {
        open: () => {
          other ??= begin()
          return other
        },
        async end(isFailed) {
          const taken = await other?.catch(() => undefined)
          if (!taken) return
          const fault = isFailed ? new Error('The reading failed') : await faultOf(taken.query('rollback'))
          release(taken, fault)
          isTaken = false
        },
      }
    },
  }
}

async function faultOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    return error as Error
  }
}

function beginning(connection: Connection, snapshot: string, patience: number | undefined): Promise<unknown>[] {
  // The name comes from the database itself, and a statement that sets something takes no values.
  if (!/^[\dA-F-]+$/i.test(snapshot)) throw new Error(`A snapshot is named ${snapshot}`)
  const texts = [
    'begin isolation level repeatable read read only',
    `${ONCE} '${snapshot}'`,
    ...(patience === undefined ? [] : [`set local statement_timeout = '${Number(patience)}s'`]),
  ]
  return texts.map((text) => connection.query(text))
}
