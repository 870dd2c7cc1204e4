import { type Access, anyOf } from '#platform/ctx/room.ts'
import { executive, hasRole, staff } from '#rooms/people/access.ts'
import type { literacy } from './contract.ts'

/** The town's share is for all staff; sections are for HR and executives, and the service leaves them out for others. */
export const literacyAccess: Access<typeof literacy> = {
  showLiteracyBoard: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), staff(ctx)),
  showMyFloor: (ctx) => staff(ctx) && 'self',
}
