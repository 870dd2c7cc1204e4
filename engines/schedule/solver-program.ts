/**
 * The linear program of a schedule, or a part of its options, as HiGHS takes it. Rows that cannot bind for the options at hand are left
 * out (their price is 0, which is a valid price). Three ways to ask:
 *   simplex  a vertex with exact prices; slow where many rows bind at once.
 *   pdlp     first-order primal-dual steps (Applegate et al. 2021), in which HiGHS is very fast on these programs; prices are near the
 *            best at any step, and `priced` makes a proven bound of them whatever they are. Without presolve, so that prices
 *            come back also when the steps are used up.
 *   search   branch and cut over whole numbers.
 */
import type { Highs, Model } from 'highs'
import { type Linear, type Priced, priced } from './linear.ts'

export interface Machine {
  readonly highs: Highs
  readonly seed: number
  /** Seconds left. */
  left(): number
}

export interface Program {
  readonly linear: Linear
  readonly worth: Float64Array
  /** The number of seats where it is fixed. */
  readonly seats?: number
  /** Options that take part, all where it is missing. */
  readonly options?: Int32Array | undefined
}

export interface Relaxed {
  /** Of every option of the instance, 0 for those that take no part. */
  readonly values: Float64Array
  /** Over all options of the instance. */
  readonly priced: Priced
  /** Price of one seat more where their number is fixed, else 0. */
  readonly price: number
  /** Worth of the values. */
  readonly worth: number
}

export interface Steps {
  readonly method: 'simplex' | 'pdlp'
  readonly most: number
}

/** Undefined where no prices came back. */
export function relax(machine: Machine, program: Program, { method, most }: Steps): Relaxed | undefined {
  const { highs } = machine
  const { linear, worth, seats } = program
  const scale = scaleOf(worth, 1)
  const part = partOf(program)
  return highs.withModel(modelOf(highs, program, part, { scale, isWhole: false }), (model) => {
    setOptions(model, machine)
    if (method === 'pdlp') {
      model.options.set({ solver: 'pdlp', presolve: 'off', pdlp_iteration_limit: most })
      model.options.set({ pdlp_optimality_tolerance: 1e-7 })
    } else model.options.set({ solver: 'simplex', simplex_iteration_limit: most })
    model.run()
    const status = model.getModelStatus()
    const { optimal } = highs.constants.modelStatus
    if (status !== optimal && method === 'simplex') return undefined
    const solution = model.getSolution()
    const prices = new Float64Array(linear.rows)
    for (const [at, row] of part.rows.entries()) prices[row] = -solution.rowDual[at]! / scale
    const total = seats === undefined ? undefined : { price: -solution.rowDual[part.rows.length]! / scale, seats }
    const values = new Float64Array(linear.instance.options)
    for (const [at, option] of part.columns.entries()) values[option] = solution.colValue[at]!
    if (!prices.every(Number.isFinite) || !Number.isFinite(total?.price ?? 0)) return undefined
    const sum = values.reduce((whole, value, option) => whole + value * worth[option]!, 0)
    return { values, priced: priced(linear, worth, prices, total), price: total?.price ?? 0, worth: sum }
  })
}

export interface Search {
  /** A schedule to begin with: its options. */
  readonly start: readonly number[]
  readonly seconds: number
  readonly nodes?: number
  /** Hears of each better schedule: the options that are taken. */
  hear(options: number[]): void
}

/** Branch and cut; answers a bound on the worth of schedules within the part, −∞ where there is none. */
export function search(machine: Machine, program: Program, { start, seconds, nodes, hear }: Search): number {
  const { highs } = machine
  const scale = scaleOf(program.worth, 1000)
  const part = partOf(program)
  return highs.withModel(modelOf(highs, program, part, { scale, isWhole: true }), (model) => {
    setOptions(model, machine)
    model.options.set({ time_limit: Math.max(0.01, Math.min(seconds, machine.left())) })
    if (nodes !== undefined) model.options.set({ mip_max_nodes: nodes })
    begin(model, part, start)
    const told = (values: Float64Array) => hear([...part.columns].filter((_, at) => values[at]! > 0.5))
    model.run({
      [highs.constants.callbackType.mipImprovingSolution](event) {
        if (event.data.mip_solution) told(event.data.mip_solution)
      },
    })
    const status = model.getModelStatus()
    const { optimal, infeasible, timeLimit, solutionLimit, iterationLimit } = highs.constants.modelStatus
    if (status === infeasible) return -Infinity
    if (status === optimal) told(model.getSolution().colValue)
    const isBound = [optimal, timeLimit, solutionLimit, iterationLimit].some((one) => one === status)
    const bound = -(model.info.get('mip_dual_bound') as number) / scale
    return isBound && Number.isFinite(bound) ? bound : Infinity
  })
}

function begin(model: Model, { columns }: Part, start: readonly number[]): void {
  if (start.length === 0) return
  const at = new Map<number, number>()
  for (const [index, option] of columns.entries()) at.set(option, index)
  if (!start.every((option) => at.has(option))) return
  const colValue = new Float64Array(columns.length)
  for (const option of start) colValue[at.get(option)!] = 1
  model.setSolution({ colValue })
}

function setOptions(model: Model, { left, seed }: Machine): void {
  model.options.set({
    output_flag: false,
    random_seed: seed,
    time_limit: Math.max(0.01, left()),
    mip_rel_gap: 0,
    mip_abs_gap: 0,
  })
}

/**
 * HiGHS works to absolute tolerances of about 1e-7, and its search passes over what is better by less than 1e-6: worths that are not
 * small whole numbers are brought to a size at which that is nothing.
 */
function scaleOf(worth: Float64Array, size: number): number {
  const most = worth.reduce((one, other) => Math.max(one, other), 0)
  return most === 0 || (most <= 1000 && worth.every(Number.isSafeInteger)) ? 1 : size / most
}

interface Part {
  /** Options, in order. */
  readonly columns: Int32Array
  /** Rows of the whole that can bind, in order; the total comes after them. */
  readonly rows: Int32Array
  /** Place of a row in the part, −1 where it is left out. */
  readonly placeOfRow: Int32Array
}

function partOf({ linear, options }: Program): Part {
  const { first, rowOf, rows, upper, instance } = linear
  const columns = options ?? Int32Array.from({ length: instance.options }, (_, option) => option)
  const uses = new Int32Array(rows)
  for (const option of columns) for (let i = first[option]!; i < first[option + 1]!; i++) uses[rowOf[i]!]!++
  const kept: number[] = []
  const placeOfRow = new Int32Array(rows).fill(-1)
  for (let row = 0; row < rows; row++) {
    if (uses[row]! <= upper[row]!) continue
    placeOfRow[row] = kept.length
    kept.push(row)
  }
  return { columns, rows: Int32Array.from(kept), placeOfRow }
}

function modelOf(
  highs: Highs,
  { linear, worth, seats }: Program,
  { columns, rows, placeOfRow }: Part,
  { scale, isWhole }: { scale: number; isWhole: boolean },
) {
  const { first, rowOf, upper } = linear
  const hasTotal = seats !== undefined
  const starts = new Int32Array(columns.length + 1)
  const indices: number[] | Int32Array = new Int32Array(
    columns.reduce((sum, option) => sum + first[option + 1]! - first[option]! + 1, 0),
  )
  let end = 0
  for (const [at, option] of columns.entries()) {
    for (let i = first[option]!; i < first[option + 1]!; i++) {
      const place = placeOfRow[rowOf[i]!]!
      if (place >= 0) indices[end++] = place
    }
    if (hasTotal) indices[end++] = rows.length
    starts[at + 1] = end
  }
  const numRows = rows.length + (hasTotal ? 1 : 0)
  const rowUpper = new Float64Array(numRows)
  for (const [at, row] of rows.entries()) rowUpper[at] = upper[row]!
  const rowLower = new Float64Array(numRows).fill(-highs.infinity)
  if (hasTotal) rowUpper[rows.length] = rowLower[rows.length] = seats
  return {
    numCols: columns.length,
    numRows,
    // HiGHS is asked for the least: then the prices of rows are −dual.
    colCost: Float64Array.from(columns, (option) => -worth[option]! * scale),
    colLower: new Float64Array(columns.length),
    // The row of a need says as much wherever it is kept.
    colUpper: Float64Array.from(columns, (option) =>
      isWhole || placeOfRow[rowOf[first[option]!]!]! < 0 ? 1 : highs.infinity,
    ),
    rowLower,
    rowUpper,
    matrix: {
      format: 'csc' as const,
      numRows,
      numCols: columns.length,
      starts,
      indices: indices.subarray(0, end),
      values: new Float64Array(end).fill(1),
    },
    ...(isWhole ? { integrality: new Int32Array(columns.length).fill(highs.constants.variableType.integer) } : {}),
  }
}
