import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Correction, CorrectionReason } from '#platform/correction/shape.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, SectionCode } from '../contract.ts'

/** A section as it is recorded from a day to a day; another name or place begins another one. */
const Period = z.strictObject({
  sectionCode: z.string(),
  name: z.string(),
  kind: z.string(),
  /** The section above, by the name that it had on the first day. */
  parent: z.string().nullable(),
  validFrom: IsoDate,
  /** Null: it goes on. */
  lastDay: IsoDate.nullable(),
})

const placed = { parent_not_there: 409, above_itself: 409 } as const

export const sectionRecords = defineContract({
  listSectionRecords: {
    method: 'GET',
    path: '/section-records',
    summary:
      'HR: sections as they are recorded for all days, those that were written last first; with words those of that name or code',
    input: z.strictObject({ q: z.string().max(100).optional() }),
    output: z.strictObject({
      hasMore: z.boolean(),
      periods: z.array(Period),
      /** What was put right, the latest first; of what was struck and stands nowhere, that it can be put back. */
      corrections: z.array(Correction.extend({ mayRestore: z.boolean() })),
      /** Fiscal years that are closed: a correction of a day in one of them, or before, becomes a restatement. */
      closedYears: z.array(z.number().int()),
    }),
    refusals: {},
  },
  showSectionRecord: {
    method: 'GET',
    path: '/section-records/{sectionCode}/{validFrom}',
    summary: 'HR: one of them, with everybody and everything that rests on it',
    input: z.strictObject({ sectionCode: SectionCode, validFrom: IsoDate }),
    output: Period.extend({
      version: Version,
      /** The name that it had up to the day before, where it can go on in the place of this one. */
      previous: z.string().nullable(),
      /** In words, each with what it is; while there is one, the section was there. */
      rests: z.array(z.string()),
      /** How many more than are named. */
      more: z.number().int(),
      /** What is kept and says nothing while there is no section. */
      stays: z.array(z.string()),
    }),
    refusals: { no_such_section: 404 },
  },
  strikeSection: {
    method: 'POST',
    path: '/section-records/{sectionCode}/{validFrom}/strike',
    summary:
      'HR strikes a section, or a name or place of it, that never was, with the reason; refused while somebody or something rests on it',
    input: z.strictObject({
      sectionCode: SectionCode,
      /** Which: its first day as it stands. */
      validFrom: IsoDate,
      seen: Seen,
      /** As it was before, it goes on in the place of what is struck: nobody loses their section. */
      previousGoesOn: z.boolean().default(false),
      reason: CorrectionReason,
    }),
    output: z.strictObject({ struck: z.literal(true) }),
    refusals: { ...staleRefusal, ...placed, rests_on_section: 409 },
  },
  restoreSection: {
    method: 'POST',
    path: '/section-records/{sectionCode}/restoration',
    summary: 'HR puts back what was struck; what had gone on in its place ends before it again',
    input: z.strictObject({ sectionCode: SectionCode, correctionId: Id, reason: CorrectionReason }),
    output: z.strictObject({ restored: z.literal(true) }),
    refusals: { ...placed, not_struck: 409, overlaps_other: 409 },
  },
})
