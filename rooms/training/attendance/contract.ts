import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Barrier, Done, Id, sessionOpen, stepRefusals } from '../shape.contract.ts'

export const attending = defineContract({
  recordAttendance: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/attendance',
    summary:
      'HR records who was there, partly there or absent, with the reason of an absence; where half-days were marked, only what the marks come to',
    input: z.strictObject({
      courseSessionId: Id,
      attendance: z
        .array(
          z.strictObject({
            applicationId: z.number().int().positive(),
            attendance: z.enum(['attended', 'partially_attended', 'absent']),
            reason: z.string().trim().max(500).optional(),
            /** Of an absence. */
            barrier: Barrier,
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.strictObject({ changed: z.number().int() }),
    refusals: {
      ...sessionOpen,
      ...stepRefusals,
      reason_needed: 422,
      session_not_begun: 409,
      on_leave_is_not_absent: 409,
      application_named_twice: 422,
      marks_say_otherwise: 409,
    },
  },
  recordCompletion: {
    method: 'POST',
    path: '/course-sessions/{courseSessionId}/completion',
    summary:
      'HR records completion, apart from attendance (INV-T8); a completion becomes evidence and sets no level (INV-P6)',
    input: z.strictObject({
      courseSessionId: Id,
      completion: z
        .array(
          z.strictObject({
            applicationId: z.number().int().positive(),
            completed: z.boolean(),
            reason: z.string().trim().max(500).optional(),
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.strictObject({ changed: z.number().int() }),
    refusals: {
      ...sessionOpen,
      ...stepRefusals,
      session_not_ended: 409,
      report_missing: 409,
      application_named_twice: 422,
    },
  },
  submitReport: {
    method: 'POST',
    path: '/applications/{applicationId}/report',
    summary: 'Hands in the training report, due one month after the session’s end',
    input: z.strictObject({ applicationId: Id, body: z.string().trim().min(1).max(20_000) }),
    output: Done,
    refusals: { wrong_state: 409 },
  },
})
