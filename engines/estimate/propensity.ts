/**
 * What matching and weighting rest on: the probability of treatment given the covariates, by logistic regression.
 *
 * Fitted by iteratively reweighted least squares (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, 2.5), each step a weighted
 * least squares by Householder's method, until the deviance changes by less than 1e-12 of itself; a step that makes it larger is halved. One row
 * far out weighs nothing and decides nothing about the others. Where covariates separate the groups, no finite
 * coefficients exist; the fit ends where the deviance stands still, and whether anybody is left to compare with shows in the overlap.
 *
 * Matching: each person is compared with the one person of the other group whose logit is nearest, with replacement; of equally near ones the first in
 * the file. ATT averages over the treated, ATE over all. Abadie and Imbens (2006, Econometrica 74, 235–267). Each group is sorted by logit once, and searched by
 * halving.
 *
 * Bootstrap of matching: rows are drawn as counts. The regression is fitted anew by Newton's method from the first fit, in an orthonormal basis of the
 * covariates that is made once; which columns the drawn rows determine shows in the pivots of Cholesky's factor.
 *
 * Weighting: normalised inverse probability weights (Hájek 1971; Hirano, Imbens and Ridder 2003, Econometrica 71, 1161–1189). ATT: 1 for the treated, e/(1 − e) for
 * the others. ATE: 1/e and 1/(1 − e). The error is that of the influence function with the estimated propensity (M. Lunceford and M. Davidian 2004,
 * Statistics in Medicine 23, 2937–2960).
 */
import { type Column, leastSquares, scaleOf } from './linear.ts'
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
const STEPS = 200
/** Near finite coefficients the last step moves no logit by more than a trifle; where rows are separated it moves theirs by about one. */
const MOVING = 0.1
const HALVINGS = 30
/** Logits (of at most 30) that differ by less are equal: people with the same score come out so but for rounding. */
const ROUNDING = 1e-10
/** The probability of a logit beyond this differs from 0 or 1 by less than a rounding. */
const SATURATED = 37
/** How far a logit moved, as far as a probability can tell. */
const moveOf = (one: number, other: number) => Math.abs(bounded(one, SATURATED) - bounded(other, SATURATED))
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
function overlapping(treatment: Float64Array, covariates: readonly Column[], propensity: Propensity): Propensity {
  if (!isOverlapping(treatment, propensity.logit)) {
    throw new EstimateFault('no_overlap', { names: namesOf(covariates) })
  }
  return propensity
}

function isOverlapping(treatment: Float64Array, logit: Float64Array, counts?: Float64Array): boolean {
  const [low, high] = [rangeOf(logit, treatment, 0, counts), rangeOf(logit, treatment, 1, counts)]
  return low.most >= high.least - ROUNDING && high.most >= low.least - ROUNDING
}

export function rangeOf(
  values: Float64Array,
  treatment: Float64Array,
  group: 0 | 1,
  counts?: Float64Array,
): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row++) {
    if (treatment[row] !== group || counts?.[row] === 0) continue
    least = Math.min(least, values[row]!)
    most = Math.max(most, values[row]!)
  }
  return { least, most }
}

/** Rows drawn with repetition. */
export interface Drawn {
  /** How often each row was drawn. */
  readonly counts: Float64Array
  /** When each row was drawn first within its group: their order in the file that the draw stands for. */
  readonly order: Int32Array
}

/** The fit to the rows that were drawn; undefined where they do not overlap. */
export type Refit = (counts: Float64Array) => Pick<Propensity, 'logit' | 'isSeparated'> | undefined

/** @param first the fit of all rows. */
export function refitting(treatment: Float64Array, covariates: readonly Column[], first: Propensity): Refit {
  const n = treatment.length
  const kept = first.kept.map(
    (name) => covariates.find((column) => column.name === name)?.values ?? new Float64Array(n).fill(1),
  )
  const basis = orthonormal(kept)
  const k = basis.length
  const begin = basis.map((column) => column.reduce((sum, value, row) => sum + value * first.logit[row]!, 0))
  const byRow = new Float64Array(n * k)
  for (const [place, column] of basis.entries()) {
    for (let row = 0; row < n; row++) byRow[row * k + place] = column[row]!
  }
  return (counts) => {
    const nothing = begin.map(() => 0)
    const fit = newton(byRow, k, treatment, counts, begin) ?? newton(byRow, k, treatment, counts, nothing)
    return fit && isOverlapping(treatment, fit.logit, counts) ? fit : undefined
  }
}

/** Gram and Schmidt, twice, so that the second round takes out what rounding left. */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = []
  for (const column of columns) {
    const scale = scaleOf(column)
    let left = column.map((value) => value / scale)
    for (let round = 0; round < 2; round++) {
      for (const one of basis) {
        const share = dot(one, left)
        left = left.map((value, row) => value - share * one[row]!)
      }
      const length = Math.sqrt(dot(left, left))
      left = left.map((value) => value / length)
    }
    basis.push(left)
  }
  return basis
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let row = 0; row < one.length; row++) sum += one[row]! * other[row]!
  return sum
}

/** Undefined where no finite coefficients are reached. */
function newton(
  byRow: Float64Array,
  k: number,
  treatment: Float64Array,
  counts: Float64Array,
  begin: readonly number[],
): { logit: Float64Array; isSeparated: boolean } | undefined {
  const eta = new Float64Array(treatment.length)
  const beta = [...begin]
  let last = [...begin]
  let halvings = 0
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Array<number>(k).fill(0)
    const information = Array.from({ length: k }, () => new Float64Array(k))
    let deviance = 0
    let moved = 0
    for (let row = 0; row < eta.length; row++) {
      const count = counts[row]!
      if (count === 0) continue
      const at = row * k
      let value = 0
      for (let place = 0; place < k; place++) value += beta[place]! * byRow[at + place]!
      if (!Number.isFinite(value)) return undefined
      moved = Math.max(moved, moveOf(value, eta[row]!))
      eta[row] = value
      const t = treatment[row]!
      // The probability of what happened, and the deviance from it, without a difference of near numbers.
      const small = Math.exp(-Math.abs(value))
      const p = value >= 0 ? 1 / (1 + small) : small / (1 + small)
      const signed = t === 1 ? -value : value
      deviance += 2 * count * (Math.max(signed, 0) + Math.log1p(small))
      const surplus = count * (t - p)
      const weight = count * p * (1 - p)
      for (let place = 0; place < k; place++) {
        const own = byRow[at + place]!
        gradient[place]! += surplus * own
        const line = information[place]!
        for (let other = 0; other <= place; other++) line[other]! += weight * own * byRow[at + other]!
      }
    }
    if (Math.abs(deviance - before) <= 1e-12 * (Math.abs(deviance) + 0.1))
      return { logit: eta, isSeparated: moved > MOVING }
    if (deviance > before && halvings < HALVINGS) {
      for (let place = 0; place < k; place++) beta[place] = (beta[place]! + last[place]!) / 2
      halvings++
      step--
      continue
    }
    halvings = 0
    before = deviance
    last = [...beta]
    const direction = solvedByRank(information, gradient)
    for (let place = 0; place < k; place++) beta[place]! += direction[place]!
  }
  return undefined
}

const DETERMINED = 1e-11

/** Cholesky on the lower half, in place; a coefficient that the others determine is 0. */
function solvedByRank(matrix: readonly Float64Array[], right: readonly number[]): number[] {
  const k = right.length
  const isIn: boolean[] = []
  const half = [...right]
  for (let row = 0; row < k; row++) {
    const line = matrix[row]!
    const diagonal = line[row]!
    for (let column = 0; column <= row; column++) {
      if (column < row && !isIn[column]) continue
      let sum = line[column]!
      for (let inner = 0; inner < column; inner++) if (isIn[inner]) sum -= line[inner]! * matrix[column]![inner]!
      line[column] = column < row ? sum / matrix[column]![column]! : sum
    }
    isIn[row] = line[row]! > DETERMINED * diagonal
    line[row] = Math.sqrt(Math.max(line[row]!, 0))
    if (!isIn[row]) continue
    let sum = right[row]!
    for (let inner = 0; inner < row; inner++) if (isIn[inner]) sum -= line[inner]! * half[inner]!
    half[row] = sum / line[row]!
  }
  const result = new Array<number>(k).fill(0)
  for (let row = k - 1; row >= 0; row--) {
    if (!isIn[row]) continue
    let sum = half[row]!
    for (let later = row + 1; later < k; later++) if (isIn[later]) sum -= matrix[later]![row]! * result[later]!
    result[row] = sum / matrix[row]![row]!
  }
  return result
}

export interface Matched {
  readonly estimate: number
  /** How often each row stands in the comparison; 1 for a row that was matched itself. */
  readonly weights: Float64Array
  /** Rows for whom nobody was near enough. */
  readonly unmatched: number
}

/**
 * @param caliper the largest distance, in standard deviations of the logit; none where undefined.
 * @param drawn all rows once where undefined.
 */
export function matched(
  outcome: Float64Array,
  treatment: Float64Array,
  logit: Float64Array,
  estimand: Estimand,
  caliper: number | undefined,
  drawn?: Drawn,
): Matched {
  const widest = caliper === undefined ? Number.POSITIVE_INFINITY : caliper * deviationOf(logit, drawn?.counts)
  const pools = ([0, 1] as const).map((group) => poolOf(logit, treatment, group, drawn))
  const weights = new Float64Array(outcome.length)
  let [sum, count, unmatched] = [0, 0, 0]
  for (let row = 0; row < outcome.length; row++) {
    const group = treatment[row] as 0 | 1
    const times = drawn ? drawn.counts[row]! : 1
    if (times === 0 || (estimand === 'att' && group === 0)) continue
    const other = nearest(pools[1 - group]!, logit[row]!)
    if (Math.abs(logit[other]! - logit[row]!) > widest + ROUNDING) {
      unmatched += times
      continue
    }
    weights[row]! += times
    weights[other]! += times
    sum += times * (group === 1 ? outcome[row]! - outcome[other]! : outcome[other]! - outcome[row]!)
    count += times
  }
  if (count === 0) throw new EstimateFault('no_match')
  return { estimate: sum / count, weights, unmatched }
}

/** Different logits of a group in their order, each with the first in the file (or in the draw) that has it. */
interface Pool {
  readonly logits: readonly number[]
  readonly rows: readonly number[]
  readonly placeOf: (row: number) => number
}

function poolOf(logit: Float64Array, treatment: Float64Array, group: 0 | 1, drawn: Drawn | undefined): Pool {
  const placeOf = (row: number) => (drawn ? drawn.order[row]! : row)
  const members: number[] = []
  for (let row = 0; row < logit.length; row++) {
    if (treatment[row] === group && drawn?.counts[row] !== 0) members.push(row)
  }
  const sorted = Int32Array.from(members).sort((a, b) => logit[a]! - logit[b]!)
  const rows: number[] = []
  const logits: number[] = []
  for (const row of sorted) {
    if (logits.length === 0 || logit[row]! - logits.at(-1)! > ROUNDING) {
      logits.push(logit[row]!)
      rows.push(row)
    } else if (placeOf(row) < placeOf(rows.at(-1)!)) rows[rows.length - 1] = row
  }
  return { rows, logits, placeOf }
}

function nearest({ logits, rows, placeOf }: Pool, value: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (logits[middle]! < value) low = middle + 1
    else high = middle
  }
  if (low === rows.length) return rows[low - 1]!
  if (low === 0) return rows[0]!
  const [up, down] = [logits[low]! - value, value - logits[low - 1]!]
  const [above, below] = [rows[low]!, rows[low - 1]!]
  // Covariates in whole numbers have many equal distances.
  if (Math.abs(up - down) <= ROUNDING) return placeOf(above) < placeOf(below) ? above : below
  return up < down ? above : below
}

function deviationOf(values: Float64Array, counts?: Float64Array): number {
  let [total, mean, squares] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const times = counts ? counts[row]! : 1
    if (times === 0) continue
    total += times
    const step = values[row]! - mean
    mean += (times / total) * step
    squares += times * step * (values[row]! - mean)
  }
  return Math.sqrt(squares / (total - 1))
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
