import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { CourseBrief, IsoDate, Person, SessionBrief } from '../shape.contract.ts'

const Count = z.number().int()
const Id = z.number().int().positive()
/** A session, or one that the draft would open, which has a number below nought. */
const AnySession = z.number().int()

export const drafting = defineContract({
  showScheduleDraft: {
    method: 'GET',
    path: '/schedules/{scheduleDraftId}',
    summary:
      'HR: the sessions of a draft, the seats of one of them, or those that break a rule by the records of this moment, each with the reasons',
    input: z.strictObject({ scheduleDraftId: Id, courseSessionId: AnySession.optional() }),
    output: z.strictObject({
      scheduleDraftId: Count,
      madeOn: IsoDate,
      version: Version,
      seats: Count,
      broken: Count,
      /** Of the courses concerned all that are ahead, and those in which somebody sits. */
      sessions: z.array(
        z.strictObject({
          course: CourseBrief,
          session: SessionBrief,
          seats: Count,
          /** Free before the draft. */
          seatsLeft: Count,
          broken: Count,
        }),
      ),
      /** In the session that is asked for; without one, whoever breaks a rule. The first 200. */
      people: z.array(z.strictObject({ person: Person, courseSessionId: Count, reasons: z.array(z.string()) })),
      /** Moved by hand, the latest 20 first. */
      moves: z.array(
        z.strictObject({
          handMoveId: Count,
          person: Person,
          from: SessionBrief.nullable(),
          to: SessionBrief.nullable(),
          by: z.string().nullable(),
          movedOn: IsoDate,
        }),
      ),
    }),
    refusals: { no_such_draft: 404 },
    patience: 60,
    snapshot: true,
  },
  moveDraftSeat: {
    method: 'POST',
    path: '/schedules/{scheduleDraftId}/seats',
    summary:
      'HR moves somebody in a draft by hand, gives them a seat in it or takes it; whatever rule it breaks is said at once. A draft seats nobody',
    input: z.strictObject({
      scheduleDraftId: Id,
      staffMemberId: Id,
      /** Null: they have no seat yet. */
      from: AnySession.nullable(),
      /** Null: they have none any more. */
      to: AnySession.nullable(),
      seen: Seen,
    }),
    /** `reasons`: what the person breaks now, and what others break since the move; others by name. The first five. */
    output: z.strictObject({ version: Version, broken: Count, reasons: z.array(z.string()) }),
    refusals: {
      no_such_draft: 404,
      no_such_seat: 404,
      no_such_session: 404,
      no_such_staff_member: 404,
      ...staleRefusal,
    },
    patience: 60,
  },
  compareSchedules: {
    method: 'GET',
    path: '/schedules/comparison',
    summary:
      'HR: drafts of one course side by side: who has a seat, who has none, which sections and half-days bind, how many counters are at their minimum, and who sits elsewhere',
    input: z.strictObject({ scheduleDraftIds: z.array(Id).min(2).max(4) }),
    fewPeople: { tells: 'how many a counter is short of, which is the counter’s need and of nobody' },
    output: z.strictObject({
      course: CourseBrief,
      drafts: z.array(
        z.strictObject({
          scheduleDraftId: Count,
          madeOn: IsoDate,
          seats: Count,
          sessions: Count,
          /** For whom it was searched, a condition each; none: for everybody who has the course ahead. */
          forWhom: z.array(z.string()),
          /** Of those for whom it was searched. */
          unseated: Count,
          broken: Count,
          /** Half-days of counters from which somebody is taken and nobody more can be. */
          atMinimum: Count,
          /** People who sit elsewhere, or have a seat or none, unlike in the first draft. */
          differing: Count,
          /** Sections with people without a seat and half-days that can spare nobody; those with most people first. */
          binding: z.array(z.strictObject({ sectionName: z.string(), people: Count, halfDays: Count })),
        }),
      ),
      differing: Count,
      /** The first 200, with their session in each draft. */
      differences: z.array(z.strictObject({ person: Person, sessions: z.array(SessionBrief.nullable()) })),
    }),
    refusals: { no_such_draft: 404, not_one_matter: 422, no_policy: 409, course_without_floor: 422 },
    patience: 60,
    snapshot: true,
  },
})
