/**
 * From a problem to a schedule with proven bounds. The objective is lexicographic (seats, then wishes), and it is cut into two stages
 * because one weighted sum would need weights beyond what floating point keeps apart:
 *
 *   1. seats    Start: first come, first served, then chains of moves (`chains`). Bound: counting, then the prices of the linear
 *               program (`linear`). Where a gap remains, solutions of the program are rounded, also with worths shaken a little, which
 *               leads to corners that round well; then branch and cut. Very large ones leave the rest to the blocks of the next stage.
 *   2. wishes   The same program with the number of seats as one more row and wishes as worth. Very large ones are improved block by
 *               block (`blocks`), for seats and wishes. Large ones are sifted: first-order prices
 *               show which options matter, simplex solves those, its prices are checked against all options, until none is missing.
 *               The solution is mostly whole. Where it is not it is rounded; options whose slack exceeds bound − best cannot be in a
 *               better schedule (reduced-cost fixing; Dantzig, Fulkerson & Johnson 1954), and the rest goes to branch and cut.
 *
 * Each stage ends where its bound is reached. Steps between are limited by work and not by time, so that a run which ends by proof
 * gives the same seats each time; the end of time stops the whole and keeps the best so far.
 */
import { randomFrom } from '#platform/random/random.ts'
import { type Effort, seatMore } from './chains.ts'
import { firstComeByNeed, firstComeByWish } from './first-come.ts'
import type { Priced } from './linear.ts'
import type { Instance } from './model.ts'
import { emptySeating, isFree, type Seating, seat, seatingOf } from './seating.ts'
import { improveByBlocks } from './solver-blocks.ts'
import { type Relaxed, relax, search } from './solver-program.ts'
import {
  bestOptions,
  isSeatsReached,
  isWishesReached,
  type Known,
  knownOf,
  linearIn,
  lowerSeats,
  lowerWishes,
  type Run,
  runOf,
  seatingOfOptions,
  take,
  toleranceOf,
  type Work,
} from './solver-state.ts'
import { moveByWish } from './wishing.ts'

export function solve(instance: Instance, work: Work): Known {
  const run = begin(instance, work)
  if (!isSeatsReached(run) && work.left() > 0) boundSeats(run)
  // Wishes are looked at for a number of seats; should a seat more turn up meanwhile, for the new one.
  for (let seats = -1; seats < run.best.seated && !isWishesReached(run) && work.left() > 0; ) {
    seats = run.best.seated
    wishMore(run)
    boundWishes(run)
  }
  return knownOf(run)
}

/** Options up to which the whole program goes to simplex at once. */
const SMALL = 6_000
/** Options up to which branch and cut looks at the whole program. */
const WHOLE = 25_000
/** Options that the solver's memory (4 GB) holds at once. */
const AT_ONCE = 1_500_000
/** Options that chains may look at in one go: about a second, for very many options some seconds. */
const EFFORT = 20_000_000
const EFFORT_OF_OPTION = 60
const MOST_EFFORT = 150_000_000

function effortFor({ options }: Instance): Effort {
  return { left: Math.min(MOST_EFFORT, Math.max(EFFORT, EFFORT_OF_OPTION * options)) }
}

function begin(instance: Instance, work: Work): Run {
  const starts = [firstComeByNeed(instance), firstComeByWish(instance)]
  const run = runOf(instance, work)
  for (const start of starts) take(run, start, 'search')
  const effort = effortFor(instance)
  for (const start of starts) {
    if (start.seated < run.seatedBound) seatMore(start, run.neighbours, effort)
    take(run, start, 'search')
  }
  return run
}

/** The best schedule with people moved to sessions that they wish more. */
function wishMore(run: Run): void {
  const seating = seatingOf(run.instance, run.best.sessions)
  moveByWish({ seating, neighbours: run.neighbours, effort: effortFor(run.instance) })
  take(run, seating, 'wishes')
}

/**
 * As many options of each need as the solver can hold, half of them the most wished and half by chance; undefined for all. The prices that
 * it finds for a part prove bounds for the whole.
 */
function atOnce({ instance, work }: Run): Int32Array | undefined {
  const { needs, options, firstOption, optionWish } = instance
  if (options <= AT_ONCE) return undefined
  const random = randomFrom(work.seed)
  const each = Math.floor(AT_ONCE / needs)
  const kept: number[] = []
  for (let need = 0; need < needs; need++) {
    const own = Array.from({ length: firstOption[need + 1]! - firstOption[need]! }, (_, at) => firstOption[need]! + at)
    own.sort((a, b) => optionWish[b]! - optionWish[a]!)
    const most = own.splice(0, each >> 1)
    const chances = new Map(own.map((option) => [option, random()]))
    own.sort((a, b) => chances.get(a)! - chances.get(b)!)
    kept.push(...most, ...own.slice(0, each - most.length))
  }
  return Int32Array.from(kept).sort()
}

const SHAKES = [0.1, 0.5, 0.02]

function boundSeats(run: Run): void {
  const { instance, work } = run
  work.tell('seats', knownOf(run))
  const linear = linearIn(run)
  const worth = new Float64Array(instance.options).fill(1)
  const isSmall = instance.options <= SMALL
  const isLarge = instance.options > WHOLE
  const options = atOnce(run)
  const relaxed = relax(work, { linear, worth, options }, isSmall ? SIMPLEX : firstOrder(run))
  if (relaxed) {
    lowerSeats(run, relaxed.priced.bound)
    if (!isSeatsReached(run)) take(run, rounded(run, relaxed.values), 'seats')
  }
  for (const [turn, size] of isSmall || isLarge ? [] : SHAKES.entries()) {
    if (isSeatsReached(run) || work.left() <= 0) break
    const shaken = relax(work, { linear, worth: shakenWorth(run, size, turn) }, firstOrder(run))
    if (shaken) take(run, rounded(run, shaken.values), 'seats')
  }
  if (isLarge || isSeatsReached(run) || work.left() <= 0) return
  // Should the search not end, wishes still get their time.
  const bound = search(
    work,
    { linear, worth },
    {
      start: bestOptions(run),
      seconds: isSmall ? work.left() * 0.8 : work.left() / 2,
      hear: (options) => take(run, seatingOfOptions(instance, options), 'seats'),
    },
  )
  lowerSeats(run, bound)
}

function shakenWorth({ instance, work }: Run, size: number, turn: number): Float64Array {
  const random = randomFrom(work.seed * 31 + turn)
  return Float64Array.from({ length: instance.options }, () => 1 + size * random())
}

const SIMPLEX = { method: 'simplex', most: 40_000 } as const

/** Steps of about the same work whatever the size: seconds for a ward. */
function firstOrder(run: Run, factor = 1) {
  const entries = linearIn(run).rowOf.length
  return { method: 'pdlp', most: Math.min(20_000, Math.max(150, Math.ceil((factor * 6e8) / entries))) } as const
}

/** Prices of wishes differ by less than those of seats, and schedules are built on them. */
const STEPS_FOR_WISHES = 4

function boundWishes(run: Run): void {
  const { instance, work } = run
  work.tell('wishes', knownOf(run))
  const seats = run.best.seated
  const program = { linear: linearIn(run), worth: instance.optionWish, seats }
  const isSmall = instance.options <= SMALL
  const note = (relaxed: Relaxed | undefined) => {
    if (!relaxed) return
    lowerWishes(run, relaxed.priced.bound)
    if (!isWishesReached(run)) take(run, rounded(run, relaxed.values), 'wishes')
  }
  const isOver = () => isWishesReached(run) || run.best.seated > seats || work.left() <= 0
  const first = { ...program, options: atOnce(run) }
  let relaxed = relax(work, first, isSmall ? SIMPLEX : firstOrder(run, STEPS_FOR_WISHES))
  note(relaxed)
  if (isOver()) return
  if (instance.options > WHOLE && relaxed) {
    moveBlocks(run, relaxed)
    if (isOver()) return
  }
  if (!isSmall && relaxed) {
    relaxed = sift(run, relaxed, note)
    if (isOver()) return
  }
  const hear = (options: number[]) => take(run, seatingOfOptions(instance, options), 'wishes')
  const start = () => bestOptions(run)
  const core = relaxed && promising(run, relaxed.priced)
  if (core && stillOpen(run, relaxed!.priced).length > 2 * core.length) {
    search(work, { ...program, options: core }, { start: start(), seconds: work.left() / 2, nodes: 1000, hear })
    if (isOver()) return
  }
  const options = relaxed && stillOpen(run, relaxed.priced)
  const bound = search(work, { ...program, options }, { start: start(), seconds: work.left(), hear })
  // Options that were left out are in no better schedule.
  if (run.best.seated === seats) lowerWishes(run, Math.max(bound, run.best.wishes))
}

/** Seats may turn up as well. */
function moveBlocks(run: Run, { priced, price }: Relaxed): void {
  const seats = run.best.seated
  improveByBlocks(run, seatingOf(run.instance, run.best.sessions), {
    priced,
    isOver: () => isWishesReached(run) || run.work.left() <= 0,
    hear: (seating) => {
      take(run, seating, 'wishes')
      // The same prices prove a bound for every number of seats.
      if (run.best.seated !== seats) lowerWishes(run, priced.bound + price * (run.best.seated - seats))
    },
  })
}

const SIFTINGS = 6

/** Simplex over the options that matter; its prices are checked against all, and what is missing joins. Answers the best bound's. */
function sift(run: Run, first: Relaxed, note: (relaxed: Relaxed) => void): Relaxed {
  const { instance, work } = run
  const program = { linear: linearIn(run), worth: instance.optionWish, seats: run.best.seated }
  let best = first
  let options = promising(run, first.priced)
  for (let turn = 0; turn < SIFTINGS; turn++) {
    if (isWishesReached(run) || work.left() <= 0) break
    const relaxed = relax(work, { ...program, options }, SIMPLEX)
    if (!relaxed) break
    note(relaxed)
    if (relaxed.priced.bound <= best.priced.bound) best = relaxed
    if (relaxed.priced.bound <= relaxed.worth + toleranceOf(run.scale, relaxed.worth)) break
    options = union(options, promising(run, relaxed.priced))
  }
  return best
}

/** The options of the least slack, three for each seat or need, with those of the best schedule. */
function promising(run: Run, { slack }: Priced): Int32Array {
  const { instance } = run
  const count = Math.min(instance.options, Math.max(4 * run.best.seated, 2 * instance.needs))
  const most = slack.toSorted()[count - 1] ?? 0
  return union(
    indicesWhere(slack, (one) => one <= most),
    Int32Array.from(bestOptions(run)),
  )
}

function union(one: Int32Array, other: Int32Array): Int32Array {
  return Int32Array.from(new Set([...one, ...other])).sort()
}

/** Options that could be in a schedule with more wishes than the best (by 1 at least where all are whole). */
function stillOpen({ best, scale }: Run, { bound, slack }: Priced): Int32Array {
  const step = scale.isWhole ? 1 : 0
  const most = bound - best.wishes - step + 1e-6 + toleranceOf(scale, bound)
  return indicesWhere(slack, (one) => one <= most)
}

function indicesWhere(values: Float64Array, holds: (value: number) => boolean): Int32Array {
  const found: number[] = []
  for (let index = 0; index < values.length; index++) if (holds(values[index]!)) found.push(index)
  return Int32Array.from(found)
}

/** A schedule near a solution in parts: the largest parts first, then chains for those who are left. */
function rounded({ instance, neighbours }: Run, values: Float64Array): Seating {
  const seating = emptySeating(instance)
  const order: number[] = []
  for (let option = 0; option < instance.options; option++) if (values[option]! > 1e-4) order.push(option)
  order.sort((a, b) => values[b]! - values[a]! || a - b)
  for (const option of order) {
    if (seating.chosen[instance.optionNeed[option]!] === -1 && isFree(seating, option)) seat(seating, option)
  }
  seatMore(seating, neighbours, effortFor(instance))
  moveByWish({ seating, neighbours, effort: effortFor(instance) })
  return seating
}
