import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { CorrectionReason } from '#platform/correction/shape.ts'
import { Seen, staleRefusal } from '#platform/version/version.ts'

const Id = z.number().int().positive()

export const persons = defineContract({
  declineEmployment: {
    method: 'POST',
    path: '/records/{staffMemberId}/decline',
    summary:
      'Whoever was to join does not come: the employment and what was prepared for it is struck, in every room; that they declined is kept',
    input: z.strictObject({
      staffMemberId: Id,
      /** The first day of the employment as it was to be. */
      validFrom: z.iso.date(),
      seen: Seen,
      reason: CorrectionReason,
    }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { ...staleRefusal, has_begun: 409 },
  },
})
