/**
 * Matching: each person is compared with the one person of the other group whose logit is nearest, with replacement; of equally near ones the first in
 * the file. ATT averages over the treated, ATE over all. Abadie and Imbens (2006, Econometrica 74, 235–267). Each group is sorted by logit once, and one is gone
 * along the other.
 */
import { type Estimand, ROUNDING } from './propensity.ts'
import { EstimateFault } from './table.ts'

/** Rows drawn with repetition, by kind of row (refit.ts): each number stands at the place of its kind. */
export interface Drawn {
  /** How many rows were drawn. */
  readonly counts: Float64Array
  /** When the first of them was drawn within its group: their order in the file that the draw stands for. */
  readonly order: Int32Array
  /** Outcomes of all of them together, and of the first. */
  readonly sums: Float64Array
  readonly firsts: Float64Array
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
 * @param drawn all rows once where undefined; else the other columns are by kind.
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
  const { sums, firsts } = drawn ?? { sums: outcome, firsts: outcome }
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
      const apart = sums[row]! - times * firsts[other]!
      sum += group === 1 ? apart : -apart
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
