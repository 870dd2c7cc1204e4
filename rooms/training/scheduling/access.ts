import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, staff } from '#rooms/people/access.ts'
import type { scheduling } from './contract.ts'
import type { objecting } from './objecting.contract.ts'

/** HR gives seats by a schedule, and whoever is at the machine in its place. */
export const schedulingAccess: Access<typeof scheduling & typeof objecting> = {
  exportSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  loadSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listScheduleDrafts: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  publishSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listTeamSchedules: (ctx) => staff(ctx),
  objectToSchedule: (ctx) => staff(ctx),
  endObjection: (ctx) => staff(ctx),
  dropSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
