import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { RoleName } from '#rooms/people/contract.ts'

const StaffNumber = z.string().min(1).max(40)
const Decision = z.strictObject({ isSample: z.boolean() })

export const sample = defineContract({
  settleTown: {
    method: 'POST',
    path: '/installation',
    summary: 'Decides once whether this town is the sample ward or a real one (INV-D2); the command line only',
    input: Decision,
    output: Decision.extend({
      isSettled: z.strictObject({
        /** Work is left to this start: it decided just now, or an earlier one died before the sample was whole. */
        now: z.boolean(),
      }),
    }),
    refusals: {},
  },
  showSampleProgress: {
    method: 'GET',
    path: '/installation/sample',
    summary: 'How far the sample ward was loaded, told from the journal; the command line only',
    input: z.strictObject({}),
    output: z.strictObject({
      isSample: z.boolean(),
      isWhole: z.boolean(),
      /** Day on which this town was settled, in Tokyo: the sample is told as of it. */
      settledOn: z.iso.date(),
      /** Changes that the loading has made durable, by operation. */
      done: z.array(z.strictObject({ operation: z.string(), calls: z.number().int() })),
    }),
    refusals: { not_settled: 409 },
  },
  findSamplePeople: {
    method: 'GET',
    path: '/installation/sample/people',
    summary: 'Numbers by which the rooms know people of the sample ward; the command line only',
    input: z.strictObject({ staffNumbers: z.array(StaffNumber).min(1).max(100) }),
    output: z.array(z.strictObject({ staffNumber: z.string(), staffMemberId: z.number().int() })),
    refusals: { not_the_sample: 409 },
  },
  refreshStatistics: {
    method: 'POST',
    path: '/installation/statistics',
    summary:
      'Lets the database count its rows after a large load, so that it plans well at once; the command line only',
    input: z.strictObject({}),
    output: z.strictObject({ refreshed: z.literal(true) }),
    refusals: {},
    patience: 60,
  },
  namePersonas: {
    method: 'POST',
    path: '/installation/personas',
    summary: 'Offers people of the sample ward on the sign-in page; the last step of its loading, nowhere else',
    input: z.strictObject({
      personas: z
        .array(z.strictObject({ persona: RoleName, staffNumber: StaffNumber }))
        .min(1)
        .max(10),
    }),
    output: z.strictObject({ named: z.number().int() }),
    refusals: { not_the_sample: 409, no_such_persona: 404 },
  },
})
