/**
 * What matching and weighting rest on: the probability of treatment given the covariates, by logistic regression.
 *
 * Fitted by iteratively reweighted least squares (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, 2.5), each step a weighted
 * least squares by Householder's method, until the deviance changes by less than 1e-12 of itself; a step that makes it larger is halved. One row
 * far out weighs nothing and decides nothing about the others. Where covariates separate the groups, no finite
 * coefficients exist; the fit ends where the deviance stands still, and whether anybody is left to compare with shows in the overlap.
 *
 * Weighting: normalised inverse probability weights (Hájek 1971; Hirano, Imbens and Ridder 2003, Econometrica 71, 1161–1189). ATT: 1 for the treated, e/(1 − e) for
 * the others. ATE: 1/e and 1/(1 − e). The error is that of the influence function with the estimated propensity (M. Lunceford and M. Davidian 2004,
 * Statistics in Medicine 23, 2937–2960).
 */
import { type Column, leastSquares } from './linear.ts'
import { CONSTANT, EstimateFault } from './table.ts'

export type Estimand = 'att' | 'ate'

export interface Propensity {
  readonly logit: Float64Array
  readonly probability: Float64Array
  /** Names of the columns that were kept. */
  readonly kept: readonly string[]
  readonly dropped: readonly string[]
  /** Covariates decide the treatment of some rows: their logits would grow for ever, and end where the fit was good enough. */
  readonly isSeparated: boolean
}

/** A row far out gains about one logit a step until it weighs nothing: 1e12 times as far as the others needs 60. */
export const STEPS = 200
/** Near finite coefficients the last step moves no logit by more than a trifle; where rows are separated it moves theirs by about one. */
export const MOVING = 0.1
export const HALVINGS = 30
/** Logits (of at most 30) that differ by less are equal: people with the same score come out so but for rounding. */
export const ROUNDING = 1e-10
/** The probability of a logit beyond this differs from 0 or 1 by less than a rounding. */
const SATURATED = 37
/** How far a logit moved, as far as a probability can tell. */
export const moveOf = (one: number, other: number) => Math.abs(bounded(one, SATURATED) - bounded(other, SATURATED))
/** Weights of logits further out would not be numbers; they are nothing long before. */
const FARTHEST = 300
const bounded = (value: number, most = FARTHEST) => Math.max(-most, Math.min(most, value))

export function propensityOf(treatment: Float64Array, covariates: readonly Column[]): Propensity {
  const n = treatment.length
  const columns = [{ name: CONSTANT, values: new Float64Array(n).fill(1) }, ...covariates]
  let eta = treatment.map((t) => Math.log((t + 0.5) / (1.5 - t)))
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++) {
    const { coefficients, dropped } = leastSquares({ columns, ...workingOf(treatment, eta) })
    const kept = coefficients.map(({ name }) => columns.find((column) => column.name === name)!.values)
    const last = eta
    eta = Float64Array.from({ length: n }, (_, row) =>
      coefficients.reduce((sum, { estimate }, place) => sum + estimate * kept[place]![row]!, 0),
    )
    let deviance = devianceOf(treatment, eta)
    for (let half = 0; half < HALVINGS && !(deviance <= before + 1e-12 * (before + 0.1)); half++) {
      eta = eta.map((value, row) => (value + last[row]!) / 2)
      deviance = devianceOf(treatment, eta)
    }
    if (!Number.isFinite(deviance)) break
    if (Math.abs(deviance - before) <= 1e-12 * (Math.abs(deviance) + 0.1)) {
      const names = coefficients.map(({ name }) => name)
      const isSeparated = eta.some((value, row) => moveOf(value, last[row]!) > MOVING)
      return overlapping(treatment, covariates, {
        logit: eta,
        probability: eta.map(expit),
        kept: names,
        dropped,
        isSeparated,
      })
    }
    before = deviance
  }
  throw new EstimateFault('no_fit', { names: namesOf(covariates) })
}

/** The working outcome (what happened less its probability, over the weight, without a difference of near numbers) and its weights. */
function workingOf(treatment: Float64Array, eta: Float64Array): { outcome: Float64Array; weights: Float64Array } {
  const outcome = eta.map((value, row) => {
    const sign = treatment[row] === 1 ? 1 : -1
    return value + sign / expit(sign * bounded(value))
  })
  return { outcome, weights: eta.map((value) => expit(bounded(value)) * expit(-bounded(value))) }
}

const namesOf = (covariates: readonly Column[]) => covariates.map(({ name }) => name).join(', ')

export function expit(x: number): number {
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
function overlapping(treatment: Float64Array, covariates: readonly Column[], propensity: Propensity): Propensity {
  if (!isOverlapping(treatment, propensity.logit)) {
    throw new EstimateFault('no_overlap', { names: namesOf(covariates) })
  }
  return propensity
}

export function isOverlapping(treatment: Float64Array, logit: Float64Array): boolean {
  const [low, high] = [rangeOf(logit, treatment, 0), rangeOf(logit, treatment, 1)]
  return low.most >= high.least - ROUNDING && high.most >= low.least - ROUNDING
}

export function rangeOf(values: Float64Array, treatment: Float64Array, group: 0 | 1): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row++) {
    if (treatment[row] !== group) continue
    const value = values[row]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
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
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
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
