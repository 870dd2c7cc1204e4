import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import { decides, hasRole, self } from '#rooms/people/access.ts'
import { applicantOf } from './steps.service.ts'

/** The person whose application it is. */
export async function applicant(ctx: Ctx, applicationId: number): Promise<'self' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

/** Whoever decides for the applicant today: their section head, or who stands in where there is none (INV-O4, O5). */
export async function applicantsDecider(ctx: Ctx, applicationId: number): Promise<ActsAs> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && decides(ctx, staffMemberId)
}

/** HR, of an application that is there; whoever asks about another number learns nothing of what there is. */
export async function hrOf(ctx: Ctx, applicationId: number): Promise<ActsAs> {
  const role = hasRole(ctx, 'hr')
  return role && (await applicantOf(ctx, applicationId)) !== null && role
}
