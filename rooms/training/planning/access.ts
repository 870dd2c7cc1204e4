import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { planning } from './contract.ts'

export const planningAccess: Access<typeof planning> = {
  planSessions: (ctx) => hasRole(ctx, 'hr'),
  readSessions: (ctx) => hasRole(ctx, 'hr'),
  addSessions: (ctx) => hasRole(ctx, 'hr'),
  removeSessions: (ctx) => hasRole(ctx, 'hr'),
  showSeatsNeeded: (ctx) => hasRole(ctx, 'hr'),
}
