import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

export const measures = defineContract({
  listMeasures: {
    method: 'GET',
    path: '/measures',
    summary:
      'Every measure that a KPI or an indicator can rest on, in words: what it says, numerator, denominator, records, of which day and section, and what of the policy in force rests on it',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Null where no policy is in force. */
      edition: z.string().nullable(),
      measures: z.array(
        z.strictObject({
          /** The name that a policy file uses; of a family how one is written. */
          measure: z.string(),
          /** The part of the product that counts it: the first word of its name. */
          room: z.string(),
          topic: z.string(),
          name: z.string(),
          meaning: z.string(),
          numerator: z.string(),
          denominator: z.string(),
          records: z.string(),
          /** By which day a record belongs to the value, and to the section that its person had then. */
          day: z.string(),
          /** As of a day, or over the days of a fiscal year up to it. */
          kind: z.enum(['state', 'events']),
          unit: z.string(),
          /** Counts what was done: for indicators alone (INV-L3). */
          isOutput: z.boolean(),
          isMean: z.boolean(),
          /** Of many things alike, such as each item of a survey. */
          isFamily: z.boolean(),
          usedBy: z.array(z.strictObject({ id: z.string(), kind: z.enum(['kpi', 'indicator']), name: z.string() })),
        }),
      ),
    }),
    refusals: {},
  },
})
