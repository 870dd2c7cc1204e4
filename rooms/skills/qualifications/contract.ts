import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id } from '#rooms/people/contract.ts'
import { Level, SkillId } from '../evidence.contract.ts'
import { claims } from './claims.contract.ts'
import { results } from './results.contract.ts'
import { Brought, Told } from './shape.contract.ts'

const Levels = z
  .array(z.strictObject({ skill: SkillId, level: Level }))
  .min(1)
  .max(50)

const list = defineContract({
  listQualifications: {
    method: 'GET',
    path: '/qualifications',
    summary: 'The qualifications that the town knows: who issues them, which level they show, how long they hold',
    input: z.strictObject({}),
    output: z.strictObject({
      highestLevel: Level,
      qualifications: z.array(
        z.strictObject({
          qualificationId: z.number().int(),
          name: z.string(),
          issuer: z.string(),
          /** `isEnded`: the skill ended with an edition of the policy, and is not recorded any more. */
          levels: z.array(z.strictObject({ skill: z.string(), name: z.string(), level: Level, isEnded: z.boolean() })),
          /** Months from the day on which it was passed; null: for ever. */
          validMonths: z.number().int().nullable(),
          /** Nobody hands it in any more. Only HR is told of those. */
          isRetired: z.boolean(),
          isSample: z.boolean(),
          version: Version,
        }),
      ),
      /** Skills of the policy of today, in its order. */
      skills: z.array(z.strictObject({ skill: z.string(), name: z.string() })),
      may: z.array(z.enum(['keep'])),
    }),
    refusals: { no_policy: 409 },
  },
  saveQualification: {
    method: 'POST',
    path: '/qualifications',
    summary: 'HR enters a qualification or changes one; evidence that was given before stays as it is',
    input: z.strictObject({
      qualificationId: z.number().int().positive().optional(),
      name: z.string().trim().min(1).max(200),
      issuer: z.string().trim().max(200),
      levels: Levels,
      validMonths: z.number().int().min(1).max(600).nullable(),
      seen: Seen,
    }),
    output: z.strictObject({ qualificationId: z.number().int() }),
    refusals: {
      no_policy: 409,
      no_such_qualification: 404,
      name_taken: 409,
      unknown_skill: 422,
      level_too_high: 422,
      skill_twice: 422,
      ...staleRefusal,
    },
  },
  retireQualification: {
    method: 'POST',
    path: '/qualifications/{qualificationId}/retirement',
    summary: 'HR says whether a qualification is handed in and entered from now on; what was given holds',
    input: z.strictObject({ qualificationId: Id, isRetired: z.boolean() }),
    output: z.strictObject({ isRetired: z.boolean() }),
    refusals: { no_such_qualification: 404 },
  },
  importQualifications: {
    method: 'POST',
    path: '/qualifications/import',
    summary: 'The list from CSV or Excel, all or nothing; the same file again changes nothing (INV-D5)',
    input: Brought,
    output: z.strictObject({ ...Told.shape, changed: z.number().int() }),
    refusals: { no_policy: 409 },
    bodyLimit: 4_000_000,
    patience: 60,
  },
  exportQualifications: {
    method: 'GET',
    path: '/qualifications/export',
    summary: 'The list as CSV or Excel, in the form in which it can be brought in again',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ name: z.string(), base64: z.string() }),
    refusals: {},
  },
})

export const qualifications = defineContract({ ...list, ...results, ...claims })
