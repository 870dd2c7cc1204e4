/** Columns of course_session, made from the one list of what a session is described by (shape.rules.ts). */
import { type RawBuilder, sql } from 'kysely'
import { versionOf } from '#platform/version/made-from.ts'
import {
  briefFields,
  fieldsIn,
  type SessionField,
  type SessionSaid,
  seatFields,
  sessionFields,
  timeFields,
} from './shape.rules.ts'

/** Fields of a row `s` of course_session, each under its name: `s.starts_on as "startsOn"`. */
export function sessionColumns(names: readonly SessionField[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql`${readColumn(name)} as ${sql.ref(name)}`))
}

/** Days and hours of a row `s` of course_session, as columns. */
export const SESSION_TIMES = sessionColumns(fieldsIn(timeFields))
/** What concerns those who apply to a row `s` of course_session, as columns. */
export const SESSION_SEATS = sessionColumns(fieldsIn(seatFields))

/** A row `s` of course_session as lists show it. */
export const SESSION = sql`json_build_object('courseSessionId', s.course_session_id, ${sql.join(
  fieldsIn(briefFields).map((name) => sql`${sql.lit(name)}, ${readColumn(name)}`),
)})`

/** What HR says of a session, of all that was read of it: what its version is made of. */
export function saidOf(session: SessionSaid): SessionSaid {
  return Object.fromEntries(fieldsIn(sessionFields).map((name) => [name, session[name]])) as SessionSaid
}

export const sessionVersion = (session: SessionSaid) => versionOf({ ...saidOf(session) })

/** What HR says of a session, as a row of course_session. */
export function sessionRow(said: SessionSaid): SessionRow {
  return Object.fromEntries(fieldsIn(sessionFields).map((name) => [columnOf(name), said[name]])) as SessionRow
}

const typeInSql = { date: 'date', time: 'time', words: 'text', whole: 'integer' } as const

/** Columns of course_session that are written, and the same of rows `r` that RECORD describes, read from JSON. */
export const WRITTEN = sql.join(fieldsIn(sessionFields).map((name) => sql.ref(columnOf(name))))
export const READ_FROM_RECORD = sql.join(fieldsIn(sessionFields).map((name) => sql.ref(`r.${name}`)))
export const RECORD = sql.join(
  fieldsIn(sessionFields).map((name) => sql`${sql.ref(name)} ${sql.raw(typeInSql[sessionFields[name].is])}`),
)

/** starts_on of startsOn. */
export function columnOf<Name extends SessionField>(name: Name): ColumnOf<Name> {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as ColumnOf<Name>
}

type ColumnOf<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${ColumnOf<Rest>}`
  : ''
type SessionRow = { [Name in SessionField as ColumnOf<Name>]: SessionSaid[Name] }

/** Hours without their seconds. */
function readColumn(name: SessionField): RawBuilder<unknown> {
  const column = sql.ref(`s.${columnOf(name)}`)
  return sessionFields[name].is === 'time' ? sql`to_char(${column}, 'HH24:MI')` : column
}
