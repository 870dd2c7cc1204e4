/**
 * A question on connections that have never asked it: the database plans its first calls one by one and may change its mind after the
 * fifth. Asked through a door of its own, whose programs have been warmed by another.
 */
import { openTown } from '#app/server.ts'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { percentile, round } from './table.ts'

const CALLS = 8
const CONNECTIONS = 5

export interface FreshFigures {
  /** Median over the connections of the first call, and of the slowest of the first eight. */
  readonly firstMs: number
  readonly slowestMs: number
}

export async function approvalsOnFreshConnections({ app, town }: OpenDatabase, token: string): Promise<FreshFigures> {
  const calls = async () => {
    const gate = openTown({ app, town, sizes: { connections: 1, guestConnections: 1, hashWorkers: 1 } })
    try {
      // Opens the connection and learns who asks; the question itself is new to it.
      await gate.ask(people.showMe, {}, { token })
      const times: number[] = []
      for (let n = 0; n < CALLS; n++) {
        const begun = performance.now()
        await gate.ask(training.listApprovals, {}, { token })
        times.push(performance.now() - begun)
      }
      return times
    } finally {
      await gate.close()
    }
  }
  for (let n = 0; n < 3; n++) await calls()
  const first: number[] = []
  const slowest: number[] = []
  for (let n = 0; n < CONNECTIONS; n++) {
    const times = await calls()
    first.push(times[0]!)
    slowest.push(Math.max(...times))
  }
  return { firstMs: round(percentile(first, 0.5), 2), slowestMs: round(percentile(slowest, 0.5), 2) }
}
