import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import {
  After,
  askedOfSession,
  Barrier,
  CourseBrief,
  Id,
  IsoDate,
  Next,
  Reason,
  SessionBrief,
  SessionWithSeats,
  StateName,
  shown,
} from '../shape.contract.ts'
import { seatFields } from '../shape.rules.ts'

export const OfferedSession = SessionBrief.extend({
  ...shown(seatFields),
  seatsLeft: z.number().int(),
  waiting: z.number().int(),
  /** Whether the day to apply has not passed. */
  isOpen: z.boolean(),
  /** I may apply now; only a seat that I have elsewhere at its hours may still be in the way, and is then named. */
  mayApply: z.boolean(),
  isSample: z.boolean(),
  /** Where my own application for it stands. */
  mine: z.strictObject({ applicationId: z.number().int(), state: StateName }).nullable(),
})

export const sessionRefusals = { ends_before_start: 422, applies_after_start: 422 } as const

export const sessions = defineContract({
  listSessions: {
    method: 'GET',
    path: '/course-sessions',
    summary:
      'HR: sessions from a day on with what is to be done in each; without a day, those to come and past ones with something left to record',
    input: z.strictObject({
      from: IsoDate.optional(),
      to: IsoDate.optional(),
      courseId: Id.optional(),
      after: After,
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({
      total: z.number().int(),
      next: Next,
      sessions: z.array(
        SessionWithSeats.extend({
          course: CourseBrief,
          submitted: z.number().int(),
          toSelect: z.number().int(),
          waitlisted: z.number().int(),
          toOrder: z.number().int(),
          toRecord: z.number().int(),
          toComplete: z.number().int(),
          cancelReason: z.string().nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  saveSession: {
    method: 'POST',
    path: '/course-sessions',
    summary:
      'HR adds a session to a course, or changes the one named by courseSessionId; more seats go to the waiting list. Whoever has a seat and is not free on the new days is named, and gives it up if HR says so of them',
    input: z.strictObject({
      courseSessionId: Id.optional(),
      courseId: Id,
      seen: Seen,
      /** People who give up their seats where they are not free on the new days. */
      release: z.array(Id).max(10_000).default([]),
      ...askedOfSession,
    }),
    output: z.strictObject({ courseSessionId: z.number().int(), promoted: z.number().int(), version: Version }),
    refusals: {
      no_such_course: 404,
      no_such_session: 404,
      session_cancelled: 409,
      capacity_below_seats: 409,
      dates_with_attendance: 409,
      seated_not_free: 409,
      after_course_end: 422,
      ...staleRefusal,
      ...sessionRefusals,
    },
  },
  cancelSession: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/cancellation',
    summary: 'HR cancels a session; every live application is cancelled with the same reason (INV-T9)',
    input: z.strictObject({ courseSessionId: Id, reason: Reason, barrier: Barrier }),
    output: z.strictObject({ cancelled: z.number().int() }),
    refusals: { no_such_session: 404, session_cancelled: 409, session_was_held: 409 },
  },
})
