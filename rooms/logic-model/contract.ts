import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'

const ModelLevelName = z.enum(['activity', 'output', 'directOutcome', 'intermediateOutcome', 'finalOutcome'])

const ModelNode = z.strictObject({
  id: z.string(),
  level: ModelLevelName,
  name: z.string(),
  description: z.string().nullable(),
  /** 所管; activities have one. */
  owner: z.string().nullable(),
  pillar: z.string().nullable(),
  source: z.string().nullable(),
  isSample: z.boolean(),
})

export const ModelArrow = z.strictObject({
  from: z.string(),
  to: z.string(),
  hypothesis: z.string(),
  sign: z.enum(['+', '-']),
  lagYears: z.number(),
  /** How strongly the arrow is known to hold; what nobody has checked is a hypothesis (INV-L6). */
  evidence: z.enum(['hypothesis', 'comovement', 'beforeAfter', 'controlled']),
  isSample: z.boolean(),
})

export const logicModel = defineContract({
  showModel: {
    method: 'GET',
    path: '/model',
    summary: 'The logic model that holds on a day: nodes by level, arrows with their hypothesis and evidence',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    output: z.strictObject({
      policyEditionId: z.number().int(),
      title: z.string(),
      edition: z.string(),
      asOf: IsoDate,
      nodes: z.array(ModelNode),
      arrows: z.array(ModelArrow),
    }),
    refusals: { no_policy: 409 },
    cached: 'edition',
  },
  showModelPicture: {
    method: 'GET',
    path: '/model/picture',
    summary: 'The logic model that holds on a day as a picture (SVG) that other programs open',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    output: z.strictObject({ name: z.string(), svg: z.string() }),
    refusals: { no_policy: 409 },
  },
})
