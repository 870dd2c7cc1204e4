import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, self, supervises } from '#rooms/people/access.ts'
import type { roleHolders } from './contract.ts'
import { holderOf } from './holders.service.ts'

/** A role is given by HR or by the person's section head of today; what it expects beside what they can do those see who see their skills (INV-S1, S2). */
export const rolesAccess: Access<typeof roleHolders> = {
  listRoleHolders: (ctx) => hasRole(ctx, 'hr'),
  showRolesOf: async (ctx, { staffMemberId }) =>
    self(ctx, staffMemberId) || hasRole(ctx, 'hr') || (await supervises(ctx, staffMemberId)),
  nameRoleHolder: async (ctx, { staffMemberId }) => hasRole(ctx, 'hr') || (await supervises(ctx, staffMemberId)),
  endRoleHolder: async (ctx, { roleHolderId }) => hasRole(ctx, 'hr') || (await headOf(ctx, roleHolderId)),
  importRoleHolders: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  exportRoleHolders: (ctx) => hasRole(ctx, 'hr'),
  // Whoever is both sees as HR does.
  showRolesBySection: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  showDemandForPeople: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
}

async function headOf(ctx: Ctx, roleHolderId: number) {
  const person = await holderOf(ctx, roleHolderId)
  return person !== undefined && (await supervises(ctx, person))
}
