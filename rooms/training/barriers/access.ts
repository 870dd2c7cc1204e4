import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole } from '#rooms/people/access.ts'
import type { ledger } from './contract.ts'

export const barriersAccess: Access<typeof ledger> = {
  showBarriers: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
}
