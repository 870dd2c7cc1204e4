import type { Output } from '#platform/contract/contract.ts'
import type { pdca } from '../contract.ts'

export type Review = Output<typeof pdca.showReview>
export type ReviewedValue = Review['values'][number]
export type Closing = Output<typeof pdca.listClosing>
export type YearPlan = Output<typeof pdca.showYearPlan>
export type Initiative = YearPlan['initiatives'][number]
export type Decision = Review['decisions'][number]
