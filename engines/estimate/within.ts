/**
 * Fixed effects taken out before least squares: the within estimator.
 *
 * By Frisch and Waugh (1933, Econometrica 1, 387–401) and Lovell (1963, JASA 58, 993–1010) the coefficients of y on X and the dummies D of the effects are
 * those of My on MX, where M takes the projection on D out. Let D1 be the effect with most levels and D2 the levels of all others side by side. Then
 *
 *   P_D = P_D1 + P_{M1 D2},   S = D2ᵀ W M1 D2 (as many rows as D2 has levels),   rank D = levels of D1 + rank S
 *
 * so that one dense inverse of S (by Cholesky) gives the projection exactly (no iteration that might stop short), the number of parameters that `lm` with
 * dummies counts, and each row's leverage h = w/W_g + w zᵀS⁻¹z, z the row of M1 D2, which HC2 and HC3 need.
 *
 * An effect whose level follows from another's (a section from its person) is no further parameter and is left out. Of two effects every connected
 * component of levels has one level too many (Abowd, Creecy and Kramarz 2002): it is left out by counting, whatever the weights. Among three and more a level is
 * determined by the others where its pivot is below 1e-10 of its weight before anything was taken out; what is left of a determined one is rounding, so that
 * its own diagonal in S is no measure.
 *
 * Beyond 1,500 levels in D2 the factor becomes too large. Then effects are taken out in turns until nothing changes (von Neumann's alternating
 * projections), leverage stays unknown, and the rank is exact for two effects only.
 */
import type { Column } from './linear.ts'

export interface Effect {
  readonly name: string
  /** Level of each row, from 0. */
  readonly levels: Int32Array
  readonly count: number
}

export interface Within {
  readonly parameters: number
  /** Undefined where it is too large to compute. */
  readonly leverage: Float64Array | undefined
  /** False where three effects or more have a rank that is counted from above. */
  readonly isRankExact: boolean
  takeOut(column: Column): Column
}

const LARGEST = 1_500
const NEGLIGIBLE = 1e-10
/** Of two effects no determined level is left, so that only what rounding has eaten up is negligible. */
const ROUNDED = 1e-14

export function withinOf(effects: readonly Effect[], weights: Float64Array | undefined): Within {
  const [main, ...others] = withoutNested(effects.toSorted((a, b) => b.count - a.count)) as [Effect, ...Effect[]]
  const size = others.reduce((sum, { count }) => sum + count, 0)
  return size > LARGEST ? byTurns([main, ...others], weights) : exact(main, others, size, weights)
}

/** Effects, those with most levels first, without those whose level follows from the level of one before. */
function withoutNested(effects: readonly Effect[]): Effect[] {
  const kept: Effect[] = []
  for (const effect of effects) if (!kept.some((finer) => isNestedIn(effect, finer))) kept.push(effect)
  return kept
}

function isNestedIn({ levels }: Effect, finer: Effect): boolean {
  const levelOf = new Int32Array(finer.count).fill(-1)
  return finer.levels.every((level, row) => {
    if (levelOf[level] === -1) levelOf[level] = levels[row]!
    return levelOf[level] === levels[row]
  })
}

function exact(main: Effect, others: readonly Effect[], size: number, weights: Float64Array | undefined): Within {
  const n = main.levels.length
  const w = (row: number) => weights?.[row] ?? 1
  const totals = new Float64Array(main.count)
  for (let row = 0; row < n; row++) totals[main.levels[row]!]! += w(row)
  const offsets = others.map((_, index) => others.slice(0, index).reduce((sum, { count }) => sum + count, 0))
  const placesOf = (row: number) => others.map(({ levels }, index) => offsets[index]! + levels[row]!)
  const shares = sharesIn(main, n, placesOf, w, totals)
  const placeTotals = new Float64Array(size)
  for (let row = 0; row < n; row++) for (const place of placesOf(row)) placeTotals[place]! += w(row)
  const left = others.length === 1 ? surplusLevels(main, others[0]!) : undefined
  const factor = factorOf(gram(main, n, size, placesOf, w, shares, totals), placeTotals, left)
  const demeaned = (values: Float64Array) => {
    const sums = new Float64Array(main.count)
    for (let row = 0; row < n; row++) sums[main.levels[row]!]! += w(row) * values[row]!
    return values.map((value, row) => value - sums[main.levels[row]!]! / totals[main.levels[row]!]!)
  }
  return {
    parameters: main.count + (left ? size - left.size : factor.rank),
    isRankExact: true,
    leverage: leverages(main, n, placesOf, w, totals, shares, factor),
    takeOut({ name, values }) {
      const inner = demeaned(values)
      if (size === 0) return { name, values: inner }
      const product = new Float64Array(size)
      for (let row = 0; row < n; row++) for (const place of placesOf(row)) product[place]! += w(row) * inner[row]!
      const gamma = factor.inverse.map((row) => row.reduce((sum, value, place) => sum + value * product[place]!, 0))
      // M1 D2 γ: the other effects' part, demeaned within the main one.
      const part = demeaned(
        Float64Array.from({ length: n }, (_, row) => placesOf(row).reduce((sum, place) => sum + gamma[place]!, 0)),
      )
      return { name, values: inner.map((value, row) => value - part[row]!) }
    },
  }
}

type Shares = readonly ReadonlyMap<number, number>[]

/** For each level of the main effect, how its weight spreads over the levels of the others. */
function sharesIn(
  main: Effect,
  n: number,
  placesOf: (row: number) => readonly number[],
  w: (row: number) => number,
  totals: Float64Array,
): Shares {
  const shares = Array.from({ length: main.count }, () => new Map<number, number>())
  for (let row = 0; row < n; row++) {
    const level = main.levels[row]!
    for (const place of placesOf(row)) {
      shares[level]!.set(place, (shares[level]!.get(place) ?? 0) + w(row) / totals[level]!)
    }
  }
  return shares
}

function gram(
  main: Effect,
  n: number,
  size: number,
  placesOf: (row: number) => readonly number[],
  w: (row: number) => number,
  shares: Shares,
  totals: Float64Array,
): Float64Array[] {
  const matrix = Array.from({ length: size }, () => new Float64Array(size))
  for (let row = 0; row < n; row++) {
    const places = placesOf(row)
    for (const one of places) for (const other of places) matrix[one]![other]! += w(row)
  }
  for (let level = 0; level < main.count; level++) {
    for (const [one, share] of shares[level]!) {
      for (const [other, part] of shares[level]!) matrix[one]![other]! -= totals[level]! * share * part
    }
  }
  return matrix
}

interface Factor {
  readonly rank: number
  /** S⁻¹, with empty rows where a level is determined by others. */
  readonly inverse: readonly Float64Array[]
}

/**
 * By Cholesky's factor L, lower triangular: S⁻¹ = L⁻ᵀ L⁻¹.
 *
 * @param totals weight of each level, before anything was taken out
 * @param left levels that are known to be determined by the others
 */
function factorOf(matrix: readonly Float64Array[], totals: Float64Array, left?: ReadonlySet<number>): Factor {
  const size = totals.length
  const negligible = left ? ROUNDED : NEGLIGIBLE
  const kept: number[] = []
  const lower: Float64Array[] = []
  for (let row = 0; row < size; row++) {
    if (left?.has(row)) continue
    const own = new Float64Array(kept.length + 1)
    let pivot = matrix[row]![row]!
    for (const [place, column] of kept.entries()) {
      const other = lower[place]!
      let sum = matrix[row]![column]!
      for (let before = 0; before < place; before++) sum -= own[before]! * other[before]!
      own[place] = sum / other[place]!
      pivot -= own[place]! * own[place]!
    }
    if (pivot <= negligible * totals[row]!) continue
    own[kept.length] = Math.sqrt(pivot)
    kept.push(row)
    lower.push(own)
  }
  return { rank: kept.length, inverse: inverseFrom(lower, kept, size) }
}

function inverseFrom(lower: readonly Float64Array[], kept: readonly number[], size: number): Float64Array[] {
  const rank = kept.length
  // Columns of L⁻¹, each from its diagonal down, stored by column.
  const columns = lower.map((_, column) => {
    const values = new Float64Array(rank)
    values[column] = 1 / lower[column]![column]!
    for (let row = column + 1; row < rank; row++) {
      const own = lower[row]!
      let sum = 0
      for (let between = column; between < row; between++) sum -= own[between]! * values[between]!
      values[row] = sum / own[row]!
    }
    return values
  })
  const inverse = Array.from({ length: size }, () => new Float64Array(size))
  for (let one = 0; one < rank; one++) {
    for (let other = 0; other <= one; other++) {
      let sum = 0
      for (let row = one; row < rank; row++) sum += columns[one]![row]! * columns[other]![row]!
      inverse[kept[one]!]![kept[other]!] = sum
      inverse[kept[other]!]![kept[one]!] = sum
    }
  }
  return inverse
}

/** Rows with the same levels of all effects have the same z, so each combination is solved once. */
function leverages(
  main: Effect,
  n: number,
  placesOf: (row: number) => readonly number[],
  w: (row: number) => number,
  totals: Float64Array,
  shares: Shares,
  factor: Factor,
): Float64Array {
  const known = new Map<string, number>()
  return Float64Array.from({ length: n }, (_, row) => {
    const level = main.levels[row]!
    const own = w(row) / totals[level]!
    if (factor.rank === 0) return own
    const places = placesOf(row)
    const key = `${level} ${places.join(' ')}`
    let form = known.get(key)
    if (form === undefined) {
      form = quadratic(places, shares[level]!, factor)
      known.set(key, form)
    }
    return own + w(row) * form
  })
}

/** zᵀS⁻¹z with the few entries that z has. */
function quadratic(places: readonly number[], shares: ReadonlyMap<number, number>, { inverse }: Factor): number {
  const z = new Map<number, number>()
  for (const [place, share] of shares) z.set(place, -share)
  for (const place of places) z.set(place, (z.get(place) ?? 0) + 1)
  const entries = [...z]
  let sum = 0
  for (const [one, value] of entries) {
    const row = inverse[one]!
    for (const [other, part] of entries) sum += value * part * row[other]!
  }
  return sum
}

const ROUNDS = 10_000

function byTurns(effects: readonly Effect[], weights: Float64Array | undefined): Within {
  const w = (row: number) => weights?.[row] ?? 1
  const totals = effects.map(({ levels, count }) => {
    const sums = new Float64Array(count)
    for (let row = 0; row < levels.length; row++) sums[levels[row]!]! += w(row)
    return sums
  })
  const surplus = effects.length === 2 ? surplusLevels(effects[0]!, effects[1]!).size : effects.length - 1
  return {
    parameters: effects.reduce((sum, { count }) => sum + count, 0) - surplus,
    isRankExact: effects.length <= 2,
    leverage: undefined,
    takeOut({ name, values }) {
      const inner = Float64Array.from(values)
      const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      for (let round = 0; round < ROUNDS; round++) {
        let change = 0
        for (const [index, { levels, count }] of effects.entries()) {
          const sums = new Float64Array(count)
          for (let row = 0; row < inner.length; row++) sums[levels[row]!]! += w(row) * inner[row]!
          for (let level = 0; level < count; level++) {
            sums[level]! /= totals[index]![level]!
            change = Math.max(change, Math.abs(sums[level]!))
          }
          for (let row = 0; row < inner.length; row++) inner[row]! -= sums[levels[row]!]!
        }
        if (round > 0 && change <= 1e-13 * size) break
      }
      return { name, values: inner }
    },
  }
}

/** Of the levels that rows tie together one is determined by the others: for each component the last level of the second effect. */
function surplusLevels(one: Effect, other: Effect): Set<number> {
  const parent = Int32Array.from({ length: one.count + other.count }, (_, node) => node)
  const find = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let row = 0; row < one.levels.length; row++) {
    parent[find(one.levels[row]!)] = find(one.count + other.levels[row]!)
  }
  const last = new Map<number, number>()
  for (let level = 0; level < other.count; level++) last.set(find(one.count + level), level)
  return new Set(last.values())
}
