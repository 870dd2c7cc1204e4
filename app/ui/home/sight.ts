import type { home } from '#app/home/contract.ts'
import type { Output } from '#platform/contract/contract.ts'

export type Sight = Output<typeof home.showLineOfSight>
export type Fed = Output<typeof home.showWhatIFed>
export type Outcome = Sight['directOutcomes'][number]
export type KpiNow = Outcome['kpis'][number]
export type Contribution = Sight['contributions'][number]
