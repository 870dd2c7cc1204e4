import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

/** Null where fewer than five applied, or where what is left of the whole would be of them; HR is told all. */
const people = z.number().int().nullable()
const figures = {
  /** Sessions whose first day lies in the year, to come or held, without cancelled ones (INV-F2, T9). */
  sessions: z.number().int(),
  /** Who applied or was nominated, and neither withdrew nor was cancelled. */
  applicants: people,
  ordered: people,
  /** There, or partly there, whatever followed. */
  attended: people,
  completed: people,
  notCompleted: people,
}

export const completion = defineContract({
  showCompletionByCourse: {
    method: 'GET',
    path: '/training/completion',
    summary:
      'HR and executives: what came of each course in a fiscal year, from sessions to completions; of courses with few people HR alone is told',
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
