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
  restoreTown: {
    method: 'POST',
    path: '/backups/restoration',
    summary:
      'Reads a backup into a town that holds nothing but what its first start brings, all or nothing; the command line only',
    input: z.strictObject({ path: Path }),
    output: z.strictObject({ tables: z.number().int(), rows: z.number().int() }),
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
