/**
 * Finds, for a choice of hidden variables, the evidence that each hidden count is safe.
 *
 * Data: a move is a vector of whole numbers z with Az = 0 for all relations, z = 0 on published variables, and value + z ≥ 0: another
 * table that the attacker cannot tell from ours. A count is safe when two moves differ in it by the interval. No move at all is a move.
 *
 * Steps: (1) moves in some fixed pseudo-random directions, each of which widens many counts at once; (2) for each count that is still
 * too narrow, its own maximum and minimum by linear programming; (3) where the corner found is not whole, by whole-number
 * programming. Only whole moves that were recounted here in whole numbers are kept. Moves are kept within REACH intervals, which can
 * hide evidence but never make any up.
 */
import type { Highs, Model } from 'highs'
import { randomFrom } from '#platform/random/random.ts'
import type { System } from './joint.ts'
import { guardedOf, isMove, type Move, matrixOf } from './move.ts'
import type { Relation } from './table.ts'

export interface Evidence {
  readonly moves: readonly Move[]
  /** By variable: the moves in which it is highest and lowest; -1 for no move. */
  readonly highest: readonly number[]
  readonly lowest: readonly number[]
  readonly width: readonly number[]
  /** Guarded variables for which no evidence exists. */
  readonly narrow: readonly number[]
  /** Whether a search in whole numbers was broken off, so that narrow ones may be safe after all. */
  readonly isUndecided: boolean
  /** Linear programs solved; one in whole numbers counts as many. */
  readonly runs: number
}

const REACH = 64
const DIRECTIONS = 16
const WHOLE = 1e-6
/** As many linear programs as one in whole numbers takes the time of. */
const WHOLE_RUN = 20

export function findEvidence(highs: Highs, system: System, hidden: readonly boolean[], interval: number): Evidence {
  const finder = new Finder(highs, system, hidden, interval)
  try {
    return finder.find()
  } finally {
    finder.close()
  }
}

class Finder {
  readonly #highs: Highs
  readonly #system: System
  readonly #interval: number
  readonly #hidden: readonly boolean[]
  readonly #columns: number[]
  readonly #columnOf: number[]
  readonly #rows: readonly Relation[]
  readonly #model: Model
  #whole: Model | undefined
  readonly #moves: Move[] = []
  readonly #high: number[]
  readonly #low: number[]
  readonly #highest: number[]
  readonly #lowest: number[]
  #runs = 0
  #isUndecided = false
  /** Bounds of the count in hand. */
  #own: readonly [number, number] = [0, 0]

  constructor(highs: Highs, system: System, hidden: readonly boolean[], interval: number) {
    this.#highs = highs
    this.#system = system
    this.#interval = interval
    this.#hidden = hidden
    this.#columns = [...hidden.keys()].filter((variable) => hidden[variable])
    this.#columnOf = hidden.map(() => -1)
    for (const [column, variable] of this.#columns.entries()) this.#columnOf[variable] = column
    this.#rows = system.defining.filter(({ total, parts }) => hidden[total] || parts.some((part) => hidden[part]))
    const none = () => hidden.map(() => 0)
    this.#high = none()
    this.#low = none()
    this.#highest = hidden.map(() => -1)
    this.#lowest = hidden.map(() => -1)
    this.#model = this.#newModel()
  }

  close(): void {
    this.#model.dispose()
    this.#whole?.dispose()
  }

  find(): Evidence {
    const guarded = guardedOf(this.#system, this.#hidden)
    const isNarrow = (variable: number) => this.#widthOf(variable) < this.#interval
    if (this.#columns.length > 0) this.#pushAtRandom(guarded)
    const narrow = guarded.filter((variable) => isNarrow(variable) && !this.#widen(variable))
    return {
      moves: this.#moves,
      highest: this.#highest,
      lowest: this.#lowest,
      width: this.#high.map((high, variable) => high - this.#low[variable]!),
      narrow,
      isUndecided: this.#isUndecided,
      runs: this.#runs,
    }
  }

  #widthOf(variable: number): number {
    return this.#high[variable]! - this.#low[variable]!
  }

  /** The same directions in each run: chance here must not let two runs hide different cells. */
  #pushAtRandom(guarded: readonly number[]): void {
    const interval = this.#interval
    this.#setBounds((variable) => [-Math.min(this.#system.values[variable]!, interval), interval])
    const random = randomFrom(20_011)
    let open = guarded.filter((variable) => this.#widthOf(variable) < interval)
    for (let round = 0; round < DIRECTIONS && open.length > 0; round += 1) {
      const costs = new Map(open.map((variable) => [variable, (random() - 0.5) * 2]))
      const move = this.#solve(costs)
      const before = open.length
      if (move) this.#keep(move)
      open = open.filter((variable) => this.#widthOf(variable) < interval)
      if (round > 2 && before - open.length < 2) break
    }
    this.#setBounds((variable) => this.#boundsOf(variable))
  }

  #widen(variable: number): boolean {
    const interval = this.#interval
    const [least, most] = this.#boundsOf(variable)
    const own = (low: number, high: number) => {
      this.#own = [Math.max(low, least), Math.min(high, most)]
      this.#model.changeColBounds(this.#columnOf[variable]!, ...this.#own)
    }
    own(least, this.#low[variable]! + interval)
    const up = this.#extreme(variable, 1)
    own(this.#high[variable]! - interval, most)
    const down = this.#widthOf(variable) < interval ? this.#extreme(variable, -1) : 0
    // Where even the fractions do not reach the interval, whole numbers cannot.
    if (this.#widthOf(variable) < interval && up + down >= interval) {
      own(least, this.#low[variable]! + interval)
      this.#extremeWhole(variable, 1)
      own(this.#high[variable]! - interval, most)
      if (this.#widthOf(variable) < interval) this.#extremeWhole(variable, -1)
    }
    own(least, most)
    return this.#widthOf(variable) >= interval
  }

  #boundsOf(variable: number): readonly [number, number] {
    const reach = REACH * this.#interval
    return [-Math.min(this.#system.values[variable]!, reach), reach]
  }

  /** Keeps the corner where it is whole; answers how far the count can go at most, in whole numbers. */
  #extreme(variable: number, sign: 1 | -1): number {
    const model = this.#model
    this.#setCosts(new Map([[variable, sign]]))
    model.run()
    this.#runs += 1
    if (model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return REACH * this.#interval
    const values = model.getSolution().colValue
    const move = this.#moveOf(values)
    if (move) this.#keep(move)
    return Math.floor(Math.abs(values[this.#columnOf[variable]!]!) + WHOLE)
  }

  #extremeWhole(variable: number, sign: 1 | -1): void {
    this.#whole ??= this.#newWhole()
    const model = this.#whole
    const column = this.#columnOf[variable]!
    model.changeColBounds(column, ...this.#own)
    model.changeColCost(column, -sign)
    model.run()
    this.#runs += WHOLE_RUN
    if (model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) this.#isUndecided = true
    const isFound = model.info.get('primal_solution_status') === this.#highs.constants.solutionStatus.feasible
    const values = isFound ? model.getSolution().colValue : null
    model.changeColCost(column, 0)
    model.changeColBounds(column, ...this.#boundsOf(variable))
    if (!values) return
    const move = this.#moveOf(values)
    if (move) this.#keep(move)
  }

  #solve(costs: ReadonlyMap<number, number>): Move | null {
    this.#setCosts(costs)
    this.#model.run()
    this.#runs += 1
    if (this.#model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return null
    return this.#moveOf(this.#model.getSolution().colValue)
  }

  /** null unless whole and, recounted, a move indeed. */
  #moveOf(values: Float64Array): Move | null {
    const variables: number[] = []
    const by: number[] = []
    for (const [column, value] of values.entries()) {
      const whole = Math.round(value)
      if (Math.abs(value - whole) > WHOLE) return null
      if (whole === 0) continue
      variables.push(this.#columns[column]!)
      by.push(whole)
    }
    const move = { variables, by }
    return isMove(this.#system, move) ? move : null
  }

  #keep(move: Move): void {
    const index = this.#moves.length
    let isUseful = false
    for (const [place, variable] of move.variables.entries()) {
      const by = move.by[place]!
      if (by > this.#high[variable]!) {
        this.#high[variable] = by
        this.#highest[variable] = index
        isUseful = true
      }
      if (by < this.#low[variable]!) {
        this.#low[variable] = by
        this.#lowest[variable] = index
        isUseful = true
      }
    }
    if (isUseful) this.#moves.push(move)
  }

  #setCosts(costs: ReadonlyMap<number, number>): void {
    const all = new Float64Array(this.#columns.length)
    for (const [variable, cost] of costs) all[this.#columnOf[variable]!] = -cost
    this.#model.changeColsCost({ kind: 'range', from: 0, to: all.length - 1 }, all)
  }

  #setBounds(boundsOf: (variable: number) => readonly [number, number]): void {
    const bounds = this.#columns.map(boundsOf)
    this.#model.changeColsBounds(
      { kind: 'range', from: 0, to: bounds.length - 1 },
      bounds.map(([low]) => low),
      bounds.map(([, high]) => high),
    )
  }

  #newModel(): Model {
    const columns = this.#columns
    const bounds = columns.map((variable) => this.#boundsOf(variable))
    const { starts, indices, values } = matrixOf(this.#rows, (variable) => this.#columnOf[variable]!)
    const model = this.#highs.createModel({
      numCols: columns.length,
      numRows: this.#rows.length,
      colCost: new Float64Array(columns.length),
      colLower: bounds.map(([low]) => low),
      colUpper: bounds.map(([, high]) => high),
      rowLower: new Float64Array(this.#rows.length),
      rowUpper: new Float64Array(this.#rows.length),
      matrix: { format: 'csr', numRows: this.#rows.length, numCols: columns.length, starts, indices, values },
    })
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' })
    return model
  }

  #newWhole(): Model {
    const model = this.#newModel()
    model.options.set({ solver: 'choose', presolve: 'on', mip_rel_gap: 0, mip_abs_gap: 0.5, mip_max_nodes: 20_000 })
    const integer = this.#highs.constants.variableType.integer
    const types = this.#columns.map(() => integer)
    model.changeColsIntegrality({ kind: 'range', from: 0, to: types.length - 1 }, types)
    return model
  }
}
