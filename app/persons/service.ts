/** What reaches over all rooms of one person: somebody who does not come after all, and two numbers that are one. */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { declineSpell } from '#rooms/people/records/service.ts'
import { releaseFrom } from '#rooms/training/service.ts'
import type { persons } from './contract.ts'

export { agreeToJoin, askToJoin, declineJoin, listJoins, previewJoin } from './joining.service.ts'

export async function declineEmployment(
  ctx: Ctx<typeof persons.declineEmployment>,
  { staffMemberId, validFrom, seen, reason }: Input<typeof persons.declineEmployment>,
) {
  await declineSpell(ctx, { staffMemberId, validFrom, seen, reason })
  await releaseFrom(ctx, staffMemberId, validFrom, reason)
  return { declined: true as const }
}
