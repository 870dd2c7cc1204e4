import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { decides, hasRole, self, staff } from '#rooms/people/access.ts'
import type { recommending } from './contract.ts'
import { headedLeaver, recommendedTo } from './service.ts'
import { recommendedBy } from './striking.service.ts'

/** Whoever decides for the person on the day suggests; only the person answers. */
export const recommendationsAccess: Access<typeof recommending> = {
  recommendCourse: (ctx, { staffMemberId }) => anyOf(decides(ctx, staffMemberId), leaversHead(ctx, staffMemberId)),
  listMyRecommendations: (ctx) => staff(ctx),
  answerRecommendation: (ctx, { recommendationId }) => recommended(ctx, recommendationId),
  takeBackAnswer: (ctx, { recommendationId }) => recommended(ctx, recommendationId),
  listGivenRecommendations: (ctx) => staff(ctx),
  strikeRecommendation: (ctx, { recommendationId }) => striker(ctx, recommendationId),
  listRecommendationsTo: (ctx) => hasRole(ctx, 'hr'),
}

/** Whoever made it, wherever they are now, or HR. */
async function striker(ctx: Ctx, recommendationId: number): Promise<'author' | 'hr' | false> {
  const by = await recommendedBy(ctx, recommendationId)
  if (by === null) return false
  return self(ctx, by) ? 'author' : hasRole(ctx, 'hr') && 'hr'
}

async function recommended(ctx: Ctx, recommendationId: number): Promise<'self' | false> {
  const staffMemberId = await recommendedTo(ctx, recommendationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

/** Head of someone's last day: the answer is that the person has left, not that the head may not. */
async function leaversHead(ctx: Ctx, staffMemberId: number): Promise<'sectionHead' | false> {
  return (await headedLeaver(ctx, staffMemberId)) && 'sectionHead'
}
