import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Correction, CorrectionReason, correctionRefusals } from '#platform/correction/shape.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Done, Id } from '../shape.contract.ts'
import { attendances, completions } from './rules.ts'

/** What was recorded of a session for one person. */
export const Recorded = z.strictObject({
  attendance: z.enum(attendances),
  completion: z.enum(completions),
  /** Fiscal years that are closed, for HR who may correct: a correction that reaches into one becomes a restatement. */
  closedYears: z.array(z.number().int()),
  version: Version,
})

/** A report as it stands. */
export const Report = z.strictObject({
  body: z.string(),
  submittedOn: IsoDate,
  version: Version,
  corrections: z.array(Correction),
})

export const correcting = defineContract({
  correctReport: {
    method: 'POST',
    path: '/applications/{applicationId}/report-correction',
    summary: 'Whoever handed in a training report puts it right, with the reason; what stood before is kept beside it',
    input: z.strictObject({
      applicationId: Id,
      body: z.string().trim().min(1).max(20_000),
      seen: Seen,
      reason: CorrectionReason,
    }),
    output: Done,
    refusals: { ...staleRefusal, ...correctionRefusals, no_report: 409 },
  },
  correctRecord: {
    method: 'POST',
    path: '/applications/{applicationId}/record-correction',
    summary:
      'HR puts right what was recorded of attendance and completion, with the reason; evidence and figures follow, closed years are restated',
    input: z.strictObject({
      applicationId: Id,
      seen: Seen,
      attendance: z.enum(attendances),
      completion: z.enum(completions),
      reason: CorrectionReason,
    }),
    output: Done.extend({ version: Version }),
    refusals: {
      ...staleRefusal,
      ...correctionRefusals,
      not_recorded: 409,
      session_cancelled: 409,
      report_missing: 409,
      absent_not_completed: 422,
      on_leave_is_not_absent: 409,
    },
  },
})
