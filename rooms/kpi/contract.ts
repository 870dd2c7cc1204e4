import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { decimal } from '#platform/contract/numbers.ts'
import { Correction, CorrectionReason, correctionRefusals } from '#platform/correction/shape.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { SectionCode, sectionRow, WayDown } from '#rooms/people/contract.ts'
import { calendar } from './calendar.contract.ts'
import { periodStates } from './calendar.rules.ts'
import { change } from './change.contract.ts'
import { Counted } from './counted.contract.ts'
import { entries } from './entry.contract.ts'
import { forecast } from './forecast.contract.ts'
import { LowestGroup, lowest } from './lowest.contract.ts'
import { measures } from './measures.contract.ts'
import { paths } from './paths.contract.ts'

export { Counted } from './counted.contract.ts'

const MeasuredId = z.string().min(1).max(100)
const AsOf = z.strictObject({ asOf: IsoDate.optional() })

const Value = Counted.extend({
  /** Day of the value; a value that HR entered may be older than the day asked for. */
  asOf: IsoDate,
  /** A sample definition or a sample value lies under it (INV-D2). */
  restsOnSample: z.boolean(),
  /** People outside the denominator, by reason. */
  outside: z.array(z.strictObject({ reason: z.string(), people: z.number().int() })),
  /** What the value means nothing without, as the measure says it: of a survey the item's wording and the response rate. */
  told: z.string().optional(),
})

export const StatusName = z.enum(['noTarget', 'noValue', 'achieved', 'notYet', 'notDue'])
const MovementName = z.enum(['forward', 'still', 'against', 'unknown'])

export const TrendPoint = Counted.extend({
  fiscalYear: z.number().int(),
  asOf: IsoDate,
  /** The target that was in force then (INV-L7), or that came next. */
  target: z.number().nullable(),
  targetYear: z.number().int().nullable(),
  status: StatusName,
  isFrozen: z.boolean(),
  isRestated: z.boolean(),
  restsOnSample: z.boolean(),
  /** Counted otherwise than the definition of the day asked for: a chart marks the break (INV-L7). */
  countedOtherwise: z.boolean(),
})

const Measured = z.strictObject({
  id: z.string(),
  /** The outcome or output that it belongs to; null where the policy has no model that says it. */
  node: z.string().nullable(),
  nodeName: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  /** Null where HR enters the value. */
  measure: z.string().nullable(),
  /** The definition itself is a sample (INV-D1). */
  isSample: z.boolean(),
  value: Value.nullable(),
  /** A review closed the day asked for: `value` is the frozen one, and `restated` what it was later found to be. */
  frozen: z
    .strictObject({
      fiscalYear: z.number().int(),
      frozenOn: IsoDate,
      restated: z.strictObject({ to: Counted.nullable(), reason: z.string(), on: IsoDate }).nullable(),
    })
    .nullable(),
  /** Values at the ends of earlier fiscal years, oldest first. */
  trend: z.array(TrendPoint),
  /** What the policy itself says of earlier years of which no value is known here, oldest first. */
  history: z.array(
    z.strictObject({ fiscalYear: z.number().int(), asOf: IsoDate, value: z.number(), source: z.string().nullable() }),
  ),
})

/** What is wanted of a quantity. */
const Aimed = z.strictObject({
  targets: z.array(z.strictObject({ fiscalYear: z.number().int(), value: z.number() })),
  /** That is in force in the fiscal year asked for, or comes next. Nothing is judged by one that comes after a closed year. */
  target: z.number().nullable(),
  /** The year in which it is to be reached. */
  targetYear: z.number().int().nullable(),
  /** How far the way to the target still is, in the unit; null where it is reached, or nothing can be said. */
  left: z.number().nullable(),
  status: StatusName,
})

export const Kpi = Measured.extend({
  kind: z.literal('kpi'),
  level: z.enum(['directOutcome', 'intermediateOutcome']),
  definition: z.string(),
  direction: z.enum(['up', 'down']),
  population: z.string(),
  source: z.string(),
  method: z.string(),
  frequency: z.string(),
  owner: z.string(),
  rationale: z.string().nullable(),
  baseline: z.strictObject({ value: z.number(), asOf: IsoDate }).nullable(),
  ...Aimed.shape,
  /** Against the end of the fiscal year before, or the baseline. */
  movement: MovementName,
})

/** Counts what was done; a type of its own, never a KPI, whatever is aimed at (INV-L3). */
export const Indicator = Measured.extend({ kind: z.literal('indicator'), ...Aimed.shape })

const SectionRow = Counted.extend(sectionRow)

const NewEntry = z.strictObject({
  kpiId: MeasuredId,
  numerator: decimal(6).min(0).max(1e12),
  denominator: decimal(6).positive().max(1e12).optional(),
  asOf: IsoDate,
  note: z.string().trim().max(1000).default(''),
  isSample: z.boolean().default(false),
})

const Refused = { no_policy: 409 } as const

const values = defineContract({
  listKpis: {
    method: 'GET',
    path: '/kpis',
    summary: 'Every KPI and every activity indicator as of a day, with target, status and the years before',
    input: AsOf,
    output: z.strictObject({
      asOf: IsoDate,
      fiscalYear: z.number().int(),
      edition: z.string(),
      /** Null where the policy has none. */
      kpis: z.array(Kpi).nullable(),
      indicators: z.array(Indicator).nullable(),
    }),
    refusals: Refused,
    snapshot: true,
  },
  showKpi: {
    method: 'GET',
    path: '/kpis/{kpiId}',
    summary: 'One KPI or indicator and what it is made of: in words, in numbers and, within rights, by section',
    input: AsOf.extend({
      kpiId: MeasuredId,
      /** For whoever sees sections: the parts of this one; without it those of the whole town. */
      within: SectionCode.optional(),
    }),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      fiscalYear: z.number().int(),
      edition: z.string(),
      policyEditionId: z.number().int(),
      item: z.discriminatedUnion('kind', [Kpi, Indicator]),
      /** Executives and HR; null for others and where no records are counted. */
      sections: z
        .strictObject({
          /** From the root down to the section asked for. */
          within: WayDown,
          /** Each with all below it; they add up to the whole. */
          rows: z.array(SectionRow),
        })
        .nullable(),
      /** To this reader sections are told as of ends of months and of today, and the day is another. */
      sectionsAtMonthEnds: z.boolean(),
      /** Null where the outcome does not speak of all staff, or nothing of it may be shown by group. */
      lowest: LowestGroup.nullable(),
      /** A section head's own sections together, when they are large enough. */
      ownSections: Counted.nullable(),
      /** What was entered, latest first; for HR and whoever answers for it. */
      entries: z.array(
        Counted.extend({
          kpiActualId: z.number().int(),
          version: Version,
          asOf: IsoDate,
          note: z.string(),
          isSample: z.boolean(),
          recordedBy: z.string().nullable(),
          recordedAt: z.string(),
        }),
      ),
      /** What was corrected in them, the oldest first; for the same. */
      corrections: z.array(Correction),
      /** Fiscal years that are closed, for whoever may correct: a correction that reaches into one becomes a restatement. */
      closedYears: z.array(z.number().int()),
      /** The span for which its value is missing or due soon, for whoever may enter it; null: none is. */
      owed: z.strictObject({ from: IsoDate, to: IsoDate, state: z.enum(periodStates) }).nullable(),
      /** What the reader may do further. */
      may: z.strictObject({
        openRecords: z.boolean(),
        enterValue: z.boolean(),
        bringFile: z.boolean(),
        askWhy: z.boolean(),
      }),
    }),
    refusals: { ...Refused, no_such_kpi: 404, no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
  listKpiRecords: {
    method: 'GET',
    path: '/kpis/{kpiId}/records',
    summary: 'The records behind a value, each with whether it was counted and why; HR only, and journalled',
    input: AsOf.extend({
      kpiId: MeasuredId,
      sectionCode: z.string().min(1).max(40).optional(),
      /** `next` of the page before; absent for the first. */
      after: z.string().max(200).optional(),
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({
      asOf: IsoDate,
      total: z.number().int(),
      /** What the next page is asked for with; null: there is none. What is added or goes meanwhile moves no record to another page. */
      next: z.string().nullable(),
      records: z.array(
        z.strictObject({
          id: z.string(),
          staffMemberId: z.number().int().nullable(),
          name: z.string().nullable(),
          nameKana: z.string().nullable(),
          counted: z.boolean(),
          finding: z.string(),
        }),
      ),
    }),
    refusals: { ...Refused, no_such_kpi: 404 },
    snapshot: true,
  },
  exportKpiRecords: {
    method: 'GET',
    path: '/kpis/{kpiId}/records/file',
    summary: 'The records behind a value as a CSV file (UTF-8 with byte order mark); HR only, and journalled',
    input: AsOf.extend({ kpiId: MeasuredId }),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    refusals: { ...Refused, no_such_kpi: 404 },
    patience: 60,
    snapshot: true,
  },
  keepFigures: {
    method: 'POST',
    path: '/figures',
    summary:
      'Brings the figures that are kept up to this moment and makes some that are missing; a job does it every minute',
    input: z.strictObject({}),
    output: z.strictObject({ kept: z.number().int(), left: z.number().int() }),
    refusals: {},
    patience: 1800,
    snapshot: true,
  },
  checkFigures: {
    method: 'POST',
    path: '/figures/check',
    summary:
      'Holds one kept figure against the records that it is the sum of; a job does it with all of them every night',
    input: z.strictObject({}),
    output: z.strictObject({
      /** It was dropped, and is made anew. */
      wrong: z.strictObject({ measure: z.string(), day: IsoDate }).nullable(),
      /** How many have not been looked at today. */
      left: z.number().int(),
    }),
    refusals: {},
    patience: 1800,
    snapshot: true,
  },
  recordKpiActual: {
    method: 'POST',
    path: '/kpis/{kpiId}/actuals',
    summary:
      'HR, or whoever answers for it, enters a value that no record counts; a day has one, and what stands there already is corrected',
    input: NewEntry.extend({
      /** The number stands as it is written, although it would fit what is known if it were a hundred times as much, or a hundredth. */
      asWritten: z.boolean().default(false),
    }),
    output: z.strictObject({ recorded: z.literal(true) }),
    refusals: {
      ...Refused,
      no_such_kpi: 404,
      counted_from_records: 409,
      not_a_share: 422,
      day_has_value: 409,
      reads_two_ways: 409,
    },
  },
  correctKpiActual: {
    method: 'POST',
    path: '/kpis/{kpiId}/actuals/{kpiActualId}/correction',
    summary:
      'HR, or whoever answers for it, puts an entered value right, its day too, or takes it away, with the reason; closed years are restated',
    input: z.strictObject({
      kpiId: MeasuredId,
      kpiActualId: z.number().int().positive(),
      seen: Seen,
      /** What is right; null: there should be no value. */
      to: NewEntry.pick({ numerator: true, denominator: true, asOf: true, note: true }).nullable(),
      reason: CorrectionReason,
    }),
    output: z.strictObject({ corrected: z.literal(true) }),
    refusals: {
      ...Refused,
      ...staleRefusal,
      ...correctionRefusals,
      no_such_kpi: 404,
      not_a_share: 422,
      day_has_value: 409,
    },
  },
})

export const kpi = { ...values, ...change, ...entries, ...forecast, ...calendar, ...lowest, ...paths, ...measures }
