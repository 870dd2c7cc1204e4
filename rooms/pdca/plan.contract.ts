import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { barriers } from '#rooms/training/barrier.rules.ts'
import { FiscalYear, InYear } from './closing.contract.ts'
import { milestoneStates } from './plan.rules.ts'

const Id = z.number().int().positive()
const Name = z.string().trim().min(1).max(200)

const Milestone = z.strictObject({
  milestoneId: z.number().int(),
  name: z.string(),
  dueOn: IsoDate,
  doneOn: IsoDate.nullable(),
  state: z.enum(milestoneStates),
  /** It was reached in a year that is closed: nobody takes that back. */
  isKept: z.boolean(),
})

const Said = z.strictObject({
  name: z.string(),
  activity: z.string().nullable(),
  plan: z.string().nullable(),
  pillar: z.string().nullable(),
  owner: z.number().int(),
  /** In yen. */
  budget: z.number().int().nullable(),
})

const Initiative = Said.extend({
  initiativeId: z.number().int(),
  activityName: z.string().nullable(),
  ownerName: z.string().nullable(),
  milestones: z.array(Milestone),
  /** Latest first. */
  notes: z.array(z.strictObject({ note: z.string(), by: z.string().nullable(), on: IsoDate })),
  dropped: z.strictObject({ on: IsoDate, reason: z.string() }).nullable(),
  /** As the plan of the year was fixed; null: it came afterwards, or none was fixed. */
  planned: Said.omit({ owner: true })
    .extend({
      ownerName: z.string().nullable(),
      milestones: z.array(z.strictObject({ name: z.string(), dueOn: IsoDate })),
    })
    .nullable(),
  /** Something is otherwise than it was planned. */
  isOtherwise: z.boolean(),
  version: Version,
  may: z.array(z.enum(['saveInitiative', 'dropInitiative', 'noteProgress', 'markMilestone'])),
})

export const plan = defineContract({
  showYearPlan: {
    method: 'GET',
    path: '/reviews/{fiscalYear}/plan',
    summary:
      'What a year sets out to do: initiatives with owner, milestones, budget and progress, beside what was planned when the plan was fixed; the targets of the year and what keeps people from learning',
    input: InYear,
    output: z.strictObject({
      fiscalYear: z.number().int(),
      today: IsoDate,
      fixed: z.strictObject({ on: IsoDate, by: z.string().nullable() }).nullable(),
      initiatives: z.array(Initiative),
      /** In force in the year, or next to come. */
      targets: z.array(
        z.strictObject({
          ...{ id: z.string(), name: z.string(), unit: z.string() },
          /** Null where it is what the year before comes to. */
          target: z.number().nullable(),
          targetYear: z.number().int(),
          isCumulative: z.boolean(),
        }),
      ),
      barriers: z.array(
        z.strictObject({ barrier: z.enum(barriers), isStaffing: z.boolean(), total: z.number().int() }),
      ),
      /** When the year was closed; its barriers are of that day. Null: by the records of today. */
      closedOn: IsoDate.nullable(),
      /** What an initiative may be tied to: of the policy that holds, activities of its model and pillars of its plans. */
      activities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      plans: z.array(z.strictObject({ name: z.string(), pillars: z.array(z.string()) })),
      may: z.array(z.enum(['saveInitiative', 'fixPlan'])),
    }),
    refusals: {},
  },
  saveInitiative: {
    method: 'POST',
    path: '/initiatives',
    summary: 'HR writes an initiative of a year: what, who answers for it, milestones, budget, plan and pillar',
    input: z.strictObject({
      initiativeId: Id.optional(),
      fiscalYear: FiscalYear,
      name: Name,
      activity: z.string().min(1).max(100).nullable().default(null),
      plan: Name.nullable().default(null),
      pillar: Name.nullable().default(null),
      owner: Id,
      budget: z.number().int().min(0).max(1_000_000_000_000).nullable().default(null),
      milestones: z
        .array(z.strictObject({ milestoneId: Id.optional(), name: Name, dueOn: IsoDate }))
        .max(40)
        .default([]),
      seen: Seen,
    }),
    output: z.strictObject({ initiativeId: z.number().int() }),
    refusals: {
      ...staleRefusal,
      already_closed: 409,
      no_such_initiative: 404,
      no_such_activity: 422,
      no_such_pillar: 422,
      no_such_staff_member: 404,
      outside_the_year: 422,
    },
  },
  dropInitiative: {
    method: 'POST',
    path: '/initiatives/{initiativeId}/dropped',
    summary: 'HR gives an initiative up, with the reason; it stays in the plan, struck through',
    input: z.strictObject({ initiativeId: Id, reason: z.string().trim().min(1).max(1000) }),
    output: z.strictObject({ dropped: z.literal(true) }),
    refusals: { no_such_initiative: 404, already_dropped: 409, already_closed: 409 },
  },
  noteProgress: {
    method: 'POST',
    path: '/initiatives/{initiativeId}/notes',
    summary: 'Whoever answers for an initiative, or HR, says how it goes',
    input: z.strictObject({ initiativeId: Id, note: z.string().trim().min(1).max(2000) }),
    output: z.strictObject({ noted: z.literal(true) }),
    refusals: { no_such_initiative: 404, already_dropped: 409 },
  },
  markMilestone: {
    method: 'POST',
    path: '/milestones/{milestoneId}/done',
    summary: 'Whoever answers for an initiative, or HR, says that a milestone is reached, or that it is not after all',
    input: z.strictObject({ milestoneId: Id, isDone: z.boolean() }),
    output: z.strictObject({ isDone: z.boolean() }),
    refusals: { no_such_milestone: 404, already_closed: 409 },
  },
  fixPlan: {
    method: 'POST',
    path: '/reviews/{fiscalYear}/plan/fixed',
    summary: 'HR fixes the plan of a year as it stands, once: what is changed later shows beside it',
    input: InYear,
    output: z.strictObject({ initiatives: z.number().int() }),
    refusals: { plan_fixed: 409, empty_plan: 409, already_closed: 409 },
  },
})
