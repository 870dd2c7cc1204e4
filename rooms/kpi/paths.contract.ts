import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { outlooks } from './rules.ts'

export const paths = defineContract({
  lookAtPaths: {
    method: 'POST',
    path: '/kpi-paths',
    summary:
      'Looks whether today’s pace leads a KPI to its target of the year, one KPI a time; a job does it for each once a day, and whoever answers for it hears when it leaves its path',
    input: z.strictObject({}),
    output: z.strictObject({
      looked: z.strictObject({ id: z.string(), outlook: z.enum(outlooks) }).nullable(),
      /** How many have not been looked at today. */
      left: z.number().int(),
    }),
    refusals: {},
    patience: 120,
    snapshot: true,
  },
})
