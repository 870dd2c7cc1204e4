import { fiscalYearOf } from '#platform/time/dates.ts'
import { type Counted, lastDayOf, type Movement, type Status } from '#rooms/kpi/rules.ts'

/** Years before this one that can still be closed. */
const YEARS_OPEN = 3

/** Years that have ended and are not too long ago to be closed, latest first. */
export function endedYears(today: string): number[] {
  const thisYear = fiscalYearOf(today)
  const years = Array.from({ length: YEARS_OPEN + 1 }, (_, back) => thisYear - back)
  return years.filter((year) => lastDayOf(year) <= today)
}

export function sameCount(a: Counted | null, b: Counted | null): boolean {
  return a?.numerator === b?.numerator && (a?.denominator ?? null) === (b?.denominator ?? null)
}

/** How a decision stands on a day. */
export function stateOf(
  { doneOn, dueOn }: { readonly doneOn: string | null; readonly dueOn: string },
  today: string,
): 'done' | 'overdue' | 'open' {
  if (doneOn !== null) return 'done'
  return dueOn < today ? 'overdue' : 'open'
}

/** What an executive sees in a minute: where each KPI moved to, and which miss their target. */
export type Part = Movement | 'missed'

/** 動いた · 動かない · 逆 · 比べる値なし, each KPI in one of them; and 目標に届かない beside. */
export function partsOf<K extends { movement: Movement; status: Status }>(kpis: readonly K[]): Record<Part, K[]> {
  const moved = (movement: Movement) => kpis.filter((one) => one.movement === movement)
  return {
    forward: moved('forward'),
    still: moved('still'),
    against: moved('against'),
    unknown: moved('unknown'),
    missed: kpis.filter(({ status }) => status === 'notYet'),
  }
}

/** What stands in the address of a page may be anything; the server says what is wrong with it. */
export function isYear(fiscalYear: number): boolean {
  return Number.isInteger(fiscalYear) && fiscalYear >= 2000 && fiscalYear <= 2200
}
