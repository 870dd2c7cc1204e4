/**
 * Difference in differences for units that begin treatment at different times: group-time effects.
 *
 *   ATT(g, t) = mean of (Y_t − Y_b) over units first treated at g − mean of (Y_t − Y_b) over the comparison units
 *
 * b is the last period before g; for a period t before g it is the period before t, so that ATT(g, t) there shows whether trends were parallel. Comparison:
 * units that are never treated; where there are none, units not treated yet at t. Units seen in both periods count. The estimate is the mean of all
 * ATT(g, t) with t ≥ g, weighted by the size of g ("simple" aggregation). Its error is that of the influence function, which knows that the sizes of the
 * groups were estimated too, summed over units (or over --cluster). Pre-trend: a Wald test that all ATT(g, t) with t < g are zero.
 *
 * Source: B. Callaway and P. H. C. Sant'Anna, Difference-in-differences with multiple time periods, Journal of Econometrics 225 (2021) 200–230, with unconditional
 * parallel trends.
 */
import { upperChiSquare } from './distributions.ts'
import { scaleOf } from './linear.ts'
import { EstimateFault } from './table.ts'

export interface Panel {
  readonly outcome: Float64Array
  readonly units: readonly string[]
  readonly times: Float64Array
  /** Infinity where never treated. */
  readonly firstTreated: Float64Array
  /** Group of each row for the errors; by unit where undefined. */
  readonly clusters?: Int32Array
  /** The column they come from. */
  readonly clusterName?: string
}

/** Fewer clusters (or units) than this are too few to see from how they vary; few carry a warning. */
export const LEAST_CLUSTERS = 3

interface GroupTime {
  readonly group: number
  readonly time: number
  readonly att: number
  readonly standardError: number
}

export interface Staggered {
  readonly estimate: number
  readonly standardError: number
  readonly clusters: number
  readonly units: number
  readonly treatedUnits: number
  readonly comparison: 'never' | 'notYet'
  readonly groupTimes: readonly GroupTime[]
  readonly pretrend: { readonly statistic: number; readonly df: number; readonly pValue: number } | NoPretrend
  /** Units treated from the first period on, of whom nothing can be learned. */
  readonly alwaysTreated: number
  /** Units that are not seen in every period. */
  readonly incomplete: number
  /** Beginnings of treatment, or all comparisons, that stand in one cluster (or unit) alone. */
  readonly lone: number
  /** No unit's change differs from its group's by more than rounding. */
  readonly isPerfect: boolean
}

/**
 * Why there is no test of the moves before treatment: no group is seen at two times before it begins beside a comparison; no unit's move differs from its
 * group's, so that there is no error to measure by; or the moves depend on one another, as where they are more than the clusters (or units) less one.
 */
type NoPretrend = 'pretrend_none' | 'pretrend_exact' | 'pretrend_dependent'

interface Unit {
  readonly first: number
  readonly cluster: number
  /** Outcome by period; NaN where not seen. */
  readonly outcomes: Float64Array
}

/** Squares of outcomes near the largest or the smallest number would overflow: all is reckoned in units near one. */
export function staggered(panel: Panel): Staggered {
  const unit = scaleOf(panel.outcome)
  const found = inUnitsOfOne({ ...panel, outcome: panel.outcome.map((value) => value / unit) })
  return {
    ...found,
    estimate: found.estimate * unit,
    standardError: found.standardError * unit,
    groupTimes: found.groupTimes.map((one) => ({
      ...one,
      att: one.att * unit,
      standardError: one.standardError * unit,
    })),
  }
}

function inUnitsOfOne(panel: Panel): Staggered {
  const periods = [...new Set(panel.times)].sort((a, b) => a - b)
  const { units: all, clusterCount } = unitsOf(panel, periods)
  const start = periods[0]!
  const units = all.filter(({ first }) => first > start)
  const last = periods.at(-1)!
  const groups = [...new Set(units.map(({ first }) => first))].filter((first) => first <= last).sort((a, b) => a - b)
  if (groups.length === 0) throw new EstimateFault('no_cohort')
  const hasNever = units.some(({ first }) => first > last)
  const cells = groups.flatMap((group) =>
    periods.slice(1).flatMap((time, index) => cellOf(units, group, time, index + 1, periods, hasNever) ?? []),
  )
  const after = cells.filter(({ group, time }) => time >= group)
  if (after.length === 0) throw new EstimateFault('no_controls')
  const clusters = new Set(units.map(({ cluster }) => cluster)).size
  if (clusters < LEAST_CLUSTERS) {
    const values = { name: panel.clusterName ?? '', groups: clusters, least: LEAST_CLUSTERS }
    throw new EstimateFault(panel.clusters ? 'too_few_clusters' : 'too_few_units', values)
  }
  const { estimate, influence } = aggregated(after, units)
  const before = cells.filter(({ group, time }) => time < group)
  const variance = (one: Float64Array, other: Float64Array) => crossed(one, other, units, clusterCount)
  const standardError = Math.sqrt(variance(influence, influence))
  const byUnit = Math.sqrt(influence.reduce((sum, own) => sum + own * own, 0)) / units.length
  const isPerfect = byUnit <= ROUNDING * panel.outcome.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  // The parts of one cluster (or unit) cancel where it is a whole side of a comparison: rounding is left, and no error.
  const isBlind = after.every(({ lone }) => lone.length === 2) || standardError <= 1e-9 * byUnit
  if (isBlind && !isPerfect) {
    throw panel.clusters
      ? new EstimateFault('no_cluster_variation', { name: panel.clusterName ?? '' })
      : new EstimateFault('no_unit_variation')
  }
  return {
    estimate,
    standardError,
    clusters,
    units: units.length,
    treatedUnits: units.filter(({ first }) => first <= last).length,
    comparison: hasNever ? 'never' : 'notYet',
    groupTimes: cells.map(({ group, time, att, influence: own }) => ({
      group,
      time,
      att,
      standardError: Math.sqrt(variance(own, own)),
    })),
    pretrend: waldOf(before, variance),
    alwaysTreated: all.length - units.length,
    incomplete: units.filter(({ outcomes }) => outcomes.some(Number.isNaN)).length,
    lone: new Set(after.flatMap(({ lone }) => lone)).size,
    isPerfect,
  }
}

const ROUNDING = 1e-14

function unitsOf(panel: Panel, periods: readonly number[]): { units: Unit[]; clusterCount: number } {
  const { outcome, units: names, times, firstTreated, clusters } = panel
  const place = new Map(periods.map((period, index) => [period, index]))
  const found = new Map<string, Unit>()
  for (const [row, name] of names.entries()) {
    const known = found.get(name)
    const unit = known ?? {
      first: firstTreated[row]!,
      cluster: clusters?.[row] ?? found.size,
      outcomes: new Float64Array(periods.length).fill(Number.NaN),
    }
    if (unit.first !== firstTreated[row]) throw new EstimateFault('several_first', { unit: name })
    const period = place.get(times[row]!)!
    if (!Number.isNaN(unit.outcomes[period]!)) throw new EstimateFault('unit_twice', { unit: name, time: times[row]! })
    unit.outcomes[period] = outcome[row]!
    found.set(name, unit)
  }
  const units = [...found.values()]
  return { units, clusterCount: units.reduce((most, { cluster }) => Math.max(most, cluster), -1) + 1 }
}

interface Cell {
  readonly group: number
  readonly time: number
  readonly att: number
  /** By unit. */
  readonly influence: Float64Array
  /** Those of the two sides that stand in one cluster alone. */
  readonly lone: readonly string[]
}

function cellOf(
  units: readonly Unit[],
  group: number,
  time: number,
  place: number,
  periods: readonly number[],
  hasNever: boolean,
): Cell | undefined {
  const isBefore = time < group
  const base = isBefore ? place - 1 : periods.findLastIndex((period) => period < group)
  if (base < 0) return undefined
  const change = ({ outcomes }: Unit) => outcomes[place]! - outcomes[base]!
  const last = periods.at(-1)!
  const isControl = ({ first }: Unit) =>
    hasNever ? first > last : first > Math.max(time, periods[base]!) && first !== group
  const [treated, control] = [new Mean(), new Mean()]
  for (const unit of units) {
    const own = change(unit)
    if (Number.isNaN(own)) continue
    if (unit.first === group) treated.add(own, unit.cluster)
    else if (isControl(unit)) control.add(own, unit.cluster)
  }
  if (treated.count === 0 || control.count === 0) return undefined
  const n = units.length
  const influence = Float64Array.from(units, (unit) => {
    const own = change(unit)
    if (Number.isNaN(own)) return 0
    if (unit.first === group) return (n / treated.count) * (own - treated.value)
    return isControl(unit) ? -(n / control.count) * (own - control.value) : 0
  })
  const lone = [...(treated.isLone ? [`from ${group}`] : []), ...(control.isLone ? ['comparison'] : [])]
  return { group, time, att: treated.value - control.value, influence, lone }
}

class Mean {
  count = 0
  value = 0
  /** Whether all came from one cluster. */
  isLone = true
  #cluster = Number.NaN
  add(x: number, cluster: number): void {
    if (this.count === 0) this.#cluster = cluster
    else if (cluster !== this.#cluster) this.isLone = false
    this.count++
    this.value += (x - this.value) / this.count
  }
}

/** Weights are shares of groups among the units, themselves estimated: their part of the influence is added. */
function aggregated(cells: readonly Cell[], units: readonly Unit[]): { estimate: number; influence: Float64Array } {
  const n = units.length
  const share = new Map<number, number>()
  for (const { first } of units) share.set(first, (share.get(first) ?? 0) + 1 / n)
  const total = cells.reduce((sum, { group }) => sum + share.get(group)!, 0)
  const estimate = cells.reduce((sum, { group, att }) => sum + (share.get(group)! / total) * att, 0)
  const influence = Float64Array.from(units, ({ first }, unit) => {
    let own = 0
    let totalPart = 0
    let sharePart = 0
    for (const { group, att, influence: part } of cells) {
      own += (share.get(group)! / total) * part[unit]!
      const surplus = (first === group ? 1 : 0) - share.get(group)!
      sharePart += (surplus / total) * att
      totalPart += surplus
    }
    return own + sharePart - (totalPart / total) * estimate
  })
  return { estimate, influence }
}

/** Covariance of two means of influences: sums over clusters. */
function crossed(one: Float64Array, other: Float64Array, units: readonly Unit[], clusterCount: number): number {
  const [sums, others] = [new Float64Array(clusterCount), new Float64Array(clusterCount)]
  for (const [unit, { cluster }] of units.entries()) {
    sums[cluster]! += one[unit]!
    others[cluster]! += other[unit]!
  }
  return sums.reduce((sum, value, cluster) => sum + value * others[cluster]!, 0) / units.length ** 2
}

/** A pivot below this of its variance is one that the other moves determine. */
const DEPENDENT = 1e-10

function waldOf(
  cells: readonly Cell[],
  variance: (one: Float64Array, other: Float64Array) => number,
): Staggered['pretrend'] {
  if (cells.length === 0) return 'pretrend_none'
  const matrix = cells.map(({ influence }) => cells.map((cell) => variance(influence, cell.influence)))
  const deviations = matrix.map((row, place) => Math.sqrt(row[place]!))
  if (deviations.some((deviation, place) => !(deviation > ROUNDING * Math.max(1, Math.abs(cells[place]!.att))))) {
    return 'pretrend_exact'
  }
  // As correlations, so that the size of a move says nothing of whether it depends on others.
  const correlations = matrix.map((row, one) =>
    row.map((value, other) => value / deviations[one]! / deviations[other]!),
  )
  const half = halfSolved(
    correlations,
    cells.map(({ att }, place) => att / deviations[place]!),
  )
  if (!half) return 'pretrend_dependent'
  const statistic = half.reduce((sum, value) => sum + value * value, 0)
  return { statistic, df: cells.length, pValue: upperChiSquare(statistic, cells.length) }
}

/** L⁻¹ of the right side, by Cholesky's factor L; undefined where a row depends on those before it. */
function halfSolved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const lower: number[][] = []
  const half: number[] = []
  for (const [row, line] of matrix.entries()) {
    const own: number[] = []
    for (let column = 0; column < row; column++) {
      let sum = line[column]!
      for (let inner = 0; inner < column; inner++) sum -= own[inner]! * lower[column]![inner]!
      own.push(sum / lower[column]![column]!)
    }
    const pivot = own.reduce((left, value) => left - value * value, line[row]!)
    if (!(pivot > DEPENDENT)) return undefined
    own.push(Math.sqrt(pivot))
    lower.push(own)
    half.push(own.slice(0, row).reduce((left, value, inner) => left - value * half[inner]!, right[row]!) / own[row]!)
  }
  return half
}
