import type { Generated } from 'kysely'
import { type DataOf, NOW } from '#platform/privacy/data.ts'
import type { ClaimState } from './rules.ts'

interface QualificationTable {
  qualification_id: Generated<number>
  /** By which files know it. */
  name: string
  issuer: string
  valid_months: number | null
  retired_at: Date | null
  retired_by: number | null
  is_sample: Generated<boolean>
}

interface QualificationLevelTable {
  qualification_id: number
  skill: string
  level: number
}

/** Decided once; what was confirmed wrongly is withdrawn as evidence, with a reason. */
interface QualificationClaimTable {
  qualification_claim_id: Generated<number>
  staff_member_id: number
  qualification_id: number
  acquired_on: string
  valid_to: string | null
  state: Generated<ClaimState>
  declared_at: Generated<Date>
  decided_at: Date | null
  decided_by: number | null
  reason: string | null
}

/** Gone 30 days after the decision (PROOF_DAYS). */
interface QualificationProofTable {
  qualification_claim_id: number
  file_name: string
  media_type: string
  /** base64. */
  content: string
}

export interface QualificationsTables {
  qualification: QualificationTable
  qualification_level: QualificationLevelTable
  qualification_claim: QualificationClaimTable
  qualification_proof: QualificationProofTable
}

export const qualificationsData: DataOf<QualificationsTables> = {
  qualification: {
    persons: { author: { column: 'retired_by' } },
    whose: {
      author: ['qualification_id', 'retired_at', 'retired_by'],
      nobody: ['name', 'issuer', 'valid_months', 'is_sample'],
    },
  },
  qualification_level: { nobodys: 'what a qualification shows, whoever holds it' },
  qualification_claim: {
    persons: { subject: { column: 'staff_member_id' }, decider: { column: 'decided_by' } },
    whose: {
      subject: [
        ...(['qualification_claim_id', 'staff_member_id', 'qualification_id', 'acquired_on', 'valid_to'] as const),
        ...(['state', 'declared_at', 'decided_at', 'decided_by', 'reason'] as const),
      ],
      decider: ['qualification_claim_id', 'state', 'decided_at', 'decided_by'],
    },
    erased: { reason: '—' },
    joined: [
      {
        ...{ person: 'subject', on: ['qualification_id'], stays: { later: 'declared_at' } },
        where: "(state = 'waiting'::text)",
        instead: { state: 'withdrawn', decided_at: NOW },
      },
    ],
  },
  qualification_proof: {
    persons: {
      subject: { through: 'qualification_claim_id', table: 'qualification_claim', person: 'subject' },
    },
    whose: { subject: ['qualification_claim_id', 'file_name', 'media_type', 'content'] },
    rowsErasedWith: 'subject',
  },
}
