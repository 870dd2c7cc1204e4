import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import { hasRole, self } from '#rooms/people/access.ts'
import { approversOf } from './approvers.service.ts'
import { applicantOf } from './steps.service.ts'

/** The person whose application it is. */
export async function applicant(ctx: Ctx, applicationId: number): Promise<'self' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

/** Whoever decides about it today: the applicant's section head or who stands in where there is none, and the next above once they have not for days (INV-O4, O5). */
export async function applicantsDecider(ctx: Ctx, applicationId: number): Promise<ActsAs> {
  return (await approversOf(ctx, applicationId))?.as ?? false
}

/** HR, of an application that is there; whoever asks about another number learns nothing of what there is. */
export async function hrOf(ctx: Ctx, applicationId: number): Promise<ActsAs> {
  const role = hasRole(ctx, 'hr')
  return role && (await applicantOf(ctx, applicationId)) !== null && role
}
