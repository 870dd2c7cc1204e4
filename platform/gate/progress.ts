import type { Database } from '#platform/db/database.ts'

export interface Progress {
  readonly stage: string
  readonly done: number
  readonly total: number
}

const EVERY_MS = 250
const DAY_MS = 86_400_000

/** How far long requests have come, outside their transactions, so that every process of the town can tell. */
export function openProgress(database: Database, town: string) {
  const last = new Map<string, number>()

  async function within<T>(work: (query: Awaited<ReturnType<Database['connect']>>['query']) => Promise<T>): Promise<T> {
    const connection = await database.connect()
    try {
      const [, , result] = await Promise.all([
        connection.query('begin'),
        connection.query(`select set_config('search_path', $1, true)`, [town]),
        work(connection.query),
        connection.query('commit'),
      ])
      database.release(connection)
      return result
    } catch (error) {
      database.release(connection, error as Error)
      throw error
    }
  }

  return {
    async note(key: string | undefined, accountId: number | null, { stage, done, total }: Progress): Promise<void> {
      if (!key) return
      const now = Date.now()
      if (done < total && now - (last.get(key) ?? 0) < EVERY_MS) return
      const isFirst = !last.has(key)
      if (isFirst) for (const [old, at] of last) if (now - at > DAY_MS) last.delete(old)
      last.set(key, now)
      if (done >= total) last.delete(key)
      await within((query) =>
        Promise.all([
          query(
            `insert into progress (progress_key, account_id, stage, done, total) values ($1, $2, $3, $4, $5)
             on conflict (progress_key) do update
             set stage = excluded.stage, done = excluded.done, total = excluded.total, noted_at = now()
             where progress.account_id is not distinct from excluded.account_id`,
            [key, accountId, stage, done, total],
          ),
          // Whoever asked has long looked, or never will.
          ...(isFirst ? [query(`delete from progress where noted_at < now() - interval '1 day'`)] : []),
        ]),
      )
    },
    /** Only a request's own key tells; keys are random and made by the one who asks. */
    async read(key: string): Promise<Progress | undefined> {
      const result = await within((query) =>
        query<{ stage: string; done: number; total: number }>(
          'select stage, done, total from progress where progress_key = $1',
          [key],
        ),
      )
      return result.rows[0]
    },
  }
}
