import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { barriers } from '../barrier.rules.ts'
import { halfDays } from '../sessions/rules.ts'
import { Barrier, CourseBrief, Id, IsoDate, Person, SessionBrief, StateName, sessionOpen } from '../shape.contract.ts'
import { marks, markWays } from './rules.ts'

const half = { day: IsoDate, half: z.enum(halfDays) }

const Mark = z.strictObject({
  /** The version of what stands in this half-day. */
  markId: z.number().int(),
  ...half,
  mark: z.enum(marks),
  reason: z.string().nullable(),
  barrier: z.enum(barriers).nullable(),
  way: z.enum(markWays),
  /** Null: no person behind the account. */
  by: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
})

const Outcome = z.enum(['attended', 'partially_attended', 'absent']).nullable()

export const roster = defineContract({
  showRoster: {
    method: 'GET',
    path: '/course-sessions/{courseSessionId}/roster',
    summary: 'HR: who has a seat in a session, with the mark of each half-day and what they come to',
    input: z.strictObject({ courseSessionId: Id }),
    output: z.strictObject({
      course: CourseBrief,
      session: SessionBrief,
      isCancelled: z.boolean(),
      /** Under this name a browser keeps what it could not send yet: another account’s is another name. */
      keptUnder: z.string(),
      /** Share of the half-days, in a hundred, from which somebody attended. */
      attendedFrom: z.number().int(),
      /** `isOpen`: its day has come. */
      halfDays: z.array(z.strictObject({ ...half, isOpen: z.boolean(), isToday: z.boolean() })),
      total: z.number().int(),
      /** The first 2,000, by kana. */
      people: z.array(
        z.strictObject({
          applicationId: z.number().int(),
          person: Person,
          state: StateName,
          /** On a day of the session (INV-T7). */
          onLeave: z.boolean(),
          /** Still open: marks may change. */
          isOpen: z.boolean(),
          marks: z.array(Mark),
          /** By the rule, once every half-day is marked. */
          comesTo: Outcome,
        }),
      ),
    }),
    refusals: { no_such_session: 404 },
  },
  markAttendance: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/marks',
    summary:
      'HR marks who was there in which half-day; a mark made from another one than stands, or after the attendance was fixed, is not written and comes back',
    input: z.strictObject({
      courseSessionId: Id,
      marks: z
        .array(
          z.strictObject({
            applicationId: Id,
            ...half,
            mark: z.enum(marks),
            /** Of an absence. */
            reason: z.string().trim().max(500).optional(),
            barrier: Barrier,
            /** The mark that it was made from; null: there was none. */
            seen: Id.nullable(),
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.strictObject({
      /** What stands now where it was written, or stood there already. */
      written: z.array(z.strictObject({ applicationId: z.number().int(), ...half, markId: z.number().int() })),
      clashes: z.array(
        z.strictObject({
          applicationId: z.number().int(),
          ...half,
          stands: Mark.nullable(),
          /** The attendance is fixed: what is wrong is corrected with a reason. */
          isFixed: z.boolean(),
        }),
      ),
    }),
    refusals: {
      ...sessionOpen,
      no_such_application: 404,
      not_a_half_day: 422,
      half_day_to_come: 409,
      reason_needed: 422,
      named_twice: 422,
    },
  },
  fixAttendance: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/attendance-fixing',
    summary: 'HR makes the attendance of everyone what the marks come to by the course’s rule',
    input: z.strictObject({ courseSessionId: Id }),
    output: z.strictObject({
      attended: z.number().int(),
      partiallyAttended: z.number().int(),
      absent: z.number().int(),
    }),
    refusals: { ...sessionOpen, marks_missing: 409, nobody_to_fix: 409, on_leave_is_not_absent: 409 },
  },
  showSessionCode: {
    method: 'GET',
    path: '/course-sessions/{courseSessionId}/code',
    summary:
      'HR: the code of a half-day of today that attendees scan; it changes, and is worth nothing two minutes later',
    input: z.strictObject({ courseSessionId: Id, ...half }),
    /** Null where the half-day is not one of today. */
    output: z.strictObject({ address: z.string().nullable(), changesAt: z.iso.datetime({ offset: true }) }),
    refusals: sessionOpen,
  },
  checkIn: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/check-in',
    summary:
      'Whoever has a seat says that they are there, by the code that is shown in the room; what is marked already stays',
    input: z.strictObject({ courseSessionId: Id, ...half, signed: z.string().min(1).max(100) }),
    output: z.strictObject({ courseTitle: z.string(), ...half, mark: z.enum(marks) }),
    refusals: { ...sessionOpen, code_not_of_here: 422, wrong_day: 409, code_too_old: 409, no_seat: 409 },
  },
  showMyNumber: {
    method: 'GET',
    path: '/applications/{applicationId}/attendance-number',
    summary: 'The number that whoever has a seat today shows to the trainer; it changes like the code',
    input: z.strictObject({ applicationId: Id }),
    /** Null where there is no seat in a session of today. */
    output: z.strictObject({ number: z.string().nullable(), changesAt: z.iso.datetime({ offset: true }) }),
    refusals: {},
  },
  takeNumber: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/numbers',
    summary: 'HR takes the number that an attendee shows; what is marked already stays',
    input: z.strictObject({ courseSessionId: Id, ...half, number: z.string().regex(/^\d{8}$/) }),
    output: z.strictObject({ person: Person, mark: z.enum(marks) }),
    refusals: { ...sessionOpen, wrong_day: 409, number_unknown: 422 },
  },
})
