import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { CourseBrief, IsoDate, Person, Reason, SessionBrief } from '../shape.contract.ts'

const DraftId = z.number().int().positive()

export const objecting = defineContract({
  listTeamSchedules: {
    method: 'GET',
    path: '/team/schedules',
    summary: 'What drafts of schedules would take from my sections, before they are published',
    input: z.strictObject({}),
    output: z.strictObject({
      drafts: z.array(
        z.strictObject({
          scheduleDraftId: z.number().int(),
          madeOn: IsoDate,
          total: z.number().int(),
          /** The first 200 by day. */
          seats: z.array(z.strictObject({ person: Person, course: CourseBrief, session: SessionBrief })),
          /** What I said against it. */
          objection: z.string().nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  objectToSchedule: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/objections',
    summary:
      'A section head whose people have seats in a draft says what is wrong with it; said again, the later words stand',
    input: z.strictObject({ scheduleDraftId: DraftId, reason: Reason }),
    output: z.strictObject({ objected: z.literal(true) }),
    refusals: { no_such_draft: 404 },
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
