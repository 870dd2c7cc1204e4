/**
 * First come, first served: people in file order, each takes the most wished session that breaks no rule, ties in file order. A
 * person with several needs may be read in two ways: one need after the other, or the most wished session of all needs first. Both
 * are made; a schedule is never worse than either.
 */
import type { Instance } from './model.ts'
import { emptySeating, isFree, type Seating, seat } from './seating.ts'

export function firstComeByNeed(instance: Instance): Seating {
  const seating = emptySeating(instance)
  seatFree(seating)
  return seating
}

/** Seats whoever has no seat and can sit without moving anybody. */
export function seatFree(seating: Seating): void {
  for (let need = 0; need < seating.instance.needs; need++) {
    const option = mostWished(seating, need, need + 1)
    if (option >= 0) seat(seating, option)
  }
}

export function firstComeByWish(instance: Instance): Seating {
  const seating = emptySeating(instance)
  const { firstNeed, people } = instance
  for (let person = 0; person < people; person++) {
    for (;;) {
      const option = mostWished(seating, firstNeed[person]!, firstNeed[person + 1]!)
      if (option < 0) break
      seat(seating, option)
    }
  }
  return seating
}

/** Among the needs without a seat; options of a person are in file order of the sessions within each need. */
function mostWished(seating: Seating, firstNeed: number, endNeed: number): number {
  const { firstOption, optionWish, optionSession } = seating.instance
  let best = -1
  for (let need = firstNeed; need < endNeed; need++) {
    if (seating.chosen[need] !== -1) continue
    for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
      const isBetter =
        best < 0 ||
        optionWish[option]! > optionWish[best]! ||
        (optionWish[option]! === optionWish[best]! && optionSession[option]! < optionSession[best]!)
      if (isBetter && isFree(seating, option)) best = option
    }
  }
  return best
}
