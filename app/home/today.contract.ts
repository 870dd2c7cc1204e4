import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { PyramidTier } from '#rooms/skills/contract.ts'
import { taskKinds } from '#rooms/training/tasks.contract.ts'
import { KpiNow } from './line-of-sight.contract.ts'

export const ownTaskKinds = [
  'loadPolicy',
  'reflect',
  'reflectMore',
  'stateDuty',
  'answerProposal',
  'statePurpose',
  'decisionDue',
  'milestoneDue',
  'kpiValueOwed',
  'enterKpiValues',
  'closeYear',
  'rolesToAgreeTo',
  'surveyAsked',
] as const

const Task = z.strictObject({
  kind: z.enum([...taskKinds, ...ownTaskKinds]),
  /** The sentence in the reader's language. */
  title: z.string(),
  dueOn: IsoDate.nullable(),
  /** Page on which it is done, one press away; what can be answered in place has an id below. */
  to: z.string(),
  recommendationId: z.number().int().nullable(),
  coverArrangementId: z.number().int().nullable(),
  surveyRoundId: z.number().int().nullable(),
})

export const today = defineContract({
  showHome: {
    method: 'GET',
    path: '/me/home',
    summary: 'My start page in one answer: what waits for me, my pyramid, and my line of sight in short',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      /** Nearest due date first, then what has none. */
      tasks: z.array(Task),
      /** Null before the town has a policy. */
      pyramid: z
        .strictObject({
          grade: z.string().nullable(),
          isSample: z.boolean(),
          score: z.number(),
          expectedScore: z.number().nullable(),
          lastYear: z.strictObject({ asOf: IsoDate, score: z.number() }).nullable(),
          tiers: z.array(PyramidTier.pick({ id: true, name: true, weight: true, share: true })),
          heightCuts: z.array(z.number()),
          assessed: z.number().int(),
          skills: z.number().int(),
          /** Pieces of evidence of the last twelve months that added area. */
          reasons: z.number().int(),
        })
        .nullable(),
      sight: z.strictObject({
        section: z.string().nullable(),
        duty: z.string().nullable(),
        /** Own words, or the first duty that the section states. */
        dutyIsOwn: z.boolean(),
        purpose: z.strictObject({ purpose: z.string(), statedFor: z.string(), isSample: z.boolean() }).nullable(),
        /** One way from a direct outcome to the final one; others are on the page of the whole line. */
        way: z.array(
          z.strictObject({
            id: z.string(),
            level: z.enum(['directOutcome', 'intermediateOutcome', 'finalOutcome']),
            name: z.string(),
            isSample: z.boolean(),
            /** Never on the final outcome (INV-L3). */
            kpi: KpiNow.pick({
              id: true,
              name: true,
              unit: true,
              value: true,
              target: true,
              isSample: true,
              status: true,
            }).nullable(),
          }),
        ),
        otherWays: z.number().int(),
        countedAt: z.string(),
      }),
    }),
    refusals: {},
    snapshot: true,
  },
})
