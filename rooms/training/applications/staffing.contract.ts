import { z } from 'zod'
import { IsoDate } from '../shape.contract.ts'

/** The applicant's section on one day of the session, by primary assignment of that day; of the day the halves that the session takes. */
export const Staffing = z.strictObject({
  day: IsoDate,
  members: z.number().int(),
  onLeave: z.number().int(),
  /** Members with a confirmed seat in a session of the same half-day, without the applicant and those on leave. */
  inSession: z.number().int(),
  /** Who remains when the applicant is in the session too. */
  inService: z.number().int(),
})
