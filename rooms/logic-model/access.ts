import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, staff } from '#rooms/people/access.ts'
import type { logicModel } from './contract.ts'

/** What the town tries to reach is for every member of staff to see. */
export const logicModelAccess: Access<typeof logicModel> = {
  showModel: (ctx) => staff(ctx) || hasRole(ctx, 'hr') || command(ctx),
  showModelPicture: (ctx) => staff(ctx) || hasRole(ctx, 'hr') || command(ctx),
}
