import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

/** What the door answers itself, beside the rooms. */
export const gateContract = defineContract({
  showProgress: {
    method: 'GET',
    path: '/progress/{key}',
    summary:
      'How far a long request has come that was sent with this key in X-Progress-Key; noughts where nothing is known',
    input: z.strictObject({ key: z.string().regex(/^[\w-]{16,64}$/) }),
    output: z.strictObject({ stage: z.string(), done: z.number().int(), total: z.number().int() }),
    refusals: {},
  },
})

export const progressOf = gateContract.showProgress
