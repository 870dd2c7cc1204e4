import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import { policyAccess } from '../access.ts'
import type { workingDrafts } from './contract.ts'

const keeps = (ctx: Ctx) => policyAccess.listPolicyEditions(ctx, {})

/** Whoever may load and publish a policy works on its drafts. */
export const workingDraftsAccess: Access<typeof workingDrafts> = {
  listWorkingDrafts: keeps,
  beginWorkingDraft: keeps,
  showWorkingDraft: keeps,
  checkWorkingDraft: keeps,
  changeWorkingDraft: keeps,
  renameWorkingDraft: keeps,
  removeWorkingDraft: keeps,
  publishWorkingDraft: keeps,
}
