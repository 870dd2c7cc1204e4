import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Code, IsoDate } from '../shape.contract.ts'
import { CoverShown } from './objecting.contract.ts'
import { EnlargedShown, OpenedShown } from './opening.contract.ts'

/** The format of `hagukumi schedule` (docs/schedule.md), as this town's records fill it. */
const Problem = z.strictObject({
  slots: z.array(z.strictObject({ id: z.string() })),
  sections: z.array(z.strictObject({ id: z.string(), minimum: z.record(z.string(), z.number().int()) })),
  staff: z.array(
    z.strictObject({
      /** Staff number. */
      id: z.string(),
      section: z.string(),
      needs: z.array(z.string()),
      away: z.array(z.string()),
      /** Half-days in which they are at the counter and cannot be in a session. */
      cannot: z.array(z.string()).optional(),
      /** By session; the larger, the rather there. */
      wishes: z.record(z.string(), z.number()).optional(),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      course: z.string(),
      slots: z.array(z.string()),
      capacity: z.number().int(),
    }),
  ),
  /** What counters need of skills: in a half-day so many of those who hold it stay. */
  keeps: z
    .array(z.strictObject({ slot: z.string(), staff: z.array(z.string()), minimum: z.number().int() }))
    .optional(),
})

const Seat = z.strictObject({ staff: z.string().min(1).max(40), session: z.string().min(1).max(40) })
/** Of a solution only its seats are read; what it says of itself is checked anew. */
const Solution = z.looseObject({ seats: z.array(Seat).max(100_000) })

const Draft = z.strictObject({
  scheduleDraftId: z.number().int(),
  /** Titles of the courses in which it seats somebody. */
  courses: z.array(z.string()),
  seats: z.number().int(),
  sessions: z.number().int(),
  madeBy: z.string().nullable(),
  madeOn: IsoDate,
  /** What heads of the sections say against it. */
  objections: z.array(
    z.strictObject({
      scheduleObjectionId: z.number().int(),
      by: z.string(),
      reason: z.string(),
      answer: z.enum(['heard', 'notFollowed']).nullable(),
      answerReason: z.string().nullable(),
    }),
  ),
  /** Shown to heads, who may object until this day; null: not shown yet. */
  objectBy: IsoDate.nullable(),
  /** How many wish for a session of its courses, as far as it counts today, and how many of them it gives one. */
  wishes: z.strictObject({ people: z.number().int(), met: z.number().int() }),
  /** Half-days in which it takes more from a counter than it can spare: whoever could come is asked when it is published. */
  covers: z.array(CoverShown),
  /** For whom it was searched, a condition each; none: for everybody who has the course ahead. */
  forWhom: z.array(z.string()),
  /** Sessions that it opens, and to which it adds seats, when it is published. */
  opens: z.array(OpenedShown),
  enlarges: z.array(EnlargedShown),
})

const DraftId = z.strictObject({ scheduleDraftId: z.number().int().positive() })

export const scheduling = defineContract({
  exportSchedule: {
    method: 'GET',
    path: '/schedules/problem',
    summary:
      'HR: who has the floor of a course ahead, its open sessions from a day to a day, who is away, and what each counter needs, as a problem of `schedule`',
    input: z.strictObject({ courseCode: Code, from: IsoDate, to: IsoDate }),
    output: Problem,
    refusals: {
      no_such_course: 404,
      no_policy: 409,
      ends_before_start: 422,
      course_without_floor: 422,
      nobody_to_seat: 422,
      no_open_session: 422,
    },
    patience: 60,
    snapshot: true,
  },
  loadSchedule: {
    method: 'POST',
    path: '/schedules',
    summary:
      'HR: a solution of `schedule`, checked against the records of this moment: a draft, or the seats at once, all or none',
    input: z.strictObject({ solution: Solution, publish: z.boolean().default(false) }),
    output: z.strictObject({
      scheduleDraftId: z.number().int(),
      published: z.boolean(),
      seats: z.number().int(),
      sessions: z.number().int(),
    }),
    refusals: { schedule_broken: 409 },
    patience: 120,
    bodyLimit: 32 * 1_048_576,
  },
  listScheduleDrafts: {
    method: 'GET',
    path: '/schedules',
    summary: 'HR: schedules that were loaded and are neither published nor dropped, the latest first',
    input: z.strictObject({}),
    fewPeople: { tells: 'how many stand in at a counter: HR and the heads concerned see them by name' },
    output: z.strictObject({ drafts: z.array(Draft) }),
    refusals: {},
  },
  publishSchedule: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/publication',
    summary:
      'HR gives the seats of a draft, all or none, checked once more against the records of this moment; sessions and seats that it rests on are made with it, and cover is asked for',
    /** `unanswered`: even though HR has not answered what heads said against it. */
    input: DraftId.extend({ unanswered: z.boolean().default(false) }),
    output: z.strictObject({
      seats: z.number().int(),
      /** Who was asked to stand in, and for how many nobody was found: a task of their heads. */
      covers: z.strictObject({ asked: z.number().int(), open: z.number().int() }),
    }),
    refusals: { schedule_broken: 409, no_such_draft: 404, objections_unanswered: 409, after_course_end: 422 },
    patience: 120,
  },
  dropSchedule: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/end',
    summary: 'HR drops a draft; nobody had a seat by it',
    input: DraftId,
    output: z.strictObject({ dropped: z.literal(true) }),
    refusals: { no_such_draft: 404 },
  },
})
