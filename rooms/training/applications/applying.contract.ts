import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Correction } from '#platform/correction/shape.ts'
import { Version } from '#platform/version/version.ts'
import { Recorded, Report } from '../attendance/correcting.contract.ts'
import { Cover, CoverOffer, CoverRequest, coverRefusals } from '../cover/contract.ts'
import { RecommendationToMe } from '../recommendations/contract.ts'
import { stages } from '../rules.ts'
import {
  Barrier,
  CourseBrief,
  Done,
  Id,
  IsoDate,
  Person,
  Reason,
  SessionBrief,
  StateName,
  Words,
} from '../shape.contract.ts'
import { headDoings, ownDoings } from './rules.ts'
import { stakes } from './staffing.contract.ts'

export const MyApplication = z.strictObject({
  applicationId: z.number().int(),
  state: StateName,
  appliedOn: IsoDate,
  course: CourseBrief,
  session: SessionBrief,
  /** What happens next, or what is asked of me, in words. */
  next: z.string(),
  /** Nothing is left to do. */
  isOver: z.boolean(),
  /** The session began before anybody was seated by it. */
  isPast: z.boolean(),
  /** Reason of the last step, where one was given. */
  reason: z.string().nullable(),
  /** Given while I owe the report. */
  reportDueOn: IsoDate.nullable(),
})

export const applying = defineContract({
  apply: {
    method: 'POST',
    path: '/applications',
    summary:
      'Applies for a session; no recommendation is needed, and missing cover is the section head’s task, not a refusal',
    input: z.strictObject({
      courseSessionId: Id,
      motive: Words.default(''),
      cover: CoverOffer.optional(),
      recommendationId: Id.optional(),
    }),
    output: Done,
    refusals: {
      no_such_session: 404,
      session_cancelled: 409,
      session_closed: 409,
      nominated_only: 409,
      not_eligible: 409,
      not_in_service_then: 409,
      on_leave_then: 409,
      already_applied: 409,
      overlapping_session: 409,
      no_such_recommendation: 422,
      ...coverRefusals,
    },
  },
  resubmit: {
    method: 'POST',
    path: '/applications/{applicationId}/resubmission',
    summary: 'Sends a returned application again, with what was changed',
    input: z.strictObject({ applicationId: Id, motive: Words, cover: CoverOffer.optional() }),
    output: Done,
    refusals: {
      wrong_state: 409,
      session_cancelled: 409,
      session_closed: 409,
      not_in_service_then: 409,
      on_leave_then: 409,
      ...coverRefusals,
    },
  },
  withdraw: {
    method: 'POST',
    path: '/applications/{applicationId}/withdrawal',
    summary: 'Takes my application back before attendance; a freed seat goes to the first on the waiting list',
    input: z.strictObject({ applicationId: Id, reason: Reason, barrier: Barrier }),
    output: Done,
    refusals: { wrong_state: 409, session_over: 409 },
  },
  showApplication: {
    method: 'GET',
    path: '/applications/{applicationId}',
    summary: 'One application with its cover, its report and every step that was taken: by whom, as what, when, why',
    input: z.strictObject({ applicationId: Id }),
    output: z.strictObject({
      applicationId: z.number().int(),
      state: StateName,
      appliedOn: IsoDate,
      applicant: Person,
      course: CourseBrief,
      session: SessionBrief,
      motive: z.string(),
      next: z.string(),
      /** The session began before the applicant was seated. */
      isPast: z.boolean(),
      /** The session was moved since, and from when. */
      moved: z.string().nullable(),
      /** Why it cannot be approved, while it waits. */
      notThere: z.string().nullable(),
      /** Who decides or arranges cover, and why they do; null where nobody has to. `isUsual`: the head who leads them day by day. */
      decides: z.strictObject({ words: z.string(), isUsual: z.boolean() }).nullable(),
      reportRequired: z.boolean(),
      reportDueOn: IsoDate.nullable(),
      report: Report.nullable(),
      cover: Cover.nullable(),
      /** The stages that a person sees, of which one is where the application stands. */
      way: z.array(
        z.strictObject({ stage: z.enum(stages), is: z.enum(['done', 'current', 'todo']), isHere: z.boolean() }),
      ),
      /** The latest 100, the oldest of them first. */
      steps: z.array(
        z.strictObject({
          from: StateName.nullable(),
          to: StateName,
          actor: z.string().nullable(),
          actedAs: z.string(),
          /** Who had not decided for days, where whoever is above did so in their place. */
          inPlaceOf: z.string().nullable(),
          reason: z.string().nullable(),
          takenOn: IsoDate,
          /** Whoever took it took it back on this day; it counts in nothing. */
          takenBackOn: IsoDate.nullable(),
        }),
      ),
      /** Of what a decision is made from. */
      version: Version,
      /** Operations that the reader may ask for now. */
      may: z.array(
        z.enum([...ownDoings, ...headDoings, 'cancelApplication', 'takeBackStep', 'correctRecord', 'correctReport']),
      ),
      /** What the reader comes for: whose it is, who decides about it, who gives the seats. */
      readFor: z.enum(['oneself', 'approval', 'selection']),
      /** For the section head while it is open: who is there in those half-days; first 10 days of the session. */
      ...stakes,
      /** What was recorded of attendance and completion; null while nothing is. */
      record: Recorded.nullable(),
      corrections: z.array(Correction),
      isSample: z.boolean(),
    }),
    refusals: { no_such_application: 404 },
  },
  listMyTraining: {
    method: 'GET',
    path: '/me/training',
    summary:
      'My applications with their next step, my recommendations, and colleagues who ask me to stand in; of each the next or newest',
    input: z.strictObject({}),
    output: z.strictObject({
      applications: z.array(MyApplication),
      recommendations: z.array(RecommendationToMe),
      coverRequests: z.array(CoverRequest),
      /** How many there are of each; at most 200, 100 and 100 are listed. */
      total: z.strictObject({
        applications: z.number().int(),
        recommendations: z.number().int(),
        coverRequests: z.number().int(),
      }),
    }),
    refusals: {},
  },
})
