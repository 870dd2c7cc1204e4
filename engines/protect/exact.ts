/**
 * How little can be suppressed at best: a proven lower bound, and on small tables the optimum.
 *
 * Data: x_j = 1 where row j is suppressed. Master problem: minimise Σ weight_j·x_j subject to cuts (`exact/separate`), each of which every safe choice satisfies, so any
 * bound of the master bounds the real problem.
 * Steps: (1) linear relaxation of the master, cut until nothing is broken; (2) the master in whole numbers: where its answer is safe (witnesses in whole
 * numbers), it is optimal; otherwise new cuts, and the greedy method makes the answer safe, which may be a better choice than any so far.
 * Where linear programming sees no breach but whole numbers do, the cut says only that some further row must be suppressed: a choice inside an
 * unsafe choice is unsafe for the same row. The work is counted, not timed, so that two runs hide the same cells.
 */
import type { Highs, Model } from 'highs'
import { type Cut, relationCuts, Separator } from './exact-separate.ts'
import type { Greedy } from './greedy.ts'
import { FORCED, FREE, OPEN, type System } from './joint.ts'
import { guardedOf, hiddenOf } from './move.ts'
import { findEvidence } from './witness.ts'

export interface Proof {
  readonly suppressed: Set<number>
  readonly bound: number
}

/** Tables up to this many rows get less time, because they seldom need it. */
const SMALL = 400

/** A simplex step within a search in whole numbers carries the search's other work. */
const WHOLE_STEP = 150

export class Master {
  readonly #highs: Highs
  readonly #system: System
  readonly #interval: number
  readonly #model: Model
  readonly #separator: Separator
  readonly #seen = new Set<string>()
  #best: Set<number>
  #bound = 0
  /** What is left of the work, in something like milliseconds of a common machine. */
  #work: number
  /** Something like the milliseconds of a thousand simplex steps. */
  readonly #stepCost: number
  readonly #cutsAtOnce: number

  constructor(highs: Highs, system: System, interval: number, start: ReadonlySet<number>) {
    this.#highs = highs
    this.#system = system
    this.#interval = interval
    this.#best = new Set(start)
    const size = system.kinds.length
    this.#work = size <= SMALL ? 5_000 : 20_000
    this.#stepCost = (size + system.defining.length) / 100
    this.#cutsAtOnce = Math.max(24, Math.floor(40_000 / size))
    this.#separator = new Separator(highs, system, interval)
    const { kinds, weights } = system
    const low = kinds.map((kind) => (kind === FORCED || kind === FREE ? 1 : 0))
    this.#model = highs.createModel({
      numCols: kinds.length,
      numRows: 0,
      colCost: weights,
      colLower: low,
      colUpper: kinds.map((kind, variable) => (kind === OPEN ? 1 : low[variable]!)),
      rowLower: [],
      rowUpper: [],
      matrix: { format: 'csr', numRows: 0, numCols: kinds.length, starts: [0], indices: [], values: [] },
    })
    this.#model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99 })
  }

  close(): void {
    this.#separator.close()
    this.#model.dispose()
  }

  prove(greedy: Greedy): Proof {
    this.#relax()
    while (this.#bound < this.costOf(this.#best) && this.#work > 0) if (!this.#step(greedy)) break
    if (this.#bound < this.costOf(this.#best)) this.#consider(greedy.protect(this.#best))
    return { suppressed: this.#best, bound: Math.min(this.#bound, this.costOf(this.#best)) }
  }

  costOf(suppressed: ReadonlySet<number>): number {
    const { kinds, weights } = this.#system
    return weights.reduce((sum, weight, each) => sum + (kinds[each] === FORCED || suppressed.has(each) ? weight : 0), 0)
  }

  #relax(): void {
    while (this.#work > 0) {
      this.#model.run()
      this.#spend(this.#stepsOf(this.#model))
      if (this.#model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return
      this.#raise(this.#model.getObjectiveValue())
      if (this.#bound >= this.costOf(this.#best)) return
      const x = [...this.#model.getSolution().colValue]
      const cuts = [...relationCuts(this.#system, this.#interval, x)]
      if (cuts.length === 0) cuts.push(...this.#cutsAt(x, this.#candidates(x)))
      if (this.#add(cuts) === 0) return
    }
  }

  /** false where nothing more can be learnt. */
  #step(greedy: Greedy): boolean {
    const x = this.#solveWhole()
    if (!x) return false
    const chosen = new Set(x.flatMap((share, each) => (share > 0.5 && this.#system.kinds[each] === OPEN ? [each] : [])))
    const hidden = hiddenOf(this.#system, chosen)
    const { narrow, isUndecided, runs: looked } = findEvidence(this.#highs, this.#system, hidden, this.#interval)
    this.#work -= looked * (0.4 + hidden.length / 1_500)
    if (narrow.length === 0) {
      this.#consider(chosen)
      return this.#bound < this.costOf(this.#best) && this.#work > 0 && this.costOf(chosen) > this.#bound
    }
    const rounded = x.map(Math.round)
    const cuts = [...relationCuts(this.#system, this.#interval, rounded)]
    cuts.push(...this.#cutsAt(rounded, narrow))
    const cut = new Set(cuts.map(({ variable }) => variable))
    const uncut = isUndecided ? [] : narrow.filter((variable) => !cut.has(variable))
    cuts.push(...uncut.map((variable) => this.#moreThan(hidden, variable)))
    const runs = greedy.runs
    this.#consider(greedy.protect(chosen, 'added'))
    this.#work -= (greedy.runs - runs) * (1 + hidden.length / 2_000)
    return this.#add(cuts) > 0
  }

  #solveWhole(): number[] | null {
    const model = this.#model
    const { integer } = this.#highs.constants.variableType
    const last = this.#system.kinds.length - 1
    model.changeColsIntegrality({ kind: 'range', from: 0, to: last }, new Int32Array(last + 1).fill(integer))
    const most = BigInt(Math.ceil((1_000 * Math.max(this.#work, 0)) / (WHOLE_STEP * this.#stepCost)))
    model.run({
      [this.#highs.constants.callbackType.mipInterrupt]: (event: {
        data: { mip_total_lp_iterations?: bigint }
        interrupt(): void
      }) => {
        if ((event.data.mip_total_lp_iterations ?? 0n) > most) event.interrupt()
        return undefined
      },
    })
    this.#work -= 0.3 * (this.#system.kinds.length + this.#seen.size)
    this.#spend(WHOLE_STEP * this.#stepsOf(model))
    this.#raise(model.info.get('mip_dual_bound') as number)
    const { colValue } = model.getSolution()
    return colValue.length > 0 ? [...colValue] : null
  }

  #raise(bound: number): void {
    if (Number.isFinite(bound)) this.#bound = Math.max(this.#bound, Math.ceil(bound - 1e-6))
  }

  #stepsOf(model: Model): number {
    return Number(model.info.get('simplex_iteration_count'))
  }

  #spend(steps: number): void {
    this.#work -= 1 + (steps * this.#stepCost) / 1_000
  }

  #consider(suppressed: ReadonlySet<number>): void {
    if (this.costOf(suppressed) < this.costOf(this.#best)) this.#best = new Set(suppressed)
  }

  #candidates(x: readonly number[]): number[] {
    return guardedOf(
      this.#system,
      x.map((share) => share > 0.05),
    )
  }

  #cutsAt(x: readonly number[], variables: readonly number[]): Cut[] {
    this.#separator.aim(x)
    const cuts: Cut[] = []
    const spread = Math.max(1, variables.length / this.#cutsAtOnce)
    for (let at = 0; Math.floor(at) < variables.length && this.#work > 0; at += spread) {
      const steps = this.#separator.steps
      const cut = this.#separator.cutFor(variables[Math.floor(at)]!, x)
      this.#spend(this.#separator.steps - steps)
      if (cut) cuts.push(cut)
    }
    return cuts
  }

  #moreThan(hidden: readonly boolean[], variable: number): Cut {
    const entries = hidden.flatMap((isHidden, each) =>
      !isHidden && this.#system.kinds[each] === OPEN ? [[each, 1] as const] : [],
    )
    return { variable, need: 1, entries }
  }

  #add(cuts: readonly Cut[]): number {
    let added = 0
    for (const { variable, need, entries } of cuts) {
      const indices = [variable, ...entries.map(([each]) => each)]
      const values = [-need, ...entries.map(([, by]) => by)]
      const key = `${indices.join(' ')}|${values.join(' ')}`
      if (this.#seen.has(key)) continue
      this.#seen.add(key)
      this.#model.addRow(0, Number.POSITIVE_INFINITY, { indices, values })
      added += 1
    }
    return added
  }
}
