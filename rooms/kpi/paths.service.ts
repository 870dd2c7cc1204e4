/** Whether KPIs are on the path to the target that is in force or comes next, kept with the day on which it was looked at: a page of all of them forecasts none. */
import { type Kysely, sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { editionOn } from '#rooms/policy/service.ts'
import { forecastOf } from './forecast.service.ts'
import type { paths } from './paths.contract.ts'
import { aimOf, definitionsOf, judgedBy, type Outlook, statedIn, yearOf } from './rules.ts'
import type { KpiTables } from './tables.ts'
import { enteredUpTo, entryIn, type MaybeEntry } from './values.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<KpiTables>

export async function lookAtPaths(ctx: Ctx): Promise<Answer<typeof paths.lookAtPaths>> {
  const edition = await editionOn(ctx, ctx.today)
  if (!edition) return { looked: null, left: 0 }
  const { document } = edition
  const fiscalYear = fiscalYearOf(ctx.today)
  const stated = statedIn(document)
  const aimed = definitionsOf(document).flatMap((definition) => {
    const aim = aimOf(judgedBy(definition, stated), fiscalYear)
    return aim ? [{ id: definition.id, definition, aim }] : []
  })
  const { rows: gone } = await sql<{ kpi: string }>`delete from kpi_path where fiscal_year <> ${fiscalYear}
      or kpi <> all(${aimed.map(({ id }) => id)}::text[]) returning kpi`.execute(ctx.db)
  const before = await pathsOf(ctx)
  const due = aimed.filter(({ id }) => before.get(id)?.lookedOn !== ctx.today)
  const [next] = due
  const told = gone.map(({ kpi }) => kpi)
  if (next) {
    const { id, definition, aim } = next
    // Figures of the last minute say as much of a path.
    const { goals } = await forecastOf({ ...ctx, isPrepared: true }, { document, definition })
    const year = yearOf(aim, fiscalYear)
    const outlook = goals.find((goal) => goal.fiscalYear === year)?.outlook ?? 'unknown'
    const known = before.get(id)
    const row = { outlook, since: known?.outlook === outlook ? known.since : ctx.today, looked_on: ctx.today }
    await tables(ctx)
      .insertInto('kpi_path')
      .values({ kpi: id, fiscal_year: fiscalYear, ...row })
      .onConflict((conflict) => conflict.columns(['kpi', 'fiscal_year']).doUpdateSet(row))
      .execute()
    if (known?.outlook !== outlook) told.push(id)
    await tellOwners(ctx, told)
    return { looked: { id, outlook }, left: due.length - 1 }
  }
  await tellOwners(ctx, told)
  return { looked: null, left: 0 }
}

/** By the id of each KPI that was looked at in this fiscal year: how its path stood, from which day on. */
export async function pathsOf(
  ctx: Ctx,
): Promise<Map<string, { outlook: Outlook; since: string; lookedOn: string | null }>> {
  const rows = await tables(ctx)
    .selectFrom('kpi_path')
    .select(['kpi', 'outlook', 'since', 'looked_on as lookedOn'])
    .where('fiscal_year', '=', fiscalYearOf(ctx.today))
    .execute()
  return new Map(rows.map(({ kpi, ...path }) => [kpi, path]))
}

/** The same, and what HR entered: a page that shows both asks for them at once. */
export async function entriesAndPaths(ctx: Ctx, ids: readonly string[]) {
  const { rows } = await sql<
    MaybeEntry & { paths: { kpi: string; outlook: Outlook; since: string }[] }
  >`select w.paths, a.* from (select coalesce(json_agg(json_build_object('kpi', p.kpi, 'outlook', p.outlook, 'since', p.since)), '[]') as paths
      from kpi_path p where p.fiscal_year = ${fiscalYearOf(ctx.today)}) w
    left join (${enteredUpTo(ids, ctx.today)}) a on true order by a."asOf", a.id`.execute(ctx.db)
  return {
    entries: rows.flatMap(({ paths: _, ...row }) => entryIn(row)),
    paths: new Map(rows[0]!.paths.map(({ kpi, ...path }) => [kpi, path])),
  }
}

async function tellOwners(ctx: Ctx, kpis: readonly string[]): Promise<void> {
  if (kpis.length === 0) return
  const { rows } = await sql<{ id: number }>`select kpi_owner_id as id from kpi_owner
    where kpi = any(${kpis}::text[]) and valid_to is null`.execute(ctx.db)
  if (rows.length > 0)
    ctx.tells(
      'kpi_owner',
      rows.map(({ id }) => id),
    )
}
