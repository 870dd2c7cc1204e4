/**
 * Cuts: what a choice of suppressed rows must satisfy for a count to be safe.
 *
 * For any weights λ of the relations, z_k = Σ d_j z_j with d = e_k − Aᵀλ, so the count k can rise by at most the sum over hidden j of
 * value_j·|d_j| where d_j < 0, and without limit where d_j > 0; likewise downwards. With x_j = 1 for suppressed j, the width of k is at
 * most Σ c_j x_j, and since it must reach the interval R when k is hidden:
 *     Σ_{j≠k} min(c_j, need)·x_j ≥ need·x_k,   need = R − c_k.
 * This holds for whatever λ; the attacker's linear program only chooses a λ whose cut is broken by the x in hand (Fischetti and
 * Salazar-González 2001, "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47, 1008–1027).
 * No cut is made of a λ that is not, to within rounding, a fraction with denominator 60.
 */
import type { Highs, Model } from 'highs'
import { FORCED, FREE, KNOWN, type System } from './joint.ts'
import { matrixOf } from './move.ts'

export interface Cut {
  readonly variable: number
  readonly need: number
  readonly entries: readonly (readonly [variable: number, coefficient: number])[]
}

const REACH = 64
const DENOMINATOR = 60
/** A little room for published rows, so that of several λ one with few and small coefficients is found. */
const A_LITTLE = 1e-3

export class Separator {
  readonly #highs: Highs
  readonly #system: System
  readonly #interval: number
  readonly #model: Model
  readonly #touching: { row: number; sign: number }[][]
  /** Simplex steps so far. */
  steps = 0

  constructor(highs: Highs, system: System, interval: number) {
    const { values, defining } = system
    this.#highs = highs
    this.#system = system
    this.#interval = interval
    this.#touching = values.map(() => [])
    for (const [row, { total, parts }] of defining.entries()) {
      this.#touching[total]!.push({ row, sign: -1 })
      for (const part of parts) this.#touching[part]!.push({ row, sign: 1 })
    }
    this.#model = highs.createModel({
      numCols: values.length,
      numRows: defining.length,
      colCost: new Float64Array(values.length),
      colLower: new Float64Array(values.length),
      colUpper: new Float64Array(values.length),
      rowLower: new Float64Array(defining.length),
      rowUpper: new Float64Array(defining.length),
      matrix: {
        format: 'csr',
        numRows: defining.length,
        numCols: values.length,
        ...matrixOf(defining, (each) => each),
      },
    })
    this.#model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' })
  }

  close(): void {
    this.#model.dispose()
  }

  /** The choice, whole or in fractions, that the next cuts are to break. */
  aim(x: readonly number[]): void {
    const { kinds, values } = this.#system
    const interval = this.#interval
    const reach = REACH * interval
    const bounds = values.map((value, variable): readonly [number, number] => {
      const kind = kinds[variable]!
      if (kind === KNOWN) return [0, 0]
      const share = kind === FREE || kind === FORCED ? 1 : x[variable]!
      if (share > 1 - 1e-6) return [-Math.min(value!, reach), reach]
      const open = Math.max(share, A_LITTLE)
      return [-Math.min(value!, interval) * open, interval * open]
    })
    this.#model.changeColsBounds(
      { kind: 'range', from: 0, to: bounds.length - 1 },
      bounds.map(([low]) => low),
      bounds.map(([, high]) => high),
    )
  }

  /** A cut for this variable, if the choice that was aimed at breaks one. */
  cutFor(variable: number, x: readonly number[]): Cut | null {
    const up = this.#weights(variable, 1)
    const down = up && this.#weights(variable, -1)
    if (!up || !down) return null
    const coefficients = this.#system.values.map(
      (_, each) => this.#coefficient(variable, each, up, 1) + this.#coefficient(variable, each, down, -1),
    )
    const need = this.#interval - coefficients[variable]!
    if (need <= 1e-9) return null
    const entries = coefficients.flatMap((coefficient, each) =>
      each === variable || coefficient === 0 ? [] : [[each, Math.min(coefficient, need)] as const],
    )
    const reached = entries.reduce((sum, [each, coefficient]) => sum + coefficient * x[each]!, 0)
    return reached < need * x[variable]! - 1e-4 ? { variable, need, entries } : null
  }

  #weights(variable: number, sign: 1 | -1): number[] | null {
    const model = this.#model
    model.changeColCost(variable, -sign)
    model.run()
    this.steps += Number(model.info.get('simplex_iteration_count'))
    model.changeColCost(variable, 0)
    if (model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return null
    const weights = [...model.getSolution().rowDual].map((dual) => -sign * dual * DENOMINATOR)
    if (weights.some((weight) => Math.abs(weight - Math.round(weight)) > 1e-4)) return null
    return weights.map((weight) => Math.round(weight))
  }

  /** How much the hidden `each` may add to the way of `variable` up (sign 1) or down; the interval stands for no limit. */
  #coefficient(variable: number, each: number, weights: readonly number[], sign: 1 | -1): number {
    const { kinds, values } = this.#system
    if (kinds[each] === KNOWN) return 0
    let scaled = each === variable ? DENOMINATOR : 0
    for (const { row, sign: entry } of this.#touching[each]!) scaled -= weights[row]! * entry
    scaled *= sign
    if (scaled === 0) return 0
    const most = this.#interval
    return scaled > 0 ? most : Math.min(most, (values[each]! * -scaled) / DENOMINATOR)
  }
}

/** In a relation nothing hides alone, and a part that should rise needs the others to fall or the total to be hidden. */
export function* relationCuts(system: System, interval: number, x: readonly number[]): Generator<Cut> {
  const { kinds, values } = system
  for (const { total, parts } of system.relations) {
    const members = [total, ...parts].filter((each) => kinds[each] !== KNOWN)
    const sum = members.reduce((all, each) => all + x[each]!, 0)
    for (const variable of members) {
      if (kinds[variable] === FREE || x[variable]! < 1e-6) continue
      if (sum < 2 * x[variable]! - 1e-4) yield cutOver(members, variable, 1, () => 1)
      const need = interval - values[variable]!
      if (need <= 0 || variable === total) continue
      const coefficient = (each: number) => (each === total ? need : Math.min(need, values[each]!))
      const cut = cutOver(members, variable, need, coefficient)
      const reached = cut.entries.reduce((all, [each, by]) => all + by * x[each]!, 0)
      if (reached < need * x[variable]! - 1e-4) yield cut
    }
  }
}

function cutOver(
  members: readonly number[],
  variable: number,
  need: number,
  coefficient: (each: number) => number,
): Cut {
  const entries = members.filter((each) => each !== variable).map((each) => [each, coefficient(each)] as const)
  return { variable, need, entries: entries.filter(([, by]) => by > 0) }
}
