import { PostgresQueryCompiler, type RawBuilder, sql } from 'kysely'

/*
 * The few words that our statements share. Each is a fragment of SQL: `where ${on('a', ctx.today)} and ${oneOf('a.state', seatStates)}`.
 * Spans are half-open [from, to), an open end is null; periods that are asked about are whole days, both ends included.
 */

/** A calendar day: ISO text, or SQL that says one (sql`d.day`). */
export type Day = string | RawBuilder<unknown>

/** The two columns of a span, where they are not `valid_from` and `valid_to`. */
export type Span = readonly [from: string, to: string]

const VALID: Span = ['valid_from', 'valid_to']

/** The row holds on that day. */
export function on(alias: string, day: Day, span: Span = VALID): RawBuilder<boolean> {
  return during(alias, day, day, span)
}

/** The row holds on at least one day from `first` to `last`, both included. */
export function during(alias: string, first: Day, last: Day, span: Span = VALID): RawBuilder<boolean> {
  const [from] = columns(alias, span)
  return sql<boolean>`(${from} <= ${date(last)} and ${notEndedBy(alias, first, span)})`
}

/**
 * The condition, of which PostgreSQL is to think that nearly all rows hold it. What is worked out in the statement has no statistics: of
 * `x is null` it expects one row in two hundred, and joins whole towns as if they were a handful of people
 * (DEFAULT_UNK_SEL, src/include/utils/selfuncs.h).
 */
export function mostly(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`(case when ${condition} then true end) is not null`
}

/** The condition, of which PostgreSQL is to think that hardly any row holds it. */
export function hardly(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`(case when ${condition} then null else true end) is null`
}

/** The row holds on every day from `first` to `last`, both included. */
export function throughout(alias: string, first: Day, last: Day, span: Span = VALID): RawBuilder<boolean> {
  const [from] = columns(alias, span)
  return sql<boolean>`(${from} <= ${date(first)} and ${notEndedBy(alias, last, span)})`
}

/** The row has not ended by that day: it holds then, or on a later one. */
export function notEndedBy(alias: string, day: Day, span: Span = VALID): RawBuilder<boolean> {
  const [, to] = columns(alias, span)
  return sql<boolean>`(${to} is null or ${to} > ${date(day)})`
}

/**
 * The column holds one of the values of a list that a rule names. They are written into the text, so that the planner knows them:
 * never for what comes from a request.
 */
export function oneOf(column: string, list: readonly string[]): RawBuilder<boolean> {
  if (list.length === 0) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} in (${sql.join(list.map(sql.lit))})`
}

/** The column holds a value, and none of the list. */
export function noneOf(column: string, list: readonly string[]): RawBuilder<boolean> {
  if (list.length === 0) return sql<boolean>`${sql.ref(column)} is not null`
  return sql<boolean>`${sql.ref(column)} not in (${sql.join(list.map(sql.lit))})`
}

/** A day as SQL. */
export function date(day: Day): RawBuilder<unknown> {
  return typeof day === 'string' ? sql`${day}::date` : day
}

/**
 * Whoever asks with the same words waits until the transaction of whoever asked before is over, in this town and over all processes:
 * for what is added only where it is not there yet, which two at the same moment would both find missing.
 */
export function oneAtATime(what: string): RawBuilder<unknown> {
  return sql`select pg_advisory_xact_lock(hashtextextended(${what} || ' ' || current_schema(), 0))`
}

/** Whether nobody else is at the same words; whoever is holds them until their transaction is over. Nobody waits. */
export function isFirstAt(what: string): RawBuilder<{ got: boolean }> {
  return sql`select pg_try_advisory_xact_lock(hashtextextended(${what} || ' ' || current_schema(), 0)) as got`
}

/** A fragment without values as text, for a statement that is handed to the driver; its parameters are `sql.raw('$2')`. */
export function asText(fragment: RawBuilder<unknown>): string {
  return new PostgresQueryCompiler().compileQuery(fragment.toOperationNode(), { queryId: 'fragment' }).sql
}

/**
 * A page of rows that were asked for in a fixed order from a place on, one more than the page holds: that one tells whether any follow.
 * Pages go by the last row that was seen and never by a number of rows, so that neither depth nor what is new changes what they cost or hold.
 */
export function cutPage<Row>(rows: readonly Row[], pageSize: number): { rows: Row[]; hasMore: boolean } {
  return { rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
}

function columns(alias: string, [from, to]: Span) {
  return [columnOf(`${alias}.${from}`), columnOf(`${alias}.${to}`)] as const
}

/** Written once: a page's statements name the same few columns some hundred times. All of them come from our own texts. */
const known = new Map<string, RawBuilder<unknown>>()

function columnOf(name: string): RawBuilder<unknown> {
  const column = known.get(name) ?? sql.ref(name)
  known.set(name, column)
  return column
}

/** Where every word stands in the column by one of its forms, as `platform/search` makes words and forms; true where nothing is wanted. */
export function standsIn(column: RawBuilder<unknown>, wanted: readonly (readonly string[])[]): RawBuilder<boolean> {
  const each = wanted.map((forms) => sql`${column} like any (${forms.map((form) => `%${escaped(form)}%`)}::text[])`)
  return sql<boolean>`(${sql.join([sql`true`, ...each], sql` and `)})`
}

/** Letters that mean more to `like` mean themselves. */
export const escaped = (word: string) => word.replace(/[%_\\]/g, '\\$&')
