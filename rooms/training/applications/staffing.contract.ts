import { z } from 'zod'
import { halfDays } from '../sessions/rules.ts'
import { IsoDate } from '../shape.contract.ts'
import { Need } from '../staffing/contract.ts'

/** The applicant's section on one day of the session, by primary assignment of that day; of the day the halves that the session takes. */
const Staffing = z.strictObject({
  day: IsoDate,
  members: z.number().int(),
  onLeave: z.number().int(),
  /** Members with a confirmed seat in a session of the same half-day, without the applicant and those on leave. */
  inSession: z.number().int(),
  /** Who remains when the applicant is in the session too. */
  inService: z.number().int(),
})

/** What the counter of the applicant's section needs in one half-day of the session, and who is there without the applicant. */
export const CounterHalf = z.strictObject({
  day: IsoDate,
  half: z.enum(halfDays),
  needed: z.number().int(),
  /** Without the applicant and whoever else is away then, with whoever was asked to stand in. */
  there: z.number().int(),
  /** Fewer are there than needed, or fewer who hold what the counter needs. */
  isShort: z.boolean(),
  /** It was so before. */
  wasShort: z.boolean(),
  lacks: z.array(Need.extend({ skillName: z.string(), there: z.number().int() })),
})

/** Who could stand in, of the own section first. */
const Offered = z.strictObject({
  staffMemberId: z.number().int(),
  isOwnSection: z.boolean(),
  /** With them no half-day is short. */
  mends: z.boolean(),
})

/** The same with who it is. */
export const StandIn = Offered.extend({
  name: z.string(),
  nameKana: z.string(),
  sectionName: z.string().nullable(),
  /** Whoever reads it. */
  isReader: z.boolean(),
})

const counted = {
  /** First 10 days of the session. */
  staffing: z.array(Staffing),
  /** Empty where the section has stated no minimum. */
  counter: z.array(CounterHalf),
}

/** Beside an application that waits for whoever decides. */
export const stakes = { ...counted, standIns: z.array(StandIn) }

/** The same in a list, which says once who its people are and what is the same for several of them. */
export const StakeInList = z.strictObject({ ...counted, standIns: z.array(Offered) })
