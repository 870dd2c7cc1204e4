/**
 * What matching and weighting rest on: the probability of treatment given the covariates, by logistic regression.
 *
 * Fitted by iteratively reweighted least squares (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, 2.5), each step a weighted
 * least squares by Householder's method, until the deviance changes by less than 1e-12 of itself. Where covariates separate the groups, no finite
 * coefficients exist and there is nobody to compare with: no overlap.
 *
 * Matching: each person is compared with the one person of the other group whose logit is nearest, with replacement; of equally near ones the first in
 * the file. ATT averages over the treated, ATE over all. Abadie and Imbens (2006, Econometrica 74, 235–267).
 *
 * Weighting: normalised inverse probability weights (Hájek 1971; Hirano, Imbens and Ridder 2003, Econometrica 71, 1161–1189). ATT: 1 for the treated, e/(1 − e) for
 * the others. ATE: 1/e and 1/(1 − e). The error is that of the influence function with the estimated propensity (M. Lunceford and M. Davidian 2004,
 * Statistics in Medicine 23, 2937–2960).
 */
import { type Column, leastSquares } from '../linear/rules.ts'
import { EstimateFault } from '../table/rules.ts'

export type Estimand = 'att' | 'ate'

export interface Propensity {
  readonly logit: Float64Array
  readonly probability: Float64Array
  /** Names of the columns that were kept. */
  readonly kept: readonly string[]
  readonly dropped: readonly string[]
}

const STEPS = 60
/** A logit beyond this is a probability that differs from 0 or 1 by less than a rounding. */
const SEPARATED = 30

export function propensityOf(treatment: Float64Array, covariates: readonly Column[]): Propensity {
  const n = treatment.length
  const columns = [{ name: '(Intercept)', values: new Float64Array(n).fill(1) }, ...covariates]
  let eta = treatment.map((t) => Math.log((t + 0.5) / (1.5 - t)))
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++) {
    const mu = eta.map(expit)
    const weights = mu.map((p) => p * (1 - p))
    const working = eta.map((value, row) => value + (treatment[row]! - mu[row]!) / weights[row]!)
    if (working.some((value) => !Number.isFinite(value))) break
    const { coefficients, dropped } = leastSquares({ columns, outcome: working, weights })
    const kept = coefficients.map(({ name }) => columns.find((column) => column.name === name)!.values)
    eta = Float64Array.from({ length: n }, (_, row) =>
      coefficients.reduce((sum, { estimate }, place) => sum + estimate * kept[place]![row]!, 0),
    )
    const deviance = devianceOf(treatment, eta)
    if (eta.some((value) => Math.abs(value) > SEPARATED) || !Number.isFinite(deviance)) break
    if (Math.abs(deviance - before) <= 1e-12 * (Math.abs(deviance) + 0.1)) {
      const names = coefficients.map(({ name }) => name)
      return overlapping(treatment, { logit: eta, probability: eta.map(expit), kept: names, dropped })
    }
    before = deviance
  }
  throw new EstimateFault('no_overlap')
}

function expit(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

function devianceOf(treatment: Float64Array, eta: Float64Array): number {
  let sum = 0
  for (let row = 0; row < eta.length; row++) {
    const signed = treatment[row]! === 1 ? -eta[row]! : eta[row]!
    sum += 2 * (signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)))
  }
  return sum
}

/** Some of each group must lie within the range of the other. */
function overlapping(treatment: Float64Array, propensity: Propensity): Propensity {
  const [low, high] = [rangeOf(propensity.logit, treatment, 0), rangeOf(propensity.logit, treatment, 1)]
  if (low.most < high.least || high.most < low.least) throw new EstimateFault('no_overlap')
  return propensity
}

export function rangeOf(values: Float64Array, treatment: Float64Array, group: 0 | 1): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row++) {
    if (treatment[row] !== group) continue
    least = Math.min(least, values[row]!)
    most = Math.max(most, values[row]!)
  }
  return { least, most }
}

export interface Matched {
  readonly estimate: number
  /** How often each row stands in the comparison; 1 for a row that was matched itself. */
  readonly weights: Float64Array
  /** Rows for whom nobody was near enough. */
  readonly unmatched: number
}

/** @param caliper the largest distance, in standard deviations of the logit; none where undefined. */
export function matched(
  outcome: Float64Array,
  treatment: Float64Array,
  { logit }: Propensity,
  estimand: Estimand,
  caliper: number | undefined,
): Matched {
  const widest = caliper === undefined ? Number.POSITIVE_INFINITY : caliper * deviationOf(logit)
  const pools = ([0, 1] as const).map((group) => poolOf(logit, treatment, group))
  const weights = new Float64Array(outcome.length)
  let sum = 0
  let count = 0
  let unmatched = 0
  for (let row = 0; row < outcome.length; row++) {
    const group = treatment[row] as 0 | 1
    if (estimand === 'att' && group === 0) continue
    const other = nearest(pools[1 - group]!, logit, logit[row]!)
    if (Math.abs(logit[other]! - logit[row]!) > widest) {
      unmatched++
      continue
    }
    weights[row]!++
    weights[other]!++
    sum += group === 1 ? outcome[row]! - outcome[other]! : outcome[other]! - outcome[row]!
    count++
  }
  if (count === 0) throw new EstimateFault('no_match')
  return { estimate: sum / count, weights, unmatched }
}

/** Rows of a group by logit, then by their place in the file. */
function poolOf(logit: Float64Array, treatment: Float64Array, group: 0 | 1): number[] {
  const rows = [...treatment.keys()].filter((row) => treatment[row] === group)
  return rows.sort((a, b) => logit[a]! - logit[b]! || a - b)
}

function nearest(pool: readonly number[], logit: Float64Array, value: number): number {
  let low = 0
  let high = pool.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (logit[pool[middle]!]! < value) low = middle + 1
    else high = middle
  }
  const above = low < pool.length ? firstOf(pool, logit, low) : undefined
  const below = low > 0 ? firstOf(pool, logit, low - 1) : undefined
  if (above === undefined) return below!
  if (below === undefined) return above
  const [up, down] = [logit[above]! - value, value - logit[below]!]
  return up < down || (up === down && above < below) ? above : below
}

/** The first in the file among those with the same logit. */
function firstOf(pool: readonly number[], logit: Float64Array, at: number): number {
  let place = at
  while (place > 0 && logit[pool[place - 1]!] === logit[pool[at]!]) place--
  return pool[place]!
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

export interface Weighted {
  readonly estimate: number
  readonly standardError: number
  readonly weights: Float64Array
}

export function weighted(
  outcome: Float64Array,
  treatment: Float64Array,
  propensity: Propensity,
  covariates: readonly Column[],
  estimand: Estimand,
): Weighted {
  const n = outcome.length
  const e = propensity.probability
  const weights = e.map((p, row) => {
    if (estimand === 'ate') return treatment[row] === 1 ? 1 / p : 1 / (1 - p)
    return treatment[row] === 1 ? 1 : p / (1 - p)
  })
  const means = ([0, 1] as const).map((group) => {
    let [sum, total] = [0, 0]
    for (let row = 0; row < n; row++) {
      if (treatment[row] !== group) continue
      sum += weights[row]! * outcome[row]!
      total += weights[row]!
    }
    return { mean: sum / total, share: total / n }
  })
  const kept = propensity.kept.map(
    (name) => covariates.find((column) => column.name === name)?.values ?? new Float64Array(n).fill(1),
  )
  // Derivative of the difference of means by the coefficients of the propensity.
  const slope = kept.map((column) => {
    let sum = 0
    for (let row = 0; row < n; row++) sum += slopeOf(row) * column[row]!
    return sum / n
  })
  const information = kept.map((one) =>
    kept.map((other) => {
      let sum = 0
      for (let row = 0; row < n; row++) sum += e[row]! * (1 - e[row]!) * one[row]! * other[row]!
      return sum / n
    }),
  )
  const direction = solved(information, slope)
  let squares = 0
  for (let row = 0; row < n; row++) {
    const { mean, share } = means[treatment[row]!]!
    const own = ((treatment[row] === 1 ? 1 : -1) * weights[row]! * (outcome[row]! - mean)) / share
    let score = 0
    for (const [place, column] of kept.entries()) score += direction[place]! * column[row]!
    squares += (own + score * (treatment[row]! - e[row]!)) ** 2
  }
  return { estimate: means[1]!.mean - means[0]!.mean, standardError: Math.sqrt(squares) / n, weights }

  function slopeOf(row: number): number {
    const { mean, share } = means[treatment[row]!]!
    const left = (outcome[row]! - mean) / share
    const p = e[row]!
    if (treatment[row] === 1) return estimand === 'ate' ? -left * ((1 - p) / p) : 0
    return -left * (p / (1 - p))
  }
}

/** Gauss with partial pivoting, for the few covariates there are. */
export function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  const size = rows.length
  for (let step = 0; step < size; step++) {
    let pivot = step
    for (let row = step + 1; row < size; row++)
      if (Math.abs(rows[row]![step]!) > Math.abs(rows[pivot]![step]!)) pivot = row
    ;[rows[step], rows[pivot]] = [rows[pivot]!, rows[step]!]
    for (let row = step + 1; row < size; row++) {
      const factor = rows[row]![step]! / rows[step]![step]!
      for (let column = step; column <= size; column++) rows[row]![column]! -= factor * rows[step]![column]!
    }
  }
  const result = new Array<number>(size).fill(0)
  for (let row = size - 1; row >= 0; row--) {
    let sum = rows[row]![size]!
    for (let column = row + 1; column < size; column++) sum -= rows[row]![column]! * result[column]!
    result[row] = sum / rows[row]![row]!
  }
  return result
}
