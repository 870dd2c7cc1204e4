import type { Access } from '#platform/ctx/room.ts'
import { hasRole, staff } from '#rooms/people/access.ts'
import { applicant } from '../applicant.access.ts'
import type { roster } from './contract.ts'

export const rosterAccess: Access<typeof roster> = {
  showRoster: (ctx) => hasRole(ctx, 'hr'),
  markAttendance: (ctx) => hasRole(ctx, 'hr'),
  fixAttendance: (ctx) => hasRole(ctx, 'hr'),
  showSessionCode: (ctx) => hasRole(ctx, 'hr'),
  checkIn: (ctx) => staff(ctx),
  showMyNumber: (ctx, { applicationId }) => applicant(ctx, applicationId),
  takeNumber: (ctx) => hasRole(ctx, 'hr'),
}
