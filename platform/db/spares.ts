/**
 * Connections that were opened before anybody asks for them. The pool takes one where it would otherwise open its own, so that together
 * they are never more than it may have; what was taken or lost is replaced in the background.
 */
import pg from 'pg'

const AGAIN_MS = 5_000

export interface SparesOptions {
  readonly config: pg.ClientConfig
  /** How many there should be now. */
  wanted(): number
  /** Makes one ready, for as long as it may go on. */
  prepare(client: pg.Client, mayGoOn: () => boolean): Promise<void>
}

export interface Spares {
  /** One that is ready. */
  take(): pg.Client | undefined
  /** Opens what is missing, and closes what is too much. */
  fill(): Promise<void>
  /** What those that are held still lack; one that is taken meanwhile is left alone. */
  prepare(): Promise<void>
  readonly held: readonly pg.Client[]
  close(): Promise<void>
}

export function openSpares({ config, wanted, prepare }: SparesOptions): Spares {
  const held: pg.Client[] = []
  let filling: Promise<void> | undefined
  let isClosed = false

  function drop(client: pg.Client): void {
    const place = held.indexOf(client)
    if (place < 0) return
    held.splice(place, 1)
    void fill()
  }

  async function open(): Promise<void> {
    const client = new pg.Client(config)
    client.on('error', () => undefined)
    try {
      await client.connect()
      await prepare(client, () => !isClosed)
    } catch (error) {
      await client.end()
      throw error
    }
    if (isClosed || held.length >= wanted()) return client.end()
    client.once('end', () => drop(client))
    held.push(client)
  }

  async function fillUp(): Promise<void> {
    try {
      while (!isClosed && held.length < wanted()) await open()
      while (!isClosed && held.length > wanted()) await held.pop()?.end()
    } catch {
      // Whoever asks meanwhile hears from the pool what is wrong with the database.
      setTimeout(() => void fill(), AGAIN_MS).unref()
    }
  }

  function fill(): Promise<void> {
    if (isClosed) return Promise.resolve()
    filling ??= fillUp().finally(() => {
      filling = undefined
    })
    return filling
  }

  return {
    held,
    fill,
    take: () => held.pop(),
    async prepare() {
      for (const client of [...held]) {
        // One that was lost is dropped by its end.
        await prepare(client, () => !isClosed && held.includes(client)).catch(() => undefined)
      }
    },
    async close() {
      isClosed = true
      await filling
      await Promise.all(held.splice(0).map((client) => client.end()))
    },
  }
}
