/**
 * Least squares by Householder's orthogonal triangularisation, and what its errors could be.
 *
 * Data: columns of numbers, one outcome, weights. Steps: every column and the outcome are divided by a power of two near their largest value (units
 * then cost no digits); rows are multiplied by √weight; columns are reflected one after another. A column of which less than 1e-7 of its length is
 * left goes to the end and is dropped: the limited pivoting of LINPACK's dqrdc as changed for R (dqrdc2), so that the columns kept are those
 * that R's `lm` keeps.
 *
 * Covariances of the coefficients, with x a row of the kept columns, e its residual, w its weight, h = w xᵀBx its leverage, B = (XᵀWX)⁻¹, n rows and k
 * columns (fixed effects counted):
 *
 *   classical  B Σwe² / (n − k)
 *   HC0        B Σ(we)² x xᵀ B                      White (1980), Econometrica 48, 817–838
 *   HC1        HC0 · n / (n − k)                    MacKinnon and White (1985), Journal of Econometrics 29, 305–325
 *   HC2        the same sum over (we)² / (1 − h)
 *   HC3        … / (1 − h)²
 *   cluster    B Σ_g u_g u_gᵀ B · G/(G − 1) · (n − 1)/(n − k),  u_g = Σ_{i∈g} w e x    as `sandwich::vcovCL`, type HC1
 */

export interface Column {
  readonly name: string
  readonly values: Float64Array
}

export interface Regression {
  readonly columns: readonly Column[]
  readonly outcome: Float64Array
  readonly weights?: Float64Array
  /** Number of the group of each row, from 0. */
  readonly clusters?: Int32Array
  /** Where fixed effects were taken out before: how many parameters they are, and their part of each row's leverage. */
  readonly absorbed?: {
    readonly parameters: number
    readonly leverage: Float64Array | undefined
    readonly lengths: readonly number[]
  }
}

export interface StandardErrors {
  readonly classical: number | null
  readonly hc0: number | null
  readonly hc1: number | null
  readonly hc2: number | null
  readonly hc3: number | null
  readonly cluster: number | null
}

export interface Fit {
  /** Kept columns, in the order given. */
  readonly coefficients: readonly {
    readonly name: string
    readonly estimate: number
    readonly standardErrors: StandardErrors
  }[]
  readonly dropped: readonly string[]
  readonly residuals: Float64Array
  readonly residualDf: number
  readonly groups: number | undefined
  /** Rows that decide their own fitted value: HC2 and HC3 cannot be given. */
  readonly fullLeverage: number
  /** No residual is larger than rounding. */
  readonly isPerfect: boolean
}

const TOLERANCE = 1e-7
const FULL = 1 - 1e-10

export function leastSquares(regression: Regression): Fit {
  const { columns, outcome, weights, absorbed } = regression
  const n = outcome.length
  const scales = columns.map(({ values }) => scaleOf(values))
  const scaleY = scaleOf(outcome)
  const roots = weights?.map(Math.sqrt)
  const matrix = columns.map(({ values }, index) => scaled(values, scales[index]!, roots))
  const y = scaled(outcome, scaleY, roots)
  const original = matrix.map((column) => Float64Array.from(column))
  const lengths = absorbed?.lengths.map((length, index) => length / scales[index]!)
  const { kept, effects } = triangularised(matrix, Float64Array.from(y), lengths)
  const k = kept.length
  const beta = backSubstituted(matrix, kept, effects)
  const inverse = inverseOf(matrix, kept)
  const residuals = Float64Array.from(y)
  for (const [place, column] of kept.entries()) {
    for (let row = 0; row < n; row++) residuals[row]! -= beta[place]! * original[column]![row]!
  }
  const parameters = k + (absorbed?.parameters ?? 0)
  const sums = meats(original, kept, inverse, residuals, regression)
  const residualDf = n - parameters
  const rss = residuals.reduce((sum, e) => sum + e * e, 0)
  const size = y.reduce((sum, value) => sum + value * value, 0)
  const errors = (place: number): StandardErrors => {
    const unit = scaleY / scales[kept[place]!]!
    const root = (variance: number | undefined) =>
      variance === undefined || Number.isNaN(variance) ? null : Math.sqrt(Math.max(0, variance)) * unit
    const bread = inverse[place]!.reduce((sum, value) => sum + value * value, 0)
    const hc0 = sums.hc0[place]!
    const { groups, cluster } = sums
    return {
      classical: root(residualDf > 0 ? (bread * rss) / residualDf : undefined),
      hc0: root(hc0),
      hc1: root(residualDf > 0 ? (hc0 * n) / residualDf : undefined),
      hc2: root(sums.hc2?.[place]),
      hc3: root(sums.hc3?.[place]),
      cluster: root(
        groups > 1 && residualDf > 0 ? (cluster![place]! * (groups / (groups - 1)) * (n - 1)) / residualDf : undefined,
      ),
    }
  }
  return {
    coefficients: kept.map((column, place) => ({
      name: columns[column]!.name,
      estimate: (beta[place]! * scaleY) / scales[column]!,
      standardErrors: errors(place),
    })),
    dropped: columns.filter((_, index) => !kept.includes(index)).map(({ name }) => name),
    residuals: residuals.map((e, row) => (e * scaleY) / (roots?.[row] ?? 1)),
    residualDf,
    groups: regression.clusters ? sums.groups : undefined,
    fullLeverage: sums.full,
    isPerfect: rss <= 1e-24 * size,
  }
}

/** A power of two, so that dividing costs no digit. */
export function scaleOf(values: Float64Array): number {
  let largest = 0
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value)
  return largest === 0 ? 1 : 2 ** Math.max(-1022, Math.min(1023, Math.floor(Math.log2(largest))))
}

function scaled(values: Float64Array, scale: number, roots: Float64Array | undefined): Float64Array {
  return values.map((value, row) => (value / scale) * (roots?.[row] ?? 1))
}

/**
 * Reflects the columns in place: above the diagonal they hold R, below it the reflections. `effects` becomes Qᵀy.
 *
 * @returns indices of the kept columns, in their order.
 */
function triangularised(
  matrix: readonly Float64Array[],
  effects: Float64Array,
  lengths: readonly number[] | undefined,
) {
  const n = effects.length
  const order = [...matrix.keys()]
  const first = matrix.map((column, index) => lengths?.[index] ?? lengthOf(column, 0))
  const left = matrix.map((column) => lengthOf(column, 0))
  let rank = order.length
  for (let step = 0; step < Math.min(rank, n); step++) {
    while (step < rank) {
      const column = order[step]!
      if (left[column]! >= (first[column] || 1) * TOLERANCE) break
      order.push(order.splice(step, 1)[0]!)
      rank--
    }
    if (step >= rank) break
    const pivot = matrix[order[step]!]!
    const length = Math.sign(pivot[step]! || 1) * lengthOf(pivot, step)
    if (length === 0) continue
    for (let row = step; row < n; row++) pivot[row]! /= length
    pivot[step]! += 1
    for (let other = step + 1; other < order.length; other++) {
      const column = matrix[order[other]!]!
      reflect(pivot, column, step)
      left[order[other]!] = lengthOf(column, step + 1)
    }
    reflect(pivot, effects, step)
    diagonals.set(pivot, -length)
  }
  const kept = order.slice(0, Math.min(rank, n))
  return { kept, effects }
}

/** R's diagonal, which the reflection overwrites. */
const diagonals = new WeakMap<Float64Array, number>()

function lengthOf(column: Float64Array, from: number): number {
  let sum = 0
  for (let row = from; row < column.length; row++) sum += column[row]! * column[row]!
  return Math.sqrt(sum)
}

function reflect(pivot: Float64Array, column: Float64Array, step: number): void {
  let product = 0
  for (let row = step; row < column.length; row++) product += pivot[row]! * column[row]!
  const share = -product / pivot[step]!
  for (let row = step; row < column.length; row++) column[row]! += share * pivot[row]!
}

const entry = (matrix: readonly Float64Array[], kept: readonly number[], row: number, place: number) =>
  row === place ? diagonals.get(matrix[kept[place]!]!)! : matrix[kept[place]!]![row]!

function backSubstituted(
  matrix: readonly Float64Array[],
  kept: readonly number[],
  effects: Float64Array,
): Float64Array {
  const beta = new Float64Array(kept.length)
  for (let place = kept.length - 1; place >= 0; place--) {
    let sum = effects[place]!
    for (let later = place + 1; later < kept.length; later++) sum -= entry(matrix, kept, place, later) * beta[later]!
    beta[place] = sum / entry(matrix, kept, place, place)
  }
  return beta
}

/** R⁻¹, upper triangular: B = R⁻¹ R⁻ᵀ. */
function inverseOf(matrix: readonly Float64Array[], kept: readonly number[]): Float64Array[] {
  const k = kept.length
  const inverse = kept.map(() => new Float64Array(k))
  for (let column = 0; column < k; column++) {
    for (let row = column; row >= 0; row--) {
      let sum = row === column ? 1 : 0
      for (let later = row + 1; later <= column; later++)
        sum -= entry(matrix, kept, row, later) * inverse[later]![column]!
      inverse[row]![column] = sum / entry(matrix, kept, row, row)
    }
  }
  return inverse
}

interface Meats {
  readonly hc0: Float64Array
  /** Undefined where a row's leverage is one or not known. */
  readonly hc2: Float64Array | undefined
  readonly hc3: Float64Array | undefined
  readonly cluster: Float64Array | undefined
  readonly groups: number
  readonly full: number
}

/** The diagonals of B (Σ …) B; a row's a = B x is made once and serves all. */
function meats(
  original: readonly Float64Array[],
  kept: readonly number[],
  inverse: readonly Float64Array[],
  residuals: Float64Array,
  { clusters, absorbed }: Regression,
): Meats {
  const k = kept.length
  const n = residuals.length
  const groups = clusters ? clusters.reduce((most, group) => Math.max(most, group), -1) + 1 : 0
  const [hc0, hc2, hc3] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)]
  const scores = clusters ? new Float64Array(groups * k) : undefined
  const half = new Float64Array(k)
  const influence = new Float64Array(k)
  let full = 0
  const isKnown = !absorbed || absorbed.leverage !== undefined
  for (let row = 0; row < n; row++) {
    let leverage = absorbed?.leverage?.[row] ?? 0
    for (let place = 0; place < k; place++) {
      let sum = 0
      for (let above = 0; above <= place; above++) sum += inverse[above]![place]! * original[kept[above]!]![row]!
      half[place] = sum
      leverage += sum * sum
    }
    const e = residuals[row]!
    const left = 1 - leverage
    if (leverage > FULL) full++
    for (let place = 0; place < k; place++) {
      let sum = 0
      for (let later = place; later < k; later++) sum += inverse[place]![later]! * half[later]!
      influence[place] = sum * e
      const square = influence[place]! * influence[place]!
      hc0[place]! += square
      hc2[place]! += square / left
      hc3[place]! += square / (left * left)
    }
    if (scores) for (let place = 0; place < k; place++) scores[clusters![row]! * k + place]! += influence[place]!
  }
  const isDefined = isKnown && full === 0
  return {
    hc0,
    hc2: isDefined ? hc2 : undefined,
    hc3: isDefined ? hc3 : undefined,
    cluster: scores && kept.map((_, place) => squares(scores, k, place)).reduce(pushed, new Float64Array(k)),
    groups,
    full,
  }
}

function squares(scores: Float64Array, k: number, place: number): number {
  let sum = 0
  for (let at = place; at < scores.length; at += k) sum += scores[at]! * scores[at]!
  return sum
}

const pushed = (list: Float64Array, value: number, index: number) => {
  list[index] = value
  return list
}
