/**
 * The cheapest move that changes one count by a given amount.
 *
 * Linear program: z = p − q with p, q ≥ 0; minimise Σ cost·(p + q) subject to Az = 0, value − q ≥ 0, and the wanted change of the count.
 * Hidden variables cost next to nothing, so that moves stay small; open ones cost their weight; blocked ones stand still. This is
 * the network step of Kelly, Golden and Assad (1992), "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 397–417, for relations of any kind.
 */
import type { Highs, Model } from 'highs'
import { KNOWN, type System } from './joint.ts'
import { isMove, type Move, matrixOf } from './move.ts'

export interface Route {
  readonly support: readonly number[]
  /** null where the corner is not whole. */
  readonly move: Move | null
}

const NEARLY_NOTHING = 1 / 128
const WHOLE = 1e-6
const REACH = 64

export class Router {
  readonly #highs: Highs
  readonly #system: System
  readonly #model: Model
  readonly #size: number
  readonly #reach: number
  readonly #blocked: boolean[]
  runs = 0

  constructor(highs: Highs, system: System, interval: number) {
    const { values, kinds, defining } = system
    this.#highs = highs
    this.#system = system
    this.#size = values.length
    this.#reach = REACH * interval
    this.#blocked = kinds.map((kind) => kind === KNOWN)
    const one = matrixOf(defining, (variable) => variable)
    const starts = one.starts.map((start) => 2 * start)
    const indices = one.indices.flatMap((variable) => [variable, this.#size + variable])
    const entries = one.values.flatMap((value) => [value, -value])
    this.#model = highs.createModel({
      numCols: 2 * this.#size,
      numRows: defining.length,
      colCost: new Float64Array(2 * this.#size),
      colLower: new Float64Array(2 * this.#size),
      colUpper: [...values.keys()]
        .map((variable) => this.#most(variable, 1))
        .concat([...values.keys()].map((variable) => this.#most(variable, -1))),
      rowLower: new Float64Array(defining.length),
      rowUpper: new Float64Array(defining.length),
      matrix: { format: 'csr', numRows: defining.length, numCols: 2 * this.#size, starts, indices, values: entries },
    })
    this.#model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' })
  }

  close(): void {
    this.#model.dispose()
  }

  setCost(variable: number, cost: number): void {
    this.#model.changeColCost(variable, cost)
    this.#model.changeColCost(this.#size + variable, cost)
  }

  hide(variable: number): void {
    this.setCost(variable, NEARLY_NOTHING)
  }

  block(variable: number, isBlocked: boolean): void {
    this.#blocked[variable] = isBlocked
    this.#model.changeColBounds(variable, 0, this.#most(variable, 1))
    this.#model.changeColBounds(this.#size + variable, 0, this.#most(variable, -1))
  }

  /** null where there is none. */
  route(variable: number, by: number): Route | null {
    const model = this.#model
    const [own, other] = by > 0 ? [variable, this.#size + variable] : [this.#size + variable, variable]
    if (Math.abs(by) > this.#most(variable, by > 0 ? 1 : -1)) return null
    model.changeColBounds(own, Math.abs(by), Math.abs(by))
    model.changeColBounds(other, 0, 0)
    model.run()
    this.runs += 1
    const isFound = model.getModelStatus() === this.#highs.constants.modelStatus.optimal
    const route = isFound ? this.#read(model.getSolution().colValue) : null
    this.block(variable, false)
    return route
  }

  #read(values: Float64Array): Route {
    const variables: number[] = []
    const by: number[] = []
    let isWhole = true
    for (let variable = 0; variable < this.#size; variable += 1) {
      const change = values[variable]! - values[this.#size + variable]!
      if (Math.abs(change) < WHOLE) continue
      variables.push(variable)
      by.push(Math.round(change))
      if (Math.abs(change - Math.round(change)) > WHOLE) isWhole = false
    }
    const move = { variables, by }
    return { support: variables, move: isWhole && isMove(this.#system, move) ? move : null }
  }

  #most(variable: number, sign: 1 | -1): number {
    if (this.#blocked[variable]) return 0
    return sign > 0 ? this.#reach : Math.min(this.#reach, this.#system.values[variable]!)
  }
}
