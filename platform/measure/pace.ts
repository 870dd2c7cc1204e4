/**
 * When a share arrives, at the pace of the last months, and how sure that is.
 *
 * A share that is kept up month by month is taken for a random walk with drift: its forecast goes on by the mean of the monthly changes,
 * and its variance after h months is s²·h·(1 + h/n), with s the standard deviation of the n changes about their mean. R. J. Hyndman and
 * G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition (2021), 5.2 and 5.5; Student's t instead of the normal quantile,
 * because there are few months.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'

/** So many changes at least: of fewer an interval says nothing. */
export const FEWEST_CHANGES = 4
/** So many months are looked back upon. */
export const MONTHS_KEPT = 12

/** Two-sided 95 % points of Student's t with 1, 2, … 12 degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2). */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179]

export interface Pace {
  /** Changes from one month to the next that it rests on. */
  readonly changes: number
  /** Mean monthly change, in the values' unit. */
  readonly perMonth: number
  /** Standard deviation of the monthly changes. */
  readonly spread: number
}

/** Undefined where there are too few months. @param values at the ends of months that follow each other, at most `MONTHS_KEPT` + 1 */
export function paceOf(values: readonly number[]): Pace | undefined {
  const changes = values.slice(1).map((value, index) => value - values[index]!)
  if (changes.length < FEWEST_CHANGES || changes.length > T95.length) return undefined
  const perMonth = changes.reduce((sum, change) => sum + change, 0) / changes.length
  const squares = changes.reduce((sum, change) => sum + (change - perMonth) ** 2, 0)
  return { changes: changes.length, perMonth, spread: Math.sqrt(squares / (changes.length - 1)) }
}

export interface Arrival {
  /** Months until then at this pace; null: never. */
  readonly expected: number | null
  /** The ends of the interval in which 95 of 100 such walks are there; null: never. */
  readonly earliest: number | null
  readonly latest: number | null
}

/**
 * How long until the walk has gone `way`, in the values' unit. Forecast and quantile meet where (d·h − way)² = c²·h·(1 + h/n), with
 * c = t·s: the smaller root is where the upper bound arrives, the larger where the lower one does.
 */
export function arrivalOf({ changes, perMonth, spread }: Pace, way: number): Arrival {
  if (way <= 0) return { expected: 0, earliest: 0, latest: 0 }
  const expected = perMonth > 0 ? way / perMonth : null
  if (spread === 0) return { expected, earliest: expected, latest: expected }
  const c2 = (T95[changes - 2]! * spread) ** 2
  const [first, second] = roots(perMonth ** 2 - c2 / changes, -(2 * perMonth * way + c2), way ** 2)
  return { expected, earliest: first ?? null, latest: expected === null ? null : (second ?? null) }
}

/** Positive solutions of a·x² + b·x + c = 0, from the smaller on; c is positive. */
function roots(a: number, b: number, c: number): number[] {
  if (a === 0) return b < 0 ? [-c / b] : []
  const inside = b * b - 4 * a * c
  if (inside < 0) return []
  // Of the two the one that subtracts nothing of nearly its own size; the other from their product.
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(inside)) / 2
  return [q / a, c / q].filter((x) => x > 0 && Number.isFinite(x)).sort((x, y) => x - y)
}

/** How far the walk has gone after some months, and by how much more or less with 95 %. */
export function wayAfter({ changes, perMonth, spread }: Pace, months: number): { expected: number; within: number } {
  return {
    expected: perMonth * months,
    within: T95[changes - 2]! * spread * Math.sqrt(months * (1 + months / changes)),
  }
}

const DAYS_A_MONTH = 365.25 / 12
/** Later than this nobody can speak of a day. */
const FURTHEST_MONTHS = 12 * 50

/** Arrival as days; null: never, or later than anybody can speak of. */
export function arrivalDays(
  pace: Pace,
  way: number,
  today: string,
): { reachedOn: string | null; earliest: string | null; latest: string | null } {
  const { expected, earliest, latest } = arrivalOf(pace, way)
  const dayAfter = (months: number | null) =>
    months === null || months > FURTHEST_MONTHS ? null : addDays(today, Math.ceil(months * DAYS_A_MONTH))
  return { reachedOn: dayAfter(expected), earliest: dayAfter(earliest), latest: dayAfter(latest) }
}

/** Months until the end of a day. */
export function monthsUntil(today: string, by: string): number {
  return (daysBetween(today, by) + 1) / DAYS_A_MONTH
}

/** What follows each other without a gap up to the last one, all counted as it is counted today (INV-L7). */
export function lastRun<Point extends { readonly countedOtherwise: boolean }>(
  found: readonly (Point | undefined)[],
): Point[] {
  const gap = found.findLastIndex((point) => point === undefined || point.countedOtherwise)
  return found.slice(gap + 1).filter((point) => point !== undefined)
}
