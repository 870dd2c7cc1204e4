import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, staff } from '#rooms/people/access.ts'
import type { literacy } from './contract.ts'

/**
 * The town's share is for all staff; sections are for HR and executives, and the service leaves them out for others. By name HR sees everyone,
 * and a head their own people of the day.
 */
export const literacyAccess: Access<typeof literacy> = {
  showLiteracyBoard: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), staff(ctx), command(ctx)),
  showFloorByGroup: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showFloorBySection: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showFloorPath: (ctx, { within }) =>
    anyOf(hasRole(ctx, 'hr'), executive(ctx), within === undefined && staff(ctx), command(ctx)),
  showFloorWorklist: (ctx) => hasRole(ctx, 'hr'),
  exportFloorWorklist: (ctx) => hasRole(ctx, 'hr'),
  showTeamFloor: (ctx) => staff(ctx) && 'sectionHead',
  showMyFloor: (ctx) => staff(ctx) && 'self',
}
