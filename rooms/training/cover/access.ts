import { type Access, anyOf } from '#platform/ctx/room.ts'
import { applicant, applicantsDecider } from '../applicant.access.ts'
import type { covering } from './contract.ts'
import { mayAgree } from './service.ts'

export const coverAccess: Access<typeof covering> = {
  agreeToCover: (ctx, { coverArrangementId }) => mayAgree(ctx, coverArrangementId),
  declineCover: async (ctx, { coverArrangementId }) =>
    (await mayAgree(ctx, coverArrangementId)) === 'substitute' && 'substitute',
  takeBackCoverAnswer: (ctx, { coverArrangementId }) => mayAgree(ctx, coverArrangementId),
  arrangeCover: (ctx, { applicationId }) => anyOf(applicant(ctx, applicationId), applicantsDecider(ctx, applicationId)),
}
