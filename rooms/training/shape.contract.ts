import { z } from 'zod'
import { states } from './rules.ts'

/** Shapes that several parts of this room answer with or ask for. */

export const Id = z.number().int().positive()
export const IsoDate = z.iso.date()
/** Hours and minutes of the day, HH:MM. */
export const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const Words = z.string().trim().max(2000)
export const Reason = z.string().trim().min(1).max(500)
export const Code = z.string().trim().min(1).max(40)
export const StateName = z.enum(states)

export const Person = z.strictObject({
  staffMemberId: z.number().int(),
  name: z.string(),
  nameKana: z.string(),
  sectionName: z.string().nullable(),
  postTitle: z.string().nullable(),
})

export const CourseBrief = z.strictObject({
  courseId: z.number().int(),
  courseCode: z.string(),
  title: z.string(),
  hours: z.number(),
  isSample: z.boolean(),
})

export const SessionBrief = z.strictObject({
  courseSessionId: z.number().int(),
  startsOn: IsoDate,
  endsOn: IsoDate,
  startsAt: Time,
  endsAt: Time,
  place: z.string(),
})

export const Done = z.strictObject({ applicationId: z.number().int(), state: StateName })

/** Refusals of every step of an application. */
export const stepRefusals = { no_such_application: 404, wrong_state: 409 } as const
/** Refusals of what is done to a session that stands. */
export const sessionOpen = { no_such_session: 404, session_cancelled: 409 } as const
