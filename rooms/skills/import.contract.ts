import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#rooms/people/contract.ts'
import { EvidenceKind, Level, SkillId } from './evidence.contract.ts'

const ImportedEvidence = z.strictObject({
  staffNumber: z.string().min(1).max(40),
  skill: SkillId,
  kind: EvidenceKind,
  /** Null for a kind that sets no level, such as a completion, and only there (INV-P6). */
  level: Level.nullable(),
  asOf: IsoDate,
  source: z.string().max(200).optional(),
  note: z.string().max(1000).optional(),
  shared: z.boolean().optional(),
})

export const evidenceImport = defineContract({
  importEvidence: {
    method: 'POST',
    path: '/skills/evidence/import',
    summary:
      'Adds many pieces of evidence by staff number: all or none; rows that are known already change nothing (INV-D5)',
    input: z.strictObject({
      rows: z.array(ImportedEvidence).min(1).max(50_000),
      /** Invented values; the maker of the sample ward only (INV-D1). */
      isSample: z.boolean().optional(),
    }),
    output: z.strictObject({ added: z.number().int(), known: z.number().int() }),
    refusals: { no_policy: 409, faulty_rows: 422, sample_not_allowed: 409 },
    patience: 60,
    bodyLimit: 20_000_000,
  },
})
