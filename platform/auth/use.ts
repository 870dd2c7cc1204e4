/**
 * When each session was last used, and with it when it ends if nobody goes on: written at most once a minute a session, on a connection
 * beside those of requests, and no request waits for it.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Database } from '#platform/db/database.ts'

const EVERY_MS = 60_000
const MOST = 20_000

/** @param idleMinutes after which a session that nobody used ends; undefined: it lasts for its hours. */
export function openUse(aside: Database, town: string, idleMinutes: number | undefined) {
  const noted = new Map<string, number>()
  const underWay = new Set<Promise<void>>()

  async function write(session: Buffer, now: Temporal.Instant): Promise<void> {
    const connection = await aside.connect()
    const ends = idleMinutes === undefined ? 'infinity' : now.add({ minutes: idleMinutes }).toString()
    try {
      await Promise.all([
        connection.query('begin'),
        connection.query(`select set_config('search_path', $1, true)`, [town]),
        connection.query(
          `update session set last_used_at = $2::timestamptz, idle_ends_at = $3::timestamptz where token_hash = $1`,
          [session, now.toString(), ends],
        ),
        connection.query('commit'),
      ])
      aside.release(connection)
    } catch (error) {
      aside.release(connection, error as Error)
      throw error
    }
  }

  return {
    note({ session }: Actor, now: Temporal.Instant): void {
      if (!session) return
      const key = session.toString('base64')
      const at = now.epochMilliseconds
      const last = noted.get(key)
      if (last !== undefined && Math.abs(at - last) < EVERY_MS) return
      if (noted.size >= MOST) noted.clear()
      noted.set(key, at)
      // A minute later it is tried again; a request that was answered has not failed because of it.
      const writing = write(session, now).catch(() => void noted.delete(key))
      underWay.add(writing)
      void writing.finally(() => underWay.delete(writing))
    },
    /** What was noted is written. */
    settled: () => Promise.all(underWay),
  }
}
