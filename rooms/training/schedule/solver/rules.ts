/**
 * From a problem to a schedule with proven bounds. The objective is lexicographic (seats, then wishes), and it is cut into two stages
 * because one weighted sum would need weights beyond what floating point keeps apart:
 *   1. seats    start: first come, first served, then chains. Bounds: counting; the linear program (`linear/rules.ts`); the search of
 *               the integer program (HiGHS branch and cut) where the linear bound stays above the seats found.
 *   2. wishes   the same program with the number of seats as one more row and wishes as worth. Its linear solution is mostly whole.
 *               Where it is not, it is rounded, and options whose slack exceeds bound − found cannot be in a better schedule
 *               (reduced-cost fixing, Dantzig, Fulkerson & Johnson 1954): what remains goes to branch and cut.
 * Each step ends the work where the bound is reached. Steps between are limited by work and not by time, so that a run which ends by
 * proof gives the same seats each time; the end of time stops the whole and keeps the best so far.
 */
import type { Highs, Model } from 'highs'
import { type Effort, type Neighbours, neighboursOf, seatMore } from '../chains/rules.ts'
import { firstComeByNeed, firstComeByWish } from '../first-come/rules.ts'
import { type Linear, linearOf, type Priced, priced } from '../linear/rules.ts'
import type { Instance } from '../model/rules.ts'
import { emptySeating, isFree, type Seating, type Sessions, seat, sessionsOf, wishesOf } from '../seating/rules.ts'

/** What is known at a moment; each is better than the one before. */
export interface Known {
  readonly sessions: Sessions
  readonly seated: number
  readonly wishes: number
  readonly seatedBound: number
  readonly wishesBound: number
  /** Whether the bound on seats is no more than counting. */
  readonly isCounted: boolean
}

export type Stage = 'search' | 'seats' | 'wishes'

export interface Work {
  readonly highs: Highs
  readonly seed: number
  /** Seconds left. */
  left(): number
  tell(stage: Stage, known: Known): void
}

export function solve(instance: Instance, work: Work): Known {
  const run = begin(instance, work)
  if (run.best.seated < run.seatedBound && work.left() > 0) boundSeats(run)
  if (run.wishesBound > run.best.wishes + tolerance(run.best.wishes) && work.left() > 0) boundWishes(run)
  return knownOf(run)
}

interface Run {
  readonly instance: Instance
  readonly work: Work
  readonly neighbours: Neighbours
  linear?: Linear
  best: { sessions: Sessions; seated: number; wishes: number }
  seatedBound: number
  wishesBound: number
  isCounted: boolean
}

const EFFORT = 20_000_000

function begin(instance: Instance, work: Work): Run {
  const starts = [firstComeByNeed(instance), firstComeByWish(instance)]
  const run: Run = {
    instance,
    work,
    neighbours: neighboursOf(instance),
    best: { sessions: new Int32Array(instance.needs).fill(-1), seated: 0, wishes: 0 },
    seatedBound: countedBound(instance),
    wishesBound: 0,
    isCounted: true,
  }
  for (const start of starts) take(run, start, 'search')
  const effort: Effort = { left: EFFORT }
  for (const start of starts) {
    if (start.seated < run.seatedBound) seatMore(start, run.neighbours, effort)
    take(run, start, 'search')
  }
  return run
}

/** Keeps the schedule where it is better: more seats, or as many with more wishes. */
function take(run: Run, seating: Seating, stage: Stage): void {
  const wishes = wishesOf(seating)
  const { best } = run
  const isBetter = seating.seated > best.seated || (seating.seated === best.seated && wishes > best.wishes)
  if (!isBetter) return
  if (seating.seated > best.seated) run.wishesBound = countedWishes(run.instance, seating.seated)
  run.best = { sessions: sessionsOf(seating), seated: seating.seated, wishes }
  run.work.tell(stage, knownOf(run))
}

function knownOf({ best, seatedBound, wishesBound, isCounted }: Run): Known {
  const isReached = wishesBound <= best.wishes + tolerance(best.wishes)
  return { ...best, seatedBound, wishesBound: isReached ? best.wishes : wishesBound, isCounted }
}

/** Sums of some thousand numbers, read as equal within this. */
function tolerance(value: number): number {
  return 1e-9 * Math.max(1, Math.abs(value))
}

/** No course can seat more than its places, nor more than its needs that have an option. */
function countedBound(instance: Instance): number {
  const { needs, firstOption, needCourse, sessions, sessionCourse, capacity, optionSession } = instance
  const wanting = new Int32Array(sessions)
  for (const session of optionSession) wanting[session]!++
  const courses = 1 + Math.max(-1, ...new Set(sessionCourse), ...new Set(needCourse))
  const [open, places] = [new Float64Array(courses), new Float64Array(courses)]
  for (let need = 0; need < needs; need++) if (firstOption[need + 1]! > firstOption[need]!) open[needCourse[need]!]!++
  for (let session = 0; session < sessions; session++) {
    places[sessionCourse[session]!]! += Math.min(capacity[session]!, wanting[session]!)
  }
  return open.reduce((sum, needed, course) => sum + Math.min(needed, places[course]!), 0)
}

/** So many seats cannot be worth more than the most wished sessions of the needs that wish most. */
function countedWishes({ needs, firstOption, optionWish }: Instance, seats: number): number {
  const most = new Float64Array(needs)
  for (let need = 0; need < needs; need++) {
    for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
      most[need] = Math.max(most[need]!, optionWish[option]!)
    }
  }
  return most
    .sort()
    .subarray(needs - seats)
    .reduce((sum, wish) => sum + wish, 0)
}

function boundSeats(run: Run): void {
  const { instance, work } = run
  work.tell('seats', knownOf(run))
  run.linear ??= linearOf(instance)
  const worth = new Float64Array(instance.options).fill(1)
  const solved = solveLinear(run, worth)
  if (!solved) return
  lowerSeats(run, solved.priced.bound)
  if (run.best.seated >= run.seatedBound) return
  take(run, rounded(run, solved.values), 'seats')
  if (run.best.seated >= run.seatedBound || work.left() <= 0) return
  const searched = searchWhole(run, { worth, stage: 'seats' })
  if (searched !== undefined) lowerSeats(run, searched)
}

function lowerSeats(run: Run, bound: number): void {
  const whole = Math.max(run.best.seated, Math.floor(bound + 1e-6))
  if (whole > run.seatedBound) return
  run.isCounted = run.isCounted && whole === run.seatedBound
  run.seatedBound = whole
}

function boundWishes(run: Run): void {
  const { instance, work } = run
  work.tell('wishes', knownOf(run))
  run.linear ??= linearOf(instance)
  const worth = instance.optionWish
  const seats = run.best.seated
  const solved = solveLinear(run, worth, seats)
  if (!solved) return
  lowerWishes(run, solved.priced.bound)
  take(run, rounded(run, solved.values), 'wishes')
  if (run.best.seated > seats || isWishesReached(run) || work.left() <= 0) return
  const searched = searchWhole(run, { worth, stage: 'wishes', seats, priced: solved.priced })
  if (searched !== undefined) lowerWishes(run, searched)
}

function isWishesReached(run: Run): boolean {
  return run.wishesBound <= run.best.wishes + tolerance(run.best.wishes)
}

/** Where all wishes are whole, so is their sum. */
function lowerWishes(run: Run, bound: number): void {
  const isWhole = run.instance.optionWish.every(Number.isSafeInteger)
  const lower = isWhole ? Math.floor(bound + 1e-6 + tolerance(bound)) : bound
  run.wishesBound = Math.max(run.best.wishes, Math.min(run.wishesBound, lower))
}

interface Solved {
  readonly values: Float64Array
  readonly priced: Priced
}

/** The linear program; undefined where its time ran out. */
function solveLinear(run: Run, worth: Float64Array, seats?: number): Solved | undefined {
  const { linear, work } = run as Run & { linear: Linear }
  const { highs } = work
  return highs.withModel(modelOf(highs, linear, { worth, seats }), (model) => {
    setOptions(model, work)
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
    const { colValue, rowDual } = model.getSolution()
    const prices = rowDual.map((dual) => -dual)
    const total = seats === undefined ? undefined : { price: prices[linear.rows]!, seats }
    return { values: colValue, priced: priced(linear, worth, prices, total) }
  })
}

function setOptions(model: Model, { left, seed }: Work): void {
  model.options.set({
    output_flag: false,
    random_seed: seed,
    time_limit: Math.max(0.01, left()),
    mip_rel_gap: 0,
    mip_abs_gap: 0,
  })
}

interface Part {
  readonly worth: Float64Array
  readonly seats?: number
  /** Options that take part, all where it is missing. */
  readonly options?: Int32Array
  readonly isWhole?: boolean
}

function modelOf(highs: Highs, linear: Linear, { worth, seats, options, isWhole = false }: Part) {
  const { instance, first, rowOf, rows, upper } = linear
  const columns = options ?? Int32Array.from({ length: instance.options }, (_, option) => option)
  const hasTotal = seats !== undefined
  const starts = new Int32Array(columns.length + 1)
  for (let at = 0; at < columns.length; at++) {
    const option = columns[at]!
    starts[at + 1] = starts[at]! + first[option + 1]! - first[option]! + (hasTotal ? 1 : 0)
  }
  const indices = new Int32Array(starts[columns.length]!)
  for (let at = 0; at < columns.length; at++) {
    indices.set(rowOf.subarray(first[columns[at]!]!, first[columns[at]! + 1]!), starts[at]!)
    if (hasTotal) indices[starts[at + 1]! - 1] = rows
  }
  const numRows = rows + (hasTotal ? 1 : 0)
  const rowUpper = new Float64Array(numRows)
  rowUpper.set(upper)
  const rowLower = new Float64Array(numRows).fill(-highs.infinity)
  if (hasTotal) rowUpper[rows] = rowLower[rows] = seats
  return {
    numCols: columns.length,
    numRows,
    // HiGHS is asked for the least: then the prices of rows are −dual.
    colCost: Float64Array.from(columns, (option) => -worth[option]!),
    colLower: new Float64Array(columns.length),
    colUpper: new Float64Array(columns.length).fill(1),
    rowLower,
    rowUpper,
    matrix: {
      format: 'csc' as const,
      numRows,
      numCols: columns.length,
      starts,
      indices,
      values: new Float64Array(indices.length).fill(1),
    },
    ...(isWhole ? { integrality: new Int32Array(columns.length).fill(highs.constants.variableType.integer) } : {}),
  }
}

/** A schedule near a solution in parts: the largest parts first, then chains for those who are left. */
function rounded({ instance, neighbours }: Run, values: Float64Array): Seating {
  const seating = emptySeating(instance)
  const order: number[] = []
  for (let option = 0; option < instance.options; option++) if (values[option]! > 1e-6) order.push(option)
  order.sort((a, b) => values[b]! - values[a]! || a - b)
  for (const option of order) {
    if (seating.chosen[instance.optionNeed[option]!] === -1 && isFree(seating, option)) seat(seating, option)
  }
  seatMore(seating, neighbours, { left: EFFORT })
  return seating
}

interface Question extends Part {
  readonly stage: Stage
  readonly priced?: Priced
}

/** Branch and cut; answers a proven bound on the worth, undefined where none better than before came out. */
function searchWhole(run: Run, { worth, seats, stage, priced: prices }: Question): number | undefined {
  const { linear, work, instance } = run as Run & { linear: Linear }
  const { highs } = work
  const options = prices && stillOpen(run, prices)
  const scale = scaleOf(worth)
  const part = { worth: worth.map((one) => one * scale), seats, options, isWhole: true }
  return highs.withModel(modelOf(highs, linear, part), (model) => {
    setOptions(model, work)
    const columns = options ?? Int32Array.from({ length: instance.options }, (_, option) => option)
    const takeValues = (values: Float64Array) => take(run, wholeSeating(instance, columns, values), stage)
    model.run({
      [highs.constants.callbackType.mipImprovingSolution](event) {
        if (event.data.mip_solution) takeValues(event.data.mip_solution)
      },
    })
    const status = model.getModelStatus()
    const { optimal, infeasible, timeLimit, interrupted } = highs.constants.modelStatus
    // What is left holds nothing better than what is known.
    if (status === infeasible) return stage === 'wishes' ? run.best.wishes : undefined
    if (status === optimal) takeValues(model.getSolution().colValue)
    if (status !== optimal && status !== timeLimit && status !== interrupted) return undefined
    const bound = -(model.info.get('mip_dual_bound') as number) / scale
    return Number.isFinite(bound) ? Math.max(bound, stage === 'wishes' ? run.best.wishes : 0) : undefined
  })
}

/** HiGHS may pass over what is better by less than 1e-6: wishes that are not whole are enlarged until that is nothing. */
function scaleOf(worth: Float64Array): number {
  if (worth.every(Number.isSafeInteger)) return 1
  return 1000 / worth.reduce((most, one) => Math.max(most, one), 0)
}

function wholeSeating(instance: Instance, columns: Int32Array, values: Float64Array): Seating {
  const seating = emptySeating(instance)
  for (let at = 0; at < columns.length; at++) {
    const option = columns[at]!
    if (values[at]! > 0.5 && seating.chosen[instance.optionNeed[option]!] === -1 && isFree(seating, option)) {
      seat(seating, option)
    }
  }
  return seating
}

/** Options that could be in a schedule with more wishes than the best (by 1 at least where all are whole). */
function stillOpen({ best, instance }: Run, { bound, slack }: Priced): Int32Array {
  const step = instance.optionWish.every(Number.isSafeInteger) ? 1 : 0
  const most = bound - best.wishes - step + 1e-6 + tolerance(bound)
  return indicesWhere(slack, (one) => one <= most)
}

function indicesWhere(values: Float64Array, holds: (value: number) => boolean): Int32Array {
  const found: number[] = []
  for (let index = 0; index < values.length; index++) if (holds(values[index]!)) found.push(index)
  return Int32Array.from(found)
}
