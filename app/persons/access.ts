import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { persons } from './contract.ts'

export const personsAccess: Access<typeof persons> = {
  declineEmployment: (ctx) => hasRole(ctx, 'hr'),
  previewJoin: (ctx) => hasRole(ctx, 'hr'),
  askToJoin: (ctx) => hasRole(ctx, 'hr'),
  listJoins: (ctx) => hasRole(ctx, 'hr'),
  agreeToJoin: (ctx) => hasRole(ctx, 'hr'),
  declineJoin: (ctx) => hasRole(ctx, 'hr'),
}
