import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, sectionRow, WayDown, YearWithin } from '#rooms/people/contract.ts'
import { barriers, stops } from '../barrier.rules.ts'

const Count = z.number().int()

export const ledger = defineContract({
  showBarriers: {
    method: 'GET',
    path: '/training/barriers',
    summary:
      'HR and executives: what kept people from learning in a fiscal year, by reason, month, course and section; sections with few people are counted with others',
    input: YearWithin,
    fewPeople: 'merged',
    output: z.strictObject({
      fiscalYear: Count,
      /** First day, and the last one counted. */
      from: IsoDate,
      asOf: IsoDate,
      /** First and last year of which anything is known; null: of none. */
      years: z.strictObject({ first: Count, last: Count }).nullable(),
      total: Count,
      /** Of all, those by 体制 (INV-T6). */
      byStaffing: Count,
      reasons: z.array(
        z.strictObject({
          barrier: z.enum(barriers),
          total: Count,
          stops: z.array(z.strictObject({ stop: z.enum(stops), total: Count })),
        }),
      ),
      /** Every month of the year up to the last day counted. */
      months: z.array(z.strictObject({ month: z.string(), total: Count, byStaffing: Count })),
      /** The twenty with the most. */
      courses: z.array(z.strictObject({ courseId: Count, title: z.string(), total: Count, byStaffing: Count })),
      threshold: Count,
      within: WayDown,
      /** People whom something kept from learning, and those of them by 体制; each section with all below it. */
      sections: z.array(z.strictObject({ ...sectionRow, people: Count, byStaffing: Count })),
    }),
    refusals: { no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
})
