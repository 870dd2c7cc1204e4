import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Brought, Told } from '#rooms/skills/qualifications/shape.contract.ts'

export const entries = defineContract({
  importKpiActuals: {
    method: 'POST',
    path: '/kpis/actuals/import',
    summary:
      'Values from CSV or Excel, all or nothing; with dryRun a preview. Sent again it adds nothing; another value of a day needs a reason and corrects it (INV-D5)',
    input: Brought.extend({
      /** What is meant at a line whose number reads two ways. */
      answers: z
        .array(z.strictObject({ line: z.number().int().positive(), as: z.enum(['written', 'other']) }))
        .max(1000)
        .default([]),
    }),
    output: Told.extend({
      corrected: z.number().int(),
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
