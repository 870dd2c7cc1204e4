/** Bounds that need no more than counting, for when nothing better is proven. */
import type { Instance } from './model.ts'

/** No course can seat more than its places, nor more than its needs that have an option. */
export function countedSeats(instance: Instance): number {
  const { needs, firstOption, needCourse, sessions, sessionCourse, capacity, optionSession } = instance
  const wanting = new Int32Array(sessions)
  for (const session of optionSession) wanting[session]!++
  const open = new Map<number, number>()
  const places = new Map<number, number>()
  const add = (sums: Map<number, number>, course: number, by: number) => sums.set(course, (sums.get(course) ?? 0) + by)
  for (let need = 0; need < needs; need++) {
    if (firstOption[need + 1]! > firstOption[need]!) add(open, needCourse[need]!, 1)
  }
  for (let session = 0; session < sessions; session++) {
    add(places, sessionCourse[session]!, Math.min(capacity[session]!, wanting[session]!))
  }
  let sum = 0
  for (const [course, needed] of open) sum += Math.min(needed, places.get(course) ?? 0)
  return sum
}

/** So many seats cannot be worth more than the most wished sessions of the needs that wish most. */
export function countedWishes({ needs, firstOption, optionWish }: Instance, seats: number): number {
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
