/**
 * Counts of failed sign-ins and the turns that follow from them, shared by all processes of the town (rate-limiter-flexible in the
 * town's own database). Data: `sign_in_limit` holds under each key a count that is forgotten after a day, and under its `turn:` key
 * the moment before which nobody else is heard. Within a process whoever waits for a turn stands in a line.
 */
import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { type Connection, openPool } from '#platform/db/database.ts'
import { LineFull, openLines } from '#platform/line/line.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { address, type Ladder, MEMORY_SECONDS, pauseAfter } from './pauses.ts'

/** Whose failures are meant: of a ladder, under a name that is kept as a hash only. */
export interface Count {
  readonly ladder: Ladder
  readonly of: string
  /** Where it is tried from, where that is told apart. */
  readonly from?: string
}

export interface Limits {
  /**
   * What this process knows without asking: that a turn is too far away, or that too many wait for it already.
   *
   * @throws Refusal wait_to_try
   */
  door(counts: readonly Count[], rank: number): void
  failures(count: Count): Promise<number>
  /**
   * Waits for the turn after the pause that the failures so far impose; the answer ends the turn. With `alone` there is one turn at
   * a time even without a pause, so that many tries at once cannot pass the count together.
   *
   * @throws Refusal wait_to_try where the turn is further away than anybody is made to wait, or too many wait already.
   */
  turn(count: Count, options: { rank: number; alone: boolean }): Promise<() => void>
  /** Counts a failure; answers the seconds until the next turn, 0 where it costs nothing. */
  failed(count: Count): Promise<number>
  /** All of them. */
  forget(count: Count): Promise<void>
  /** One of them. */
  forgive(count: Count): Promise<void>
  close(): Promise<void>
}

/** Somebody whose turn comes within so many seconds waits for it instead of being sent away. */
const PATIENCE_SECONDS = 5
const WAITING = 10
/** Seconds that are told where the line is full or the pause is shorter still. */
const SHORTEST = 1
/** For so long a process believes what it last heard of a pause; others may have ended it since. */
const BELIEVED_MS = 1_000
const MOST_BELIEVED = 5_000

export function openLimits(app: pg.ClientConfig, town: string): Limits {
  // What a crash forgets here is a few failures; nobody waits for the disk.
  const settings = `-c search_path=${town},public -c synchronous_commit=off -c statement_timeout=10s`
  const pool = openPool({ ...app, options: settings }, { max: 1 })
  const store = {
    storeClient: { query: ({ text, values }: Statement) => within((connection) => connection.query(text, values)) },
    storeType: 'client',
    tableName: 'sign_in_limit',
    tableCreated: true,
    // A job does (auth.forgetSignIns).
    clearExpiredByTimeout: false,
  }
  const counts = new RateLimiterPostgres({ ...store, keyPrefix: 'count', points: 1, duration: MEMORY_SECONDS })
  const turns = new RateLimiterPostgres({ ...store, keyPrefix: 'turn', points: 1, duration: 1 })
  const lines = openLines({ places: 1, waiting: WAITING })
  /** By key: when the turn comes, and until when that is believed. */
  const heard = new Map<string, { turnAt: number; until: number }>()

  async function within<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await pool.connect()
    try {
      return await work(connection)
    } finally {
      pool.release(connection)
    }
  }

  async function failures(count: Count): Promise<number> {
    return (await counts.get(keyOf(count)))?.consumedPoints ?? 0
  }

  /** Remembered of a name only: behind an address somebody else may still be heard before those who wait. */
  function tooFar(count: Count, milliseconds: number): Refusal {
    if (heard.size >= MOST_BELIEVED) heard.clear()
    if (count.ladder !== address)
      heard.set(keyOf(count), {
        turnAt: Date.now() + milliseconds,
        until: Date.now() + Math.min(milliseconds, BELIEVED_MS),
      })
    return waitToTry(milliseconds)
  }

  /** Milliseconds until the turn is ours; 0 when it is, and then nobody else's for `seconds`. */
  async function take(key: string, seconds: number): Promise<number> {
    try {
      await turns.consume(key, 1, { customDuration: seconds })
      return 0
    } catch (rejected) {
      if (rejected instanceof RateLimiterRes) return Math.max(1, rejected.msBeforeNext)
      throw rejected
    }
  }

  async function waitForTurn(count: Count, patience: number): Promise<void> {
    const seconds = pauseAfter(count.ladder, await failures(count))
    while (seconds > 0) {
      const milliseconds = await take(keyOf(count), seconds)
      if (milliseconds === 0) return
      if (Date.now() + milliseconds > patience) throw tooFar(count, milliseconds)
      await sleep(milliseconds)
    }
  }

  return {
    door(counts, rank) {
      for (const key of counts.map(keyOf)) {
        const { turnAt = 0, until = 0 } = heard.get(key) ?? {}
        if (Date.now() < until) throw waitToTry(turnAt - Date.now())
        if (lines.turnsAway(key, rank)) throw waitToTry(0)
      }
    },
    failures,
    async turn(count, { rank, alone }) {
      if (!alone && pauseAfter(count.ladder, await failures(count)) === 0) return () => undefined
      const patience = Date.now() + PATIENCE_SECONDS * 1_000
      const leave = await lines.enter(keyOf(count), rank).catch((error: unknown) => {
        throw error instanceof LineFull ? waitToTry(0) : error
      })
      try {
        await waitForTurn(count, patience)
        return leave
      } catch (error) {
        leave()
        throw error
      }
    },
    async failed(count) {
      const { consumedPoints } = await counts.penalty(keyOf(count))
      const seconds = pauseAfter(count.ladder, consumedPoints)
      if (seconds > 0) await turns.block(keyOf(count), seconds)
      return seconds
    },
    async forget(count) {
      heard.delete(keyOf(count))
      await Promise.all([counts.delete(keyOf(count)), turns.delete(keyOf(count))])
    },
    async forgive(count) {
      await counts.reward(keyOf(count))
    },
    close: () => pool.close(),
  }
}

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What the keys of all failures begin with that were counted under this name or number, from wherever. */
export function keysUnder({ ladder, of }: Omit<Count, 'from'>): string[] {
  return ['count', 'turn'].map((kind) => `${kind}:${keyOf({ ladder, of })}`)
}

function keyOf({ ladder, of, from }: Count): string {
  const key = `${ladder.name}:${hash('sha256', of, 'base64url')}`
  return from === undefined ? key : `${key}.${hash('sha256', from, 'base64url')}`
}

function waitToTry(milliseconds: number): Refusal {
  return new Refusal('wait_to_try', { seconds: Math.max(SHORTEST, Math.ceil(milliseconds / 1_000)) })
}
