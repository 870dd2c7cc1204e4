/**
 * A question on connections that have never asked it, through doors whose programs have been warmed by another. As the product makes them
 * (decisions/0084): every connection of a server is ended, it replaces them, and the question is asked. And raw: a connection that nobody
 * made ready, where the database plans the first calls one by one and may change its mind after the fifth.
 */
import pg from 'pg'
import { openTown } from '#app/server.ts'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { percentile, round } from './table.ts'

const CALLS = 8
const CONNECTIONS = 5

interface Fresh {
  /** Median over the connections of the first call, and of the slowest of the first eight. */
  readonly firstMs: number
  readonly slowestMs: number
}

export interface FreshFigures {
  readonly ready: Fresh
  readonly raw: Fresh
}

type Town = ReturnType<typeof openTown>

export async function approvalsOnFreshConnections(database: OpenDatabase, token: string): Promise<FreshFigures> {
  for (let n = 0; n < 3; n++) await onRaw(database, token)
  return { raw: await figuresOf(() => onRaw(database, token)), ready: await onReplaced(database, token) }
}

async function figuresOf(calls: () => Promise<number[]>): Promise<Fresh> {
  const all: number[][] = []
  for (let n = 0; n < CONNECTIONS; n++) all.push(await calls())
  const median = (of: (times: number[]) => number) => round(percentile(all.map(of), 0.5), 2)
  return { firstMs: median((times) => times[0]!), slowestMs: median((times) => Math.max(...times)) }
}

async function timesOf(gate: Town, token: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < CALLS; n++) {
    const begun = performance.now()
    await gate.ask(training.listApprovals, {}, { token })
    times.push(performance.now() - begun)
  }
  return times
}

async function onRaw({ app, town }: OpenDatabase, token: string): Promise<number[]> {
  const gate = openTown({ app, town, sizes: { connections: 1, guestConnections: 1, hashWorkers: 1 } })
  try {
    // Opens the connection and learns who asks; the question itself is new to it.
    await gate.ask(people.showMe, {}, { token })
    return await timesOf(gate, token)
  } finally {
    await gate.close()
  }
}

async function onReplaced({ app, owner, town }: OpenDatabase, token: string): Promise<Fresh> {
  const gate = openTown({ app, town, isKeptReady: true })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await gate.ask(people.showMe, {}, { token })
    await timesOf(gate, token)
    return await figuresOf(async () => {
      await client.query(
        'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and usename = $1',
        [app.user],
      )
      await gate.database.settled()
      return timesOf(gate, token)
    })
  } finally {
    await client.end()
    await gate.close()
  }
}
