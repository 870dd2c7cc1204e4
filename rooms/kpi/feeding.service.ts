/** Values that somebody told of a KPI which no record counts. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { kpiMessages } from './messages.ts'
import { definitionsOf } from './rules.ts'

export const kpiFeed: Feed = async (ctx, me, from, once) => {
  const { rows } = await sql<{ id: number; kpi: string; day: string }>`select kpi_actual_id as id, kpi,
      (recorded_at at time zone 'Asia/Tokyo')::date as day from kpi_actual
    where recorded_by = ${me} and corrected_at is null
      and (recorded_at at time zone 'Asia/Tokyo')::date between ${from}::date and ${ctx.today}::date`.execute(ctx.db)
  const document = rows.length > 0 ? await once(policyOn) : undefined
  const names = new Map((document ? definitionsOf(document) : []).map(({ id, name }) => [id, name]))
  return rows.map(({ id, kpi, day }) => ({
    ...{ id: `value:${id}`, day, what: ctx.t(kpiMessages, 'fed.value', { kpi: names.get(kpi) ?? kpi }) },
    ...{ path: names.has(kpi) ? `/kpi/${kpi}` : '/kpi/calendar', measures: [], kpis: [kpi] },
  }))
}
