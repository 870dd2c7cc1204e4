/**
 * More seats by moving others (augmenting chains): a need without a seat takes one where a single seat stands in the way; whoever
 * sat there looks for another session in the same manner, up to a depth. Each need is moved at most once in a chain, and a chain that
 * leads nowhere is undone, so every step keeps every rule. Deepening by steps finds short chains first (as in matchings with
 * capacities; with the rules of sections and pairs it is a heuristic, and no bound rests on it).
 */
import type { Instance } from './model.ts'
import { fullKeep, isFree, type Seating, seat, unseat } from './seating.ts'

export interface Effort {
  /** Options that may still be looked at; counts down. Work and not time, so that the same problem gives the same seats. */
  left: number
}

/** Lists that the search of chains walks through, made once for an instance. */
export interface Neighbours {
  readonly firstOfSession: Int32Array
  readonly optionsOfSession: Int32Array
  readonly firstOfSection: Int32Array
  readonly peopleOfSection: Int32Array
}

export function neighboursOf(instance: Instance): Neighbours {
  const [firstOfSession, optionsOfSession] = grouped(instance.optionSession, instance.sessions)
  const [firstOfSection, peopleOfSection] = grouped(instance.personSection, instance.sections)
  return { firstOfSession, optionsOfSession, firstOfSection, peopleOfSection }
}

const DEPTHS = [0, 1, 2, 4, 8, 16]

/** Seats as many of the needs as chains find, up to `most`; answers how many. */
export function seatMore(
  seating: Seating,
  neighbours: Neighbours,
  effort: Effort,
  { needs = withoutSeat(seating), most = Infinity }: { needs?: readonly number[]; most?: number } = {},
): number {
  const moved = new Int32Array(seating.instance.needs)
  const search: Search = { seating, neighbours, effort, moved, round: 0 }
  let gained = 0
  let open = needs
  for (const depth of DEPTHS) {
    if (gained >= most || effort.left <= 0) break
    const stuck: number[] = []
    for (const need of open) {
      search.round++
      if (gained < most && effort.left > 0 && place(search, need, depth)) gained++
      else stuck.push(need)
    }
    open = stuck
  }
  return gained
}

export function withoutSeat({ instance, chosen }: Seating): number[] {
  const open: number[] = []
  for (let need = 0; need < instance.needs; need++) {
    if (chosen[need] === -1 && instance.firstOption[need + 1]! > instance.firstOption[need]!) open.push(need)
  }
  return open
}

export interface Look {
  readonly seating: Seating
  readonly neighbours: Neighbours
  readonly effort: Effort
}

interface Search extends Look {
  /** Round in which a need was last moved. */
  readonly moved: Int32Array
  round: number
}

function place(search: Search, need: number, depth: number): boolean {
  const { seating, effort } = search
  const { firstOption, optionWish } = seating.instance
  search.moved[need] = search.round
  let free = -1
  for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
    effort.left--
    if (isFree(seating, option) && (free < 0 || optionWish[option]! > optionWish[free]!)) free = option
  }
  if (free >= 0) {
    seat(seating, free)
    return true
  }
  if (depth === 0) return false
  for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
    for (const other of inTheWay(search, option)) {
      if (effort.left-- <= 0) return false
      const otherNeed = seating.instance.optionNeed[other]!
      if (search.moved[otherNeed] === search.round) continue
      unseat(seating, other)
      if (isFree(seating, option)) {
        seat(seating, option)
        if (place(search, otherNeed, depth - 1)) return true
        unseat(seating, option)
      }
      seat(seating, other)
    }
  }
  return false
}

/** Seats one of which has to go before the option is free; none where one alone would not do for sure. */
export function inTheWay({ seating, neighbours, effort }: Look, option: number): number[] {
  const { instance, busy, chosen } = seating
  const { slots, optionSession, optionNeed, needPerson, personSection, firstSlot, sessionSlot } = instance
  const session = optionSession[option]!
  const person = needPerson[optionNeed[option]!]!
  const section = personSection[person]!
  let sure = -1
  let full = -1
  let tight = -1
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    const slot = sessionSlot[i]!
    if (instance.spare[section * slots + slot] === 0) return []
    if (seating.out[section * slots + slot]! >= instance.spare[section * slots + slot]!) full = slot
    const keep = fullKeep(instance, seating.kept, person * slots + slot)
    if (keep >= 0 && instance.keepSpare[keep] === 0) return []
    if (keep >= 0) tight = keep
    for (const at of holders(instance, busy, person, slot)) {
      if (sure >= 0 && sure !== at) return []
      sure = at
    }
  }
  if (sure >= 0) return [sure]
  const found: number[] = []
  if (tight >= 0) {
    const { firstHolder, keepHolder, keepSlot } = instance
    for (let i = firstHolder[tight]!; i < firstHolder[tight + 1]!; i++) {
      const at = busy[keepHolder[i]! * slots + keepSlot[tight]!]!
      if (at > 0) found.push(at - 1)
    }
    return found
  }
  if (full >= 0) {
    const { firstOfSection, peopleOfSection } = neighbours
    for (let i = firstOfSection[section]!; i < firstOfSection[section + 1]!; i++) {
      const at = busy[peopleOfSection[i]! * slots + full]!
      if (at > 0) found.push(at - 1)
    }
    return found
  }
  const { firstOfSession, optionsOfSession } = neighbours
  effort.left -= (firstOfSession[session + 1]! - firstOfSession[session]!) >> 3
  for (let i = firstOfSession[session]!; i < firstOfSession[session + 1]!; i++) {
    const at = optionsOfSession[i]!
    if (chosen[optionNeed[at]!] === at) found.push(at)
  }
  return found
}

/** Options of the person, and of those kept apart from them, that hold the slot. */
function* holders(instance: Instance, busy: Int32Array, person: number, slot: number): Generator<number> {
  const own = busy[person * instance.slots + slot]!
  if (own > 0) yield own - 1
  for (let j = instance.firstPartner[person]!; j < instance.firstPartner[person + 1]!; j++) {
    const at = busy[instance.partner[j]! * instance.slots + slot]!
    if (at > 0) yield at - 1
  }
}

/** Members of each group behind each other, in their own order, and where each group begins. */
function grouped(groupOf: Int32Array, groups: number): [first: Int32Array, members: Int32Array] {
  const first = new Int32Array(groups + 1)
  for (const group of groupOf) first[group + 1]!++
  for (let group = 0; group < groups; group++) first[group + 1]! += first[group]!
  const next = first.slice()
  const members = new Int32Array(groupOf.length)
  for (let member = 0; member < groupOf.length; member++) members[next[groupOf[member]!]!++] = member
  return [first, members]
}
