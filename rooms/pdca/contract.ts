import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { Counted, StatusName } from '#rooms/kpi/contract.ts'
import { barriers } from '#rooms/training/barrier.rules.ts'
import { closing, InYear, Reason } from './closing.contract.ts'
import { Aim, Decision, DecisionName, followUp } from './follow-up.contract.ts'
import { minute } from './minute.contract.ts'
import { plan } from './plan.contract.ts'

const PersonName = z.string().nullable()

const Restatement = z.strictObject({
  /** The word before this one; the frozen value itself never changes (INV-F4). */
  before: Counted.nullable(),
  after: Counted.nullable(),
  reason: z.string(),
  by: PersonName,
  on: IsoDate,
})

const ReviewedValue = z.strictObject({
  id: z.string(),
  kind: z.enum(['kpi', 'indicator']),
  name: z.string(),
  nodeName: z.string().nullable(),
  unit: z.string(),
  direction: z.enum(['up', 'down']).nullable(),
  definition: z.string().nullable(),
  owner: z.string().nullable(),
  /** As it was frozen; null where there was no value. */
  frozen: Counted.nullable(),
  /** Of that year, or the next one. */
  target: z.number().nullable(),
  targetYear: z.number().int().nullable(),
  /** Of the last word on the value against the target of that year; nothing is judged yet by one of a later year. */
  status: StatusName,
  restsOnSample: z.boolean(),
  restatements: z.array(Restatement),
  /** Why there was no value of the year, as it was stated before closing. */
  reason: Reason.nullable(),
  /** What the records say today about the same day. */
  now: Counted.nullable(),
  /** `now` is another than the last word: a restatement is due. */
  restatementDue: z.boolean(),
})

const reviews = defineContract({
  listReviews: {
    method: 'GET',
    path: '/reviews',
    summary: 'Closed fiscal years, the latest hundred, and the years that may be closed',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      reviews: z.array(
        z.strictObject({
          fiscalYear: z.number().int(),
          closedOn: IsoDate,
          decided: z.number().int(),
          done: z.number().int(),
        }),
      ),
      /** Ended, under a policy, and not yet closed; latest first. */
      closable: z.array(z.number().int()),
      may: z.array(z.enum(['closeFiscalYear'])),
    }),
    refusals: {},
  },
  showReview: {
    method: 'GET',
    path: '/reviews/{fiscalYear}',
    summary: 'The year-end sheet: frozen values, what the records say of them today, restatements, decisions',
    input: InYear,
    output: z.strictObject({
      fiscalYear: z.number().int(),
      asOf: IsoDate,
      closedOn: IsoDate,
      closedBy: PersonName,
      policyTitle: z.string(),
      edition: z.string(),
      summary: z.string(),
      /** False while any value rests on a sample (INV-D1). */
      mayBePublished: z.boolean(),
      values: z.array(ReviewedValue),
      decisions: z.array(Decision),
      /** What kept people from learning in the year as known today, most first. */
      barriers: z.array(
        z.strictObject({ barrier: z.enum(barriers), isStaffing: z.boolean(), total: z.number().int() }),
      ),
      /** What a decision may be about. */
      subjects: z.array(z.strictObject({ id: z.string(), kind: z.string(), name: z.string() })),
      may: z.array(z.enum(['restate', 'decide'])),
    }),
    refusals: { no_such_review: 404 },
    snapshot: true,
  },
  closeFiscalYear: {
    method: 'POST',
    path: '/reviews',
    summary: 'Closes a fiscal year from its last day on: every value freezes with its contract and its records',
    input: InYear.extend({ summary: z.string().trim().max(4000).default('') }),
    output: z.strictObject({ fiscalYear: z.number().int(), frozen: z.number().int() }),
    refusals: { already_closed: 409, year_not_ended: 409, no_policy: 409, closing_blocked: 409 },
    patience: 120,
    snapshot: true,
  },
  restate: {
    method: 'POST',
    path: '/reviews/{fiscalYear}/restatements',
    summary: 'Records that a frozen value was found to be another later, with the reason; the frozen value stays',
    input: InYear.extend({ id: z.string().min(1).max(100), reason: z.string().trim().min(1).max(1000) }),
    output: Restatement.omit({ by: true }),
    refusals: { no_such_review: 404, no_such_kpi: 404, nothing_to_restate: 409 },
    snapshot: true,
  },
  restateCorrected: {
    method: 'POST',
    path: '/reviews/restated',
    summary:
      'Looks at what was corrected since, and states the frozen values of closed years that come out otherwise, with the reason of the correction; the clock does it every minute',
    input: z.strictObject({}),
    output: z.strictObject({ settled: z.number().int(), restated: z.number().int() }),
    refusals: {},
    patience: 120,
    snapshot: true,
  },
  decide: {
    method: 'POST',
    path: '/reviews/{fiscalYear}/decisions',
    summary:
      'Adds a decision to a review: go on, improve or abolish, with cause, what changes, owner, due date and what of the next policy it changes',
    input: InYear.extend({
      subject: z.string().min(1).max(100),
      decision: DecisionName,
      cause: z.string().trim().min(1).max(2000),
      /** What becomes otherwise. */
      changes: z.string().trim().max(2000).default(''),
      /** What of the next year's policy it changes. */
      aim: Aim.nullable().default(null),
      owner: z.number().int().positive(),
      dueOn: IsoDate,
    }),
    output: z.strictObject({ reviewDecisionId: z.number().int() }),
    refusals: {
      no_such_review: 404,
      no_such_subject: 422,
      no_such_staff_member: 404,
      due_in_past: 422,
      no_such_aim: 422,
    },
  },
  completeDecision: {
    method: 'POST',
    path: '/review-decisions/{reviewDecisionId}/completion',
    summary: 'The owner or HR records that a decision was carried out',
    input: z.strictObject({
      reviewDecisionId: z.number().int().positive(),
      note: z.string().trim().max(1000).default(''),
    }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: { no_such_decision: 404, already_done: 409 },
  },
  takeBackCompletion: {
    method: 'POST',
    path: '/review-decisions/{reviewDecisionId}/completion-taken-back',
    summary: 'Takes back what one recorded today of a decision that was carried out',
    input: z.strictObject({ reviewDecisionId: z.number().int().positive() }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
})

export const pdca = { ...reviews, ...closing, ...plan, ...followUp, ...minute }
