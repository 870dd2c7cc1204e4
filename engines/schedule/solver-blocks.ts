/**
 * Better schedules of problems that are too large for branch and cut as a whole: everybody but a block keeps their seats, and the block
 * is solved exactly beside them (large neighbourhood search; Shaw 1998). Blocks are people of some sections, who compete for cover, and
 * people of some courses, who compete for places, in turn and in an order by the seed. A seat is worth as much as many wishes, so that
 * blocks find seats as well. No bound rests on it.
 */
import { randomFrom } from '#platform/random/random.ts'
import type { Linear, Priced } from './linear.ts'
import type { Instance } from './model.ts'
import type { Seating } from './seating.ts'
import { search } from './solver-program.ts'
import { linearIn, type Run, seatingOfOptions } from './solver-state.ts'

/** Options of a block: so many that branch and cut mostly ends at its root, within a quarter of a second. */
const BLOCK = { courses: 8_000, sections: 2_000 }
const SECONDS_EACH = 2
const NODES_EACH = 20

export interface Aim {
  /** Options with much slack stay out, apart from those taken. */
  readonly priced: Priced
  isOver(): boolean
  /** Hears of each seating that is better than the one before. */
  hear(seating: Seating): void
}

/** Goes on until nothing has become better in all blocks of both kinds, or until it is over. */
export function improveByBlocks(run: Run, start: Seating, aim: Aim): void {
  const random = randomFrom(run.work.seed)
  const most = slackOfMost(run.instance, aim.priced)
  const mayTake = (option: number) => aim.priced.slack[option]! <= most
  const worth = worthOf(run.instance)
  let seating = start
  for (let turn = 0, idle = 0; idle < 2; turn++) {
    const before = seating
    for (const block of blocksOf(run.instance, { random, mayTake, byCourse: turn % 2 === 0 })) {
      if (aim.isOver()) return
      const better = improved(run, seating, { worth, block })
      if (!better) continue
      seating = better
      aim.hear(seating)
    }
    idle = seating === before ? idle + 1 : 0
  }
}

const WISHES_OF_SEAT = 30

function worthOf({ optionWish }: Instance): Float64Array {
  const most = optionWish.reduce((one, other) => Math.max(one, other), 0) || 1
  return optionWish.map((wish) => WISHES_OF_SEAT * most + wish)
}

/** Options that may be in a block are at most so many for each need. */
const OPTIONS_OF_NEED = 2

function slackOfMost({ options, needs }: Instance, { slack }: Priced): number {
  const most = OPTIONS_OF_NEED * needs
  return options <= most ? Infinity : slack.toSorted()[most - 1]!
}

interface Cut {
  readonly random: () => number
  readonly byCourse: boolean
  mayTake(option: number): boolean
}

/** Options of the needs of one group after the other, groups and their needs in a chance order, cut where a block has enough. */
function* blocksOf(instance: Instance, { random, mayTake, byCourse }: Cut): Generator<number[]> {
  const { needs, firstOption, needCourse, needPerson, personSection } = instance
  const groupOf = (need: number) => (byCourse ? needCourse[need]! : personSection[needPerson[need]!]!)
  const chances = Float64Array.from({ length: instance.sections + instance.sessions + needs }, random)
  const rank = Float64Array.from({ length: needs }, random)
  const order = Array.from({ length: needs }, (_, need) => need).sort(
    (a, b) => chances[groupOf(a)]! - chances[groupOf(b)]! || rank[a]! - rank[b]!,
  )
  let block: number[] = []
  for (const need of order) {
    for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
      if (mayTake(option)) block.push(option)
    }
    if (block.length < (byCourse ? BLOCK.courses : BLOCK.sections)) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

/** A seating of more worth with the block's needs in the best seats while all others keep theirs; undefined where there is none. */
function improved(
  run: Run,
  seating: Seating,
  { worth, block }: { worth: Float64Array; block: readonly number[] },
): Seating | undefined {
  const linear = linearIn(run)
  const { optionNeed } = run.instance
  const needs = new Set(block.map((option) => optionNeed[option]!))
  const own: number[] = []
  const others: number[] = []
  for (const option of seating.chosen) {
    if (option >= 0) (needs.has(optionNeed[option]!) ? own : others).push(option)
  }
  const left = { ...linear, upper: leftBeside(linear, others) }
  const options = Int32Array.from(new Set([...own, ...block.filter((option) => fits(left, option))])).sort()
  if (options.length === own.length) return undefined
  let best: number[] | undefined
  const hear = (found: number[]) => {
    best = found
  }
  const program = { linear: left, worth, options }
  search(run.work, program, { start: own, seconds: SECONDS_EACH, nodes: NODES_EACH, hear })
  if (!best || !(sumOf(worth, best) > sumOf(worth, own))) return undefined
  return seatingOfOptions(run.instance, [...others, ...best])
}

function sumOf(worth: Float64Array, options: readonly number[]): number {
  return options.reduce((sum, option) => sum + worth[option]!, 0)
}

function leftBeside({ upper, first, rowOf }: Linear, taken: readonly number[]): Float64Array {
  const left = upper.slice()
  for (const option of taken) for (let i = first[option]!; i < first[option + 1]!; i++) left[rowOf[i]!]! -= 1
  return left
}

function fits({ upper, first, rowOf }: Linear, option: number): boolean {
  for (let i = first[option]!; i < first[option + 1]!; i++) if (upper[rowOf[i]!]! < 1) return false
  return true
}
