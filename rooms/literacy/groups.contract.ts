import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, sectionRow } from '#rooms/people/contract.ts'

const Count = z.number().int()
const asOf = z.strictObject({ asOf: IsoDate.optional() })
const Counted = z.strictObject({
  numerator: Count,
  denominator: Count,
  /** In the denominator, without evidence that counts in at least one floor skill (INV-P7). */
  unassessed: Count,
})

/** The share at the floor by what people are, as a whole and never of fewer than `threshold` people (INV-S1). */
export const groups = defineContract({
  showFloorByGroup: {
    method: 'GET',
    path: '/literacy/board/groups',
    summary:
      'HR and executives: the share at the floor by grade or by category of employment; groups add up to the whole',
    input: asOf.extend({ by: z.enum(['grade', 'employmentCategory']) }),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      threshold: Count,
      isSample: z.boolean(),
      total: Counted,
      groups: z.array(
        Counted.extend({
          /** Null: people of no group, and what is left of several that are too small. */
          group: z.string().nullable(),
          /** Smaller groups that are counted in this row. */
          holds: z.array(z.string()),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
  showFloorBySection: {
    method: 'GET',
    path: '/literacy/board/sections',
    summary:
      'HR and executives: the share at the floor of every section with all below it, as the board shows them a level at a time',
    input: asOf,
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      threshold: Count,
      isSample: z.boolean(),
      total: Counted,
      sections: z.array(
        Counted.omit({ unassessed: true }).extend({
          ...sectionRow,
          /** From the root down to the section whose part the row is; empty: of the town. */
          within: z.array(z.string()),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    patience: 30,
    snapshot: true,
  },
})
