import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, takenBackRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, Person, SessionBrief, Words } from '../shape.contract.ts'
import { coverDoings, coverKinds } from './rules.ts'

/** What is offered as cover; the substitute is asked and agrees first. */
export const CoverOffer = z.strictObject({
  kind: z.enum(coverKinds),
  /** staffMemberId of whoever stands in; needed for `substitute`. */
  substitute: z.number().int().positive().optional(),
  /** Which duty is covered. */
  duty: Words.default(''),
  note: Words.default(''),
})

export const Cover = z.strictObject({
  coverArrangementId: z.number().int(),
  kind: z.enum(coverKinds),
  substitute: z.strictObject({ staffMemberId: z.number().int(), name: z.string(), nameKana: z.string() }).nullable(),
  duty: z.string(),
  note: z.string(),
  agreedOn: IsoDate.nullable(),
  /** Whoever was to stand in is in service then, not on leave and in no session of their own: else their word does not count. */
  isThere: z.boolean(),
  /** Arranged while the applicant, or whoever was to stand in, was in another section: where it is wanted still, it is arranged anew. */
  isOfAnotherSection: z.boolean(),
  version: Version,
})

/** A colleague asks me to stand in; what they wrote to their section head is not shown. */
export const CoverRequest = z.strictObject({
  coverArrangementId: z.number().int(),
  applicant: Person,
  courseTitle: z.string(),
  session: SessionBrief,
  duty: z.string(),
  note: z.string(),
  agreedOn: IsoDate.nullable(),
  /** I said today that I cannot; it may still be taken back. */
  declinedOn: IsoDate.nullable(),
  may: z.array(z.enum(coverDoings)),
})

/** Of whoever is asked to stand in. */
export const substituteRefusals = {
  substitute_is_applicant: 422,
  no_such_substitute: 422,
  substitute_away: 409,
} as const

export const coverRefusals = { substitute_needed: 422, substitute_not_needed: 422, ...substituteRefusals } as const

export const covering = defineContract({
  agreeToCover: {
    method: 'POST',
    path: '/covers/{coverArrangementId}/agreement',
    summary: 'The named substitute agrees to stand in; for cover without one, the section head does',
    input: z.strictObject({ coverArrangementId: Id }),
    output: z.strictObject({ agreed: z.literal(true) }),
    refusals: { cover_not_open: 409, away_then: 409 },
  },
  declineCover: {
    method: 'POST',
    path: '/covers/{coverArrangementId}/refusal',
    summary: 'The named substitute cannot; the section head is asked to arrange cover (INV-T6)',
    input: z.strictObject({ coverArrangementId: Id }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { cover_not_open: 409 },
  },
  takeBackCoverAnswer: {
    method: 'POST',
    path: '/covers/{coverArrangementId}/answer-taken-back',
    summary: 'Takes back what I answered today to a request to stand in, until somebody has gone on from it',
    input: z.strictObject({ coverArrangementId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
  arrangeCover: {
    method: 'POST',
    path: '/applications/{applicationId}/cover',
    summary: 'The section head, or the applicant, says who stands in or how; it replaces what was said before',
    input: z.strictObject({ applicationId: Id, seen: Seen, cover: CoverOffer }),
    output: Cover,
    refusals: { wrong_state: 409, application_past: 409, ...staleRefusal, ...coverRefusals },
  },
})
