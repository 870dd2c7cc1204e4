import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { SectionCode } from '#rooms/people/contract.ts'
import { Id, IsoDate } from '../shape.contract.ts'
import { State } from './contract.ts'
import { leftOutReasons } from './nominating.rules.ts'

export const nominatingRound = defineContract({
  nominateRound: {
    method: 'POST',
    path: '/rounds/{roundId}/nominations',
    summary:
      'HR nominates people of a round, without a schedule, for the sessions of one of its courses that are to begin; earliest deadline first, and no counter under its minimum',
    input: z.strictObject({
      roundId: Id,
      courseId: Id,
      /** Of the course; all that are to begin where absent. */
      courseSessionIds: z.array(Id).min(1).max(200).optional(),
      /** These people; or all of a state, a wave, a section, who owe. */
      who: z.union([
        z.strictObject({ staffMemberIds: z.array(Id).min(1).max(5000) }),
        z.strictObject({
          state: State.optional(),
          wave: z.number().int().min(1).max(20).optional(),
          within: SectionCode.optional(),
        }),
      ]),
      /** Nobody where one cannot be seated; else as many as can, and the others are named. */
      allOrNone: z.boolean().default(false),
    }),
    output: z.strictObject({
      seated: z.array(
        z.strictObject({ courseSessionId: z.number().int(), startsOn: IsoDate, people: z.number().int() }),
      ),
      leftOut: z.array(
        z.strictObject({ staffMemberId: z.number().int(), name: z.string(), because: z.enum(leftOutReasons) }),
      ),
    }),
    refusals: {
      ...{ no_policy: 409, no_such_round: 404, round_ended: 409, no_such_course: 404, no_such_section: 404 },
      ...{ no_such_session: 404, no_session_ahead: 422, nobody_chosen: 422, not_all_seated: 409 },
    },
    patience: 120,
  },
})
