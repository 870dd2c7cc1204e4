/** Which notices stand about values that are due, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { owedValues } from './calendar.service.ts'
import { pathsOf } from './paths.service.ts'
import { definitionsOf } from './rules.ts'

type Told = Parameters<NoticeSource['words']>[2]

/** Whoever answers for a KPI hears when its value is due soon, and when it is missing; no more once it is entered. And once a year that it left its path to the target, until it is back or the year is over. */
export async function standingOfValues(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const among = things ? sql`kpi_owner_id = any(${things}::bigint[])` : sql`true`
  const { rows } = await sql<{ thing: number; kpi: string; receiver: number }>`select kpi_owner_id as thing, kpi,
      staff_member_id as receiver from kpi_owner where ${among} and valid_to is null`.execute(ctx.db)
  const document = rows.length > 0 ? await policyOn(ctx) : undefined
  if (!document) return []
  const definitions = definitionsOf(document)
  const [owed, paths] = await Promise.all([owedValues(ctx, definitions), pathsOf(ctx)])
  const off = rows.flatMap(({ thing, kpi, receiver }) => {
    if (paths.get(kpi)?.outlook !== 'offPath' || !definitions.some(({ id }) => id === kpi)) return []
    const year = fiscalYearOf(ctx.today)
    return { kind: 'kpiOffPath', thing, receiver, fact: `${kpi} ${year}`, dueOn: null }
  })
  const due = rows.flatMap(({ thing, kpi, receiver }) => {
    const value = owed.get(kpi)
    if (!value) return []
    const kind = value.state === 'missing' ? 'kpiValueMissing' : 'kpiValueDue'
    return { kind, thing, receiver, fact: `${kpi} ${value.dueOn}`, dueOn: value.dueOn }
  })
  return [...due, ...off]
}

export async function wordsOfValues(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; kpi: string }>`select kpi_owner_id as thing, kpi from kpi_owner
    where kpi_owner_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and staff_member_id = ${receiver}`.execute(
    ctx.db,
  )
  const found = new Map(rows.map(({ thing, kpi }) => [thing, kpi]))
  const nameOf = await namesOfKpis(ctx)
  return asked.map(({ kind, thing, fact }): Said | undefined => {
    const kpi = found.get(thing)
    if (kpi === undefined) return undefined
    const name = nameOf(kpi)
    const last = fact.split(' ').at(-1)!
    if (kind === 'kpiOffPath')
      return { values: { name, year: formatFiscalYear(Number(last), ctx.language) }, to: `/kpi/${kpi}` }
    return { values: { name, due: formatDate(last, ctx.language) }, to: `/kpi/${kpi}` }
  })
}

/** Days for which HR is told what whoever answers for a KPI entered. */
const TOLD_DAYS = 14

/** HR hears of a value that somebody else entered; no more once it was taken away. */
export async function standingOfEntries(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const among = things ? sql`kpi_actual_id = any(${things}::bigint[])` : sql`true`
  const hr = await holdersOf(ctx, 'hr')
  const { rows } = await sql<{ thing: number }>`select kpi_actual_id as thing from kpi_actual
    where ${among} and corrected_at is null and recorded_by <> all(${hr}::bigint[])
      and recorded_at >= ${addDays(ctx.today, -TOLD_DAYS)}::date`.execute(ctx.db)
  return rows.flatMap(({ thing }) =>
    hr.map((receiver) => ({ kind: 'kpiValueEntered', receiver, thing, fact: `entry ${thing}`, dueOn: null })),
  )
}

export async function wordsOfEntries(ctx: Ctx, _receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; kpi: string; asOf: string }>`select kpi_actual_id as thing, kpi,
      as_of as "asOf" from kpi_actual where kpi_actual_id = any(${asked.map(({ thing }) => thing)}::bigint[])`.execute(
    ctx.db,
  )
  const found = new Map(rows.map((row) => [row.thing, row]))
  const nameOf = await namesOfKpis(ctx)
  return asked.map(({ thing }): Said | undefined => {
    const row = found.get(thing)
    if (!row) return undefined
    return { values: { name: nameOf(row.kpi), date: formatDate(row.asOf, ctx.language) }, to: `/kpi/${row.kpi}` }
  })
}

async function namesOfKpis(ctx: Ctx): Promise<(id: string) => string> {
  const document = await policyOn(ctx)
  const names = new Map((document ? definitionsOf(document) : []).map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}
