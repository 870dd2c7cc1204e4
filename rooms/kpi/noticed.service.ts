/** Which notices stand about values that are due, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { formatDate } from '#platform/time/dates.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { owedValues } from './calendar.service.ts'
import { definitionsOf } from './rules.ts'

type Told = Parameters<NoticeSource['words']>[2]

/** Whoever answers for a KPI hears when its value is due soon, and when it is missing; no more once it is entered. */
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
  const owed = await owedValues(ctx, definitionsOf(document))
  return rows.flatMap(({ thing, kpi, receiver }) => {
    const value = owed.get(kpi)
    if (!value) return []
    const kind = value.state === 'missing' ? 'kpiValueMissing' : 'kpiValueDue'
    return { kind, thing, receiver, fact: `${kpi} ${value.dueOn}`, dueOn: value.dueOn }
  })
}

export async function wordsOfValues(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; kpi: string }>`select kpi_owner_id as thing, kpi from kpi_owner
    where kpi_owner_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and staff_member_id = ${receiver}`.execute(
    ctx.db,
  )
  const found = new Map(rows.map(({ thing, kpi }) => [thing, kpi]))
  const document = await policyOn(ctx)
  const names = new Map((document ? definitionsOf(document) : []).map(({ id, name }) => [id, name]))
  return asked.map(({ thing, fact }) => {
    const kpi = found.get(thing)
    if (kpi === undefined) return undefined
    const due = formatDate(fact.split(' ').at(-1)!, ctx.language)
    return { values: { name: names.get(kpi) ?? kpi, due }, to: '/kpi/calendar' }
  })
}
