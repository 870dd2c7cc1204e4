import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, job, staff } from '#rooms/people/access.ts'
import type { pdca } from './contract.ts'
import { completesAs } from './decisions.service.ts'
import { ownerOfInitiative, ownerOfMilestone } from './plan.service.ts'
import { ownerOf } from './service.ts'

/** What a year came to is for all staff to read; HR closes it and writes down what was decided. The minute names sections and studies. */
export const pdcaAccess: Access<typeof pdca> = {
  listReviews: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  showReview: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  listClosing: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  stateNoValue: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  closeFiscalYear: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showYearPlan: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  saveInitiative: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  dropInitiative: (ctx) => hasRole(ctx, 'hr'),
  fixPlan: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  noteProgress: async (ctx, { initiativeId }) => completesAs(ctx, await ownerOfInitiative(ctx, initiativeId)),
  markMilestone: async (ctx, { milestoneId }) => completesAs(ctx, await ownerOfMilestone(ctx, milestoneId)),
  showMinute: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  showFollowUp: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  restate: (ctx) => hasRole(ctx, 'hr'),
  restateCorrected: (ctx) => job(ctx) || command(ctx),
  decide: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  completeDecision: (ctx, { reviewDecisionId }) => completes(ctx, reviewDecisionId),
  takeBackCompletion: (ctx, { reviewDecisionId }) => completes(ctx, reviewDecisionId),
}

/** HR, or whoever is to carry it out. */
async function completes(ctx: Ctx, reviewDecisionId: number): Promise<'hr' | 'owner' | false> {
  return completesAs(ctx, await ownerOf(ctx, reviewDecisionId))
}
