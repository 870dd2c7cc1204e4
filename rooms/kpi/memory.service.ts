/**
 * Remembers what was counted until anything in the database changes.
 *
 * Data: for each town the database's snapshot at the time of asking, and answers, some still being counted, by what was
 * asked. A snapshot names which
 * transactions are visible, so it is the same text only while nothing has been written in between, by whichever process.
 * An answer that was counted a moment later than its snapshot can only be newer than it claims. A request that writes sees
 * its own changes under an unchanged snapshot, so it neither uses nor leaves anything here.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

interface Memory {
  readonly snapshot: string
  readonly answers: Map<string, Promise<unknown>>
}

const towns = new Map<string, Memory>()
const MOST_TOWNS = 50

/** The memory as of now; undefined in a request that writes. Ask once a request, before counting. */
export async function memoryOf(ctx: Ctx): Promise<Memory['answers'] | undefined> {
  const { rows } = await sql<{ town: string; snapshot: string; reads: boolean }>`
    select concat_ws(' ', pg_postmaster_start_time(), current_database(), current_schema()) as town,
      pg_current_snapshot()::text as snapshot, current_setting('transaction_read_only') = 'on' as reads`.execute(ctx.db)
  const { town, snapshot, reads } = rows[0]!
  if (!reads) return undefined
  const known = towns.get(town)
  if (known?.snapshot === snapshot) return known.answers
  const fresh = { snapshot, answers: new Map() }
  if (!known && towns.size >= MOST_TOWNS) towns.clear()
  towns.set(town, fresh)
  return fresh.answers
}

/** The remembered answer, or a new one. Those who ask while it is being counted wait for it; what failed is not remembered. */
export async function remembered<T>(
  answers: Memory['answers'] | undefined,
  key: string,
  count: () => Promise<T>,
): Promise<T> {
  if (!answers) return await count()
  const known = answers.get(key) as Promise<T> | undefined
  if (known) {
    try {
      return await known
    } catch {
      // It failed for whoever counted (their time was up, their connection broke); that says nothing about us.
      return await count()
    }
  }
  const counting = count()
  answers.set(key, counting)
  counting.catch(() => answers.delete(key))
  return await counting
}
