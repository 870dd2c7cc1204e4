import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Cover, CoverOffer, coverRefusals, Id } from '../shape.contract.ts'

export const covering = defineContract({
  agreeToCover: {
    method: 'POST',
    path: '/covers/{coverArrangementId}/agreement',
    summary: 'The named substitute agrees to stand in; for cover without one, the section head does',
    input: z.strictObject({ coverArrangementId: Id }),
    output: z.strictObject({ agreed: z.literal(true) }),
    refusals: { cover_not_open: 409 },
  },
  declineCover: {
    method: 'POST',
    path: '/covers/{coverArrangementId}/refusal',
    summary: 'The named substitute cannot; the section head is asked to arrange cover (INV-T6)',
    input: z.strictObject({ coverArrangementId: Id }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { cover_not_open: 409 },
  },
  arrangeCover: {
    method: 'POST',
    path: '/applications/{applicationId}/cover',
    summary: 'The section head, or the applicant, says who stands in or how; it replaces what was said before',
    input: z.strictObject({ applicationId: Id, cover: CoverOffer }),
    output: Cover,
    refusals: { no_such_application: 404, wrong_state: 409, ...coverRefusals },
  },
})
