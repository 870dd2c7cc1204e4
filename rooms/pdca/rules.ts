import { fiscalYearOf } from '#platform/time/dates.ts'
import { type Counted, lastDayOf, type Movement } from '#rooms/kpi/rules.ts'

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

/** 動いた n · 動かない n · 逆 n · 比べる値なし n: what an executive sees in a minute. */
export function tally(kpis: readonly { movement: Movement }[]): Record<Movement, number> {
  const counts: Record<Movement, number> = { forward: 0, still: 0, against: 0, unknown: 0 }
  for (const { movement } of kpis) counts[movement]++
  return counts
}
