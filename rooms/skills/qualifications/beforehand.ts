/** A proof is looked through before any connection is taken. */
import type { Beforehands } from '#platform/ctx/room.ts'
import type { qualifications } from './contract.ts'
import { proofIn } from './proof.service.ts'

export const qualificationsBeforehand = {
  declareQualification: {
    work: async (_outside: unknown, { proof }: { proof: { base64: string } }) => proofIn(proof.base64),
  },
} satisfies Beforehands<typeof qualifications>
