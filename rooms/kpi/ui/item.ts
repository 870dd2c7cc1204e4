import type { Output } from '#platform/contract/contract.ts'
import type { kpi } from '../contract.ts'

/** A KPI or an indicator as the server answers it. */
export type Item = Output<typeof kpi.showKpi>['item']
export type Shown = Output<typeof kpi.showKpi>
export type Calendar = Output<typeof kpi.showKpiCalendar>
export type Measure = Output<typeof kpi.listMeasures>['measures'][number]
export type CalendarItem = Calendar['items'][number]
