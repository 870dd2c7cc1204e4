/**
 * Who, as what, did or read what about whom, when and why.
 *
 * A change's line travels in the transaction of the change. The line of a read is written on a connection of its own
 * and is durable before the answer leaves. Reads that wait at the same moment share one commit: while one commit is
 * under way the lines of all others collect, and the next commit takes them together.
 */
import type { Connection, Database } from '#platform/db/database.ts'

export interface JournalLine {
  readonly kind: 'change' | 'read' | 'export' | 'access'
  readonly operation: string
  readonly actor_account: number | null
  readonly actor_subject: number | null
  readonly actor_name: string
  readonly acted_as: string
  /** People concerned, as the rooms number them. */
  readonly subjects: readonly number[]
  readonly reason: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
}

export interface ReadJournal {
  /** Resolves once the line is durable. */
  write(line: JournalLine): Promise<void>
}

const INSERT = `insert into journal_line
    (kind, operation, actor_account, actor_subject, actor_name, acted_as, subjects, reason, detail)
  select kind, operation, actor_account, actor_subject, actor_name, acted_as,
    coalesce(subjects, '{}'), reason, detail
  from jsonb_to_recordset($1::jsonb) as line(kind text, operation text, actor_account bigint, actor_subject bigint,
    actor_name text, acted_as text, subjects bigint[], reason text, detail jsonb)`

/** Adds lines within the connection's present transaction. */
export async function writeLines(connection: Connection, lines: readonly JournalLine[]): Promise<void> {
  await connection.query(INSERT, [JSON.stringify(lines)])
}

export function openReadJournal(database: Database, town: string): ReadJournal {
  interface Waiting {
    line: JournalLine
    done(): void
    failed(error: unknown): void
  }
  let waiting: Waiting[] = []
  let busy = false

  async function flush() {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await commit(batch.map(({ line }) => line))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    busy = false
  }

  async function commit(lines: readonly JournalLine[]) {
    const connection = await database.connect()
    try {
      await Promise.all([
        connection.query('begin'),
        connection.query(`select set_config('search_path', $1, true)`, [town]),
        writeLines(connection, lines),
        connection.query('commit'),
      ])
      database.release(connection)
    } catch (error) {
      database.release(connection, error as Error)
      throw error
    }
  }

  return {
    write: (line) =>
      new Promise((done, failed) => {
        waiting.push({ line, done, failed })
        if (!busy) void flush()
      }),
  }
}
