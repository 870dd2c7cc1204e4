import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'

const StaffNumber = z.string().min(1).max(40)

export const disclosure = defineContract({
  exportPerson: {
    method: 'POST',
    path: '/staff/{staffNumber}/export',
    summary: 'Everything held about one person, for a request for disclosure: table by table, with the journal',
    input: z.strictObject({ staffNumber: StaffNumber }),
    output: z.strictObject({
      staffNumber: z.string(),
      asOf: IsoDate,
      tables: z.record(
        z.string(),
        z.array(
          z.strictObject({
            /** The words by which the row names the person, as its table declares them; it holds the columns that are theirs by these. */
            as: z.array(z.string()),
            row: z.record(z.string(), z.unknown()),
          }),
        ),
      ),
    }),
    refusals: { no_such_staff_member: 404 },
    patience: 60,
    snapshot: true,
  },
  erasePerson: {
    method: 'POST',
    path: '/staff/{staffNumber}/erasure',
    summary:
      'Takes the names and words of somebody who has left out of every table; facts without a name stay, so that no closed figure changes. It cannot be undone',
    input: z.strictObject({ staffNumber: StaffNumber, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({
      staffNumber: z.string(),
      /** How many rows of each table were changed. */
      tables: z.record(z.string(), z.number().int()),
    }),
    refusals: { no_such_staff_member: 404, still_in_service: 409 },
    patience: 60,
  },
})
