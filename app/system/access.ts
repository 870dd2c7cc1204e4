import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { system } from './contract.ts'

export const systemAccess: Access<typeof system> = {
  showSystem: (ctx) => hasRole(ctx, 'it'),
  liftPauses: (ctx) => hasRole(ctx, 'it'),
  endSessions: (ctx) => hasRole(ctx, 'it'),
}
