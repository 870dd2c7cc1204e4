import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, SectionCode, WayDown } from '#rooms/people/contract.ts'

const Count = z.number().int()
const Day = IsoDate.nullable()

/** The share at the floor by time, and when it arrives at the pace of the last months. */
export const path = defineContract({
  showFloorPath: {
    method: 'GET',
    path: '/literacy/path',
    summary:
      'The share at the floor at the ends of the last months and today, the pace, and for each goal the day on which it is reached with its interval',
    input: z.strictObject({
      /** Of this section with all below it: HR and executives. Without it, of the whole town. */
      within: SectionCode.optional(),
    }),
    output: z.strictObject({
      asOf: IsoDate,
      isSample: z.boolean(),
      within: WayDown,
      /** From the earliest on, the last one today; a month of which nothing is known is absent (INV-P7). */
      points: z.array(
        z.strictObject({
          day: IsoDate,
          numerator: Count,
          denominator: Count,
          /** The policy of that day asked for another floor, or of others: not to be compared (INV-L7). */
          countedOtherwise: z.boolean(),
        }),
      ),
      /** Null: too few months that can be compared. */
      pace: z
        .strictObject({
          /** Changes from month to month that it rests on. */
          changes: Count,
          /** Mean change a month, in percentage points. */
          perMonth: z.number(),
          /** The same in people, of those in scope today. */
          peoplePerMonth: z.number(),
        })
        .nullable(),
      /** So many changes from month to month a pace needs. */
      fewestChanges: Count,
      goals: z.array(
        z.strictObject({
          /** Its target by the end of this fiscal year; null: all staff. */
          fiscalYear: z.number().int().nullable(),
          /** Last day of it. */
          by: Day,
          percent: z.number(),
          isSample: z.boolean(),
          /** People of today's scope who are missing. */
          missing: Count,
          /** People a month until the last day; null: it has none. */
          neededPerMonth: z.number().nullable(),
          /** At today's pace; null: never, or nobody knows. */
          reachedOn: Day,
          earliest: Day,
          latest: Day,
        }),
      ),
    }),
    refusals: { no_policy: 409, no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
})
