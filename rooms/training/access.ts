import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, hasRole, self, staff, supervises } from '#rooms/people/access.ts'
import type { training } from './contract.ts'
import { applicantOf, headedLeaver, mayAgree, recommendedTo } from './service.ts'

/** HR keeps the catalogue and the sessions, the section head of the day decides, everyone looks after their own. */
export const trainingAccess: Access<typeof training> = {
  listCourses: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  showCourse: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  saveCourse: (ctx) => hasRole(ctx, 'hr'),
  listSessions: (ctx) => hasRole(ctx, 'hr'),
  saveSession: (ctx) => hasRole(ctx, 'hr'),
  cancelSession: (ctx) => hasRole(ctx, 'hr'),
  importCourses: (ctx) => hasRole(ctx, 'hr') || command(ctx),

  apply: (ctx) => staff(ctx),
  resubmit: (ctx, { applicationId }) => applicant(ctx, applicationId),
  withdraw: (ctx, { applicationId }) => applicant(ctx, applicationId),
  submitReport: (ctx, { applicationId }) => applicant(ctx, applicationId),
  showApplication: (ctx, { applicationId }) =>
    anyOf(applicant(ctx, applicationId), hasRole(ctx, 'hr'), applicantsHead(ctx, applicationId)),
  listMyTraining: (ctx) => staff(ctx),
  showMyTasks: (ctx) => staff(ctx),

  agreeToCover: (ctx, { coverArrangementId }) => mayAgree(ctx, coverArrangementId),
  declineCover: async (ctx, { coverArrangementId }) =>
    (await mayAgree(ctx, coverArrangementId)) === 'substitute' && 'substitute',
  arrangeCover: (ctx, { applicationId }) => anyOf(applicant(ctx, applicationId), applicantsHead(ctx, applicationId)),

  listApprovals: (ctx) => staff(ctx),
  approve: (ctx, { applicationId }) => applicantsHead(ctx, applicationId),
  returnForRevision: (ctx, { applicationId }) => applicantsHead(ctx, applicationId),
  reject: (ctx, { applicationId }) => applicantsHead(ctx, applicationId),
  showTeamTraining: (ctx) => staff(ctx),

  listSessionApplications: (ctx) => hasRole(ctx, 'hr'),
  select: (ctx) => hasRole(ctx, 'hr'),
  notSelect: (ctx) => hasRole(ctx, 'hr'),
  orderAttendance: (ctx) => hasRole(ctx, 'hr'),
  nominate: (ctx) => hasRole(ctx, 'hr'),
  cancelApplication: (ctx) => hasRole(ctx, 'hr'),
  recordAttendance: (ctx) => hasRole(ctx, 'hr'),
  recordCompletion: (ctx) => hasRole(ctx, 'hr'),

  recommendCourse: (ctx, { staffMemberId }) => anyOf(supervises(ctx, staffMemberId), leaversHead(ctx, staffMemberId)),
  listMyRecommendations: (ctx) => staff(ctx),
  answerRecommendation: (ctx, { recommendationId }) => recommended(ctx, recommendationId),
  listGivenRecommendations: (ctx) => staff(ctx),

  importTrainingHistory: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}

async function applicant(ctx: Ctx, applicationId: number): Promise<'self' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

async function applicantsHead(ctx: Ctx, applicationId: number): Promise<'sectionHead' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && supervises(ctx, staffMemberId)
}

async function recommended(ctx: Ctx, recommendationId: number): Promise<'self' | false> {
  const staffMemberId = await recommendedTo(ctx, recommendationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

/** Head of someone's last day: the answer is that the person has left, not that the head may not. */
async function leaversHead(ctx: Ctx, staffMemberId: number): Promise<'sectionHead' | false> {
  return (await headedLeaver(ctx, staffMemberId)) && 'sectionHead'
}
