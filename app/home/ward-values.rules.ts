import type { Answer } from '#platform/contract/contract.ts'
import type { kpi } from '#rooms/kpi/contract.ts'

export type KpiItem = Answer<typeof kpi.listKpis>['kpis'][number]

export interface WardValues {
  /** Instant of counting, ISO. */
  readonly countedAt: string
  /** KPIs by the outcome that they belong to. */
  readonly kpis: ReadonlyMap<string, readonly KpiItem[]>
}
