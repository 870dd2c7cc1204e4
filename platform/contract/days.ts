import { z } from 'zod'
import { isDate } from '#platform/time/dates.ts'

/** A day that the database knows as well, 0001-01-01 to 9999-12-31: `format: date` by itself would take a year 0. */
export const IsoDate = z.iso.date({ abort: true }).refine(isDate)
