import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#rooms/people/contract.ts'
import { Counted } from './counted.contract.ts'

/** Of an outcome that speaks of all staff the group that is furthest from it; none is too small to be shown (INV-S1). */
export const LowestGroup = Counted.extend({
  people: z.number().int(),
  /** For whoever sees sections. */
  section: z
    .strictObject({ sectionCode: z.string().nullable(), name: z.string().nullable(), holds: z.array(z.string()) })
    .nullable(),
  /** How many groups there are, and how they are spread. */
  groups: z.number().int(),
  bands: z.array(z.strictObject({ from: z.number(), groups: z.number().int(), people: z.number().int() })),
})

export const lowest = defineContract({
  listLowestGroups: {
    method: 'GET',
    path: '/kpi-lowest-groups',
    summary:
      'Beside the shares of the whole, where an outcome speaks of all staff: the group that is furthest from it on a day; its section for those who see sections',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      /** Of each such KPI; null where no group is large enough to be shown beside another, or nothing is counted by section. */
      groups: z.array(
        z.strictObject({
          kpiId: z.string(),
          lowest: LowestGroup.omit({ bands: true }).nullable(),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
})
