import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { sessions } from './contract.ts'

export const sessionsAccess: Access<typeof sessions> = {
  listSessions: (ctx) => hasRole(ctx, 'hr'),
  saveSession: (ctx) => hasRole(ctx, 'hr'),
  cancelSession: (ctx) => hasRole(ctx, 'hr'),
}
