/** What a search knows at a moment: the best schedule so far and the bounds proven so far. */
import { type Neighbours, neighboursOf } from './chains.ts'
import { seatFree } from './first-come.ts'
import { type Linear, linearOf } from './linear.ts'
import type { Instance } from './model.ts'
import { emptySeating, isFree, optionOf, type Seating, type Sessions, seat, sessionsOf, wishesOf } from './seating.ts'
import { countedSeats, countedWishes } from './solver-counting.ts'
import type { Machine } from './solver-program.ts'

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

export interface Work extends Machine {
  tell(stage: Stage, known: Known): void
}

export interface Run {
  readonly instance: Instance
  readonly work: Work
  readonly neighbours: Neighbours
  readonly scale: WishScale
  linear?: Linear
  best: { sessions: Sessions; seated: number; wishes: number }
  seatedBound: number
  wishesBound: number
  isCounted: boolean
}

export function runOf(instance: Instance, work: Work): Run {
  return {
    instance,
    work,
    neighbours: neighboursOf(instance),
    scale: scaleOfWishes(instance),
    best: { sessions: new Int32Array(instance.needs).fill(-1), seated: 0, wishes: 0 },
    seatedBound: countedSeats(instance),
    wishesBound: 0,
    isCounted: true,
  }
}

export function knownOf(run: Run): Known {
  const { best, seatedBound, wishesBound, isCounted } = run
  return { ...best, seatedBound, wishesBound: isWishesReached(run) ? best.wishes : wishesBound, isCounted }
}

export function linearIn(run: Run): Linear {
  run.linear ??= linearOf(run.instance)
  return run.linear
}

/**
 * Keeps the schedule where it is better: more seats, or as many with more wishes. Nobody is left without a seat that is free: whoever
 * made it may have taken away what stood in somebody's way.
 */
export function take(run: Run, seating: Seating, stage: Stage): void {
  if (seating.seated < run.seatedBound) seatFree(seating)
  const wishes = wishesOf(seating)
  const { best } = run
  const isBetter = seating.seated > best.seated || (seating.seated === best.seated && wishes > best.wishes)
  if (!isBetter) return
  // A bound on wishes holds for one number of seats.
  if (seating.seated > best.seated) run.wishesBound = countedWishes(run.instance, seating.seated)
  run.best = { sessions: sessionsOf(seating), seated: seating.seated, wishes }
  run.work.tell(stage, knownOf(run))
}

/** Options in their order; one that breaks a rule beside those before it is left out. */
export function seatingOfOptions(instance: Instance, options: Iterable<number>): Seating {
  const seating = emptySeating(instance)
  for (const option of options) {
    if (seating.chosen[instance.optionNeed[option]!] === -1 && isFree(seating, option)) seat(seating, option)
  }
  return seating
}

export function bestOptions({ instance, best }: Run): number[] {
  return Array.from(best.sessions, (session, need) => optionOf(instance, need, session)).filter((option) => option >= 0)
}

export function isSeatsReached({ best, seatedBound }: Run): boolean {
  return best.seated >= seatedBound
}

export function isWishesReached({ best, wishesBound, scale }: Run): boolean {
  const least = scale.isWhole ? Math.min(0.5, toleranceOf(scale, best.wishes)) : toleranceOf(scale, best.wishes)
  return wishesBound <= best.wishes + least
}

/** Seats are whole: whatever is less than the next whole number is the one below. */
export function lowerSeats(run: Run, bound: number): void {
  const whole = Math.max(run.best.seated, Math.floor(bound + 1e-6 + 1e-9 * bound))
  if (whole > run.seatedBound) return
  run.isCounted = run.isCounted && whole === run.seatedBound
  run.seatedBound = whole
  run.work.tell('seats', knownOf(run))
}

/** Where all wishes are whole, so is their sum. */
export function lowerWishes(run: Run, bound: number): void {
  const some = toleranceOf(run.scale, bound)
  const lower = run.scale.isWhole ? Math.floor(bound + 1e-6 + some) : bound + some / 100
  run.wishesBound = Math.max(run.best.wishes, Math.min(run.wishesBound, lower))
  run.work.tell('wishes', knownOf(run))
}

export interface WishScale {
  /** The largest wish. */
  readonly most: number
  readonly isWhole: boolean
}

function scaleOfWishes({ optionWish }: Instance): WishScale {
  return {
    most: optionWish.reduce((one, other) => Math.max(one, other), 0),
    isWhole: optionWish.every(Number.isSafeInteger),
  }
}

/** Sums of some thousand numbers are read as equal within this. */
export function toleranceOf({ most }: WishScale, sum: number): number {
  return 1e-9 * Math.max(most, Math.abs(sum))
}
