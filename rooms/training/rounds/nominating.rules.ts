/**
 * Seats for people of a round without a schedule: one after the other, in the order given, each in the first session that takes them.
 *
 * A session takes somebody who is there on its days, is in no other session then, is not away in one of its half-days, and without whom each
 * counter still has its minimum; where a counter is under it already, nobody more is taken from it (INV-T2, T5, T7).
 */
import { overlap, type SessionTimes } from '../sessions/rules.ts'
import type { Presence, Slot } from '../staffing/presence.rules.ts'
import { slotsOf } from '../staffing/records.rules.ts'

export const leftOutReasons = [
  'not_owing',
  'not_eligible',
  'has_seat',
  'has_applied',
  'has_attended',
  'not_there',
  'two_places',
  'away',
  'no_room',
  'counter_minimum',
] as const
export type LeftOutBecause = (typeof leftOutReasons)[number]

interface Offered extends SessionTimes {
  readonly courseSessionId: number
  readonly seatsLeft: number
}

export interface Seating {
  readonly sessions: readonly Offered[]
  /** `person session` of those who are not in service, or on leave, on a day of it. */
  readonly notThere: ReadonlySet<string>
  readonly held: ReadonlyMap<number, readonly SessionTimes[]>
  readonly presence: Presence
}

export interface Seated {
  readonly seats: readonly { readonly person: number; readonly courseSessionId: number }[]
  readonly leftOut: readonly { readonly person: number; readonly because: LeftOutBecause }[]
}

export function seatInOrder(people: readonly number[], { sessions, notThere, held, presence }: Seating): Seated {
  const taken = new Map<string, number[]>()
  const used = new Map<number, number>()
  const seats: { person: number; courseSessionId: number }[] = []
  const leftOut: { person: number; because: LeftOutBecause }[] = []
  const slots = new Map(sessions.map((session) => [session.courseSessionId, slotsOf(session)]))
  for (const person of people) {
    const faults = new Set<LeftOutBecause>()
    const session = sessions.find((one) => {
      const fault = faultOf(person, one)
      if (fault) faults.add(fault)
      return !fault
    })
    if (session) {
      seats.push({ person, courseSessionId: session.courseSessionId })
      used.set(session.courseSessionId, (used.get(session.courseSessionId) ?? 0) + 1)
      for (const slot of slots.get(session.courseSessionId)!) {
        const key = keyOf(presence.sectionOf(person, slot.day), slot)
        taken.set(key, [...(taken.get(key) ?? []), person])
      }
    } else {
      // The one that is nearest to a seat says most.
      leftOut.push({ person, because: leftOutReasons.findLast((one) => faults.has(one)) ?? 'no_room' })
    }
  }
  return { seats, leftOut }

  function faultOf(person: number, session: Offered): LeftOutBecause | undefined {
    if (notThere.has(`${person} ${session.courseSessionId}`)) return 'not_there'
    if ((held.get(person) ?? []).some((other) => overlap(other, session))) return 'two_places'
    const halves = slots.get(session.courseSessionId)!
    if (halves.some((slot) => isAway(person, slot))) return 'away'
    if ((used.get(session.courseSessionId) ?? 0) >= session.seatsLeft) return 'no_room'
    return halves.every((slot) => isSpared(person, slot)) ? undefined : 'counter_minimum'
  }

  function isAway(person: number, slot: Slot): boolean {
    const section = presence.sectionOf(person, slot.day)
    const because = section === undefined ? undefined : presence.half(section, slot).away.get(person)
    // On a day on which the town hall is shut, nobody is needed at a counter.
    return because !== undefined && because !== 'shut'
  }

  function isSpared(person: number, slot: Slot): boolean {
    const section = presence.sectionOf(person, slot.day)
    if (section === undefined) return true
    const { present, needed, needs, held: have } = presence.half(section, slot)
    if (!present.has(person)) return true
    const gone = [...(taken.get(keyOf(section, slot)) ?? []), person]
    if (needed > 0 && present.size - gone.length < needed) return false
    return needs.every((need, place) => {
      const lost = gone.filter((one) => presence.holds(one, need)).length
      return !presence.holds(person, need) || have[place]!.have - lost >= have[place]!.people
    })
  }
}

const keyOf = (section: string | undefined, { day, half }: Slot) => `${section} ${day}${half}`
