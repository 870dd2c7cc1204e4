import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { type Asked, figuresOf } from '#platform/measure/figures.ts'
import { type Json, type Measure, type MeasureRecord, measureNamed, periodOf } from '#platform/measure/measure.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { fiscalYearOf, formatDate } from '#platform/time/dates.ts'
import { type Enough, THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { type Counted, type Definition, formatWithCounts } from './rules.ts'
import type { KpiTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<KpiTables>

/** A value as the records of a day give it, or as HR entered it up to that day. */
export interface Value extends Counted {
  readonly asOf: string
  readonly restsOnSample: boolean
  readonly outside: { reason: string; people: number }[]
  /** For the measure's `tell`. */
  readonly told?: Json
}

/** A value that HR entered. */
export interface Entry extends Counted {
  readonly id: number
  readonly kpi: string
  readonly asOf: string
  readonly note: string
  readonly isSample: boolean
  readonly recordedBy: number | null
  readonly recordedAt: Date
}

/** The measure that counts it; undefined where HR enters the value, or no room offers the measure yet. */
export function measureOf({ measure }: Pick<Definition, 'measure'>): Measure | undefined {
  return measure === null ? undefined : measureNamed(measure)
}

/**
 * From how many people a section is counted by itself, and which tally says how many there are: a measure of approvals or pairs counts many records of one
 * person, who must not be told by their number. What was frozen before says records only.
 */
export function enoughPeople({ measure, frozen }: Pick<Definition, 'measure'> & { readonly frozen: unknown }): {
  threshold: Enough
  peopleAt: number
} {
  const peopleAt = (!frozen && measureOf({ measure })?.peopleAt) || 1
  return { peopleAt, threshold: ({ tallies }) => (tallies[peopleAt - 1] ?? 0) >= THRESHOLD }
}

/** A definition whose value is asked for. */
export interface AskedValue {
  readonly definition: Definition
  readonly asOf: string
  readonly bySection?: boolean
}

/**
 * Figures of what records count, in the order asked; undefined where no record counts it. Each measure is asked once a day,
 * however many definitions rest on it.
 */
export async function figuresFor(ctx: Ctx, asked: readonly AskedValue[]): Promise<(Figure | undefined)[]> {
  const distinct = new Map<string, Asked>()
  const keys = asked.map(({ definition, asOf, bySection = false }) => {
    const measure = measureOf(definition)
    if (!measure) return undefined
    const key = `${measure.name} ${asOf}`
    distinct.set(key, { measure, asOf, bySection: bySection || (distinct.get(key)?.bySection ?? false) })
    return key
  })
  const figures = await figuresOf(ctx, [...distinct.values()])
  const byKey = new Map([...distinct.keys()].map((key, place) => [key, figures[place]]))
  return keys.map((key) => (key === undefined ? undefined : byKey.get(key)))
}

/** Values as of a day by id. A definition without any value is absent. */
export async function valuesOn(
  ctx: Ctx,
  definitions: readonly Definition[],
  asOf: string,
): Promise<Map<string, Value>> {
  const [entries, figures] = await Promise.all([
    entriesUpTo(ctx, byHand(definitions), asOf),
    figuresFor(
      ctx,
      definitions.map((definition) => ({ definition, asOf })),
    ),
  ])
  return new Map(
    definitions.flatMap((definition, place) => {
      const value = valueFrom(definition, figures[place], entries, asOf)
      return value ? [[definition.id, value] as const] : []
    }),
  )
}

/** What records give, or the latest of what HR entered; nothing where nothing is known of anybody yet, which is not 0 (INV-P7). */
export function valueFrom(
  definition: Definition,
  figure: Figure | undefined,
  entries: readonly Entry[],
  asOf: string,
): Value | undefined {
  if (figure && !isKnown(definition, figure)) return undefined
  if (figure) {
    const { total, restsOnSample, outside, told } = figure
    return { ...total, asOf, restsOnSample, outside: [...outside], ...(told === undefined ? {} : { told }) }
  }
  if (measureOf(definition)) return undefined
  return fromEntry(entries.findLast(({ kpi }) => kpi === definition.id))
}

/** Whether a value was known in the year itself: what was entered for an earlier one says nothing of it (INV-L7). */
export function isOfYear({ asOf }: Pick<Value, 'asOf'>, fiscalYear: number): boolean {
  return fiscalYearOf(asOf) === fiscalYear
}

/** Whether two values of a definition are of one series, by what their measure tells of each. */
export function isOneSeries(
  definition: Pick<Definition, 'measure'>,
  one: Json | undefined,
  other: Json | undefined,
): boolean {
  return one == null || other == null || (measureOf(definition)?.isOneSeries?.(one, other) ?? true)
}

/** Whether a figure says anything: of nobody known yet there is no value, which is not 0 (INV-P7). */
export function isKnown(definition: Definition, figure: Figure): boolean {
  return measureOf(definition)?.isKnown?.(figure.tallies) ?? true
}

/**
 * Records are read in pieces, so that no single answer is beyond measure; the operation reads from one snapshot. Each piece counts
 * everybody anew, so a large town is one piece.
 */
const PIECE = 50_000

/** Every record behind a figure. */
export async function allRecords(ctx: Ctx, measure: Measure, asOf: string): Promise<MeasureRecord[]> {
  const all: MeasureRecord[] = []
  for (let after: string | undefined; ; ) {
    const page = await measure.records(ctx, periodOf(measure, asOf), { limit: PIECE, ...(after ? { after } : {}) })
    all.push(...page.records)
    if (page.next === null) return all
    after = page.next
  }
}

/** What HR entered for some definitions, as of days up to one; in the order of those days, corrections last. */
export async function entriesUpTo(ctx: Ctx, ids: readonly string[], asOf: string): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Entry>`select e.* from (${enteredUpTo(ids, asOf)}) e order by e."asOf", e.id`.execute(
    ctx.db,
  )
  return rows
}

/** The same up to today, and the ids that a person answers for: a start page asks for both at once. */
export async function entriesAndOwned(
  ctx: Ctx,
  ids: readonly string[],
  person: number,
): Promise<{ entries: Entry[]; owned: ReadonlySet<string> }> {
  if (ids.length === 0) return { entries: [], owned: new Set() }
  const { rows } = await sql<MaybeEntry & { owned: string[] }>`select w.owned, a.*
    from (select coalesce(json_agg(o.kpi), '[]') as owned from kpi_owner o
      where o.staff_member_id = ${person} and o.valid_to is null) w
    left join (${enteredUpTo(ids, ctx.today)}) a on true order by a."asOf", a.id`.execute(ctx.db)
  return { entries: rows.flatMap(({ owned: _, ...row }) => entryIn(row)), owned: new Set(rows[0]?.owned) }
}

/** Of a row that stands although nothing was entered. */
export type MaybeEntry = { [K in keyof Entry]: Entry[K] | null }

export function entryIn(row: MaybeEntry): Entry[] {
  return row.id === null ? [] : [row as Entry]
}

export function enteredUpTo(ids: readonly string[], asOf: string): RawBuilder<Entry> {
  return sql<Entry>`select kpi_actual_id as id, kpi, as_of as "asOf", numerator, denominator, note, is_sample as "isSample",
      recorded_by as "recordedBy", recorded_at as "recordedAt"
    from kpi_actual where kpi = any(${ids}::text[]) and as_of <= ${asOf}::date and corrected_at is null`
}

/** A day has one value: of two who enter it at the same moment the second learns what the first said. */
export async function addEntry(
  ctx: Ctx<'day_has_value'>,
  unit: string,
  entry: Omit<Entry, 'id' | 'recordedBy' | 'recordedAt'>,
): Promise<void> {
  const { kpi, asOf, numerator, denominator, note, isSample } = entry
  await oneAtATime(`values of ${kpi}`).execute(ctx.db)
  const [there] = (await entriesUpTo(ctx, [kpi], asOf)).filter((one) => one.asOf === asOf)
  ctx.must(!there, 'day_has_value', {
    date: formatDate(asOf, ctx.language),
    value: (there && formatWithCounts(there, unit, ctx.language)) ?? '',
  })
  const { kpi_actual_id: id } = await tables(ctx)
    // Its path to the target was another before.
    .with('again', (db) => db.updateTable('kpi_path').set({ looked_on: null }).where('kpi', '=', kpi))
    .insertInto('kpi_actual')
    .values({
      ...{ kpi, numerator, denominator, note },
      as_of: asOf,
      is_sample: isSample,
      recorded_by: ctx.actor.subjectId,
      recorded_at: new Date(ctx.now.epochMilliseconds),
    })
    .returning('kpi_actual_id')
    .executeTakeFirstOrThrow()
  ctx.tells('kpi_actual', [id])
}

/** One that counts, held until the end of the request; undefined where there is none of this number any more. */
export async function lockEntry(ctx: Ctx, kpi: string, id: number) {
  return await tables(ctx)
    .selectFrom('kpi_actual')
    .select(['numerator', 'denominator', 'as_of as asOf', 'note', 'is_sample as isSample'])
    .where('kpi_actual_id', '=', id)
    .where('kpi', '=', kpi)
    .where('corrected_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function dropEntry(ctx: Ctx, id: number): Promise<void> {
  await tables(ctx)
    .updateTable('kpi_actual')
    .set({ corrected_at: new Date(ctx.now.epochMilliseconds) })
    .where('kpi_actual_id', '=', id)
    .execute()
  ctx.tells('kpi_actual', [id])
}

/** Those that HR enters. */
export function byHand(definitions: readonly Definition[]): string[] {
  return definitions.filter((definition) => !measureOf(definition)).map(({ id }) => id)
}

function fromEntry(entry: Entry | undefined): Value | undefined {
  if (!entry) return undefined
  const { numerator, denominator, asOf, isSample } = entry
  return { numerator, denominator, asOf, restsOnSample: isSample, outside: [] }
}
