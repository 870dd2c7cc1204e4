import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#rooms/people/contract.ts'
import { outlooks } from './rules.ts'

const Day = IsoDate.nullable()

export const forecast = defineContract({
  showKpiForecast: {
    method: 'GET',
    path: '/kpis/{kpiId}/forecast',
    summary:
      'Where a value goes at the pace of its last months or years, with an interval, and the pace that its targets need',
    input: z.strictObject({ kpiId: z.string().min(1).max(100) }),
    output: z.strictObject({
      asOf: IsoDate,
      unit: z.string(),
      /** From the end of one month to the next, or of one fiscal year. */
      step: z.enum(['month', 'year']),
      /** So many values in a row that can be compared, and so many are needed. */
      values: z.number().int(),
      fewest: z.number().int(),
      /** It begins anew each fiscal year, so that nothing is said beyond the end of this one. */
      isOfYear: z.boolean(),
      /** Null: too few values. In the unit; of a share in points. */
      pace: z.strictObject({ changes: z.number().int(), perStep: z.number() }).nullable(),
      /** At that pace at the ends of fiscal years, with the interval in which 95 of 100 such paths are. */
      ahead: z.array(
        z.strictObject({
          fiscalYear: z.number().int(),
          day: IsoDate,
          value: z.number(),
          low: z.number(),
          high: z.number(),
        }),
      ),
      goals: z.array(
        z.strictObject({
          fiscalYear: z.number().int(),
          /** Last day of it. */
          by: IsoDate,
          target: z.number(),
          /** With the plan's years before. */
          isCumulative: z.boolean(),
          /** Change a month from today that reaches it on its last day; null: it is reached, or begins anew before. */
          neededPerMonth: z.number().nullable(),
          /** At today's pace; null: never, or nobody knows. */
          reachedOn: Day,
          earliest: Day,
          latest: Day,
          outlook: z.enum(outlooks),
        }),
      ),
    }),
    refusals: { no_policy: 409, no_such_kpi: 404 },
    snapshot: true,
  },
})
