import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { CourseBrief, Id, IsoDate, Person, SessionBrief } from '../shape.contract.ts'

const Swap = z.strictObject({ seatSwapId: Id })

export const swapping = defineContract({
  listSwaps: {
    method: 'GET',
    path: '/swaps',
    summary:
      'My seats ahead that I could swap for one in another session of the course, what I asked for, and who asks me to swap',
    input: z.strictObject({}),
    output: z.strictObject({
      seats: z.array(
        z.strictObject({
          applicationId: Id,
          course: CourseBrief,
          session: SessionBrief,
          /** Others of the course, ahead. */
          others: z.array(SessionBrief),
          /** What I asked for and nobody has answered yet. */
          asked: z
            .strictObject({ seatSwapId: Id, session: SessionBrief, person: Person.nullable(), endsOn: IsoDate })
            .nullable(),
        }),
      ),
      requests: z.array(
        z.strictObject({
          seatSwapId: Id,
          course: CourseBrief,
          person: Person,
          theirs: SessionBrief,
          mine: SessionBrief,
          /** It was asked of me alone. */
          isNamed: z.boolean(),
          endsOn: IsoDate,
        }),
      ),
    }),
    refusals: {},
  },
  askSwap: {
    method: 'POST',
    path: '/applications/{applicationId}/swaps',
    summary:
      'With a seat, I ask to sit in another session of the course in place of somebody there, by name or whoever agrees first; refused where nobody there could swap without breaking a rule',
    input: z.strictObject({ applicationId: Id, courseSessionId: Id, staffMemberId: Id.optional() }),
    output: z.strictObject({ seatSwapId: Id, endsOn: IsoDate }),
    refusals: {
      no_seat_to_swap: 409,
      no_such_session: 404,
      swap_asked_already: 409,
      nobody_could_swap: 409,
    },
  },
  withdrawSwap: {
    method: 'POST',
    path: '/swaps/{seatSwapId}/withdrawal',
    summary: 'I ask no more for a swap',
    input: Swap,
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { swap_over: 409 },
  },
  declineSwap: {
    method: 'POST',
    path: '/swaps/{seatSwapId}/refusal',
    summary: 'Asked by name, I keep my seat; no reason is asked for',
    input: Swap,
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { swap_over: 409 },
  },
  takeBackSwapAnswer: {
    method: 'POST',
    path: '/swaps/{seatSwapId}/refusal-taken-back',
    summary:
      'I take back that I declined today; they wait for my answer again, unless they have asked for another swap since',
    input: Swap,
    output: z.strictObject({ waits: z.literal(true) }),
    refusals: takenBackRefusal,
  },
  agreeToSwap: {
    method: 'POST',
    path: '/swaps/{seatSwapId}/agreement',
    summary: 'I give my seat for theirs: both move at once, or neither where a rule would be broken at this moment',
    input: Swap,
    output: z.strictObject({ applicationId: Id }),
    refusals: { swap_over: 409, swap_broken: 409 },
  },
})
