import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole } from '#rooms/people/access.ts'
import { applicant, hrOf } from '../applicant.access.ts'
import type { completion } from './completion.contract.ts'
import type { attending } from './contract.ts'
import type { correcting } from './correcting.contract.ts'
import type { history } from './history.contract.ts'

export const attendanceAccess: Access<typeof attending & typeof completion & typeof history & typeof correcting> = {
  recordAttendance: (ctx) => hasRole(ctx, 'hr'),
  recordCompletion: (ctx) => hasRole(ctx, 'hr'),
  correctRecord: (ctx, { applicationId }) => hrOf(ctx, applicationId),
  correctReport: (ctx, { applicationId }) => applicant(ctx, applicationId),
  submitReport: (ctx, { applicationId }) => applicant(ctx, applicationId),
  showCompletionByCourse: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  importTrainingHistory: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
