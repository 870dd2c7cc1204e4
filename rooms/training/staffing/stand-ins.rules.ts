/**
 * Who could stand in while somebody is in a session. First people of the own section who are free then, those before who hold what the counter
 * lacks; then neighbours whose own counter does without them. Whoever is at the counter already raises no number: where it is short of
 * people, only who is off turn, or comes from another section, mends it.
 */
import type { CounterHalf, Presence, Slot } from './presence.rules.ts'

export interface StandIn {
  readonly staffMemberId: number
  readonly isOwnSection: boolean
  /** With them no half-day is short. */
  readonly mends: boolean
}

export interface AskedCounter {
  readonly staffMemberId: number
  readonly slots: readonly Slot[]
  /** Asked already, or agreed, to stand in; null where nobody is. */
  readonly substitute: number | null
}

const MOST_STAND_INS = 3
/** Of neighbours so many are looked at for what a counter lacks. */
const MOST_LOOKED_AT = 60

/** What the counter of the person's section needs and has in each half-day, without them and with whoever was asked to stand in. */
export function counterWithout(presence: Presence, { staffMemberId, slots, substitute }: AskedCounter): CounterHalf[] {
  return slots.flatMap((slot) => {
    const section = presence.sectionOf(staffMemberId, slot.day)
    if (section === undefined || !presence.isStated(section, slot.day)) return []
    const comes = substitute !== null && addsTo(presence, section, slot, substitute)
    return [presence.counter(section, slot, { without: staffMemberId, with: comes ? [substitute] : [] })]
  })
}

/** Whether somebody's standing in is one more at the counter. */
function addsTo(presence: Presence, section: string, slot: Slot, id: number): boolean {
  const { members, away, joined } = presence.half(section, slot)
  if (joined.includes(id)) return false
  return !members.includes(id) || away.get(id) === 'offTurn'
}

interface Free {
  readonly own: readonly number[]
  readonly offTurn: readonly number[]
  readonly beside: readonly number[]
}

interface Beside {
  readonly presence: Presence
  readonly sections: readonly string[]
}

/** A function that answers whose coming is one more at the counter of a section in all these half-days: its own first, then neighbours. */
export function comersFrom(own: Presence, beside: Beside | undefined) {
  const freeFor = freeFrom(own, beside)
  return (section: string, slots: readonly Slot[]): number[] => {
    const free = freeFor(section, slots)
    return [...free.offTurn, ...free.beside]
  }
}

/** A function that answers who is free; what is the same for all of a section is looked at once. */
function freeFrom(own: Presence, beside: Beside | undefined) {
  const free = new WeakMap<readonly Slot[], Map<string, Free>>()
  return (section: string, slots: readonly Slot[]) => {
    const sections = free.get(slots) ?? new Map<string, Free>()
    free.set(slots, sections)
    const known = sections.get(section)
    if (known) return known
    const halves = slots.map((slot) => own.half(section, slot))
    const { members } = halves[0]!
    const there = firstThere(members, halves)
    const offTurn = [...halves[0]!.away.keys()].filter((id) => halves.every(({ away }) => away.get(id) === 'offTurn'))
    const found = { own: there, offTurn, beside: beside ? neighbours(beside, slots) : [] }
    sections.set(section, found)
    return found
  }
}

/** A function that answers who could stand in for somebody. */
export function standInsFrom(own: Presence, beside: Beside | undefined) {
  const freeFor = freeFrom(own, beside)
  return ({ staffMemberId, slots }: AskedCounter, counter: readonly CounterHalf[]): StandIn[] => {
    const section = slots[0] && own.sectionOf(staffMemberId, slots[0].day)
    if (section === undefined) return []
    const short = counter.filter(({ isShort }) => isShort)
    const lacks = short.flatMap((half) => half.lacks)
    const found = freeFor(section, slots)
    const holdsAll = (presence: Presence, id: number) => lacks.every((need) => presence.holds(id, need))
    const mends = (presence: Presence, id: number) =>
      holdsAll(presence, id) &&
      short.every((half) => half.needed - half.there <= 1 && half.lacks.every((one) => one.people - one.there <= 1))
    const useful: StandIn[] = []
    // Each is looked at only while fewer are found than are offered.
    const offer = (ids: readonly number[], isOwnSection: boolean, mendsIt: (id: number) => boolean) => {
      for (const id of ids) {
        if (useful.length === MOST_STAND_INS) return
        if (id !== staffMemberId && mendsIt(id)) useful.push({ staffMemberId: id, isOwnSection, mends: true })
      }
    }
    offer(found.offTurn, true, (id) => mends(own, id))
    if (short.length === 0) offer(found.own, true, () => true)
    if (beside) offer(found.beside.slice(0, MOST_LOOKED_AT), false, (id) => mends(beside.presence, id))
    return useful
  }
}

/** People beside who are there, and whose own counter does without them, in all these half-days. */
function neighbours({ presence, sections }: Beside, slots: readonly Slot[]) {
  return sections.flatMap((section) => {
    const halves = slots.map((slot) => presence.half(section, slot))
    if (!halves.every(({ there, needed }) => there > needed)) return []
    const asks = slots.filter((_, place) => halves[place]!.needs.length > 0)
    return halves[0]!.members.filter(
      (id) =>
        halves.every((half) => isOwn(half, id)) &&
        asks.every((slot) => presence.counter(section, slot, { without: id }).lacks.length === 0),
    )
  })
}

/** The first who are there in all these half-days: as many as are offered, and the one who asks may be among them. */
function firstThere(members: readonly number[], halves: readonly ReturnType<Presence['half']>[]): number[] {
  const found: number[] = []
  for (const id of members) {
    if (found.length > MOST_STAND_INS) break
    if (halves.every((half) => isOwn(half, id))) found.push(id)
  }
  return found
}

/** A member who is there, and nobody who came from elsewhere. */
function isOwn({ isThere, joined }: ReturnType<Presence['half']>, id: number): boolean {
  return isThere(id) && !joined.includes(id)
}
