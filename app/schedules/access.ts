import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { schedules } from './contract.ts'

export const schedulesAccess: Access<typeof schedules> = {
  searchSchedule: (ctx) => hasRole(ctx, 'hr'),
  searchMending: (ctx) => hasRole(ctx, 'hr'),
  showSearch: (ctx) => hasRole(ctx, 'hr'),
  stopSearch: (ctx) => hasRole(ctx, 'hr'),
}
