/**
 * What matching and weighting rest on: the probability of treatment given the covariates, by logistic regression.
 *
 * Fitted by iteratively reweighted least squares (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, 2.5), each step a weighted
 * least squares by Householder's method, until the deviance changes by less than 1e-12 of itself; a step that makes it larger is halved. One row
 * far out weighs nothing and decides nothing about the others. Where covariates separate the groups, no finite
 * coefficients exist; the fit ends where the deviance stands still, and whether anybody is left to compare with shows in the overlap.
 *
 * Matching: each person is compared with the one person of the other group whose logit is nearest, with replacement; of equally near ones the first in
 * the file. ATT averages over the treated, ATE over all. Abadie and Imbens (2006, Econometrica 74, 235–267). Each group is sorted by logit once, and one is gone
 * along the other.
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

function isOverlapping(treatment: Float64Array, logit: Float64Array): boolean {
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

/** Rows drawn with repetition. */
export interface Drawn {
  /** How often each row was drawn. */
  readonly counts: Float64Array
  /** When each row was drawn first within its group: their order in the file that the draw stands for. */
  readonly order: Int32Array
}

/** The fit to the rows that were drawn; undefined where they do not overlap. */
export type Refit = (counts: Float64Array) => Pick<Propensity, 'logit' | 'isSeparated'> | undefined

/** @param first the fit of all rows. What it answers with stands until it is asked again. */
export function refitting(treatment: Float64Array, covariates: readonly Column[], first: Propensity): Refit {
  const n = treatment.length
  const kept = first.kept.map(
    (name) => covariates.find((column) => column.name === name)?.values ?? new Float64Array(n).fill(1),
  )
  const basis = orthonormal(kept)
  const k = basis.length
  const begin = basis.map((column) => dot(column, first.logit))
  const byRow = new Float64Array(n * k)
  for (const [place, column] of basis.entries()) {
    for (let row = 0; row < n; row++) byRow[row * k + place] = column[row]!
  }
  const { surplus, information } = atFirst(byRow, k, treatment, first.logit)
  const logit = new Float64Array(n)
  const rows = new Int32Array(n)
  const sample = { values: new Float64Array(n * k), treatment: new Float64Array(n), counts: new Float64Array(n), k }
  return (counts) => {
    let size = 0
    const gradient = new Float64Array(k)
    for (let row = 0; row < n; row++) {
      if (counts[row] === 0) continue
      rows[size] = row
      sample.treatment[size] = treatment[row]!
      sample.counts[size] = counts[row]!
      const much = counts[row]! * surplus[row]!
      for (let place = 0; place < k; place++) {
        const value = byRow[row * k + place]!
        sample.values[size * k + place] = value
        gradient[place]! += much * value
      }
      size++
    }
    // The first step from the fit of all rows costs hardly anything: there all is known but how often each was drawn.
    const step = solvedByRank(information.slice(), gradient)
    const fit =
      newton(
        { ...sample, size },
        begin.map((value, place) => value + step[place]!),
      ) ??
      newton(
        { ...sample, size },
        begin.map(() => 0),
      )
    if (!fit) return undefined
    for (let at = 0; at < size; at++) logit[rows[at]!] = fit.logit[at]!
    const isThere = isOverlapping(sample.treatment.subarray(0, size), fit.logit)
    return isThere ? { logit, isSeparated: fit.isSeparated } : undefined
  }
}

/** Of all rows at the fit of all rows: what happened less its probability, and the information (lower half). */
function atFirst(byRow: Float64Array, k: number, treatment: Float64Array, logit: Float64Array) {
  const information = new Float64Array(k * k)
  const surplus = logit.map((value, row) => {
    const weight = expit(value) * expit(-value)
    for (let place = 0; place < k; place++) {
      for (let other = 0; other <= place; other++)
        information[place * k + other]! += weight * byRow[row * k + place]! * byRow[row * k + other]!
    }
    return treatment[row] === 1 ? expit(-value) : -expit(value)
  })
  return { surplus, information }
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

/** The rows that were drawn, one after the other: `size` of them. */
interface Sample {
  /** `k` of a row. */
  readonly values: Float64Array
  readonly treatment: Float64Array
  readonly counts: Float64Array
  readonly k: number
  readonly size: number
}

/** A logarithm is taken of the product of so many rows at the most: of factors up to 2 to the power of a count. */
const LARGE = 1e250

/**
 * Undefined where no finite coefficients are reached. It ends where the deviance stands still, or where the step to come will change it by no more than that (the
 * decrement of Newton's method): then the step is still taken, but the deviance is not looked at again.
 */
function newton(sample: Sample, begin: readonly number[]): { logit: Float64Array; isSeparated: boolean } | undefined {
  const { values, treatment, counts, k, size } = sample
  const eta = new Float64Array(size)
  const beta = Float64Array.from(begin)
  let last = beta.slice()
  let halvings = 0
  let before = Number.POSITIVE_INFINITY
  const gradient = new Float64Array(k)
  const information = new Float64Array(k * k)
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0)
    information.fill(0)
    let [deviance, product, moved] = [0, 1, 0]
    for (let row = 0; row < size; row++) {
      const at = row * k
      let value = 0
      for (let place = 0; place < k; place++) value += beta[place]! * values[at + place]!
      if (!Number.isFinite(value)) return undefined
      const move = moveOf(value, eta[row]!)
      if (move > moved) moved = move
      eta[row] = value
      const [t, count] = [treatment[row]!, counts[row]!]
      // The probability of what happened, and the deviance from it, without a difference of near numbers.
      const small = Math.exp(-Math.abs(value))
      const p = value >= 0 ? 1 / (1 + small) : small / (1 + small)
      if (t === 1 ? value < 0 : value > 0) deviance += 2 * count * Math.abs(value)
      if (small < 1e-3) deviance += 2 * count * Math.log1p(small)
      else for (let time = 0; time < count; time++) product *= 1 + small
      if (product > LARGE) {
        deviance += 2 * Math.log(product)
        product = 1
      }
      const surplus = count * (t - p)
      const weight = count * p * (1 - p)
      for (let place = 0; place < k; place++) {
        const own = values[at + place]!
        gradient[place]! += surplus * own
        const weighted = weight * own
        const line = place * k
        for (let other = 0; other <= place; other++) information[line + other]! += weighted * values[at + other]!
      }
    }
    deviance += 2 * Math.log(product)
    const still = 1e-12 * (Math.abs(deviance) + 0.1)
    if (Math.abs(deviance - before) <= still) return { logit: eta, isSeparated: moved > MOVING }
    if (deviance > before && halvings < HALVINGS) {
      for (let place = 0; place < k; place++) beta[place] = (beta[place]! + last[place]!) / 2
      halvings++
      step--
      continue
    }
    halvings = 0
    before = deviance
    last = beta.slice()
    const direction = solvedByRank(information, gradient)
    let decrement = 0
    for (let place = 0; place < k; place++) {
      decrement += direction[place]! * gradient[place]!
      beta[place]! += direction[place]!
    }
    if (decrement <= still) return stepped(sample, beta, eta)
  }
  return undefined
}

function stepped({ values, k, size }: Sample, beta: Float64Array, eta: Float64Array) {
  let isSeparated = false
  for (let row = 0; row < size; row++) {
    let value = 0
    for (let place = 0; place < k; place++) value += beta[place]! * values[row * k + place]!
    if (moveOf(value, eta[row]!) > MOVING) isSeparated = true
    eta[row] = value
  }
  return { logit: eta, isSeparated }
}

const DETERMINED = 1e-11

/** Cholesky on the lower half, in place; a coefficient that the others determine is 0. */
function solvedByRank(matrix: Float64Array, right: Float64Array): Float64Array {
  const k = right.length
  const isIn: boolean[] = []
  const half = right.slice()
  const at = (row: number, column: number) => matrix[row * k + column]!
  for (let row = 0; row < k; row++) {
    const diagonal = at(row, row)
    for (let column = 0; column <= row; column++) {
      if (column < row && !isIn[column]) continue
      let sum = at(row, column)
      for (let inner = 0; inner < column; inner++) if (isIn[inner]) sum -= at(row, inner) * at(column, inner)
      matrix[row * k + column] = column < row ? sum / at(column, column) : sum
    }
    isIn[row] = at(row, row) > DETERMINED * diagonal
    matrix[row * k + row] = Math.sqrt(Math.max(at(row, row), 0))
    if (!isIn[row]) continue
    let sum = right[row]!
    for (let inner = 0; inner < row; inner++) if (isIn[inner]) sum -= at(row, inner) * half[inner]!
    half[row] = sum / at(row, row)
  }
  const result = new Float64Array(k)
  for (let row = k - 1; row >= 0; row--) {
    if (!isIn[row]) continue
    let sum = half[row]!
    for (let later = row + 1; later < k; later++) if (isIn[later]) sum -= at(later, row) * result[later]!
    result[row] = sum / at(row, row)
  }
  return result
}

export interface Matched {
  readonly estimate: number
  /** How often each row stands in the comparison; 1 for a row that was matched itself. Of drawn rows nothing. */
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
  const groups = ([0, 1] as const).map((group) => sorted(logit, membersOf(treatment, group, drawn)))
  const pools = groups.map((members) => poolOf(logit, members, drawn))
  const weights = new Float64Array(drawn ? 0 : outcome.length)
  let [sum, count, unmatched] = [0, 0, 0]
  for (const group of estimand === 'att' ? [1] : [0, 1]) {
    const others = pools[1 - group]!
    const { logits } = others
    // Both are in the order of their logits: whoever is nearest stands at this place or before it, and never further back.
    let place = 0
    for (const row of groups[group]!) {
      const value = logit[row]!
      while (place < logits.length && logits[place]! < value) place++
      const found = nearest(others, place, value)
      const times = drawn ? drawn.counts[row]! : 1
      if (Math.abs(logits[found]! - value) > widest + ROUNDING) {
        unmatched += times
        continue
      }
      const other = others.rows[found]!
      if (!drawn) {
        weights[row]!++
        weights[other]!++
      }
      sum += times * (group === 1 ? outcome[row]! - outcome[other]! : outcome[other]! - outcome[row]!)
      count += times
    }
  }
  if (count === 0) throw new EstimateFault('no_match')
  return { estimate: sum / count, weights, unmatched }
}

function membersOf(treatment: Float64Array, group: 0 | 1, drawn: Drawn | undefined): Int32Array {
  const members = new Int32Array(treatment.length)
  let size = 0
  for (let row = 0; row < treatment.length; row++) {
    if (treatment[row] === group && drawn?.counts[row] !== 0) members[size++] = row
  }
  return members.subarray(0, size)
}

/**
 * Rows in the order of their values, equal ones in the order given. They are laid into as many even drawers as there are rows and then put right with
 * their neighbours, which is little where values are spread; where it is much (a row far out squeezes all others into few drawers) they are sorted.
 */
function sorted(values: Float64Array, rows: Int32Array): Int32Array {
  const size = rows.length
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    const value = values[row]!
    if (value < least) least = value
    if (value > most) most = value
  }
  const scale = (size - 1) / (most - least)
  if (!(scale > 0 && Number.isFinite(scale))) return rows.slice().sort((a, b) => values[a]! - values[b]!)
  const ends = new Int32Array(size + 1)
  const drawerOf = (row: number) => Math.trunc((values[row]! - least) * scale)
  for (const row of rows) ends[drawerOf(row) + 1]!++
  for (let drawer = 1; drawer <= size; drawer++) ends[drawer]! += ends[drawer - 1]!
  const laid = new Int32Array(size)
  for (const row of rows) laid[ends[drawerOf(row)]!++] = row
  let left = PATIENCE * size
  for (let at = 1; at < size; at++) {
    const row = laid[at]!
    const value = values[row]!
    let to = at
    for (; to > 0 && values[laid[to - 1]!]! > value; to--) laid[to] = laid[to - 1]!
    laid[to] = row
    left -= at - to
    if (left < 0) return laid.sort((a, b) => values[a]! - values[b]!)
  }
  return laid
}

/** So many places a row are moved by on the average before sorting is quicker. */
const PATIENCE = 16

/** Different logits of a group in their order, each with the first in the file (or in the draw) that has it. */
interface Pool {
  readonly logits: Float64Array
  readonly rows: Int32Array
  readonly placeOf: (row: number) => number
}

function poolOf(logit: Float64Array, members: Int32Array, drawn: Drawn | undefined): Pool {
  const placeOf = (row: number) => (drawn ? drawn.order[row]! : row)
  const [rows, logits] = [new Int32Array(members.length), new Float64Array(members.length)]
  let size = 0
  for (const row of members) {
    const value = logit[row]!
    if (size === 0 || value - logits[size - 1]! > ROUNDING) {
      logits[size] = value
      rows[size++] = row
    } else if (placeOf(row) < placeOf(rows[size - 1]!)) rows[size - 1] = row
  }
  return { rows: rows.subarray(0, size), logits: logits.subarray(0, size), placeOf }
}

/** @param place the first whose logit is not below the value; @returns the place of the nearest */
function nearest({ logits, rows, placeOf }: Pool, place: number, value: number): number {
  if (place === 0) return 0
  if (place === rows.length) return place - 1
  const up = logits[place]! - value
  const down = value - logits[place - 1]!
  // Covariates in whole numbers have many equal distances.
  if (Math.abs(up - down) <= ROUNDING) return placeOf(rows[place]!) < placeOf(rows[place - 1]!) ? place : place - 1
  return up < down ? place : place - 1
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
