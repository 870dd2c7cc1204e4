/**
 * Why a need has no seat, in this order of precedence:
 *   no-session  the course has no session at all.
 *   away        the person is away, or cannot, in every session of the course.
 *   otherwise   sessions in which the person is not away and can are looked at. What stands in the way of each beside all seats given:
 *               minimum (the section, or those who hold what a counter needs, have nobody to spare in one of its slots), capacity (it is full), apart (somebody kept apart is in
 *               a session in one of its slots), clash (the person has another seat there). The session with the fewest kinds of
 *               hindrance is told, the first in the file among equals, and of its hindrances the first in the order minimum, capacity,
 *               apart, clash. So a reason that is told always holds, and is the only one for its session wherever there is such a session.
 */
import type { Reason } from './contract.ts'
import type { Instance } from './model.ts'
import { fullKeep, type Seating } from './seating.ts'

export interface Hindrance {
  readonly reason: Reason
  readonly session: number
  readonly slot: number
  /** The option that holds the slot: of the person (clash) or of the one kept apart. */
  readonly other: number
  /** The keep that can spare nobody more (minimum), −1 where it is the section. */
  readonly keep: number
}

const ORDER = ['minimum', 'capacity', 'apart', 'clash'] as const

/** The instance of the seating must be wide: options without capacity or spare people are looked at as well. */
export function hindranceOf(seating: Seating, need: number): Hindrance {
  const { instance } = seating
  const { firstOption, optionSession, sessionCourse, needCourse } = instance
  const first = sessionCourse.indexOf(needCourse[need]!)
  if (first < 0) return { reason: 'no-session', session: -1, slot: -1, other: -1, keep: -1 }
  if (firstOption[need] === firstOption[need + 1]) {
    return { reason: 'away', session: first, slot: slotAway(instance, need, first), other: -1, keep: -1 }
  }
  let told: Hindrance[] = []
  for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
    const found = hindrancesOf(seating, need, optionSession[option]!)
    if (told.length === 0 || found.length < told.length) told = found
  }
  return told[0]!
}

function slotAway(
  { barred, slots, needPerson, firstSlot, sessionSlot }: Instance,
  need: number,
  session: number,
): number {
  const person = needPerson[need]!
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    if (barred[person * slots + sessionSlot[i]!] === 1) return sessionSlot[i]!
  }
  return sessionSlot[firstSlot[session]!]!
}

/** At most one of each kind, in order. */
function hindrancesOf(seating: Seating, need: number, session: number): Hindrance[] {
  const { instance, taken, out, kept, busy } = seating
  const { slots, needPerson, personSection, firstSlot, sessionSlot, firstPartner, partner } = instance
  const person = needPerson[need]!
  const section = personSection[person]!
  const found = new Map<Reason, Hindrance>()
  const note = (reason: Reason, slot: number, other = -1, keep = -1) => {
    if (!found.has(reason)) found.set(reason, { reason, session, slot, other, keep })
  }
  if (taken[session]! >= instance.capacity[session]!) note('capacity', sessionSlot[firstSlot[session]!]!)
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    const slot = sessionSlot[i]!
    const own = busy[person * slots + slot]!
    if (own > 0) note('clash', slot, own - 1)
    // Who is out of the section in the slot already takes nobody else from it.
    else if (out[section * slots + slot]! >= instance.spare[section * slots + slot]!) note('minimum', slot)
    const keep = own > 0 ? -1 : fullKeep(instance, kept, person * slots + slot)
    if (keep >= 0) note('minimum', slot, -1, keep)
    for (let j = firstPartner[person]!; j < firstPartner[person + 1]!; j++) {
      const at = busy[partner[j]! * slots + slot]!
      if (at > 0) note('apart', slot, at - 1)
    }
  }
  return ORDER.flatMap((reason) => found.get(reason) ?? [])
}
