import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Cover } from '../cover/contract.ts'
import {
  Barrier,
  CourseBrief,
  Done,
  Id,
  IsoDate,
  Person,
  Reason,
  SessionWithSeats,
  StateName,
  sessionOpen,
  stepRefusals,
} from '../shape.contract.ts'
import { hrDoings } from './rules.ts'

const Ids = z.array(z.number().int().positive()).min(1).max(2000)

/** Left as they were: the person is not in service, or on leave, on one of the session's days (INV-T7). */
const NotThere = z.array(z.number().int())

export const selecting = defineContract({
  listSessionApplications: {
    method: 'GET',
    path: '/course-sessions/{courseSessionId}/applications',
    summary:
      'HR: who applied for a session, in the order of application, with cover, state and place on the waiting list',
    input: z.strictObject({ courseSessionId: Id }),
    output: z.strictObject({
      course: CourseBrief.extend({ reportRequired: z.boolean() }),
      session: SessionWithSeats,
      /** Operations on the session that HR may ask for now. */
      may: z.array(
        z.enum(['recordAttendance', 'recordCompletion', 'orderAttendance', 'nominate', 'saveSession', 'cancelSession']),
      ),
      total: z.number().int(),
      /** The first 2,000. */
      applications: z.array(
        z.strictObject({
          applicationId: z.number().int(),
          state: StateName,
          applicant: Person,
          appliedOn: IsoDate,
          motive: z.string(),
          recommended: z.boolean(),
          cover: Cover.nullable(),
          /** The session began before they were seated. */
          isPast: z.boolean(),
          /** From 1, for those who wait. */
          waitingPlace: z.number().int().nullable(),
          /** A seat is free, and the counter would be under its minimum: it is theirs once somebody stands in, or HR selects them. */
          isHeldBack: z.boolean(),
          reason: z.string().nullable(),
          reportSubmittedOn: IsoDate.nullable(),
          /** On a day of the session; whoever is so, or is not in service on each, gets no seat (INV-T7). */
          onLeave: z.boolean(),
          inService: z.boolean(),
          /** What may be done with it now: selected (or made to wait), ordered, recorded as completed. */
          may: z.array(z.enum(hrDoings)),
          /** What is still to be recorded of it, now or when the day has come. */
          awaits: z.enum(['attendance', 'completion']).nullable(),
        }),
      ),
    }),
    refusals: { no_such_session: 404 },
  },
  select: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/selection',
    summary:
      'HR selects approved applications in the order of application; when the seats are taken, the rest wait (INV-T2)',
    input: z.strictObject({ courseSessionId: Id, applicationIds: Ids, alsoOrder: z.boolean().default(false) }),
    output: z.strictObject({
      selected: z.array(z.number().int()),
      waitlisted: z.array(z.number().int()),
      /** Left as they were: the person has a confirmed seat at the same time (INV-T5). */
      clashing: z.array(z.number().int()),
      notThere: NotThere,
    }),
    refusals: { ...sessionOpen, ...stepRefusals },
  },
  notSelect: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/non-selection',
    summary: 'HR does not select; a freed seat goes to the first on the waiting list',
    input: z.strictObject({ courseSessionId: Id, applicationIds: Ids, reason: Reason.optional(), barrier: Barrier }),
    output: z.strictObject({ changed: z.number().int() }),
    refusals: { no_such_session: 404, ...stepRefusals },
  },
  orderAttendance: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/orders',
    summary: 'HR orders attendance (受講命令) of those selected: the ones named, or all',
    input: z.strictObject({ courseSessionId: Id, applicationIds: Ids.optional() }),
    output: z.strictObject({ changed: z.number().int(), notThere: NotThere }),
    refusals: { ...sessionOpen, ...stepRefusals },
  },
  nominate: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/nominations',
    summary:
      'HR nominates (指名) people for whom the course is; they enter with attendance ordered, within the seats, if they are there on its days (INV-T4)',
    input: z.strictObject({ courseSessionId: Id, staffMemberIds: Ids }),
    output: z.strictObject({
      nominated: z.array(z.number().int()),
      /** These, and the next, are people. */
      clashing: z.array(z.number().int()),
      notThere: NotThere,
      /** The course asks for something else than they are or know: courses before, levels, a grade. */
      notEligible: z.array(z.number().int()),
      /** They have a seat of this session, or an application for it that is open. */
      hasApplied: z.array(z.number().int()),
    }),
    refusals: { ...sessionOpen, no_such_staff_member: 404, not_enough_seats: 409 },
  },
  cancelApplication: {
    method: 'POST',
    path: '/applications/{applicationId}/cancellation',
    summary: 'HR cancels one application before attendance, e.g. of someone who goes on leave',
    input: z.strictObject({ applicationId: Id, reason: Reason, barrier: Barrier }),
    output: Done,
    refusals: stepRefusals,
  },
})
