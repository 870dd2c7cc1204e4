import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { answersFollow } from '#rooms/evidence/level.rules.ts'
import { Counted } from '#rooms/kpi/contract.ts'

export const FiscalYear = z.number().int().min(2000).max(2200)
export const InYear = z.strictObject({ fiscalYear: FiscalYear })

/** Why there is no value of the year. */
export const Reason = z.strictObject({ reason: z.string(), by: z.string().nullable(), on: IsoDate })

export const closing = defineContract({
  listClosing: {
    method: 'GET',
    path: '/reviews/{fiscalYear}/closing',
    summary:
      'What a year is to be told before it can be closed, of a closed one as of today: values that are missing, with the reasons that were stated, and arrows that moved against their hypothesis, with their answers',
    input: InYear,
    output: z.strictObject({
      fiscalYear: z.number().int(),
      asOf: IsoDate,
      /** KPIs, and indicators with a target of the year, without a value of the year. */
      values: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['kpi', 'indicator']),
          name: z.string(),
          nodeName: z.string().nullable(),
          unit: z.string(),
          owner: z.string().nullable(),
          /** HR enters it; otherwise the records say nothing yet. */
          isByHand: z.boolean(),
          /** The last value of an earlier year: it says nothing of this one. */
          earlier: Counted.extend({ asOf: IsoDate }).nullable(),
          reason: Reason.nullable(),
          version: Version,
        }),
      ),
      arrows: z.array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          fromName: z.string(),
          toName: z.string(),
          hypothesis: z.string(),
          follows: z.enum(answersFollow).nullable(),
          answer: z.string().nullable(),
          version: Version,
        }),
      ),
      /** How many of both keep the year from closing. */
      open: z.number().int(),
    }),
    refusals: { no_policy: 409, year_not_ended: 409 },
    snapshot: true,
  },
  stateNoValue: {
    method: 'POST',
    path: '/reviews/{fiscalYear}/reasons',
    summary: 'HR states why a KPI has no value of the year; it stands on the sheet once the year is closed',
    input: InYear.extend({ id: z.string().min(1).max(100), reason: z.string().trim().min(1).max(1000), seen: Seen }),
    output: z.strictObject({ stated: z.literal(true) }),
    refusals: {
      ...staleRefusal,
      no_policy: 409,
      already_closed: 409,
      year_not_ended: 409,
      no_such_kpi: 404,
      has_value: 409,
    },
  },
})
