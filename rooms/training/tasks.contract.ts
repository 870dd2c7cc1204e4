import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from './shape.contract.ts'

export const taskKinds = [
  'recommendationToAnswer',
  'coverToAgreeTo',
  'applicationReturned',
  'reportDue',
  'attendSoon',
  'roundAhead',
  'wishesAsked',
  'testAhead',
  'testRunning',
  'approvalsWaiting',
  'coverMissing',
  'undecided',
  'selectionWaiting',
  'orderToGive',
  'attendanceToRecord',
  'completionToRecord',
] as const

export const tasks = defineContract({
  showMyTasks: {
    method: 'GET',
    path: '/me/training/tasks',
    summary: 'What waits for me from training: to answer, to agree to, to hand in, to decide, to record',
    input: z.strictObject({}),
    output: z.strictObject({
      total: z.number().int(),
      /** Of my own the nearest 100; what waits for a head or for HR is one task a kind. */
      tasks: z.array(
        z.strictObject({
          kind: z.enum(taskKinds),
          /** Values for the sentence `task.<kind>` of this room's messages. */
          values: z.record(z.string(), z.union([z.string(), z.number()])),
          /** The sentence in the reader's language. */
          title: z.string(),
          dueOn: IsoDate.nullable(),
          applicationId: z.number().int().nullable(),
          recommendationId: z.number().int().nullable(),
          coverArrangementId: z.number().int().nullable(),
          courseId: z.number().int().nullable(),
          courseSessionId: z.number().int().nullable(),
        }),
      ),
    }),
    refusals: {},
  },
})
