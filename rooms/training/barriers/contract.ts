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
      'HR and executives: what kept people from learning in a fiscal year, by reason, month, course and section; executives are told nothing of fewer than five people, and sections with few people are counted with others',
    input: YearWithin,
    fewPeople: 'merged',
    output: z.strictObject({
      fiscalYear: Count,
      /** First day, and the last one counted. */
      from: IsoDate,
      asOf: IsoDate,
      /** First and last year of which anything is known; null: of none. */
      years: z.strictObject({ first: Count, last: Count }).nullable(),
      /** Null here and below: of fewer than five people, or what would tell of them; HR is told all. */
      total: Count.nullable(),
      /** Of all, those by 体制 (INV-T6). */
      byStaffing: Count.nullable(),
      reasons: z.array(
        z.strictObject({
          barrier: z.enum(barriers),
          total: Count.nullable(),
          /** HR alone is told these, and what of a month or a course was by 体制. */
          stops: z.array(z.strictObject({ stop: z.enum(stops), total: Count })),
        }),
      ),
      /** Every month of the year up to the last day counted. */
      months: z.array(z.strictObject({ month: z.string(), total: Count.nullable(), byStaffing: Count.nullable() })),
      /** The twenty with the most, of those that are told. */
      courses: z.array(
        z.strictObject({ courseId: Count, title: z.string(), total: Count, byStaffing: Count.nullable() }),
      ),
      threshold: Count,
      within: WayDown,
      /** People whom something kept from learning, and those of them by 体制; each section with all below it. */
      sections: z.array(z.strictObject({ ...sectionRow, people: Count, byStaffing: Count })),
    }),
    refusals: { no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
})
