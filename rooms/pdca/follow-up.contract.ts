import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { InYear } from './closing.contract.ts'

const PersonName = z.string().nullable()

/** 継続 · 改善 · 廃止 */
export const DecisionName = z.enum(['continue', 'improve', 'abolish'])
/** A node of the model, the target of a KPI, a course by its code. */
export const Aim = z.strictObject({ kind: z.enum(['node', 'target', 'course']), id: z.string().trim().min(1).max(100) })

export const Decision = z.strictObject({
  reviewDecisionId: z.number().int(),
  /** Id of a KPI, an indicator or a node of the model. */
  subject: z.string(),
  subjectName: z.string(),
  decision: DecisionName,
  cause: z.string(),
  /** What becomes otherwise; empty in what was decided before this was asked. */
  changes: z.string(),
  /** What of the next year's policy it changes. */
  aim: Aim.extend({
    name: z.string(),
    /** Page on which it is changed: of the next policy the draft, at that very place. */
    opens: z.string(),
  }).nullable(),
  owner: z.number().int(),
  ownerName: PersonName,
  dueOn: IsoDate,
  recordedBy: PersonName,
  recordedOn: IsoDate,
  done: z.strictObject({ on: IsoDate, note: z.string(), by: PersonName }).nullable(),
  /** Of today. */
  state: z.enum(['done', 'overdue', 'open']),
  /** What the reader may do with it now. */
  may: z.array(z.enum(['completeDecision', 'takeBackCompletion', 'openDraft'])),
})

export const followUp = defineContract({
  showFollowUp: {
    method: 'GET',
    path: '/reviews/{fiscalYear}/follow-up',
    summary: 'What became of the decisions of the review before this one; with it a review opens',
    input: InYear,
    output: z.strictObject({
      /** The year whose decisions they are; null: no year before this one is closed. */
      of: z.number().int().nullable(),
      decisions: z.array(Decision),
    }),
    refusals: {},
  },
})
