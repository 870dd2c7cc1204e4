import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { uploadBytes } from './columns.rules.ts'

/**
 * A file as it is; over the network the limit of the body bounds it, the command has its own. The service reads the base64 in pieces:
 * checked here, a large file would stop everybody for a while.
 */
const Upload = z.strictObject({
  name: z.string().max(255),
  base64: z.string().meta({ contentEncoding: 'base64' }),
  /** The file's own names of columns: to ours, or to null for a column that is left out. What was said before holds where nothing is. */
  mapping: z.record(z.string().max(200), z.string().max(40).nullable()).optional(),
  /** Of a workbook. */
  sheet: z.string().max(100).optional(),
})

const StaffNumber = z.string().min(1).max(40)

export const FileName = z.enum(['sections', 'staff', 'assignments', 'leave'])

export const RowProblem = z.strictObject({
  file: FileName,
  line: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
})

/** A number that nobody has, and somebody of whom it may be: the same number written otherwise, or the same name and reading. */
const AlikeRow = z.strictObject({
  kind: z.enum(['number', 'name']),
  file: FileName,
  line: z.number().int(),
  staffNumber: z.string(),
  name: z.string().nullable(),
  nameKana: z.string().nullable(),
  /** `line` is null for somebody who is stored. */
  other: z.strictObject({
    staffNumber: z.string(),
    name: z.string(),
    nameKana: z.string(),
    line: z.number().int().nullable(),
  }),
  /** Null where nobody has said. */
  isSame: z.boolean().nullable(),
})

const Stored = z.strictObject({ staffMemberId: z.number().int(), staffNumber: z.string(), name: z.string() })

export const ImportReport = z.strictObject({
  /** False for a preview, where there are problems, and where somebody is to be asked first. */
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
      /** Of a workbook: which sheet was read, and all that can be seen. */
      sheet: z.string().nullable(),
      sheets: z.array(z.string()),
      /** The file's columns: what each is read as, null where it is left out; of an unknown one, what it may be. */
      columns: z.array(
        z.strictObject({
          name: z.string(),
          key: z.string().nullable(),
          isUnknown: z.boolean(),
          proposal: z.string().nullable(),
        }),
      ),
    }),
  ),
  problemCount: z.number().int(),
  /** The first 200. */
  problems: z.array(RowProblem),
  /** Rows that are like somebody, those without an answer first; the first 200. */
  alike: z.array(AlikeRow),
  unanswered: z.number().int(),
  /** People who are stored twice under numbers that differ only in how they are written, and of whom the files speak; the first 20. */
  twins: z.array(z.strictObject({ first: Stored, second: Stored })),
  warningCount: z.number().int(),
  /** What forbids nothing and should be looked at; the first 200. */
  warnings: z.array(RowProblem),
})

export const importing = defineContract({
  importWard: {
    method: 'POST',
    path: '/imports',
    summary:
      'Sections, staff, assignments and leave from CSV or Excel, all or nothing; with dryRun a preview that changes nothing. Sent again it changes nothing more (INV-D5)',
    input: z.strictObject({
      sections: Upload.optional(),
      staff: Upload.optional(),
      assignments: Upload.optional(),
      leave: Upload.optional(),
      dryRun: z.boolean().default(false),
      /** Who rows are that are like somebody. */
      answers: z
        .array(z.strictObject({ staffNumber: StaffNumber, otherNumber: StaffNumber, isSame: z.boolean() }))
        .max(5_000)
        .default([]),
      /**
       * What becomes of rows that are like somebody and have no answer: `ask` imports nothing, `apart` takes each for another person,
       * `warn` takes a number that is only written otherwise for the known one unless the name is another, and all else apart.
       */
      whenAlike: z.enum(['ask', 'apart', 'warn']).default('ask'),
    }),
    output: ImportReport,
    refusals: {
      nothing_to_import: 422,
      real_staff_in_sample: 409,
      sample_in_real_town: 409,
      another_import_runs: 409,
    },
    patience: 300,
    filesApart: true,
    // Three bytes in four letters, and what stands around them.
    bodyLimit: (uploadBytes / 3) * 4 + 65_536,
  },
})
