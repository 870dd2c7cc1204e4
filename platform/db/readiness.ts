/**
 * Connections that are ready before anybody waits for them (decisions/0084). A pool opens them beforehand and keeps them; what it is
 * asked on one connection is planned on all others in the background, on one after the other, and only while another one is free for
 * whoever asks meanwhile. A connection that was lost is replaced by one that has planned everything.
 */
import pg from 'pg'
import { openSpares } from './spares.ts'
import { openStatements } from './statements.ts'

/** So many stand ready at the most; a pool that may have more opens the others when they are needed, and closes them when they rest. */
const KEPT = 5
/** The statements of a request are planned together. */
const SOON_MS = 50

export interface ReadyPool {
  readonly pool: pg.Pool
  /** Something was asked of one of its connections. */
  note(text: string, values: readonly unknown[]): void
  /** Until every connection is there and has planned what is known; those that are at work are not waited for. */
  settled(): Promise<void>
  close(): Promise<void>
}

export function openReadyPool(
  config: pg.PoolConfig & { readonly max: number },
  nameOf: (text: string) => string | undefined,
): ReadyPool {
  const kept = Math.min(config.max, KEPT)
  const statements = openStatements(nameOf)
  const spares = openSpares({
    config,
    wanted: () => Math.max(0, kept - pool.totalCount),
    prepare: (client, mayGoOn) => statements.prepare(client, mayGoOn),
  })
  let isClosed = false
  let tending: Promise<void> | undefined
  let soon: NodeJS.Timeout | undefined

  /** In the place of a new connection, one that is open already. */
  function Client(options: pg.ClientConfig): pg.Client {
    const spare = spares.take()
    if (!spare) return new pg.Client(options)
    return Object.assign(spare, { connect: (done: (error: null) => void) => process.nextTick(done, null) })
  }

  const pool = new pg.Pool({ ...config, min: kept, Client: Client as unknown as new () => pg.Client })
  pool.on('connect', () => void spares.fill())
  pool.on('remove', () => void spares.fill())
  pool.on('release', (_, client) => {
    if (statements.lacks(client)) tendSoon()
  })

  /** Whether somebody who asks now would find a connection. */
  const isAnotherFree = () => !isClosed && pool.waitingCount === 0 && pool.idleCount + spares.held.length > 0

  /** One of those that rest in the pool and lack something. All are taken while one is chosen: the pool gives the last one first. */
  async function takeResting(): Promise<pg.PoolClient | undefined> {
    const asked = await Promise.allSettled(Array.from({ length: pool.idleCount }, () => pool.connect()))
    const taken = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const chosen = taken.find((client) => statements.lacks(client))
    for (const client of taken) if (client !== chosen) client.release()
    return chosen
  }

  async function prepareResting(): Promise<void> {
    for (let isDone = true; isDone && isAnotherFree(); ) {
      const client = await takeResting()
      if (!client) return
      try {
        await statements.prepare(client, isAnotherFree)
        // Where whoever asks needed it meanwhile, its next rest is waited for.
        isDone = !statements.lacks(client)
        client.release()
      } catch (error) {
        client.release(error as Error)
      }
    }
  }

  function tend(): Promise<void> {
    const work = async () => {
      await spares.fill()
      await spares.prepare()
      await prepareResting()
    }
    tending ??= work().finally(() => {
      tending = undefined
    })
    return tending
  }

  function tendSoon(): void {
    if (soon || tending || isClosed) return
    soon = setTimeout(() => {
      soon = undefined
      void tend()
    }, SOON_MS).unref()
  }

  void spares.fill()
  return {
    pool,
    note: (text, values) => {
      if (statements.note(text, values)) tendSoon()
    },
    async settled() {
      await tending
      await tend()
    },
    async close() {
      isClosed = true
      clearTimeout(soon)
      await spares.close()
      await tending
      await pool.end()
    },
  }
}
