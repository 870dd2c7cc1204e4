import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { records } from './contract.ts'

export const recordsAccess: Access<typeof records> = {
  listRecords: (ctx) => hasRole(ctx, 'hr'),
  showRecord: (ctx) => hasRole(ctx, 'hr'),
  correctLeave: (ctx) => hasRole(ctx, 'hr'),
  correctAssignment: (ctx) => hasRole(ctx, 'hr'),
  correctEmployment: (ctx) => hasRole(ctx, 'hr'),
  restoreRecord: (ctx) => hasRole(ctx, 'hr'),
}
