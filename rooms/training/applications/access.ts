import { type Access, anyOf } from '#platform/ctx/room.ts'
import { hasRole, staff } from '#rooms/people/access.ts'
import { applicant, applicantsDecider, hrOf } from '../applicant.access.ts'
import type { applying } from './applying.contract.ts'
import type { approving } from './approving.contract.ts'
import type { selecting } from './selecting.contract.ts'
import type { takingBack } from './taking-back.contract.ts'

/** Everyone applies for themselves, the section head of the day decides or who stands in, HR selects. */
export const applicationsAccess: Access<typeof applying & typeof approving & typeof selecting & typeof takingBack> = {
  apply: (ctx) => staff(ctx),
  resubmit: (ctx, { applicationId }) => applicant(ctx, applicationId),
  withdraw: (ctx, { applicationId }) => applicant(ctx, applicationId),
  showApplication: (ctx, { applicationId }) =>
    anyOf(applicant(ctx, applicationId), hasRole(ctx, 'hr'), applicantsDecider(ctx, applicationId)),
  listMyTraining: (ctx) => staff(ctx),

  listApprovals: (ctx) => staff(ctx),
  listUndecided: (ctx) => hasRole(ctx, 'hr'),
  approve: (ctx, { applicationId }) => applicantsDecider(ctx, applicationId),
  returnForRevision: (ctx, { applicationId }) => applicantsDecider(ctx, applicationId),
  reject: (ctx, { applicationId }) => applicantsDecider(ctx, applicationId),
  showTeamTraining: (ctx) => staff(ctx),

  listSessionApplications: (ctx) => hasRole(ctx, 'hr'),
  select: (ctx) => hasRole(ctx, 'hr'),
  notSelect: (ctx) => hasRole(ctx, 'hr'),
  orderAttendance: (ctx) => hasRole(ctx, 'hr'),
  nominate: (ctx) => hasRole(ctx, 'hr'),
  cancelApplication: (ctx) => hasRole(ctx, 'hr'),

  takeBackStep: (ctx, { applicationId }) =>
    anyOf(applicant(ctx, applicationId), hrOf(ctx, applicationId), applicantsDecider(ctx, applicationId)),
}
