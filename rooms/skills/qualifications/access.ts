import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, hasRole, job, self, staff } from '#rooms/people/access.ts'
import { claimantOf } from './claims.service.ts'
import type { qualifications } from './contract.ts'

/** The list is for all; what somebody handed in is for them and HR, who alone enter results. Their section head sees what became evidence. */
export const qualificationsAccess: Access<typeof qualifications> = {
  listQualifications: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx)),
  saveQualification: (ctx) => hasRole(ctx, 'hr'),
  retireQualification: (ctx) => hasRole(ctx, 'hr'),
  importQualifications: (ctx) => anyOf(hasRole(ctx, 'hr'), command(ctx)),
  exportQualifications: (ctx) => hasRole(ctx, 'hr'),
  recordResults: (ctx) => hasRole(ctx, 'hr'),
  importResults: (ctx) => hasRole(ctx, 'hr'),
  listMyClaims: (ctx) => staff(ctx) && 'self',
  declareQualification: (ctx) => staff(ctx) && 'self',
  withdrawClaim: (ctx, { qualificationClaimId }) => claimant(ctx, qualificationClaimId),
  listWaitingClaims: (ctx) => hasRole(ctx, 'hr'),
  showProof: (ctx, { qualificationClaimId }) => anyOf(claimant(ctx, qualificationClaimId), hasRole(ctx, 'hr')),
  confirmClaim: (ctx) => hasRole(ctx, 'hr'),
  returnClaim: (ctx) => hasRole(ctx, 'hr'),
  forgetProofs: (ctx) => job(ctx) || command(ctx),
}

async function claimant(ctx: Ctx, qualificationClaimId: number): Promise<'self' | false> {
  const id = await claimantOf(ctx, qualificationClaimId)
  return id !== undefined && self(ctx, id)
}
