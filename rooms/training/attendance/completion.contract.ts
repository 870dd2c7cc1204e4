import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

const figures = {
  /** Sessions whose first day lies in the year, to come or held, without cancelled ones (INV-F2, T9). */
  sessions: z.number().int(),
  /** Who applied or was nominated, and neither withdrew nor was cancelled. */
  applicants: z.number().int(),
  ordered: z.number().int(),
  /** There, or partly there, whatever followed. */
  attended: z.number().int(),
  completed: z.number().int(),
  notCompleted: z.number().int(),
}

export const completion = defineContract({
  showCompletionByCourse: {
    method: 'GET',
    path: '/training/completion',
    summary: 'HR and executives: what came of each course in a fiscal year, from sessions to completions',
    input: z.strictObject({ fiscalYear: z.number().int().min(2000).max(2200).optional() }),
    output: z.strictObject({
      fiscalYear: z.number().int(),
      /** First and last year that have a session; null before there is one. */
      years: z.strictObject({ first: z.number().int(), last: z.number().int() }).nullable(),
      whole: z.strictObject(figures),
      /** Courses with a session in the year; of more than 2,000 the first. */
      total: z.number().int(),
      courses: z.array(
        z.strictObject({
          courseId: z.number().int(),
          courseCode: z.string(),
          title: z.string(),
          isSample: z.boolean(),
          ...figures,
        }),
      ),
    }),
    refusals: {},
  },
})
