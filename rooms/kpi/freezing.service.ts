import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Figure, type SumsOf, unstamped } from '#platform/measure/counting.ts'
import type { Json } from '#platform/measure/measure.ts'
import type { Counted, Definition, Frozen } from './rules.ts'
import type { KpiTables } from './tables.ts'
import {
  allRecords,
  byHand,
  entriesUpTo,
  figuresFor,
  isOfYear,
  measureOf,
  type Value,
  valueFrom,
  valuesOn,
} from './values.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<KpiTables>

export interface FrozenValue {
  readonly fiscalYear: number
  readonly definition: Definition
  readonly asOf: string
  readonly frozenOn: string
  /** Null where there was no value. */
  readonly counted: Counted | null
  readonly restsOnSample: boolean
  readonly outside: Value['outside']
  /** For the measure's `tell`. */
  readonly told: Json | null
  /** Oldest first. */
  readonly restatements: readonly Restatement[]
}

interface Restatement {
  readonly counted: Counted | null
  readonly reason: string
  readonly recordedOn: string
  readonly recordedBy: number | null
}

/**
 * Freezes every value as of a day: numbers, contract and what lies under them. The review of the year must stand (INV-F4), and
 * the operation reads from one moment (`snapshot`): a value, its sections and its records never contradict each other.
 */
export async function freezeYear(
  ctx: Ctx,
  { fiscalYear, asOf, definitions }: { fiscalYear: number; asOf: string; definitions: readonly Definition[] },
): Promise<void> {
  const entries = await entriesUpTo(ctx, byHand(definitions), asOf)
  const figures = await figuresFor(
    ctx,
    definitions.map((definition) => ({ definition, asOf, bySection: true })),
  )
  const rows = []
  for (const [place, definition] of definitions.entries()) {
    const known = valueFrom(definition, figures[place], entries, asOf)
    const value = known && isOfYear(known, fiscalYear) ? known : undefined
    rows.push({
      kpi: definition.id,
      kind: definition.kind,
      numerator: value?.numerator ?? null,
      denominator: value?.denominator ?? null,
      rests_on_sample: definition.isSample || (value?.restsOnSample ?? false),
      contract: definition,
      composition: await compositionOf(ctx, definition, figures[place], asOf),
    })
  }
  await sql`insert into kpi_frozen (fiscal_year, kpi, kind, as_of, frozen_on, numerator, denominator,
      rests_on_sample, contract, composition)
    select ${fiscalYear}, kpi, kind, ${asOf}::date, ${ctx.today}::date, numerator, denominator, rests_on_sample,
      contract, composition
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kpi text, kind text, numerator numeric, denominator numeric,
      rests_on_sample boolean, contract jsonb, composition jsonb)`.execute(ctx.db)
}

/** Frozen values of a year and the years before it, oldest first, with what was restated. */
export async function frozenUpTo(
  ctx: Ctx,
  fiscalYear: number,
  { years = 6, ids = null }: { years?: number; ids?: readonly string[] | null } = {},
): Promise<FrozenValue[]> {
  const { rows } = await sql<{
    fiscalYear: number
    definition: Definition
    asOf: string
    frozenOn: string
    numerator: number | null
    denominator: number | null
    restsOnSample: boolean
    outside: Value['outside']
    told: Json | null
    restatements: {
      numerator: number | null
      denominator: number | null
      reason: string
      on: string
      by: number | null
    }[]
  }>`select f.fiscal_year as "fiscalYear", f.contract as definition, f.as_of as "asOf", f.frozen_on as "frozenOn",
      f.numerator, f.denominator, f.rests_on_sample as "restsOnSample",
      f.outside, f.told,
      coalesce((select jsonb_agg(jsonb_build_object('numerator', r.numerator, 'denominator', r.denominator,
          'reason', r.reason, 'on', r.recorded_on, 'by', r.recorded_by) order by r.number)
        from kpi_restatement r where r.fiscal_year = f.fiscal_year and r.kpi = f.kpi), '[]') as restatements
    from kpi_frozen f where f.fiscal_year <= ${fiscalYear} and f.fiscal_year > ${fiscalYear - years}
      and (${ids}::text[] is null or f.kpi = any(${ids}::text[]))
    order by f.fiscal_year, f.kind desc, f.kpi`.execute(ctx.db)
  return rows.map(({ numerator, denominator, restatements, ...row }) => ({
    ...row,
    counted: countedOf(numerator, denominator),
    restatements: restatements.map((one) => ({
      counted: countedOf(one.numerator, one.denominator),
      reason: one.reason,
      recordedOn: one.on,
      recordedBy: one.by,
    })),
  }))
}

/** What lay under a frozen value by section, as sums of their own. */
export function sumsFrozen(fiscalYear: number, id: string): SumsOf {
  return unstamped(sql`counted as materialized (select grouping(s.section) > 0 as is_ward, s.section ->> 'sectionCode' as section_code,
      null::text as outside, array[sum(coalesce((s.section ->> 'denominator')::integer, (s.section ->> 'numerator')::integer)),
        sum((s.section ->> 'numerator')::integer)]::integer[] as tallies
    from kpi_frozen f cross join jsonb_array_elements(f.composition -> 'sections') s(section)
    where f.fiscal_year = ${fiscalYear} and f.kpi = ${id} group by grouping sets ((), (s.section)))`)
}

/** The same of every share of a year at once: by its id the sections' own sums, as they were frozen. */
export async function sectionsFrozen(
  ctx: Ctx,
  fiscalYear: number,
): Promise<Map<string, Frozen['composition']['sections']>> {
  const { rows } = await sql<{ id: string; sections: Frozen['composition']['sections'] }>`
    select f.kpi as id, f.composition -> 'sections' as sections from kpi_frozen f
    where f.fiscal_year = ${fiscalYear} and f.denominator is not null`.execute(ctx.db)
  return new Map(rows.map(({ id, sections }) => [id, sections]))
}

/** What the records say now about the day of freezing, by id, counted as the frozen contract counts. */
export async function recountNow(ctx: Ctx, frozen: readonly FrozenValue[]): Promise<Map<string, Value>> {
  const [first] = frozen
  if (!first) return new Map()
  const values = await valuesOn(
    ctx,
    frozen.map(({ definition }) => definition),
    first.asOf,
  )
  // Where a value of an earlier year was frozen, as it once was, it is held against what it came from.
  const hadValue = new Set(frozen.flatMap((one) => (lastStated(one) ? [one.definition.id] : [])))
  return new Map([...values].filter(([id, value]) => hadValue.has(id) || isOfYear(value, first.fiscalYear)))
}

/** The latest word on a frozen value: the last restatement, or the value as it was frozen. */
export function lastStated({ counted, restatements }: Pick<FrozenValue, 'counted' | 'restatements'>): Counted | null {
  const last = restatements.at(-1)
  return last ? last.counted : counted
}

/** The next word on a frozen value. Whoever stated one since it was read makes this request begin again (`snapshot`). */
export async function addRestatement(
  ctx: Ctx,
  { fiscalYear, definition, restatements }: FrozenValue,
  { counted, reason, by = ctx.actor.subjectId }: { counted: Counted | null; reason: string; by?: number | null },
): Promise<void> {
  await tables(ctx)
    .insertInto('kpi_restatement')
    .values({
      fiscal_year: fiscalYear,
      kpi: definition.id,
      number: restatements.length + 1,
      numerator: counted?.numerator ?? null,
      denominator: counted?.denominator ?? null,
      reason,
      recorded_by: by,
      recorded_on: ctx.today,
    })
    .onConflict((conflict) => conflict.columns(['fiscal_year', 'kpi', 'number']).doNothing())
    .returning('number')
    .executeTakeFirstOrThrow()
}

async function compositionOf(
  ctx: Ctx,
  definition: Definition,
  figure: Figure | undefined,
  asOf: string,
): Promise<Frozen['composition']> {
  const measure = measureOf(definition)
  const records = measure ? await allRecords(ctx, measure, asOf) : []
  const ids = (wanted: boolean) => records.filter(({ counted }) => counted === wanted).map(({ id }) => id)
  return {
    ...{ outside: figure?.outside ?? [], sections: figure?.sections ?? [] },
    ...{ counted: ids(true), others: ids(false), told: figure?.told ?? null },
  }
}

function countedOf(numerator: number | null, denominator: number | null): Counted | null {
  return numerator === null ? null : { numerator, denominator }
}
