/** Who sits where at a moment of the search, with the counts by which every rule is a look-up. */
import type { Instance } from './model.ts'

export interface Seating {
  readonly instance: Instance
  /** Option of each need, −1 where it has none. */
  readonly chosen: Int32Array
  /** Seats taken in each session. */
  readonly taken: Int32Array
  /** At section × slots + slot: members in sessions. */
  readonly out: Int32Array
  /** Of each keep: those it names who are in sessions in its slot. */
  readonly kept: Int32Array
  /** At person × slots + slot: the person's option there + 1, or 0. */
  readonly busy: Int32Array
  seated: number
  wishes: number
}

export function emptySeating(instance: Instance): Seating {
  return {
    instance,
    chosen: new Int32Array(instance.needs).fill(-1),
    taken: new Int32Array(instance.sessions),
    out: new Int32Array(instance.sections * instance.slots),
    kept: new Int32Array(instance.keeps),
    busy: new Int32Array(instance.people * instance.slots),
    seated: 0,
    wishes: 0,
  }
}

/** The session of each need, −1 where it has none: how seats travel between threads and between instances of a problem. */
export type Sessions = Int32Array

export function sessionsOf({ instance, chosen }: Seating): Sessions {
  return chosen.map((option) => (option < 0 ? -1 : instance.optionSession[option]!))
}

/** The seats in order; one that breaks a rule beside those before it is left out. */
export function seatingOf(instance: Instance, sessions: Sessions): Seating {
  const seating = emptySeating(instance)
  for (let need = 0; need < instance.needs; need++) {
    const option = optionOf(instance, need, sessions[need]!)
    if (option >= 0 && isFree(seating, option)) seat(seating, option)
  }
  return seating
}

export function optionOf({ firstOption, optionSession }: Instance, need: number, session: number): number {
  if (session < 0) return -1
  for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
    if (optionSession[option] === session) return option
  }
  return -1
}

/** The sum in the order of the file, free of what a search adds and takes away. */
export function wishesOf({ instance: { optionWish }, chosen }: Seating): number {
  let sum = 0
  for (const option of chosen) if (option >= 0) sum += optionWish[option]!
  return sum
}

/** Whether the option breaks no rule beside all other seats; its need must have no seat. */
export function isFree({ instance, taken, out, kept, busy }: Seating, option: number): boolean {
  const { slots, optionSession, optionNeed, needPerson, personSection, firstSlot, sessionSlot } = instance
  const session = optionSession[option]!
  if (taken[session]! >= instance.capacity[session]!) return false
  const person = needPerson[optionNeed[option]!]!
  const section = personSection[person]!
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    const slot = sessionSlot[i]!
    if (busy[person * slots + slot] !== 0) return false
    if (out[section * slots + slot]! >= instance.spare[section * slots + slot]!) return false
    if (fullKeep(instance, kept, person * slots + slot) >= 0) return false
    for (let j = instance.firstPartner[person]!; j < instance.firstPartner[person + 1]!; j++) {
      if (busy[instance.partner[j]! * slots + slot] !== 0) return false
    }
  }
  return true
}

/** The keep that can spare nobody more of those it names, at person × slots + slot; −1 where there is none. */
export function fullKeep({ firstKeep, keepOf, keepSpare }: Instance, kept: Int32Array, at: number): number {
  for (let i = firstKeep[at]!; i < firstKeep[at + 1]!; i++) {
    const keep = keepOf[i]!
    if (kept[keep]! >= keepSpare[keep]!) return keep
  }
  return -1
}

export function seat(seating: Seating, option: number): void {
  change(seating, option, 1)
  seating.chosen[seating.instance.optionNeed[option]!] = option
}

export function unseat(seating: Seating, option: number): void {
  change(seating, option, -1)
  seating.chosen[seating.instance.optionNeed[option]!] = -1
}

function change(seating: Seating, option: number, by: 1 | -1): void {
  const { instance, taken, out, kept, busy } = seating
  const { firstKeep, keepOf } = instance
  const { slots, optionSession, optionNeed, needPerson, personSection, firstSlot, sessionSlot } = instance
  const session = optionSession[option]!
  const person = needPerson[optionNeed[option]!]!
  const section = personSection[person]!
  taken[session]! += by
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    const slot = sessionSlot[i]!
    busy[person * slots + slot] = by === 1 ? option + 1 : 0
    out[section * slots + slot]! += by
    const at = person * slots + slot
    for (let j = firstKeep[at]!; j < firstKeep[at + 1]!; j++) kept[keepOf[j]!]! += by
  }
  seating.seated += by
  seating.wishes += by * instance.optionWish[option]!
}
