import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { uploadBytes } from './columns.rules.ts'

/**
 * A file as it is; over the network the limit of the body bounds it, the command has its own. The service reads the base64 in pieces:
 * checked here, a large file would stop everybody for a while.
 */
const Upload = z.strictObject({
  name: z.string().max(255),
  base64: z.string().meta({ contentEncoding: 'base64', contentMediaType: 'text/csv' }),
})

export const FileName = z.enum(['sections', 'staff', 'assignments', 'leave'])

export const RowProblem = z.strictObject({
  file: FileName,
  line: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
})

export const ImportReport = z.strictObject({
  applied: z.boolean(),
  /** What each file would do, or did: rows of the file by what they mean for what is stored. */
  files: z.array(
    z.strictObject({
      file: FileName,
      encoding: z.string(),
      rows: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      /** Stored facts that no row speaks of and that end because of the files: at a transfer, a renaming, a leaving. */
      ended: z.number().int(),
    }),
  ),
  problemCount: z.number().int(),
  /** The first 200. */
  problems: z.array(RowProblem),
})

export const importing = defineContract({
  importWard: {
    method: 'POST',
    path: '/imports',
    summary:
      'Sections, staff, assignments and leave from CSV, all or nothing; with dryRun a preview that changes nothing. Sent again it changes nothing more (INV-D5)',
    input: z.strictObject({
      sections: Upload.optional(),
      staff: Upload.optional(),
      assignments: Upload.optional(),
      leave: Upload.optional(),
      dryRun: z.boolean().default(false),
    }),
    output: ImportReport,
    refusals: {
      nothing_to_import: 422,
      real_staff_in_sample: 409,
      sample_in_real_town: 409,
      another_import_runs: 409,
    },
    patience: 300,
    // Three bytes in four letters, and what stands around them.
    bodyLimit: (uploadBytes / 3) * 4 + 65_536,
  },
})
