/**
 * The statements that a pool is asked, and how a connection is made ready for them before anybody waits for it.
 *
 * Data: each text with the values of the call that named most, the longest unasked forgotten first; for each connection the texts that
 * it has planned. Steps: a text is parsed and bound as often as it takes until PostgreSQL has compared plans for single calls with one
 * plan for all; it is never executed, so no row is read or written and nobody's data are looked at.
 */
import pg from 'pg'

/** Five calls are planned for their own values; the sixth settles on one plan, or on planning each call. */
const CALLS = 6
/** Each takes some 50 KiB in every connection. */
const MOST = 300
/** Values that name more than this are not kept. */
const HEAVIEST = 2_000

export interface Statements {
  /** Whether it was unknown. */
  note(text: string, values: readonly unknown[]): boolean
  /** Whether a connection has still to plan what is known. */
  lacks(client: pg.ClientBase): boolean
  /** Plans what a connection lacks, call by call, for as long as it may go on. Throws where the connection is lost. */
  prepare(client: pg.ClientBase, mayGoOn: () => boolean): Promise<void>
}

export function openStatements(nameOf: (text: string) => string | undefined): Statements {
  const known = new Map<string, readonly unknown[]>()
  const planned = new WeakMap<pg.ClientBase, Set<string>>()
  /** So many were unknown until now; a connection that has seen as many lacks nothing. */
  let count = 0
  const seen = new WeakMap<pg.ClientBase, number>()

  async function plan(client: pg.ClientBase, text: string, mayGoOn: () => boolean): Promise<boolean> {
    const [name, values] = [nameOf(text), known.get(text)]
    for (let call = 0; name !== undefined && values !== undefined && call < CALLS; call++) {
      if (!mayGoOn()) return false
      try {
        await planOnce(client, name, text, values)
      } catch (error) {
        if (!(error instanceof pg.DatabaseError && error.severity === 'ERROR')) throw error
        // What cannot be planned any more says so to whoever asks it.
        known.delete(text)
        return true
      }
    }
    return true
  }

  return {
    note(text, values) {
      const held = known.get(text)
      if (held === undefined && !isPlanned(text)) return false
      const weight = weightOf(values)
      const kept = weight <= HEAVIEST && (held === undefined || weight > weightOf(held)) ? values : held
      if (kept === undefined) return false
      known.delete(text)
      known.set(text, kept)
      if (known.size > MOST) known.delete(known.keys().next().value!)
      if (held === undefined) count++
      return held === undefined
    },
    lacks: (client) => (seen.get(client) ?? 0) < count,
    async prepare(client, mayGoOn) {
      const upTo = count
      const texts = planned.get(client) ?? new Set()
      planned.set(client, texts)
      // What was asked last is asked again first.
      for (const text of [...known.keys()].toReversed()) {
        if (texts.has(text)) continue
        if (!(await plan(client, text, mayGoOn))) return
        texts.add(text)
      }
      seen.set(client, upTo)
    },
  }
}

/** Reading alone: what is written holds what people have said, and the memory of a process is no place for it. */
function isPlanned(text: string): boolean {
  const isWritten = /\binsert\s+into\b|\bdelete\s+from\b|(?<!\bfor\s+(?:no\s+key\s+)?)\bupdate\b/i.test(text)
  return /^\s*(select|with)\b/i.test(text) && !isWritten
}

/** How many things a call names. */
function weightOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 1), 0)
}

/** The driver's query without its last step, which executes: what is parsed and bound is planned. */
function planOnce(client: pg.ClientBase, name: string, text: string, values: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(text, values as unknown[], (error: Error | null | undefined) =>
      error ? reject(error) : resolve(),
    )
    client.query(Object.assign(query, { name, _getRows: (connection: { sync(): void }) => connection.sync() }))
  })
}
