/**
 * A small town that every test shares: 12 people, 6 sections (cast.ts), the policy of policy/shinagawa.yaml, on
 * 22 November 2026. Each test has the town to itself.
 */
import pg from 'pg'
import { openTown } from '#app/server.ts'
import type { Operation, Output } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { types } from '#platform/db/database.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { type Name, people, tokenOf } from './cast.ts'
import { readyCopyOf, type TestDatabase } from './database.ts'
import { FIRST_DAY, morningOf, townTemplate } from './settled.ts'

export { type Name, people, staffNumberOf } from './cast.ts'

export interface Town extends Record<Name, number> {
  readonly gate: Gate
  readonly database: TestDatabase
  /** Asks as a person of the cast; their session is a real one. */
  as(person: number | Name): {
    ask: <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>>
  }
  /** Asks as the command line or as a job. */
  asCommand: { ask: <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>> }
  asJob: Town['asCommand']
  asGuest: Town['asCommand']
  tokenOf(person: number | Name): string
  /** From here on it is this day, 10 o'clock in Tokyo. */
  on(day: string): void
  /** From here on it is later by so many minutes, or seconds. */
  pass(time: { minutes?: number; seconds?: number }): void
  /** Reads and writes as the owner of the database, past the gate: to recount, and to set up what no operation makes. */
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
}

/** A test in the town: `test('…', inTown(async ({ as, sato }) => { … }))`. Everything is gone afterwards. */
export function inTown(story: (town: Town) => Promise<void>): () => Promise<void> {
  return async () => {
    const { town, leave } = await openTestTown()
    try {
      await story(town)
    } finally {
      await leave()
    }
  }
}

/** From its first question on, what the town asks is planned for the values at hand, as in a town at work: for stories of many rows. */
export async function planForValues({ sql, database }: Town): Promise<void> {
  await sql(`alter role ${database.app.user} in database ${database.owner.database} set plan_cache_mode = auto`)
}

/** The same town for tests that need it over several steps (a server, a browser). */
export async function openTestTown(day = FIRST_DAY): Promise<{ town: Town; leave(): Promise<void> }> {
  const database = await readyCopyOf(await townTemplate())
  const time = { now: morningOf(day) }
  const gate = openTown({ app: database.app, town: database.town, clock: () => time.now })
  const askAs = (visitor: { token?: string; actor?: Actor }): Town['asCommand'] => ({
    ask: (operation, input) => gate.ask(operation, input, visitor),
  })
  const owner = ownerOf(database)
  const town: Town = {
    ...people,
    gate,
    database,
    tokenOf,
    as: (person) => askAs({ token: tokenOf(person) }),
    asCommand: askAs({ actor: actor('command') }),
    asJob: askAs({ actor: actor('job') }),
    asGuest: askAs({}),
    on: (to) => {
      time.now = morningOf(to)
    },
    pass: (later) => {
      time.now = time.now.add(later)
    },
    sql: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await (await owner.connected()).query<R>(text, values)).rows,
  }
  const leave = async () => {
    await Promise.all([gate.close(), owner.end()])
    // Nobody needs to wait for that: names do not come again, and what is left at the end goes with the run.
    database.drop().catch(() => undefined)
  }
  return { town, leave }
}

const actor = (kind: 'command' | 'job'): Actor => ({
  kind,
  accountId: null,
  subjectId: null,
  roles: [],
  name: `test ${kind}`,
})

/** A connection past the gate, opened at its first use: most stories need none. */
function ownerOf(database: TestDatabase) {
  let client: Promise<pg.Client> | undefined
  const open = async () => {
    const owner = new pg.Client({ ...database.owner, types, options: `-c search_path=${database.town},public` })
    await owner.connect()
    return owner
  }
  return {
    connected: () => (client ??= open()),
    end: async () => (await client)?.end(),
  }
}
