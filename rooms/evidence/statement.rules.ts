/**
 * What a study asks, said before any number is seen: who counts as treated, with whom they are compared, what is looked at and when.
 *
 *   earlier ──────────── before │ from ─── treated in [from, to) ─── to │ ··· months ··· outcomeOn
 *
 * `before` is the last day on which nobody of the treated had begun. `earlier` lies as long before it as the outcome lies after it: the same
 * arithmetic between those two days must find nothing (placebo). All days are known from the statement alone.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'

export const designs = [
  ...(['difference', 'ols', 'fixedEffects', 'matching', 'ipw', 'did', 'staggered', 'beforeAfter'] as const),
] as const
export type Design = (typeof designs)[number]

/** What is alike or not in both groups, and may be held equal. */
export const traits = ['grade', 'employmentCategory', 'years', 'before'] as const
export type Trait = (typeof traits)[number]

export const treatmentKinds = ['completion', 'recommendation'] as const
export const comparisons = ['never', 'later'] as const
export const steps = [3, 6, 12] as const

export interface Statement {
  readonly question: string
  /** The arrow of the model that it asks about. */
  readonly arrow: { readonly from: string; readonly to: string } | null
  readonly treatment: { readonly kind: (typeof treatmentKinds)[number]; readonly courseCode: string }
  /** Half-open: whoever was first treated on a day in [from, to). */
  readonly from: string
  readonly to: string
  readonly outcome:
    | { readonly kind: 'level'; readonly skill: string }
    | { readonly kind: 'atLeast'; readonly skill: string; readonly level: number }
    | { readonly kind: 'measure'; readonly measure: string }
  readonly months: number
  /** With all below them; empty: the whole town. */
  readonly sections: readonly string[]
  /** Empty: all. */
  readonly employmentCategories: readonly string[]
  readonly comparison: (typeof comparisons)[number]
  readonly design: Design
  readonly covariates: readonly Trait[]
  /** Months between the times of a staggered design. */
  readonly every: (typeof steps)[number]
  /** What is expected of the outcome: more of it, or less. */
  readonly expected: '+' | '-'
  /** The smallest difference that would matter, in standard deviations; by it follows how many people it takes. */
  readonly leastDifference: number
}

export interface StudyDays {
  readonly earlier: string
  readonly before: string
  readonly outcomeOn: string
  /** The days on which the outcome is looked up, in order; for most designs the three above. */
  readonly times: readonly string[]
}

/** More would be slow to count and say no more. */
const MOST_TIMES = 10

export function studyDays({ from, to, months, design, every }: Statement): StudyDays {
  const before = addDays(from, -1)
  const outcomeOn = addMonths(addDays(to, -1), months)
  const earlier = addDays(before, -daysBetween(before, outcomeOn))
  if (design !== 'staggered') return { earlier, before, outcomeOn, times: [earlier, before, outcomeOn] }
  const times = [addMonths(before, -every)]
  for (let step = 0; times.length < MOST_TIMES && addMonths(before, every * step) <= outcomeOn; step++)
    times.push(addMonths(before, every * step))
  return { earlier: times[0]!, before, outcomeOn: times.at(-1)!, times }
}

export type Group = 'treated' | 'comparison'

/** The group of somebody by the first day of their treatment (null: none yet); undefined for whoever belongs to neither. */
export function groupOf(
  { from, to, comparison, design }: Statement,
  { outcomeOn }: StudyDays,
  treatedOn: string | null,
): Group | undefined {
  if (treatedOn !== null && treatedOn >= from && treatedOn < to) return 'treated'
  if (design === 'beforeAfter') return undefined
  if (treatedOn !== null && treatedOn <= outcomeOn) return undefined
  if (design !== 'staggered' && comparison === 'later' && treatedOn === null) return undefined
  return 'comparison'
}

/** Place (from 1) of the first time at or after the treatment; null for whoever is compared. */
export function firstTime(treatedOn: string | null, times: readonly string[]): number | null {
  const place = treatedOn === null ? -1 : times.findIndex((time) => time >= treatedOn)
  return place < 0 ? null : place + 1
}

export function hasComparison(design: Design): boolean {
  return design !== 'beforeAfter'
}

export function usesCovariates(design: Design): boolean {
  return design === 'ols' || design === 'fixedEffects' || needsCovariates(design)
}

export function needsCovariates(design: Design): boolean {
  return design === 'matching' || design === 'ipw'
}

/** The same day some months on, or the month's last one. */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const place = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(place / 12), (place % 12) + 1]
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(Math.min(dayOfMonth, last))}`
}
