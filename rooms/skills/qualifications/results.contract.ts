import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id, IsoDate } from '#rooms/people/contract.ts'
import { Level, SkillId } from '../evidence.contract.ts'
import { Brought, Told } from './shape.contract.ts'

export const results = defineContract({
  recordResults: {
    method: 'POST',
    path: '/qualifications/results',
    summary: 'HR enters a qualification or a test of many people at once; what is known already is not added again',
    input: z.strictObject({
      staffMemberIds: z.array(Id).min(1).max(200),
      of: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('qualification'), qualificationId: Id }),
        z.strictObject({
          kind: z.literal('test'),
          source: z.string().trim().min(1).max(200),
          skill: SkillId,
          level: Level,
        }),
      ]),
      asOf: IsoDate,
      /** The last day on which it holds, where the paper says another one than the list. */
      lastDay: IsoDate.optional(),
    }),
    output: z.strictObject({
      added: z.number().int(),
      /** People of whom it was known in every word. */
      known: z.number().int(),
      /** First day on which it holds no more. */
      validTo: IsoDate.nullable(),
      /** For undo and for the record. */
      skillEvidenceIds: z.array(z.number().int()),
    }),
    refusals: {
      no_policy: 409,
      no_such_staff_member: 404,
      no_such_qualification: 404,
      qualification_retired: 409,
      unknown_skill: 422,
      level_too_high: 422,
      in_future: 422,
      ends_before_start: 422,
      not_for_oneself: 409,
    },
  },
  importResults: {
    method: 'POST',
    path: '/qualifications/results/import',
    summary:
      'Results of tests and qualifications from CSV or Excel, all or nothing, each fault at its line; sent again it adds nothing (INV-D5)',
    input: Brought,
    output: Told,
    refusals: { no_policy: 409 },
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
})
