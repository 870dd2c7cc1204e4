import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Correction, CorrectionReason } from '#platform/correction/shape.ts'
import { Seen, staleRefusal, takenBackRefusal, Version } from '#platform/version/version.ts'
import { CourseBrief, Id, IsoDate, Person, Reason, StateName, Words } from '../shape.contract.ts'
import { recommendationAnswers } from './rules.ts'

const Answer = z.enum(recommendationAnswers)

/** Of one that was made: what came of it, why it was taken away where it was a mistake, and whether it may be. */
const made = {
  recommendationId: z.number().int(),
  recommendedOn: IsoDate,
  course: CourseBrief,
  applicationState: StateName.nullable(),
  corrections: z.array(Correction),
  may: z.array(z.enum(['strikeRecommendation'])),
}

/** With the fiscal years that are closed: one that is struck there becomes a restatement. */
const listOf = <Shape extends z.ZodRawShape>(one: Shape) =>
  z.strictObject({
    total: z.number().int(),
    closedYears: z.array(z.number().int()),
    recommendations: z.array(z.strictObject(one)),
  })

export const RecommendationToMe = z.strictObject({
  recommendationId: z.number().int(),
  recommendedOn: IsoDate,
  recommendedBy: z.strictObject({ name: z.string(), nameKana: z.string() }),
  course: CourseBrief,
  reason: z.string(),
  /** Id of a skill in the policy. */
  targetSkill: z.string().nullable(),
  offeredCover: z.string().nullable(),
  answer: Answer.nullable(),
  /** Of my answer. */
  version: Version,
  /** The application that came of it. */
  applicationId: z.number().int().nullable(),
  /** It still waits for my answer. */
  isOpen: z.boolean(),
  /** Answers that I may give now. */
  mayAnswer: z.array(Answer),
  /** I answered today, and may take that back. */
  mayTakeBack: z.boolean(),
  /** I have accepted, and may go on to apply. */
  mayApply: z.boolean(),
  isSample: z.boolean(),
})

export const recommending = defineContract({
  recommendCourse: {
    method: 'POST',
    path: '/staff/{staffMemberId}/recommendations',
    summary: 'A supervisor suggests a course; it enrols no one and may be declined without a reason',
    input: z.strictObject({
      staffMemberId: Id,
      courseId: Id,
      reason: Reason,
      targetSkill: z.string().max(80).optional(),
      offeredCover: Words.optional(),
    }),
    output: z.strictObject({ recommendationId: z.number().int() }),
    refusals: {
      has_left: 409,
      no_such_course: 404,
      course_ended: 409,
      no_such_skill: 422,
      already_recommended: 409,
    },
  },
  listMyRecommendations: {
    method: 'GET',
    path: '/me/recommendations',
    summary: 'What was recommended to me, the newest 100 first',
    input: z.strictObject({}),
    output: z.strictObject({ total: z.number().int(), recommendations: z.array(RecommendationToMe) }),
    refusals: {},
  },
  answerRecommendation: {
    method: 'POST',
    path: '/recommendations/{recommendationId}/answer',
    summary: 'I accept, put off or decline; no reason is asked and nobody is enrolled (INV-T3)',
    input: z.strictObject({ recommendationId: Id, seen: Seen, answer: Answer }),
    output: z.strictObject({
      recommendationId: z.number().int(),
      answer: Answer,
      courseId: z.number().int(),
      version: Version,
    }),
    refusals: { ...staleRefusal, recommendation_struck: 409 },
  },
  takeBackAnswer: {
    method: 'POST',
    path: '/recommendations/{recommendationId}/answer-taken-back',
    summary: 'Takes back what I answered today to a recommendation, until an application has come of it',
    input: z.strictObject({ recommendationId: Id }),
    output: z.strictObject({ recommendationId: z.number().int(), answer: Answer.nullable() }),
    refusals: { ...takenBackRefusal, recommendation_struck: 409 },
  },
  strikeRecommendation: {
    method: 'POST',
    path: '/recommendations/{recommendationId}/strike',
    summary:
      'Whoever made a recommendation, or HR, takes one away that was a mistake, with the reason: it is seen and counted no more; an application that came of it stays',
    input: z.strictObject({ recommendationId: Id, reason: CorrectionReason }),
    output: z.strictObject({
      recommendationId: z.number().int(),
      /** The application that came of it, and stays. */
      applicationId: z.number().int().nullable(),
    }),
    refusals: { already_struck: 409 },
  },
  listRecommendationsTo: {
    method: 'GET',
    path: '/staff/{staffMemberId}/recommendations',
    summary:
      'HR: what was recommended to somebody and may have been a mistake, the newest 100 first; without the words that went with it',
    input: z.strictObject({ staffMemberId: Id }),
    output: listOf({ ...made, recommendedBy: z.string() }),
    refusals: {},
  },
  listGivenRecommendations: {
    method: 'GET',
    path: '/recommendations/given',
    summary:
      'What I, or a head before me, recommended to people whose section head I am today, and what came of it; of people elsewhere what I wrote, so that I can strike a mistake. The newest 500 first',
    input: z.strictObject({}),
    output: listOf({
      ...made,
      person: Person,
      /** Null: I did. Of what another recommended the words stay with whom it was made to. */
      recommendedBy: z.string().nullable(),
      reason: z.string().nullable(),
      targetSkill: z.string().nullable(),
      offeredCover: z.string().nullable(),
      /** The person is not among mine any more: answer and application are between them and their head. */
      isElsewhere: z.boolean(),
      answer: Answer.nullable(),
      applicationId: z.number().int().nullable(),
    }),
    refusals: {},
  },
})
