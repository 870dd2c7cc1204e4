import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import { command, executive, hasRole, staff } from '#rooms/people/access.ts'
import { wrote } from './comments.service.ts'
import type { editions } from './contract.ts'

/** HR and those who decide. */
const readsDrafts = (ctx: Ctx) => hasRole(ctx, 'hr') || command(ctx) || executive(ctx)

export const editionsAccess: Access<typeof editions> = {
  // Drafts too: whoever decides reads what they decide on.
  comparePolicies: readsDrafts,
  showPublicationEffects: readsDrafts,
  showPolicyForMe: (ctx) => staff(ctx) && 'self',
  answerEffect: (ctx) => hasRole(ctx, 'hr'),
  showDraftFigures: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listDraftsToRead: readsDrafts,
  showDraftToRead: readsDrafts,
  listComments: readsDrafts,
  writeComment: readsDrafts,
  answerComment: readsDrafts,
  closeComment: async (ctx, { commentId }) => hasRole(ctx, 'hr') || ((await readsDrafts(ctx)) && own(ctx, commentId)),
  takeBackComment: async (ctx, { commentId }) => (await readsDrafts(ctx)) && own(ctx, commentId),
}

/** One's own words. */
async function own(ctx: Ctx, commentId: number): Promise<'self' | false> {
  return (await wrote(ctx, commentId)) && 'self'
}
