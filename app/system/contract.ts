import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

const Instant = z.iso.datetime()
const Bytes = z.number().int()
const Run = z.strictObject({ at: Instant, sha256: z.string(), tables: z.number().int(), rows: z.number().int() })
const LoginName = z.string().min(1).max(100)

export const system = defineContract({
  showSystem: {
    method: 'GET',
    path: '/system',
    summary:
      'How the program stands, for IT: version, database, backups, jobs, mail, disk, accounts; of nobody more than the login name',
    input: z.strictObject({}),
    output: z.strictObject({
      version: z.string(),
      node: z.string(),
      startedAt: Instant,
      isSample: z.boolean(),
      database: z.strictObject({
        version: z.string(),
        bytes: Bytes,
        role: z.string(),
        /** Rights of the server’s role beyond its own tables; there should be none. */
        tooMuch: z.array(z.enum(['superuser', 'createRoles', 'createDatabases', 'owner'])),
        connections: z.number().int(),
        mostConnections: z.number().int(),
        lastMigration: z.string(),
      }),
      backup: Run.nullable(),
      drill: Run.extend({ journalLines: z.number().int().nullable(), isOfLast: z.boolean() }).nullable(),
      jobs: z.array(
        z.strictObject({
          name: z.string(),
          /** What it asks for, as the journal writes it. */
          operation: z.string(),
          lastRun: Instant.nullable(),
          nextRun: Instant,
          lastFailure: Instant.nullable(),
          /** Due and not done for longer than two of its turns and a minute. */
          isLate: z.boolean(),
        }),
      ),
      /** Null where jobs have not begun on this database. */
      jobsKnown: z.boolean(),
      mail: z.strictObject({ isOn: z.boolean(), waiting: z.number().int(), failed: z.number().int() }),
      /** Of the folder in which the embedded database lies; null where the database is elsewhere. */
      disk: z.strictObject({ path: z.string(), free: Bytes, total: Bytes }).nullable(),
      accounts: z.strictObject({
        open: z.number().int(),
        withoutPassword: z.number().int(),
        givenPassword: z.number().int(),
        sessions: z.number().int(),
      }),
      /** Names on which failures make the next try wait, at the most 50. */
      slowed: z.array(z.strictObject({ loginName: z.string(), failures: z.number().int() })),
      rolesWaiting: z.number().int(),
    }),
    refusals: {},
  },
  liftPauses: {
    method: 'POST',
    path: '/system/pauses/lifted',
    summary: 'Failed sign-ins of an account are forgotten, so that nobody waits for the next try',
    input: z.strictObject({ loginName: LoginName }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: { no_such_account: 404 },
  },
  endSessions: {
    method: 'POST',
    path: '/system/sessions/ended',
    summary: 'All sessions of an account end, such as after a device was lost; the password stays',
    input: z.strictObject({ loginName: LoginName }),
    output: z.strictObject({ ended: z.number().int() }),
    refusals: { no_such_account: 404 },
  },
})
