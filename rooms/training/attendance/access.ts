import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import { applicant } from '../applicant.access.ts'
import type { attending } from './contract.ts'
import type { history } from './history.contract.ts'

export const attendanceAccess: Access<typeof attending & typeof history> = {
  recordAttendance: (ctx) => hasRole(ctx, 'hr'),
  recordCompletion: (ctx) => hasRole(ctx, 'hr'),
  submitReport: (ctx, { applicationId }) => applicant(ctx, applicationId),
  importTrainingHistory: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
