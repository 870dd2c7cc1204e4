import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Composition, type Measure, measureNamed, periodOf } from '#platform/measure/measure.ts'
import { memoryOf, remembered } from './memory.service.ts'
import type { Counted, Definition } from './rules.ts'
import type { KpiTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<KpiTables>

/** A value as the records of a day give it, or as HR entered it up to that day. */
export interface Value extends Counted {
  readonly asOf: string
  readonly restsOnSample: boolean
  readonly outside: { reason: string; people: number }[]
}

/** A value that HR entered. */
export interface Entry extends Counted {
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
 * Values as of a day by id. Each measure is asked once however many definitions rest on it, and all travel to the database
 * together. A definition without any value is absent.
 */
export async function valuesOn(
  ctx: Ctx,
  definitions: readonly Definition[],
  asOf: string,
): Promise<{ values: Map<string, Value>; entries: readonly Entry[] }> {
  const memory = await memoryOf(ctx)
  const composed = new Map<Measure, Promise<Composition>>()
  for (const definition of definitions) {
    const measure = measureOf(definition)
    if (!measure || composed.has(measure)) continue
    const key = `compose ${measure.name} ${asOf} ${ctx.today}`
    composed.set(
      measure,
      remembered(memory, key, () => measure.compose(ctx, periodOf(measure, asOf))),
    )
  }
  const [entries] = await Promise.all([entriesUpTo(ctx, byHand(definitions), asOf), ...composed.values()])
  const values = new Map<string, Value>()
  for (const definition of definitions) {
    const measure = measureOf(definition)
    const value = measure
      ? fromRecords((await composed.get(measure))!, asOf)
      : fromEntry(entries.findLast(({ kpi }) => kpi === definition.id))
    if (value) values.set(definition.id, value)
  }
  return { values, entries }
}

/** What HR entered for some definitions, as of days up to one; in the order of those days, corrections last. */
export async function entriesUpTo(ctx: Ctx, ids: readonly string[], asOf: string): Promise<Entry[]> {
  if (ids.length === 0) return []
  const rows = await tables(ctx)
    .selectFrom('kpi_actual')
    .selectAll()
    .where('kpi', '=', (e) => e.fn.any(sql<string[]>`${ids}::text[]`))
    .where('as_of', '<=', asOf)
    .orderBy('as_of')
    .orderBy('kpi_actual_id')
    .execute()
  return rows.map((row) => ({
    kpi: row.kpi,
    asOf: row.as_of,
    numerator: row.numerator,
    denominator: row.denominator,
    note: row.note,
    isSample: row.is_sample,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  }))
}

export async function addEntry(ctx: Ctx, entry: Omit<Entry, 'recordedBy' | 'recordedAt'>): Promise<void> {
  const { kpi, asOf, numerator, denominator, note, isSample } = entry
  await tables(ctx)
    .insertInto('kpi_actual')
    .values({
      ...{ kpi, numerator, denominator, note },
      as_of: asOf,
      is_sample: isSample,
      recorded_by: ctx.actor.subjectId,
    })
    .execute()
}

function byHand(definitions: readonly Definition[]): string[] {
  return definitions.filter((definition) => !measureOf(definition)).map(({ id }) => id)
}

function fromRecords({ total, restsOnSample, outside }: Composition, asOf: string): Value {
  return { numerator: total.numerator, denominator: total.denominator, asOf, restsOnSample, outside: [...outside] }
}

function fromEntry(entry: Entry | undefined): Value | undefined {
  if (!entry) return undefined
  const { numerator, denominator, asOf, isSample } = entry
  return { numerator, denominator, asOf, restsOnSample: isSample, outside: [] }
}
