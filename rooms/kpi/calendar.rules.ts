import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'

/** 入力済み · 期日を過ぎた · まもなく · これから */
export const periodStates = ['known', 'missing', 'soon', 'ahead'] as const
export type PeriodState = (typeof periodStates)[number]

export interface Period {
  /** First and last day, both of it; its value is due on the last. */
  readonly from: string
  readonly to: string
}

/** Days before a value is due on which it counts as soon. */
const SOON = 30
/** A value that is older says nothing of today, however seldom it is measured. */
const STALE_AFTER_DAYS = 400

/** The spans of a fiscal year for each of which a value is wanted, as the policy says how often it is measured; once a year where it says nothing that is known. */
export function periodsOf(frequency: string, fiscalYear: number): Period[] {
  const months = /毎月|月次|monthly/i.test(frequency)
    ? 1
    : /四半期|quarter/i.test(frequency)
      ? 3
      : /半年|半期|年2回|half/i.test(frequency)
        ? 6
        : 12
  const { from } = fiscalYearRange(fiscalYear)
  const first = (back: number) => {
    const month = 3 + back
    return `${Number(from.slice(0, 4)) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  }
  return Array.from({ length: 12 / months }, (_, at) => ({
    from: first(at * months),
    to: addDays(first((at + 1) * months), -1),
  }))
}

/** How a span stands: it has a value as of one of its days, or is waited for. */
export function periodState({ from, to }: Period, days: readonly string[], today: string): PeriodState {
  if (days.some((day) => day >= from && day <= to)) return 'known'
  if (today > to) return 'missing'
  return today > addDays(to, -SOON) ? 'soon' : 'ahead'
}

/** The spans that are asked about today: those of this fiscal year, and the last one of the year before while it has no value. */
export function periodsAsked(frequency: string, today: string): Period[] {
  const year = fiscalYearOf(today)
  return [...periodsOf(frequency, year - 1).slice(-1), ...periodsOf(frequency, year)]
}

export function isStale(last: string | null, today: string): boolean {
  return last !== null && last < addDays(today, -STALE_AFTER_DAYS)
}
