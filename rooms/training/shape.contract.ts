import { z } from 'zod'
import { IsoDate } from '#platform/contract/days.ts'
import { Version } from '#platform/version/version.ts'
import { barriers } from './barrier.rules.ts'
import { states } from './rules.ts'
import { briefFields, type Field, fieldsIn, seatFields, sessionFields } from './shape.rules.ts'

export { IsoDate }

/** Shapes that several parts of this room answer with or ask for. */

export const Id = z.number().int().positive()
/** Hours and minutes of the day, HH:MM. */
export const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const Words = z.string().trim().max(2000)
export const Reason = z.string().trim().min(1).max(500)
/** What kept somebody from learning; pages ask for it, whoever says nothing leaves it unsorted. */
export const Barrier = z.enum(barriers).default('unsorted')
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

const shownAs = { date: IsoDate, time: Time, words: z.string(), whole: z.number().int() }
type Shown<Fields extends Record<string, Field>> = { [Name in keyof Fields]: (typeof shownAs)[Fields[Name]['is']] }
/** The same, but that what may be left empty may be left out. */
type Asked<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]: Fields[Name] extends { mayBeEmpty: true } ? z.ZodDefault<z.ZodString> : Shown<Fields>[Name]
}

/** Fields of a session as an answer has them. */
export function shown<Fields extends Record<string, Field>>(fields: Fields): Shown<Fields> {
  return Object.fromEntries(fieldsIn(fields).map((name) => [name, shownAs[fields[name]!.is]])) as Shown<Fields>
}

/** Fields of a session as whoever writes one must say them. */
export const askedOfSession = Object.fromEntries(
  fieldsIn(sessionFields).map((name) => [name, askedAs(sessionFields[name])]),
) as Asked<typeof sessionFields>

function askedAs({ is, most, mayBeEmpty }: Field) {
  if (is === 'words') {
    const words = z
      .string()
      .trim()
      .max(most ?? 2000)
    return mayBeEmpty ? words.default('') : words.min(1)
  }
  return is === 'whole'
    ? z
        .number()
        .int()
        .min(1)
        .max(most ?? Number.MAX_SAFE_INTEGER)
    : shownAs[is]
}

export const SessionBrief = z.strictObject({ courseSessionId: z.number().int(), ...shown(briefFields) })

/** A session as HR sees it. */
export const SessionWithSeats = SessionBrief.extend({
  ...shown(seatFields),
  seatsTaken: z.number().int(),
  cancelledOn: IsoDate.nullable(),
  /** Of what HR says of it. */
  version: Version,
})

export const Done = z.strictObject({ applicationId: z.number().int(), state: StateName })

/** A page begins behind a place, the `next` of the page before; absent for the first. */
export const After = z.string().max(100).optional()
/** What the next page is asked for with; null: there is none. What comes or goes meanwhile moves no row to another page. */
export const Next = z.string().nullable()

/** Refusals of every step of an application. */
export const stepRefusals = { no_such_application: 404, wrong_state: 409 } as const
/** Refusals of what is done to a session that stands. */
export const sessionOpen = { no_such_session: 404, session_cancelled: 409 } as const
