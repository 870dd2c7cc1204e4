import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

const Path = z.string().min(1).max(4096)

export const backup = defineContract({
  backupTown: {
    method: 'POST',
    path: '/backups',
    summary: 'Writes everything of the town into one file on the server, as of one moment; the command line only',
    input: z.strictObject({ path: Path }),
    output: z.strictObject({ path: z.string(), tables: z.number().int(), rows: z.number().int(), sha256: z.string() }),
    refusals: { file_exists: 409 },
    patience: 3600,
    snapshot: true,
  },
  recordDrill: {
    method: 'POST',
    path: '/backups/drills',
    summary: 'Notes that a backup was read into a place of its own and was whole there; the command line only',
    input: z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      tables: z.number().int().min(1).max(10_000),
      rows: z.number().int().min(0).max(1e12),
      journalLines: z.number().int().min(0).max(1e12),
    }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: {},
  },
  restoreTown: {
    method: 'POST',
    path: '/backups/restoration',
    summary:
      'Reads a backup into a town that holds nothing but what its first start brings, all or nothing; the command line only',
    input: z.strictObject({ path: Path }),
    output: z.strictObject({
      tables: z.number().int(),
      rows: z.number().int(),
      sha256: z.string(),
      /** Of each table, as they stood in the file. */
      counts: z.array(z.strictObject({ table: z.string(), rows: z.number().int() })),
    }),
    refusals: {
      town_not_empty: 409,
      not_a_backup: 422,
      half_a_backup: 422,
      more_than_a_backup: 422,
      other_version: 409,
    },
    patience: 3600,
  },
})
