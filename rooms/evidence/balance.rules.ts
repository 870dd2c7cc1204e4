/** How like the groups are in all that is recorded of them, whatever the design holds equal. */

import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { Subject } from './rows.rules.ts'
import type { Group } from './statement.rules.ts'

const groups = ['treated', 'comparison'] as const

export interface BalanceRow {
  /** A number (years, the outcome before), or a level of a trait: `grade` and which. */
  readonly trait: 'years' | 'before' | 'grade' | 'employmentCategory'
  readonly level: string | null
  readonly treated: number | null
  readonly comparison: number | null
  /** Over √((s₁² + s₀²)/2); null where neither group varies. */
  readonly difference: number | null
  /** A handful of people stands behind a figure: it is not shown. */
  readonly isHidden: boolean
}

export function balanceOf(subjects: readonly Subject[]): BalanceRow[] {
  const people = groups.map((group) => subjects.filter((one) => one.group === group))
  const numbers = (trait: 'years' | 'before', figureOf: (one: Subject) => number | null) => {
    const [treated, comparison] = people.map((group) => group.flatMap((one) => figureOf(one) ?? []))
    const isHidden = [treated!, comparison!].some((values) => values.length < THRESHOLD)
    return { trait, level: null, ...compared(treated!, comparison!, isHidden) }
  }
  const levels = (trait: 'grade' | 'employmentCategory') =>
    [...new Set(subjects.map((one) => one[trait]))].sort().map((level) => {
      const [treated, comparison] = people.map((group) => group.map((one) => (one[trait] === level ? 1 : 0)))
      const isHidden = [treated!, comparison!].some((values) => isFew(values))
      return { trait, level, ...compared(treated!, comparison!, isHidden) }
    })
  return [
    numbers('before', ({ values }) => values[1] ?? null),
    numbers('years', ({ years }) => years),
    ...levels('grade'),
    ...levels('employmentCategory'),
  ]
}

/** The largest difference, of hidden rows too; null where nothing could be compared. */
export function largestOf(rows: readonly Pick<BalanceRow, 'difference'>[]): number | null {
  const sizes = rows.flatMap(({ difference }) => (difference === null ? [] : [Math.abs(difference)]))
  return sizes.length === 0 ? null : Math.max(...sizes)
}

/**
 * What a reader sees of the rows. Levels of a trait add up to everybody, so those that are hidden are at least five together in each group, or nobody:
 * the smallest of the others are hidden with them until they are.
 */
export function shownRows(rows: readonly BalanceRow[], sizes: { treated: number; comparison: number }): BalanceRow[] {
  const peopleOf = (row: BalanceRow, group: Group) => Math.round((row[group] ?? 0) * sizes[group])
  const hidden = new Set(rows.filter(({ isHidden }) => isHidden))
  for (const levels of Map.groupBy(
    rows.filter(({ level }) => level !== null),
    ({ trait }) => trait,
  ).values()) {
    const isTold = (group: Group) => {
      const people = levels.reduce((sum, row) => sum + (hidden.has(row) ? peopleOf(row, group) : 0), 0)
      return people > 0 && people < THRESHOLD
    }
    const others = levels
      .filter((row) => !hidden.has(row))
      .sort(
        (a, b) =>
          peopleOf(a, 'treated') + peopleOf(a, 'comparison') - peopleOf(b, 'treated') - peopleOf(b, 'comparison'),
      )
    for (const next of others) if (groups.some(isTold)) hidden.add(next)
  }
  return rows.map((row) =>
    hidden.has(row) ? { ...row, treated: null, comparison: null, difference: null, isHidden: true } : row,
  )
}

export function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 }
}

function compared(treated: readonly number[], comparison: readonly number[], isHidden: boolean) {
  if (treated.length === 0 || comparison.length === 0)
    return { treated: null, comparison: null, difference: null, isHidden }
  const [one, other] = [momentsOf(treated), momentsOf(comparison)]
  const spread = Math.sqrt((one.deviation ** 2 + other.deviation ** 2) / 2)
  const difference = spread > 0 ? (one.mean - other.mean) / spread : null
  return { treated: one.mean, comparison: other.mean, difference, isHidden }
}

/** Some are of a level and fewer than may be shown, or all but so few. */
function isFew(values: readonly number[]): boolean {
  const some = values.reduce((sum, value) => sum + value, 0)
  return [some, values.length - some].some((people) => people > 0 && people < THRESHOLD)
}
