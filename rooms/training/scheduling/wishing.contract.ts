import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { barriers } from '../barrier.rules.ts'
import { halfDays } from '../sessions/rules.ts'
import { Code, CourseBrief, Id, IsoDate, SessionBrief } from '../shape.contract.ts'

const Count = z.number().int()
const Call = z.strictObject({ wishCallId: Id })
const HalfDay = { day: IsoDate, half: z.enum(halfDays) }
/** Why somebody cannot, of the same list as every reason; what they have at home is one word (INV-S3). */
const Why = z.enum(barriers).default('unsorted')

export const wishing = defineContract({
  callForWishes: {
    method: 'POST',
    path: '/wish-calls',
    summary:
      'HR asks whoever has a course ahead, until a day, in which half-days they cannot and in which sessions they would like to sit; what they say enters the search for a schedule',
    input: z.strictObject({ courseCode: Code, from: IsoDate, to: IsoDate, closesOn: IsoDate }),
    output: z.strictObject({ wishCallId: Count, asked: Count }),
    refusals: {
      no_such_course: 404,
      no_policy: 409,
      ends_before_start: 422,
      course_without_floor: 422,
      nobody_to_seat: 422,
      no_open_session: 422,
      closes_at_wrong_time: 422,
      wishes_asked_already: 409,
    },
    patience: 60,
  },
  listWishCalls: {
    method: 'GET',
    path: '/wish-calls',
    summary: 'HR: what people were asked to wish for, how many have said something, and how much of it counts today',
    input: z.strictObject({}),
    output: z.strictObject({
      calls: z.array(
        z.strictObject({
          wishCallId: Count,
          course: CourseBrief,
          from: IsoDate,
          to: IsoDate,
          closesOn: IsoDate,
          /** People may still say something. */
          isOpen: z.boolean(),
          asked: Count,
          said: Count,
          /** Of those who said something: who has not moved or left since, and has no seat of the course. */
          counting: Count,
          wishing: Count,
          /** Of these, people by the kinds of reason for which they cannot; the most frequent first. */
          cannot: z.array(z.strictObject({ barrier: z.enum(barriers), people: Count })),
        }),
      ),
    }),
    refusals: {},
  },
  keepWishCalls: {
    method: 'POST',
    path: '/wish-calls/keeping',
    summary:
      'Asks whoever has come to have the course of an open call ahead since it began: joiners, returners, who entered the round',
    input: z.strictObject({}),
    output: z.strictObject({ asked: Count }),
    refusals: {},
    patience: 60,
  },
  endWishCall: {
    method: 'POST',
    path: '/wish-calls/{wishCallId}/end',
    summary: 'HR ends a call; what was said counts no more',
    input: Call,
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { no_such_wish_call: 404 },
  },
  showMyWishes: {
    method: 'GET',
    path: '/me/wishes',
    summary: 'Courses for which I am asked when I cannot and what I wish for, and what I have said',
    input: z.strictObject({}),
    output: z.strictObject({
      calls: z.array(
        z.strictObject({
          wishCallId: Count,
          course: CourseBrief,
          closesOn: IsoDate,
          saidOn: IsoDate.nullable(),
          /** Those that sessions take, with the reason for which I cannot then. */
          halfDays: z.array(z.strictObject({ ...HalfDay, cannot: z.enum(barriers).nullable() })),
          sessions: z.array(z.strictObject({ session: SessionBrief, isWished: z.boolean() })),
        }),
      ),
    }),
    refusals: {},
  },
  sayWishes: {
    method: 'POST',
    path: '/wish-calls/{wishCallId}/mine',
    summary:
      'When I cannot, each half-day with its kind of reason, and in which sessions I would like to sit; said again, the later words stand. Nobody but HR learns of it',
    input: z.strictObject({
      wishCallId: Id,
      cannot: z.array(z.strictObject({ ...HalfDay, barrier: Why })).max(400),
      courseSessionIds: z.array(Id).max(400),
    }),
    output: z.strictObject({ said: z.literal(true) }),
    refusals: { wishes_closed: 409, no_such_session: 404, no_session_then: 422 },
  },
})
