import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

export const entries = defineContract({
  importKpiActuals: {
    method: 'POST',
    path: '/kpis/actuals/import',
    summary:
      'Values from CSV or Excel, all or nothing; with dryRun a preview. Sent again it adds nothing; another value of a day needs a reason and corrects it (INV-D5)',
    input: z.strictObject({
      file: z.strictObject({
        name: z.string().max(255),
        base64: z.string().meta({ contentEncoding: 'base64' }),
      }),
      dryRun: z.boolean().default(false),
      /** What is meant at a line whose number reads two ways. */
      answers: z
        .array(z.strictObject({ line: z.number().int().positive(), as: z.enum(['written', 'other']) }))
        .max(1000)
        .default([]),
    }),
    output: z.strictObject({
      applied: z.boolean(),
      added: z.number().int(),
      corrected: z.number().int(),
      unchanged: z.number().int(),
      problemCount: z.number().int(),
      problems: z.array(
        z.strictObject({
          line: z.number().int().nullable(),
          column: z.string().nullable(),
          value: z.string().nullable(),
          reason: z.string(),
        }),
      ),
      /** Not answered yet: nothing is entered before it is. */
      questions: z.array(
        z.strictObject({ line: z.number().int(), name: z.string(), written: z.string(), other: z.string() }),
      ),
    }),
    refusals: {},
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
})
