import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { OfferedSession } from '../sessions/contract.ts'
import { IsoDate } from '../shape.contract.ts'

export const fitting = defineContract({
  listFittingCourses: {
    method: 'GET',
    path: '/me/fitting-courses',
    summary:
      'After a test of mine that did not reach the floor: courses of that skill with free seats, why each is offered, and when I may try again; nothing for whoever has reached it',
    input: z.strictObject({}),
    output: z.strictObject({
      skills: z.array(
        z.strictObject({
          skill: z.string(),
          name: z.string(),
          floorLevel: z.number().int(),
          /** The day of my last attempt, and its test. */
          satOn: IsoDate,
          testTitle: z.string(),
          /** Why these are offered, as a sentence. */
          reason: z.string(),
          /** The tests that I may take again, each as a sentence that says from when. */
          again: z.array(z.strictObject({ testId: z.number().int(), words: z.string(), isOpen: z.boolean() })),
          /** The first five with a free seat. */
          courses: z.array(
            z.strictObject({
              courseId: z.number().int(),
              title: z.string(),
              summary: z.string(),
              hours: z.number(),
              isSample: z.boolean(),
              sessions: z.array(OfferedSession),
            }),
          ),
        }),
      ),
    }),
    refusals: {},
  },
})
