import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Counted, StatusName } from '#rooms/kpi/contract.ts'
import { ModelArrow } from '#rooms/logic-model/contract.ts'
import { Duty, DutyProposal, SectionPurpose } from '#rooms/mvv/contract.ts'

/** What a page needs of a KPI to show its value with everything that it takes to trust it. */
export const KpiNow = z.strictObject({
  id: z.string(),
  name: z.string(),
  definition: z.string(),
  owner: z.string(),
  unit: z.string(),
  direction: z.enum(['up', 'down']),
  value: Counted.extend({ asOf: IsoDate, restsOnSample: z.boolean() }).nullable(),
  isFrozen: z.boolean(),
  fiscalYear: z.number().int(),
  target: z.number().nullable(),
  status: StatusName,
  movement: z.enum(['forward', 'still', 'against', 'unknown']),
  baseline: z.strictObject({ value: z.number(), asOf: IsoDate }).nullable(),
  /** Values at the ends of earlier years, oldest first. */
  trend: z.array(Counted.extend({ fiscalYear: z.number().int(), asOf: IsoDate, countedOtherwise: z.boolean() })),
  isSample: z.boolean(),
})

const Outcome = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  source: z.string().nullable(),
  isSample: z.boolean(),
})

/** What a person did this fiscal year that fed the values above: sent up the line, never compared with others. */
const Contribution = z.strictObject({
  kind: z.enum(['completion', 'evidence', 'cover', 'recommendationTaken', 'floorEvidence']),
  count: z.number().int(),
  /** Outcomes whose KPI counts records of this kind. */
  outcomes: z.array(z.string()),
})

export const lineOfSight = defineContract({
  showLineOfSight: {
    method: 'GET',
    path: '/me/line-of-sight',
    summary:
      'From my duty over the purpose of my section to the final outcome: values where KPIs have them, never on the final one',
    input: z.strictObject({}),
    output: z.strictObject({
      asOf: IsoDate,
      /** Instant of which the values of the ward are true. */
      countedAt: z.string(),
      policy: z.strictObject({ title: z.string(), edition: z.string() }).nullable(),
      section: z.strictObject({ sectionCode: z.string(), name: z.string() }).nullable(),
      duty: Duty.nullable(),
      /** Words of my head that wait for me. */
      proposal: DutyProposal.nullable(),
      purpose: SectionPurpose.nullable(),
      mayStatePurpose: z.boolean(),
      /** Sections that the reader will lead, as far as it is announced: what they are for may be said from that day on. */
      coming: z.array(
        z.strictObject({
          section: z.strictObject({ sectionCode: z.string(), name: z.string() }),
          from: IsoDate,
          purpose: SectionPurpose.nullable(),
        }),
      ),
      /** False where no outcome is named yet: what stands above is then the model as a whole. */
      isConnected: z.boolean(),
      directOutcomes: z.array(Outcome.extend({ kpis: z.array(KpiNow) })),
      intermediateOutcomes: z.array(Outcome.extend({ kpis: z.array(KpiNow) })),
      /** Carries no value (INV-L3). */
      finalOutcomes: z.array(Outcome),
      arrows: z.array(ModelArrow),
      contributions: z.array(Contribution),
      /** What a purpose may name, for whoever may state it; empty for others. */
      choices: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
    refusals: {},
    snapshot: true,
  },
  showWhatIFed: {
    method: 'GET',
    path: '/me/fed',
    summary:
      'What my own records of this fiscal year fed, by day, from every room: the measures and the KPIs in whose numerator each stands; and the question by which the line of sight itself is asked for',
    input: z.strictObject({}),
    output: z.strictObject({
      /** First and last day. */
      from: IsoDate,
      asOf: IsoDate,
      /** The latest first. */
      records: z.array(
        z.strictObject({
          id: z.string(),
          day: IsoDate,
          what: z.string(),
          /** Page on which I see it. */
          path: z.string(),
          /** What counts it, in words. */
          measures: z.array(z.string()),
          /** Of the policy of today; empty where it counts nothing of the kind. */
          kpis: z.array(
            z.strictObject({
              id: z.string(),
              kind: z.enum(['kpi', 'indicator']),
              name: z.string(),
              nodeName: z.string().nullable(),
            }),
          ),
        }),
      ),
      /** There are earlier ones too. */
      isCut: z.boolean(),
      /** On a direct outcome before others; null where no KPI of the policy rests on a survey, or nobody has loaded it yet. */
      question: z
        .strictObject({
          title: z.string(),
          wording: z.string(),
          kpi: z.strictObject({ id: z.string(), name: z.string() }),
          /** A round that asks me today and that I have not answered. */
          roundId: z.number().int().nullable(),
          /** The last day on which answers are taken; without a round the day on which the last one was closed. */
          on: IsoDate.nullable(),
        })
        .nullable(),
    }),
    refusals: {},
    snapshot: true,
  },
})
