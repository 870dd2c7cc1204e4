import type { Access } from '#platform/ctx/room.ts'
import { command, executive, hasRole, staff } from '#rooms/people/access.ts'
import type { editions } from './contract.ts'

export const editionsAccess: Access<typeof editions> = {
  // Drafts too: whoever decides reads what they decide on.
  comparePolicies: (ctx) => hasRole(ctx, 'hr') || command(ctx) || executive(ctx),
  showPublicationEffects: (ctx) => hasRole(ctx, 'hr') || command(ctx) || executive(ctx),
  showPolicyForMe: (ctx) => staff(ctx) && 'self',
  answerEffect: (ctx) => hasRole(ctx, 'hr'),
}
