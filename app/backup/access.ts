import type { Access } from '#platform/ctx/room.ts'
import { command } from '#rooms/people/access.ts'
import type { backup } from './contract.ts'

export const backupAccess: Access<typeof backup> = {
  backupTown: (ctx) => command(ctx),
  recordDrill: (ctx) => command(ctx),
  restoreTown: (ctx) => command(ctx),
}
