import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { halfDays } from '../sessions/rules.ts'
import { Barrier, CourseBrief, IsoDate, Person, Reason, SessionBrief } from '../shape.contract.ts'

const DraftId = z.number().int().positive()
/** So many are to stand in at a counter in a half-day. */
export const CoverShown = z.strictObject({
  sectionName: z.string(),
  day: IsoDate,
  half: z.enum(halfDays),
  people: z.number().int(),
})
const ObjectionAnswer = z.enum(['heard', 'notFollowed'])

export const objecting = defineContract({
  showToHeads: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/showing',
    summary:
      'HR shows a draft to the heads of the people in it, who may object until a day; said again, the later day holds',
    input: z.strictObject({ scheduleDraftId: DraftId, objectBy: IsoDate }),
    output: z.strictObject({ heads: z.number().int() }),
    refusals: { no_such_draft: 404, day_past: 422 },
  },
  answerObjection: {
    method: 'POST',
    path: '/schedules/objections/{scheduleObjectionId}/answer',
    summary: 'HR answers what a head said against a draft: heard, or not followed, with the reason; the head is told',
    input: z.strictObject({ scheduleObjectionId: DraftId, answer: ObjectionAnswer, reason: Reason }),
    output: z.strictObject({ answered: z.literal(true) }),
    refusals: { no_such_objection: 404 },
  },
  listTeamSchedules: {
    method: 'GET',
    path: '/team/schedules',
    summary: 'What drafts of schedules would take from my sections, before they are published',
    input: z.strictObject({}),
    fewPeople: { tells: 'how many stand in at a counter: HR and the heads concerned see them by name' },
    output: z.strictObject({
      drafts: z.array(
        z.strictObject({
          scheduleDraftId: z.number().int(),
          madeOn: IsoDate,
          total: z.number().int(),
          /** The first 200 by day. */
          seats: z.array(z.strictObject({ person: Person, course: CourseBrief, session: SessionBrief })),
          /** For which half-days of my sections somebody is asked to stand in once it is published. */
          covers: z.array(CoverShown),
          /** The last day on which I may object; later it is shown and nothing more. */
          objectBy: IsoDate,
          mayObject: z.boolean(),
          /** What I said against it, and what HR answered. */
          objection: z.string().nullable(),
          /** Of what I said and how it was answered. */
          version: Version,
          answer: z.strictObject({ answer: ObjectionAnswer, reason: z.string(), on: IsoDate }).nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  objectToSchedule: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/objections',
    summary:
      'A section head whose people have seats in a draft says what is wrong with it; said again, the later words stand, and those before need no answer any more',
    input: z.strictObject({ scheduleDraftId: DraftId, reason: Reason, barrier: Barrier, seen: Seen }),
    output: z.strictObject({ objected: z.literal(true) }),
    refusals: { no_such_draft: 404, objecting_over: 409, ...staleRefusal },
  },
  endObjection: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/objections/end',
    summary: 'What I said against a draft holds no more',
    input: z.strictObject({ scheduleDraftId: DraftId }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { no_such_draft: 404 },
  },
})
