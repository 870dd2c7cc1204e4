import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { disclosure } from './contract.ts'

export const disclosureAccess: Access<typeof disclosure> = {
  exportPerson: (ctx) => command(ctx) || hasRole(ctx, 'hr'),
  erasePerson: (ctx) => command(ctx) || hasRole(ctx, 'hr'),
}
