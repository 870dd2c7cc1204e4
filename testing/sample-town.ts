/** A sample ward as `npm start` shows it, on a day of one's own: for stories over a whole town. */
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { openTown } from '#app/server.ts'
import { auth } from '#platform/auth/contract.ts'
import { hashToken } from '#platform/auth/identify.ts'
import type { Operation, Output } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { types } from '#platform/db/database.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { sample } from '#sample/contract.ts'
import type { personas } from '#sample/generate.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

type Ask = <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>>

export interface SampleTown {
  readonly gate: Gate
  readonly database: TestDatabase
  /** As the owner of the database, past the gate: to recount. */
  rows<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** As a person of the sign-in page, through the door that the page uses. */
  enter(persona: (typeof personas)[number]['persona']): Promise<Ask>
  /** As anybody who has an account, in a session of their own. */
  as(staffMemberId: number): Promise<Ask>
  readonly asJob: Ask
  /** From here on it is this day, 10 o'clock in Tokyo. */
  on(day: string): void
  leave(): Promise<void>
}

const actor = (kind: 'command' | 'job'): Actor => ({
  kind,
  accountId: null,
  subjectId: null,
  roles: [],
  name: 'sample',
})

/** Settled as the sample and empty; `loadSample` fills it. Without a day, today. */
export async function openSampleTown(day?: string): Promise<SampleTown> {
  const database = await freshDatabase()
  const owner = new pg.Client({ ...database.owner, types })
  await owner.connect()
  await owner.query(`set search_path = ${database.town}, public`)
  const morning = (of: string) => Temporal.Instant.from(`${of}T10:00:00+09:00`)
  let now = day === undefined ? undefined : morning(day)
  const gate = openTown({
    ...{ app: database.app, town: database.town },
    clock: () => now ?? Temporal.Now.instant(),
  })
  const rows = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await owner.query<R>(text, values)).rows
  await gate.ask(sample.settleTown, { isSample: true }, { actor: actor('command') })
  const inSession =
    (token: string): Ask =>
    (operation, input) =>
      gate.ask(operation, input, { token })
  return {
    ...{ gate, database, rows },
    async enter(persona) {
      let token = ''
      const setHeader = (_: string, value: string) => {
        token = /hagukumi_session=([^;]+)/.exec(value)?.[1] ?? ''
      }
      await gate.ask(auth.signInAsPersona, { persona }, { fromLoopback: true, setHeader })
      return inSession(token)
    },
    async as(staffMemberId) {
      const token = `session of ${staffMemberId}`
      await rows(
        `insert into session (token_hash, account_id, expires_at)
          select $1, account_id, '2100-01-01' from account where subject_id = $2 on conflict do nothing`,
        [hashToken(token), staffMemberId],
      )
      return inSession(token)
    },
    asJob: (operation, input) => gate.ask(operation, input, { actor: actor('job') }),
    on: (to) => {
      now = morning(to)
    },
    async leave() {
      await gate.close()
      await owner.end()
      await database.drop()
    },
  }
}
