import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, SectionCode, WayDown } from '#rooms/people/contract.ts'
import { changeParts } from './change.rules.ts'
import { Counted } from './counted.contract.ts'

const End = z.strictObject({
  /** Day asked for. */
  asOf: IsoDate,
  /** Null: nothing is known on that day, which is not 0 (INV-P7). */
  counted: Counted.extend({
    /** Day of the value; one that HR entered may be older than the day asked for. */
    asOf: IsoDate,
    /** First day counted: of what is counted over a fiscal year its first one. */
    from: IsoDate,
    /** A review closed it: what it says of that day, corrections that were stated since included. */
    isFrozen: z.boolean(),
  }).nullable(),
  restsOnSample: z.boolean(),
})

const Part = z.strictObject({
  part: z.enum(changeParts),
  /** Why they were, or are now, outside the denominator: a code of the room's messages. */
  reason: z.string().nullable(),
  /** Whom it is about; null: nobody in particular, or fewer than may be shown. */
  people: z.number().int().nullable(),
  /** Of these people on the first day and on the last; a count has no denominator. */
  before: Counted.nullable(),
  after: Counted.nullable(),
  /** In the unit of the value: the parts add up to the change. */
  change: z.number(),
  /** The same as it is shown: rounded so that these add up to the change that is shown. */
  shown: z.number(),
})

const Change = z.strictObject({
  /** By people; by sections, where records are nobody's; by numerator and denominator, where nothing else is known; `none`: there is no change to take apart. */
  split: z.enum(['people', 'sections', 'counts', 'none']),
  /** Why it is taken apart no further. */
  why: z.enum(['noValue', 'otherUnit', 'otherDefinition', 'enteredByHand', 'sameValue', 'recordsOfNobody']).nullable(),
  from: End,
  to: End,
  /** In the unit; null where a value is missing or the two are of different units. */
  change: z.number().nullable(),
  shown: z.strictObject({ digits: z.number().int(), from: z.number(), to: z.number(), change: z.number() }).nullable(),
  parts: z.array(Part),
  /** Who is in it on both days and in another section now: of the whole this changes nothing. Null: fewer than may be shown, or of no people. */
  moved: z.number().int().nullable(),
  /** Parts of too few people stand together (INV-S1). */
  isMerged: z.boolean(),
})

export const change = defineContract({
  showKpiChange: {
    method: 'GET',
    path: '/kpis/{kpiId}/change',
    summary:
      'Why a value changed from one day to another: who came and went, another definition, and what changed for the same people',
    input: z.strictObject({
      kpiId: z.string().min(1).max(100),
      /** Absent: the end of the last fiscal year, or the first day that is offered. */
      from: IsoDate.optional(),
      /** Absent: today. */
      to: IsoDate.optional(),
      /** Of this section with all below it; HR only. */
      within: SectionCode.optional(),
    }),
    output: z.strictObject({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      /** Null for an indicator. */
      direction: z.enum(['up', 'down']).nullable(),
      /** Days from which it can be asked: the end of the last month, of the last fiscal year, and what the last review closed. */
      offered: z.array(z.strictObject({ since: z.enum(['month', 'year', 'review']), from: IsoDate })),
      /** Null: no earlier day is known. */
      whole: Change.nullable(),
      within: WayDown,
      /** A section head's own sections together, where they are large enough on both days. */
      ownSections: Change.nullable(),
      /** Any two days, and any section. */
      may: z.strictObject({ chooseDays: z.boolean() }),
    }),
    refusals: {
      no_policy: 409,
      no_such_kpi: 404,
      no_such_section: 404,
      days_in_order: 422,
      only_month_ends: 403,
      only_own_sections: 403,
    },
    snapshot: true,
  },
})
