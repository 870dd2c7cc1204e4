import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Cover, Rest } from '#rooms/training/scheduling/opening.contract.ts'
import { Who } from '#rooms/training/scheduling/who.contract.ts'

const Key = z.string().regex(/^[0-9a-f]{32}$/)
const Count = z.number().int()

/** A change that may give more seats; tried, it changes nothing of the records. */
const Trial = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('capacity'), session: z.string().max(40), add: Count.min(1).max(10_000) }),
  Cover.extend({ kind: z.literal('cover') }),
  z.strictObject({
    kind: z.literal('session'),
    course: z.string().max(40),
    slots: z.array(z.string().max(20)).min(1).max(40),
    capacity: Count.min(1).max(10_000),
  }),
])

export const schedules = defineContract({
  searchSchedule: {
    method: 'POST',
    path: '/schedules/search',
    summary:
      'HR has a schedule searched for that keeps every counter: who has a course ahead, of a round, sections or a cohort where they are named, its open sessions; the best found becomes a draft, with what is proven of it. With trials nothing is kept',
    input: z.strictObject({
      searchKey: Key,
      courseCode: z.string().trim().min(1).max(40),
      from: IsoDate,
      to: IsoDate,
      /** A round, sections, a cohort, of those who have the course ahead; it stands with the draft. */
      who: Who.prefault({}),
      seconds: z.number().int().min(1).max(60).default(20),
      trials: z.array(Trial).max(20).default([]),
      /** What the draft rests on: cover at counters, seats that sessions have more, sessions that are opened; all of it when it is published. */
      rests: z.array(Rest).max(100).default([]),
    }),
    fewPeople: { tells: 'how many a counter is short of, which is the counter’s need and of nobody' },
    output: z.strictObject({
      /** Null for a trial. */
      scheduleDraftId: Count.nullable(),
      /** `optimal`: no schedule seats more, nor suits wishes better. */
      status: z.enum(['optimal', 'feasible']),
      needed: Count,
      seated: Count,
      /** No schedule seats more. */
      seatedBound: Count,
      gap: z.number(),
      ending: z.enum(['search', 'time', 'stopped', 'solver']),
      /** Why people have no seat, the most frequent first. */
      reasons: z.array(z.strictObject({ reason: z.string(), people: Count })),
      /** Sections in which nobody more can be spared, those with most people without a seat first; the first of those half-days, and how many. */
      binding: z.array(
        z.strictObject({ sectionName: z.string(), slots: z.array(z.string()), halfDays: Count, people: Count }),
      ),
      reliefs: z.array(z.strictObject({ words: z.string(), gain: Count, trial: Trial })),
    }),
    refusals: {
      no_such_course: 404,
      no_policy: 409,
      ends_before_start: 422,
      applies_after_start: 422,
      after_course_end: 422,
      course_without_floor: 422,
      nobody_to_seat: 422,
      round_not_for_course: 409,
      no_such_section: 404,
      no_open_session: 422,
    },
    patience: 60,
  },
  searchMending: {
    method: 'POST',
    path: '/schedules/mendings/search',
    summary:
      'HR: of the seats of a course that published schedules gave, those that hold no more are placed anew, with as few moves of others as there can be; what is found is a proposal',
    input: z.strictObject({
      searchKey: Key,
      courseCode: z.string().trim().min(1).max(40),
      seconds: z.number().int().min(1).max(60).default(20),
    }),
    output: z.strictObject({
      /** Null where nothing would move. */
      scheduleDraftId: Count.nullable(),
      moved: Count,
      /** Seats for which there is no place any more. */
      lost: Count,
      /** Whose session was cancelled, and for whom no other has a place. */
      unplaced: Count,
      /** No schedule with as many seats moves fewer. */
      fewest: Count,
      ending: z.enum(['search', 'time', 'stopped', 'solver']),
    }),
    refusals: { no_such_course: 404, nothing_to_mend: 409, no_session_to_mend: 409 },
    patience: 60,
  },
  showSearch: {
    method: 'GET',
    path: '/schedules/search/{searchKey}',
    summary: 'How far a search has come: seats so far, and the bound that is proven',
    input: z.strictObject({ searchKey: Key }),
    output: z.strictObject({
      isRunning: z.boolean(),
      stage: z.string().nullable(),
      seated: Count,
      seatedBound: Count,
      seconds: z.number(),
    }),
    refusals: {},
  },
  stopSearch: {
    method: 'POST',
    path: '/schedules/search/{searchKey}/stop',
    summary: 'Ends a search with the best so far',
    input: z.strictObject({ searchKey: Key }),
    output: z.strictObject({ stopping: z.boolean() }),
    refusals: {},
  },
})
