import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { askedOfSession, Id, IsoDate, Time } from '../shape.contract.ts'
import { APPLY_DAYS, MOST_LINES } from './rules.ts'

const CourseNamed = z.string().trim().min(1).max(200)
const Line = z.strictObject({ course: CourseNamed, ...askedOfSession })
const Hours = z.strictObject({ startsAt: Time, endsAt: Time })
const Room = z.strictObject({ place: askedOfSession.place, capacity: askedOfSession.capacity })
const Count = z.number().int()

export const planning = defineContract({
  planSessions: {
    method: 'POST',
    path: '/course-sessions/plan',
    summary:
      'HR: the sessions that days, hours and rooms come to, without days on which the town hall is shut; nothing is made',
    input: z.strictObject({
      course: CourseNamed,
      from: IsoDate,
      to: IsoDate,
      /** Monday first; 1 is a day on which a session may begin. */
      weekdays: z.string().regex(/^(?=.*1)[01]{7}$/),
      hours: z.array(Hours).min(1).max(8),
      days: z.number().int().min(1).max(5).default(1),
      rooms: z.array(Room).min(1).max(50),
      without: z.array(IsoDate).max(366).default([]),
      applyDays: z.number().int().min(0).max(90).default(APPLY_DAYS),
    }),
    output: z.strictObject({
      lines: z.array(Line),
      /** Days of the chosen weekdays on which the town hall is shut, or which were to be left out. */
      leftOut: z.array(IsoDate),
    }),
    refusals: { ends_before_start: 422, days_past: 422, too_many_sessions: 422 },
  },
  readSessions: {
    method: 'POST',
    path: '/course-sessions/file',
    summary: 'HR: sessions from CSV, Excel or pasted rows, with every fault at its line; nothing is made',
    input: z.strictObject({
      file: z.strictObject({
        name: z.string().max(255),
        base64: z.string().meta({ contentEncoding: 'base64' }),
      }),
      /** Of rows that name none. */
      course: CourseNamed.optional(),
    }),
    output: z.strictObject({
      lines: z.array(Line),
      problemCount: Count,
      /** The first 200. */
      problems: z.array(
        z.strictObject({
          line: Count.nullable(),
          column: z.string().nullable(),
          value: z.string().nullable(),
          reason: z.string(),
        }),
      ),
    }),
    refusals: { too_many_sessions: 422 },
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
  addSessions: {
    method: 'POST',
    path: '/course-sessions/many',
    summary:
      'HR makes many sessions, all or none; with dryRun each line is looked at only. What stands already is left as it is, so that sent again it adds nothing (INV-D5)',
    input: z.strictObject({ lines: z.array(Line).min(1).max(MOST_LINES), dryRun: z.boolean().default(false) }),
    output: z.strictObject({
      added: Count,
      /** Of those that were made, in the order of the lines. */
      courseSessionIds: z.array(Count),
      lines: z.array(
        z.strictObject({
          courseCode: z.string().nullable(),
          isKnown: z.boolean(),
          faults: z.array(z.strictObject({ field: z.string(), reason: z.string() })),
          notes: z.array(z.string()),
        }),
      ),
    }),
    refusals: { sessions_faulty: 422 },
    patience: 60,
  },
  removeSessions: {
    method: 'POST',
    path: '/course-sessions/removal',
    summary:
      'HR takes away sessions that nobody ever applied for and no schedule or wish names, all or none; it is as if they had not been made',
    input: z.strictObject({ courseSessionIds: z.array(Id).min(1).max(MOST_LINES) }),
    output: z.strictObject({ removed: Count }),
    refusals: { no_such_session: 404, session_in_use: 409 },
  },
  showSeatsNeeded: {
    method: 'GET',
    path: '/course-sessions/seats-needed',
    summary:
      'HR: how many still need a seat of a course, by its open round or the floor, and how many are free in its sessions to come',
    input: z.strictObject({ courseCode: z.string().trim().min(1).max(40) }),
    output: z.strictObject({
      /** Null: the course is in no open round and serves no skill of the floor. */
      needed: Count.nullable(),
      free: Count,
      sessions: Count,
      /** Open ones that ask for the course. */
      rounds: z.array(z.strictObject({ roundId: z.number().int(), name: z.string() })),
    }),
    refusals: { no_such_course: 404 },
    patience: 60,
  },
})
