import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, self, staff } from '#rooms/people/access.ts'
import type { thanks } from './contract.ts'
import { mayRead, partiesOf } from './standing.service.ts'

/**
 * A thank-you is for whom it was written to, and for whoever its writer chose. HR reads those that were reported, and no others; totals are
 * for HR and executives.
 */
export const thanksAccess: Access<typeof thanks> = {
  showThanksForm: (ctx) => staff(ctx),
  writeThanks: (ctx) => staff(ctx),
  correctThanks: (ctx, { thankYouId }) => party(ctx, thankYouId, 'writer'),
  takeBackThanks: (ctx, { thankYouId }) => party(ctx, thankYouId, 'writer'),
  hideThanks: (ctx, { thankYouId }) => party(ctx, thankYouId, 'receiver'),
  reportThanks: async (ctx, { thankYouId }) => staff(ctx) && (await mayRead(ctx, thankYouId)) && 'reader',
  listThanks: (ctx) => staff(ctx),
  listReportedThanks: (ctx) => hasRole(ctx, 'hr'),
  removeThanks: (ctx, { thankYouId }) => judge(ctx, thankYouId),
  keepThanks: (ctx, { thankYouId }) => judge(ctx, thankYouId),
  showThanksTotals: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  importThanks: (ctx) => command(ctx),
}

async function party(ctx: Ctx, thankYouId: number, who: 'writer' | 'receiver'): Promise<'author' | 'self' | false> {
  const parties = await partiesOf(ctx, thankYouId)
  return parties !== undefined && self(ctx, parties[who]) && (who === 'writer' ? 'author' : 'self')
}

/** Somebody of HR, but not whoever wrote it. */
async function judge(ctx: Ctx, thankYouId: number): Promise<'hr' | false> {
  if (!hasRole(ctx, 'hr')) return false
  const parties = await partiesOf(ctx, thankYouId)
  return parties?.writer !== ctx.actor.subjectId && 'hr'
}
