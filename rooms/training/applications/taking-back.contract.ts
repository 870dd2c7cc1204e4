import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { Done, Id } from '../shape.contract.ts'

export const takingBack = defineContract({
  takeBackStep: {
    method: 'POST',
    path: '/applications/{applicationId}/step-taken-back',
    summary:
      'Takes back the step that I took today, until somebody has gone on from it; it stays in the history and counts in nothing',
    input: z.strictObject({ applicationId: Id }),
    output: Done,
    refusals: { ...takenBackRefusal, session_cancelled: 409, no_seat_left: 409 },
  },
})
