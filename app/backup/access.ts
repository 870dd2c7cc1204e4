import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { backup } from './contract.ts'

export const backupAccess: Access<typeof backup> = {
  backupTown: (ctx) => command(ctx),
  restoreTown: (ctx) => command(ctx),
  exportPerson: (ctx) => command(ctx) || hasRole(ctx, 'hr'),
}
