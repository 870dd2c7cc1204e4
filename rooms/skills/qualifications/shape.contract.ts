import { z } from 'zod'

/** A file, looked through only or brought in. */
export const Brought = z.strictObject({
  file: z.strictObject({ name: z.string().max(300), base64: z.string() }),
  dryRun: z.boolean().default(false),
})

/** What came of a file; with any problem nothing was changed. */
export const Told = z.strictObject({
  applied: z.boolean(),
  added: z.number().int(),
  unchanged: z.number().int(),
  problemCount: z.number().int(),
  /** The first 200. */
  problems: z.array(
    z.strictObject({
      line: z.number().int().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      reason: z.string(),
    }),
  ),
})
