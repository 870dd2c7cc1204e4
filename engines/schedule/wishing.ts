/**
 * More wishes with as many seats: somebody takes a session that they wish more; where one seat stands in the way, whoever sits there
 * takes another session (perhaps the one just left), where the sum of wishes grows; or somebody without a seat takes the seat of who
 * wishes it less. Rounds go on until none helps or the effort is used up.
 */
import { type Look as Given, inTheWay } from './chains.ts'
import { isFree, seat, unseat } from './seating.ts'

export function moveByWish(given: Given): void {
  const { needs, optionWish } = given.seating.instance
  const look = { ...given, least: LEAST * optionWish.reduce((one, other) => Math.max(one, other), 0) }
  for (let hasMoved = true; hasMoved && look.effort.left > 0; ) {
    hasMoved = false
    for (let need = 0; need < needs; need++) {
      while (look.effort.left > 0 && moveOne(look, need)) hasMoved = true
    }
  }
}

/** What is less of the largest wish may be no more than rounding, and could be gained for ever. */
const LEAST = 1e-12

interface Look extends Given {
  readonly least: number
}

/** Whether the need found a better place, for itself or in exchange for another's. */
function moveOne(look: Look, need: number): boolean {
  const { seating, effort } = look
  const { firstOption, optionWish } = seating.instance
  const now = seating.chosen[need]!
  const wish = now < 0 ? 0 : optionWish[now]!
  if (now >= 0) unseat(seating, now)
  for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
    effort.left--
    if (optionWish[option]! <= wish) continue
    // Without a seat of its own a need may only take another's: the number of seats stays.
    if (now >= 0 && isFree(seating, option)) {
      seat(seating, option)
      return true
    }
    for (const other of inTheWay(look, option)) {
      if (exchange(look, option, { other, gain: optionWish[option]! - wish, keepsSeat: now >= 0 })) return true
    }
  }
  if (now >= 0) seat(seating, now)
  return false
}

interface Exchange {
  readonly other: number
  readonly gain: number
  /** Whether the other has to sit somewhere afterwards. */
  readonly keepsSeat: boolean
}

function exchange({ seating, effort, least }: Look, option: number, { other, gain, keepsSeat }: Exchange): boolean {
  const { firstOption, optionNeed, optionWish } = seating.instance
  const otherNeed = optionNeed[other]!
  if (otherNeed === optionNeed[option]) return false
  if (!keepsSeat && gain - optionWish[other]! <= least) return false
  effort.left--
  unseat(seating, other)
  if (isFree(seating, option)) {
    seat(seating, option)
    if (!keepsSeat) return true
    let best = -1
    for (let next = firstOption[otherNeed]!; next < firstOption[otherNeed + 1]!; next++) {
      effort.left--
      const isBetter = best < 0 || optionWish[next]! > optionWish[best]!
      if (isBetter && optionWish[next]! - optionWish[other]! + gain > least && isFree(seating, next)) best = next
    }
    if (best >= 0) {
      seat(seating, best)
      return true
    }
    unseat(seating, option)
  }
  seat(seating, other)
  return false
}
