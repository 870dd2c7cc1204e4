import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { CourseBrief, IsoDate, Person, SessionBrief } from '../shape.contract.ts'

const Count = z.number().int()
const DraftId = z.strictObject({ scheduleDraftId: z.number().int().positive() })

/** Who would go from where to where; nowhere where no session is left that keeps every rule. */
const Change = z.strictObject({
  person: Person,
  from: SessionBrief,
  to: SessionBrief.nullable(),
  /** The seat holds no more; without it somebody makes room for others. */
  isBroken: z.boolean(),
})

export const mending = defineContract({
  showScheduleChanges: {
    method: 'GET',
    path: '/schedules/changes',
    summary:
      'HR: seats of published schedules that hold no more since something changed (leave, a transfer, a session moved or cancelled, a minimum raised), each with the reason, and what would mend them',
    input: z.strictObject({}),
    output: z.strictObject({
      courses: z.array(
        z.strictObject({
          course: CourseBrief,
          /** Seats of schedules in sessions ahead. */
          seats: Count,
          broken: Count,
          /** The first 100, by day. */
          places: z.array(
            z.strictObject({
              applicationId: Count,
              person: Person,
              session: SessionBrief,
              reasons: z.array(z.string()),
            }),
          ),
          mendings: z.array(
            z.strictObject({
              scheduleDraftId: Count,
              madeOn: IsoDate,
              moved: Count,
              lost: Count,
              /** The first 200. */
              changes: z.array(Change),
            }),
          ),
        }),
      ),
    }),
    refusals: {},
    patience: 60,
    snapshot: true,
  },
  applyMending: {
    method: 'POST',
    path: '/schedules/mendings/{scheduleDraftId}/application',
    summary:
      'HR moves the seats of a proposal, all or none, checked once more against the records of this moment; who is moved or loses the seat is told',
    input: DraftId,
    output: z.strictObject({ moved: Count, lost: Count }),
    refusals: { no_such_draft: 404, mending_broken: 409, seats_changed: 409 },
    patience: 120,
  },
})
