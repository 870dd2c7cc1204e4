import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { items } from './contract.ts'

/** The bank holds what is right: nobody but HR looks into it. */
export const itemsAccess: Access<typeof items> = {
  listItems: (ctx) => hasRole(ctx, 'hr'),
  showItem: (ctx) => hasRole(ctx, 'hr'),
  saveItem: (ctx) => hasRole(ctx, 'hr'),
  retireItem: (ctx) => hasRole(ctx, 'hr'),
  importItems: (ctx) => anyOf(hasRole(ctx, 'hr'), command(ctx)),
  exportItems: (ctx) => anyOf(hasRole(ctx, 'hr'), command(ctx)),
}
