import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { coverKinds } from '../cover/rules.ts'
import { recommendationAnswers } from '../recommendations/rules.ts'
import { Barrier, Code, IsoDate, StateName, Time, Words } from '../shape.contract.ts'

const StaffNumber = z.string().min(1).max(40)

const PastApplication = z.strictObject({
  staffNumber: StaffNumber,
  courseCode: Code,
  /** First day of the session; with `startsAt` where a course has two sessions on that day. */
  startsOn: IsoDate,
  startsAt: Time.optional(),
  /** Where it ended; the steps before it are told along the way of an application. */
  state: StateName.exclude(['draft']),
  appliedOn: IsoDate,
  approvedOn: IsoDate.optional(),
  /** Staff number of the section head who approved. */
  approvedBy: StaffNumber.optional(),
  motive: Words.optional(),
  /** Needed in words for absence, rejection, return, withdrawal and cancellation. */
  reason: Words.optional(),
  /** Of which kind the reason is. */
  barrier: Barrier,
  cover: z
    .strictObject({
      kind: z.enum(coverKinds),
      substitute: StaffNumber.optional(),
      duty: Words.optional(),
      agreedOn: IsoDate.optional(),
    })
    .optional(),
  /** It followed from the person's recommendation of the same course in `recommendations`. */
  recommended: z.boolean().default(false),
  nominated: z.boolean().default(false),
  report: z.string().max(20_000).optional(),
})

const PastRecommendation = z.strictObject({
  staffNumber: StaffNumber,
  courseCode: Code,
  recommendedBy: StaffNumber,
  recommendedOn: IsoDate,
  reason: z.string().trim().min(1).max(500),
  targetSkill: z.string().max(80).optional(),
  offeredCover: Words.optional(),
  answer: z.enum(recommendationAnswers).optional(),
  answeredOn: IsoDate.optional(),
})

export const history = defineContract({
  importTrainingHistory: {
    method: 'POST',
    path: '/applications/import',
    summary:
      'Past applications and recommendations in bulk, by staff number, course code and day; sent again it adds nothing',
    input: z.strictObject({
      recommendations: z.array(PastRecommendation).max(20_000).default([]),
      applications: z.array(PastApplication).max(20_000).default([]),
      isSample: z.boolean().default(false),
    }),
    output: z.strictObject({ applications: z.number().int(), recommendations: z.number().int() }),
    refusals: { unknown_in_history: 422, session_overfull: 409, sample_by_command_only: 403 },
    patience: 120,
    bodyLimit: 32 * 1_048_576,
  },
})
