import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id, IsoDate } from '#rooms/people/contract.ts'
import { allKinds, recordedBy } from '#rooms/policy/evidence.rules.ts'

export const Level = z.number().int().min(0).max(10)
export const SkillId = z.string().min(1).max(64)
const Note = z.string().trim().max(1000).optional()
const Added = z.strictObject({
  /** For undo; those that changed nothing are not among them. */
  skillEvidenceIds: z.array(z.number().int()),
})
export const EvidenceKind = z.enum(allKinds)
/** The first is meant where none is named. */
const byThemselves = recordedBy('self')
const byHead = recordedBy('sectionHead')

/** A page of a person's evidence, latest first. */
export const History = z.strictObject({
  total: z.number().int(),
  evidence: z.array(
    z.strictObject({
      skillEvidenceId: z.number().int(),
      skill: z.string(),
      kind: EvidenceKind,
      level: Level.nullable(),
      asOf: IsoDate,
      /** First day on which it holds no more; null: for ever. */
      validTo: IsoDate.nullable(),
      note: z.string().nullable(),
      source: z.string().nullable(),
      shared: z.boolean(),
      isSample: z.boolean(),
      recordedBy: z.string().nullable(),
      recordedAt: z.string(),
      /** ISO date; null while it holds. */
      withdrawnOn: IsoDate.nullable(),
      withdrawnReason: z.string().nullable(),
      /** The reader recorded it today and may take it back. */
      canWithdraw: z.boolean(),
    }),
  ),
  /** What the next page is asked for with; null: there is none. */
  next: z.string().nullable(),
})

/** Levels that somebody says of several skills at once. */
const Said = z
  .array(z.strictObject({ skill: SkillId, level: Level, note: Note, shared: z.boolean() }))
  .min(1)
  .max(200)
const saidRefusals = { no_policy: 409, unknown_skill: 422, level_too_high: 422, skill_twice: 422 } as const

export const evidence = defineContract({
  reflect: {
    method: 'PUT',
    path: '/me/reflections',
    summary:
      'My own reflection on one or several skills; earlier ones stay as history, `shared` lets my section head see it',
    input: z.strictObject({
      kind: z.enum(byThemselves).default(byThemselves[0]),
      reflections: Said,
    }),
    output: Added,
    refusals: saidRefusals,
  },
  observe: {
    method: 'POST',
    path: '/staff/{staffMemberId}/observations',
    summary:
      'The section head of today notes what they saw; the person sees the level, and the note where it is shared',
    input: z.strictObject({
      staffMemberId: Id,
      kind: z.enum(byHead).default(byHead[0]),
      observations: Said,
    }),
    output: Added,
    refusals: saidRefusals,
  },
  recordResult: {
    method: 'POST',
    path: '/staff/{staffMemberId}/results',
    summary: 'HR records a result, such as a test or a qualification, as evidence of a level',
    input: z.strictObject({
      staffMemberId: Id,
      kind: z.enum(recordedBy('hr')),
      skill: SkillId,
      level: Level,
      asOf: IsoDate,
      /** Name of the test or the qualification. */
      source: z.string().trim().min(1).max(200),
      note: Note,
    }),
    output: Added,
    refusals: {
      no_policy: 409,
      unknown_skill: 422,
      level_too_high: 422,
      no_such_staff_member: 404,
      in_future: 422,
      not_for_oneself: 409,
    },
  },
  withdrawEvidence: {
    method: 'POST',
    path: '/skills/evidence/withdrawals',
    summary:
      'Takes evidence back: what one recorded oneself today, or HR with a reason; it stays in the history as withdrawn',
    input: z.strictObject({
      skillEvidenceIds: z.array(z.number().int().positive()).min(1).max(200),
      reason: z.string().trim().min(1).max(500).optional(),
    }),
    output: z.strictObject({ withdrawn: z.number().int() }),
    refusals: { no_such_evidence: 404, already_withdrawn: 409, reason_needed: 422, not_for_oneself: 409 },
  },
  listEvidence: {
    method: 'GET',
    path: '/staff/{staffMemberId}/evidence',
    summary: "A person's evidence, latest first, within what the reader may see (INV-S1, S2)",
    input: z.strictObject({
      staffMemberId: Id,
      skill: SkillId.optional(),
      /** `next` of the page before; absent for the first. */
      after: z.string().max(40).optional(),
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: History,
    refusals: { no_such_staff_member: 404 },
  },
})
