import type { Ctx } from '#platform/ctx/ctx.ts'
import { self, supervises } from '#rooms/people/access.ts'
import { applicantOf } from './steps.service.ts'

/** The person whose application it is. */
export async function applicant(ctx: Ctx, applicationId: number): Promise<'self' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && self(ctx, staffMemberId)
}

/** The applicant's section head of today (INV-O5). */
export async function applicantsHead(ctx: Ctx, applicationId: number): Promise<'sectionHead' | false> {
  const staffMemberId = await applicantOf(ctx, applicationId)
  return staffMemberId !== null && supervises(ctx, staffMemberId)
}
