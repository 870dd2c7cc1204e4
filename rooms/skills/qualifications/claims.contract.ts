import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Colleague, Id, IsoDate } from '#rooms/people/contract.ts'
import { Level } from '../evidence.contract.ts'
import { claimStates, proofTypes } from './rules.ts'

const Claim = z.strictObject({
  qualificationClaimId: z.number().int(),
  qualificationId: z.number().int(),
  name: z.string(),
  issuer: z.string(),
  levels: z.array(z.strictObject({ skill: z.string(), name: z.string(), level: Level })),
  acquiredOn: IsoDate,
  /** First day on which it holds no more, by the paper or by the list; null: for ever. */
  validTo: IsoDate.nullable(),
  state: z.enum(claimStates),
  declaredOn: IsoDate,
  decidedOn: IsoDate.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Null once it has been deleted. */
  proof: z.strictObject({ fileName: z.string(), bytes: z.number().int() }).nullable(),
})

const decided = {
  no_such_claim: 404,
  already_decided: 409,
} as const

export const claims = defineContract({
  listMyClaims: {
    method: 'GET',
    path: '/me/qualifications',
    summary: 'What I handed in, latest first, and what came of it',
    input: z.strictObject({}),
    output: z.strictObject({ asOf: IsoDate, proofDays: z.number().int(), claims: z.array(Claim) }),
    refusals: { no_policy: 409 },
  },
  declareQualification: {
    method: 'POST',
    path: '/me/qualifications',
    summary: 'I hand in a qualification with its proof, a PDF, JPEG or PNG in which nothing acts; HR looks at it',
    input: z.strictObject({
      qualificationId: Id,
      acquiredOn: IsoDate,
      lastDay: IsoDate.optional(),
      proof: z.strictObject({ name: z.string().min(1).max(200), base64: z.string() }),
    }),
    output: z.strictObject({ qualificationClaimId: z.number().int() }),
    refusals: {
      no_such_qualification: 404,
      qualification_retired: 409,
      in_future: 422,
      ends_before_start: 422,
      already_waiting: 409,
      proof_empty: 422,
      proof_too_large: 413,
      proof_other_kind: 422,
      proof_acts: 422,
      proof_locked: 422,
      proof_broken: 422,
    },
    filesApart: true,
    bodyLimit: 14_000_000,
    patience: 30,
  },
  withdrawClaim: {
    method: 'POST',
    path: '/me/qualifications/{qualificationClaimId}/withdrawal',
    summary: 'I take back what nobody has decided yet; the proof is deleted at once',
    input: z.strictObject({ qualificationClaimId: Id }),
    output: z.strictObject({ state: z.enum(claimStates) }),
    refusals: { already_decided: 409 },
  },
  listWaitingClaims: {
    method: 'GET',
    path: '/qualifications/claims',
    summary: 'HR: what waits to be looked at, the oldest first, or what was decided lately',
    input: z.strictObject({ state: z.enum(['waiting', 'decided']).default('waiting') }),
    output: z.strictObject({
      /** There are more than the 200 that are shown. */
      hasMore: z.boolean(),
      claims: z.array(
        Claim.extend({
          person: Colleague,
          /** False of one's own: another of HR has to look at it. */
          mayDecide: z.boolean(),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
  },
  showProof: {
    method: 'GET',
    path: '/qualifications/claims/{qualificationClaimId}/proof',
    summary: 'The proof, for the person and HR alone, to be stored as a file and never shown within a page',
    input: z.strictObject({ qualificationClaimId: Id }),
    output: z.strictObject({ fileName: z.string(), mediaType: z.enum(proofTypes), base64: z.string() }),
    refusals: { no_such_claim: 404, proof_deleted: 409 },
    secret: true,
  },
  confirmClaim: {
    method: 'POST',
    path: '/qualifications/claims/{qualificationClaimId}/confirmation',
    summary: 'HR has seen the proof: the qualification becomes evidence of the levels that it shows (INV-P6)',
    input: z.strictObject({ qualificationClaimId: Id }),
    output: z.strictObject({ skillEvidenceIds: z.array(z.number().int()) }),
    refusals: { ...decided, not_for_oneself: 409, no_policy: 409, unknown_skill: 422, level_too_high: 422 },
  },
  returnClaim: {
    method: 'POST',
    path: '/qualifications/claims/{qualificationClaimId}/return',
    summary: 'HR returns it with a reason; the person may hand in anew',
    input: z.strictObject({ qualificationClaimId: Id, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ state: z.enum(claimStates) }),
    refusals: { ...decided, not_for_oneself: 409 },
  },
  forgetProofs: {
    method: 'POST',
    path: '/qualifications/proofs/forgotten',
    summary: 'Deletes the proofs whose days are over (by the clock)',
    input: z.strictObject({}),
    output: z.strictObject({ forgotten: z.number().int() }),
    refusals: {},
  },
})
