import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { policy } from '#rooms/policy/contract.ts'

/** What a policy holds, in numbers that a person can compare at a glance. */
const PolicySummary = z.strictObject({
  title: z.string(),
  edition: z.string(),
  town: z.string(),
  /** Statements, chapters and words of the desired staff. */
  statements: z.number().int(),
  grades: z.array(z.string()),
  tiers: z.array(z.strictObject({ name: z.string(), weight: z.number(), skills: z.number().int() })),
  floorSkills: z.array(z.string()),
  /** Null where the policy has none. */
  model: z
    .strictObject({
      activities: z.number().int(),
      outputs: z.number().int(),
      directOutcomes: z.number().int(),
      intermediateOutcomes: z.number().int(),
      finalOutcomes: z.number().int(),
      arrows: z.number().int(),
    })
    .nullable(),
  values: z
    .strictObject({ kpis: z.number().int(), kpisWithoutTarget: z.number().int(), indicators: z.number().int() })
    .nullable(),
  /** Items that carry isSample (INV-D1). */
  samples: z.number().int(),
})

export const policyPreview = defineContract({
  previewPolicy: {
    method: 'POST',
    path: '/policy/preview',
    summary: 'Checks a policy file and says what it holds beside what the edition of today holds; stores nothing',
    input: policy.checkPolicyFile.input,
    output: policy.checkPolicyFile.output.extend({
      /** Null where the file has problems. */
      summary: PolicySummary.nullable(),
      inForce: PolicySummary.nullable(),
    }),
    refusals: {},
    bodyLimit: 2_000_000,
  },
})
