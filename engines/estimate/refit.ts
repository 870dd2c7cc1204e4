/**
 * The bootstrap of matching draws rows anew and fits the propensity anew, hundreds of times. Rows that are alike in treatment and covariates are one *kind*, of
 * which only how many were drawn matters: of people who are told apart by grade and years of service there are few. The regression is fitted by Newton's method
 * from the first fit, in an orthonormal basis of the covariates that is made once; which columns the drawn rows determine shows in the pivots of
 * Cholesky's factor.
 */
import { type Column, scaleOf } from './linear.ts'
import { expit, HALVINGS, isOverlapping, MOVING, moveOf, type Propensity, STEPS } from './propensity.ts'

export interface Kinds {
  /** Which kind each row is of. */
  readonly kindOf: Int32Array
  /** A row of each kind. */
  readonly rowOf: Int32Array
  /** Of each kind, as everything that follows. */
  readonly treatment: Float64Array
  readonly sizes: Float64Array
}

export function kindsOf(treatment: Float64Array, covariates: readonly Column[]): Kinds {
  const known = new Map<string, number>()
  const rows: number[] = []
  const sizes: number[] = []
  const kindOf = new Int32Array(treatment.length)
  for (let row = 0; row < treatment.length; row++) {
    let name = `${treatment[row]}`
    for (const { values } of covariates) name += ` ${values[row]}`
    let kind = known.get(name)
    if (kind === undefined) {
      kind = rows.push(row) - 1
      sizes.push(0)
      known.set(name, kind)
    }
    kindOf[row] = kind
    sizes[kind]!++
  }
  const rowOf = Int32Array.from(rows)
  return { kindOf, rowOf, treatment: ofKinds(rowOf, treatment), sizes: Float64Array.from(sizes) }
}

function ofKinds(rowOf: Int32Array, values: Float64Array): Float64Array {
  return Float64Array.from(rowOf, (row) => values[row]!)
}

/** The fit to as many rows of each kind as were drawn; undefined where they do not overlap. */
type Refit = (counts: Float64Array) => Pick<Propensity, 'logit' | 'isSeparated'> | undefined

/** @param first the fit of all rows. What it answers with stands until it is asked again. */
export function refitting(
  { rowOf, treatment, sizes }: Kinds,
  covariates: readonly Column[],
  first: Pick<Propensity, 'kept' | 'logit'>,
): Refit {
  const n = treatment.length
  const kept = first.kept.map((name) => {
    const column = covariates.find((one) => one.name === name)
    return column ? ofKinds(rowOf, column.values) : new Float64Array(n).fill(1)
  })
  const atFit = ofKinds(rowOf, first.logit)
  const basis = orthonormal(kept, sizes)
  const k = basis.length
  const begin = basis.map((column) => dot(column, atFit, sizes))
  const byRow = new Float64Array(n * k)
  for (const [place, column] of basis.entries()) {
    for (let row = 0; row < n; row++) byRow[row * k + place] = column[row]!
  }
  const { surplus, information: factor } = atFirst(byRow, k, { treatment, sizes, logit: atFit })
  const isIn = factored(factor, k)
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
    const step = solvedBy(factor, isIn, gradient)
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
function atFirst(
  byRow: Float64Array,
  k: number,
  { treatment, sizes, logit }: { treatment: Float64Array; sizes: Float64Array; logit: Float64Array },
) {
  const information = new Float64Array(k * k)
  const surplus = logit.map((value, row) => {
    const weight = sizes[row]! * expit(value) * expit(-value)
    for (let place = 0; place < k; place++) {
      for (let other = 0; other <= place; other++)
        information[place * k + other]! += weight * byRow[row * k + place]! * byRow[row * k + other]!
    }
    return treatment[row] === 1 ? expit(-value) : -expit(value)
  })
  return { surplus, information }
}

/** Gram and Schmidt, each kind as often as it has rows; twice, so that the second round takes out what rounding left. */
function orthonormal(columns: readonly Float64Array[], sizes: Float64Array): Float64Array[] {
  const basis: Float64Array[] = []
  for (const column of columns) {
    const scale = scaleOf(column)
    let left = column.map((value) => value / scale)
    for (let round = 0; round < 2; round++) {
      for (const one of basis) {
        const share = dot(one, left, sizes)
        left = left.map((value, row) => value - share * one[row]!)
      }
      const length = Math.sqrt(dot(left, left, sizes))
      left = left.map((value) => value / length)
    }
    basis.push(left)
  }
  return basis
}

function dot(one: Float64Array, other: Float64Array, sizes: Float64Array): number {
  let sum = 0
  for (let row = 0; row < one.length; row++) sum += sizes[row]! * one[row]! * other[row]!
  return sum
}

/** The kinds of which rows were drawn, one after the other: `size` of them. */
interface Sample {
  /** `k` of a kind. */
  readonly values: Float64Array
  readonly treatment: Float64Array
  readonly counts: Float64Array
  readonly k: number
  readonly size: number
}

/** A logarithm is taken of the product of as many rows as stay below this: of factors up to 2 to the power of a count, which is less than MANY. */
const LARGE = 1e250
const MANY = 16
/** Of the deviance: where the step to come changes it by more, it is not the last one. */
const NEAR = 1e-4
/** Of the deviance: what may be left. */
const EXACT = 1e-18

/**
 * Undefined where no finite coefficients are reached. It ends where the deviance stands still, or after a small step: then one more is taken with the gradient there and
 * the information of before, which is no more than m away from that of there, m being how far the small step moved any logit (along it no weight p(1 − p) changes by
 * more than that share of itself). What a further step would change of the deviance is then at most d · m², d being what this one changed (its decrement).
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
      if (small < 1e-3 || count >= MANY) deviance += 2 * count * Math.log1p(small)
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
    const isIn = factored(information, k)
    const direction = solvedBy(information, isIn, gradient)
    let decrement = 0
    for (let place = 0; place < k; place++) {
      decrement += direction[place]! * gradient[place]!
      beta[place]! += direction[place]!
    }
    if (decrement > Math.max(still, NEAR * Math.abs(deviance))) continue
    const farthest = looked(sample, beta, eta, gradient)
    const further = solvedBy(information, isIn, gradient)
    let left = 0
    for (let place = 0; place < k; place++) {
      left += further[place]! * gradient[place]!
      beta[place]! += further[place]!
    }
    if (Math.abs(left) * farthest ** 2 <= EXACT * Math.abs(deviance) || decrement <= still) {
      return { logit: logitsOf(sample, beta), isSeparated: farthest > MOVING }
    }
  }
  return undefined
}

/** The gradient at new coefficients, with how far they moved any logit. */
function looked(sample: Sample, beta: Float64Array, eta: Float64Array, gradient: Float64Array): number {
  const { values, treatment, counts, k, size } = sample
  gradient.fill(0)
  let farthest = 0
  for (let row = 0; row < size; row++) {
    const at = row * k
    let value = 0
    for (let place = 0; place < k; place++) value += beta[place]! * values[at + place]!
    const move = moveOf(value, eta[row]!)
    if (move > farthest) farthest = move
    const surplus = counts[row]! * (treatment[row]! - expit(value))
    for (let place = 0; place < k; place++) gradient[place]! += surplus * values[at + place]!
  }
  return farthest
}

function logitsOf({ values, k, size }: Sample, beta: Float64Array): Float64Array {
  const logit = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let value = 0
    for (let place = 0; place < k; place++) value += beta[place]! * values[row * k + place]!
    logit[row] = value
  }
  return logit
}

const DETERMINED = 1e-11

/** Cholesky on the lower half, in place. @returns which coefficients the others do not determine */
function factored(matrix: Float64Array, k: number): boolean[] {
  const isIn: boolean[] = []
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
  }
  return isIn
}

/** By the factor; a coefficient that the others determine is 0. */
function solvedBy(factor: Float64Array, isIn: readonly boolean[], right: Float64Array): Float64Array {
  const k = right.length
  const at = (row: number, column: number) => factor[row * k + column]!
  const half = right.slice()
  for (let row = 0; row < k; row++) {
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
