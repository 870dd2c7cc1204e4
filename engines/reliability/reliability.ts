/**
 * Cronbach's alpha and what belongs to it.
 *
 * Data: one column of numbers an item, NaN where an answer is missing. C is the covariance matrix of the k items, divisor n − 1.
 *
 *   raw alpha           α  = k/(k−1) · (1 − tr C / ΣΣ C)                       Cronbach (1951), Psychometrika 16, 297–334
 *   standardised alpha  αs = k/(k−1) · (1 − k / ΣΣ R),  R = C scaled to 1 on its diagonal
 *   item–rest           r_i = (Σ_j C_ij − C_ii) / √(C_ii · ΣΣ C without i)     corrected for overlap, Henrysson (1963)
 *   alpha if dropped    α of C without row and column i
 *
 * Listwise: C of the rows in which every item is answered. Pairwise: C_ij of the rows in which i and j are, C_ii of those in which
 * i is; R comes from that C.
 */

export interface Item {
  readonly name: string
  readonly values: Float64Array
}

interface Scale {
  readonly alpha: number | null
  readonly standardizedAlpha: number | null
}

export interface Figures {
  readonly listwise: Scale & { readonly n: number }
  readonly pairwise: Scale & { readonly nMin: number; readonly nMax: number }
  readonly items: readonly { readonly name: string; itemRest: number | null; alphaIfDropped: number | null }[]
}

/** Nothing can be said: the key of a sentence, and the item at fault. */
export class Unreliable extends Error {
  readonly key: 'no_variance' | 'too_few_rows' | 'no_total' | 'scales'
  readonly item: string

  constructor(key: Unreliable['key'], item = '') {
    super(key)
    this.key = key
    this.item = item
  }
}

/** @param items two or more, of equal length. @throws Unreliable where no figure can be given. */
export function reliabilityOf(items: readonly Item[]): Figures {
  const complete = completeRows(items)
  const counts = pairCounts(items)
  if (complete.length < 2 && counts.nMin < 2) throw new Unreliable('too_few_rows')
  for (const { name, values } of items) if (!varies(values)) throw new Unreliable('no_variance', name)
  const scaled = onOneScale(items)
  const faint = scaled.find(({ values }) => largestOf(values) < FAINTEST)
  if (faint) throw new Unreliable('scales', faint.name)
  const listwise = complete.length < 2 ? undefined : listwiseOf(scaled, complete)
  const pairwise = counts.nMin < 2 ? undefined : scaleOf(covariances(scaled))
  if (listwise && alphaOf(listwise) === null) throw new Unreliable('no_total')
  return {
    listwise: { ...(listwise ? scaleOf(listwise) : nothing), n: complete.length },
    pairwise: { ...(pairwise ?? nothing), ...counts },
    items: items.map(({ name }, index) => ({ name, ...(listwise ? itemOf(listwise, index) : noItem) })),
  }
}

const nothing: Scale = { alpha: null, standardizedAlpha: null }
const noItem = { itemRest: null, alphaIfDropped: null }

type Matrix = readonly Float64Array[]

/** Of the largest deviation: below it squares lose digits, and the item is nothing beside the others anyway. */
const FAINTEST = 1e-140

/**
 * Alpha does not change when all items are multiplied by one number; without it, squares of huge or tiny values would overflow. Halves
 * first, because the difference of two values near the largest number would overflow too.
 */
function onOneScale(items: readonly Item[]): Item[] {
  const centred = items.map(({ name, values }) => {
    const halves = values.map((value) => value / 2)
    return { name, values: shifted(halves, centreOf(halves)) }
  })
  const largest = Math.max(...centred.map(({ values }) => largestOf(values)))
  if (largest === 0) return centred
  return centred.map(({ name, values }) => ({ name, values: values.map((value) => value / largest) }))
}

function centreOf(values: Float64Array): number {
  let sum = 0
  let n = 0
  for (const value of values) if (!Number.isNaN(value)) sum += (value - sum) / ++n
  return sum
}

const shifted = (values: Float64Array, by: number) => values.map((value) => value - by)

function largestOf(values: Float64Array): number {
  let largest = 0
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value)
  return largest
}

function varies(values: Float64Array): boolean {
  let first = Number.NaN
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (Number.isNaN(first)) first = value
    if (value !== first) return true
  }
  return false
}

function completeRows(items: readonly Item[]): number[] {
  const rows: number[] = []
  for (let row = 0; row < items[0]!.values.length; row++) {
    if (items.every(({ values }) => !Number.isNaN(values[row]!))) rows.push(row)
  }
  return rows
}

function pairCounts(items: readonly Item[]): { nMin: number; nMax: number } {
  let [nMin, nMax] = [Number.POSITIVE_INFINITY, 0]
  for (let i = 0; i < items.length; i++) {
    for (let j = i + 1; j < items.length; j++) {
      const { n } = pairOf(items[i]!.values, items[j]!.values)
      nMin = Math.min(nMin, n)
      nMax = Math.max(nMax, n)
    }
  }
  return { nMin, nMax }
}

/** An item may vary over all rows and not over the complete ones; then its figures are those of no item. */
function listwiseOf(items: readonly Item[], rows: readonly number[]): Matrix {
  const kept = items.map(({ name, values }) => ({ name, values: Float64Array.from(rows, (row) => values[row]!) }))
  for (const { name, values } of kept) if (!varies(values)) throw new Unreliable('no_variance', name)
  return covariances(kept)
}

function covariances(items: readonly Item[]): Matrix {
  const matrix = items.map(() => new Float64Array(items.length))
  for (let i = 0; i < items.length; i++) {
    for (let j = i; j < items.length; j++) {
      const { covariance } = pairOf(items[i]!.values, items[j]!.values)
      matrix[i]![j] = covariance
      matrix[j]![i] = covariance
    }
  }
  return matrix
}

/** Two passes over the rows in which both are there: means first, so that a large common level costs no digits. */
function pairOf(one: Float64Array, other: Float64Array): { n: number; covariance: number } {
  let n = 0
  let sumOne = 0
  let sumOther = 0
  for (let row = 0; row < one.length; row++) {
    if (Number.isNaN(one[row]! + other[row]!)) continue
    n++
    sumOne += one[row]!
    sumOther += other[row]!
  }
  const meanOne = sumOne / n
  const meanOther = sumOther / n
  let products = 0
  for (let row = 0; row < one.length; row++) {
    if (Number.isNaN(one[row]! + other[row]!)) continue
    products += (one[row]! - meanOne) * (other[row]! - meanOther)
  }
  return { n, covariance: products / (n - 1) }
}

function scaleOf(matrix: Matrix): Scale {
  return { alpha: alphaOf(matrix), standardizedAlpha: alphaOf(correlationsOf(matrix)) }
}

/** Null where the total does not vary: the items cancel each other. */
function alphaOf(matrix: Matrix): number | null {
  const k = matrix.length
  const trace = matrix.reduce((sum, row, index) => sum + row[index]!, 0)
  const total = sumOf(matrix)
  // The total's variance is what the items leave of k times their own: nothing, but for rounding.
  if (Math.abs(total) <= trace * k * 1e-14) return null
  return (k / (k - 1)) * (1 - trace / total)
}

function correlationsOf(matrix: Matrix): Matrix {
  const deviations = matrix.map((row, index) => Math.sqrt(row[index]!))
  return matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : value / deviations[i]! / deviations[j]!)))
}

function itemOf(matrix: Matrix, index: number): { itemRest: number | null; alphaIfDropped: number | null } {
  const rest = without(matrix, index)
  const shared = matrix[index]!.reduce((sum, value) => sum + value, 0) - matrix[index]![index]!
  const restVariance = sumOf(rest)
  const own = matrix[index]![index]!
  const isFlat = restVariance <= own * 1e-14
  return {
    itemRest: isFlat ? null : Math.max(-1, Math.min(1, shared / Math.sqrt(own) / Math.sqrt(restVariance))),
    alphaIfDropped: rest.length < 2 || isFlat ? null : alphaOf(rest),
  }
}

function without(matrix: Matrix, index: number): Matrix {
  return matrix.filter((_, row) => row !== index).map((row) => row.filter((_, column) => column !== index))
}

function sumOf(matrix: Matrix): number {
  return matrix.reduce((sum, row) => sum + row.reduce((inner, value) => inner + value, 0), 0)
}
