/**
 * A problem as numbers. Data: people, sections, slots and sessions by their place in the file; a `need` is one person × one course of
 * theirs; an `option` is a need × a session of its course in which the person is never away, in none of whose slots they cannot, and which
 * their section could ever spare them for. Options of a need lie beside each other, needs of a person too, both in the order of the file. `spare` says how many of
 * a section may be in sessions in a slot: members not away − minimum, never below 0.
 */
import type { Problem } from './contract.ts'

export interface Instance {
  readonly people: number
  readonly sections: number
  readonly slots: number
  readonly sessions: number
  readonly needs: number
  readonly options: number
  readonly personSection: Int32Array
  /** Needs of person p: from firstNeed[p] to firstNeed[p + 1]. */
  readonly firstNeed: Int32Array
  readonly needPerson: Int32Array
  /** Course of a need by the place of its first mention among sessions and needs. */
  readonly needCourse: Int32Array
  /** Options of need k: from firstOption[k] to firstOption[k + 1]. */
  readonly firstOption: Int32Array
  readonly optionNeed: Int32Array
  readonly optionSession: Int32Array
  readonly optionWish: Float64Array
  /** Slots of session e: sessionSlot from firstSlot[e] to firstSlot[e + 1]. */
  readonly firstSlot: Int32Array
  readonly sessionSlot: Int32Array
  readonly sessionCourse: Int32Array
  readonly capacity: Int32Array
  /** At section × slots + slot. */
  readonly spare: Int32Array
  /** At person × slots + slot: 1 where the person is away. */
  readonly away: Uint8Array
  /** The same, and 1 where the person is at their section and cannot be in a session. */
  readonly barred: Uint8Array
  /** Partners of person p who are kept apart: from firstPartner[p] to firstPartner[p + 1]. */
  readonly firstPartner: Int32Array
  readonly partner: Int32Array
  readonly keeps: number
  /** How many of those a keep names may be in sessions in its slot: who of them is not away − minimum, never below 0. */
  readonly keepSpare: Int32Array
  /** Keeps that name person p in slot t, with at = p × slots + t: keepOf from firstKeep[at] to firstKeep[at + 1]. */
  readonly firstKeep: Int32Array
  readonly keepOf: Int32Array
  /** Whom keep k names: keepHolder from firstHolder[k] to firstHolder[k + 1]; in its slot. */
  readonly firstHolder: Int32Array
  readonly keepHolder: Int32Array
  readonly keepSlot: Int32Array
}

/**
 * `wide` keeps options whose session has no capacity, or whose section can spare nobody, for questions of what would be if it had:
 * the rules are looked up at every seat anyway.
 */
export function instanceOf(problem: Problem, { wide = false } = {}): Instance {
  const slotAt = placesOf(problem.slots)
  const sectionAt = placesOf(problem.sections)
  const courseAt = coursesOf(problem)
  const slots = problem.slots.length
  const personSection = Int32Array.from(problem.staff, ({ section }) => sectionAt.get(section)!)
  const away = awayOf(problem, slotAt)
  const barred = barredOf(problem, slotAt, away)
  const spare = spareOf(problem, slotAt, personSection, away)
  const [firstSlot, sessionSlot] = listed(problem.sessions.map((one) => one.slots.map((slot) => slotAt.get(slot)!)))
  const [firstPartner, partner] = listed(partnersOf(problem))
  const sessionCourse = Int32Array.from(problem.sessions, ({ course }) => courseAt.get(course)!)
  const capacity = Int32Array.from(problem.sessions, (one) => Math.min(one.capacity, MOST))
  const keeps = keepsOf(problem, slotAt, away)
  const frame = { ...keeps, slots, personSection, away, barred, spare, firstSlot, sessionSlot, capacity }
  return {
    ...frame,
    people: problem.staff.length,
    sections: problem.sections.length,
    sessions: problem.sessions.length,
    sessionCourse,
    firstPartner,
    partner,
    ...optionsOf(problem, courseAt, frame, wide),
  }
}

/** Larger counts than this are all the same: nobody has so many people. */
const MOST = 1_000_000_000

/** Whether the session keeps clear of the person's absences and of what they cannot and, unless `wide`, of slots in which their section can spare nobody. */
function couldAttend(frame: Frame, person: number, session: number, wide: boolean): boolean {
  const { slots, personSection, barred, spare, firstSlot, sessionSlot, keepSpare, firstKeep, keepOf } = frame
  if (!wide && frame.capacity[session] === 0) return false
  for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
    const slot = sessionSlot[i]!
    if (barred[person * slots + slot] === 1) return false
    if (wide) continue
    if (spare[personSection[person]! * slots + slot] === 0) return false
    const at = person * slots + slot
    for (let j = firstKeep[at]!; j < firstKeep[at + 1]!; j++) if (keepSpare[keepOf[j]!] === 0) return false
  }
  return true
}

type Frame = Pick<
  Instance,
  | 'slots'
  | 'personSection'
  | 'barred'
  | 'spare'
  | 'firstSlot'
  | 'sessionSlot'
  | 'capacity'
  | 'keepSpare'
  | 'firstKeep'
  | 'keepOf'
>

function optionsOf(problem: Problem, courseAt: ReadonlyMap<string, number>, frame: Frame, wide: boolean) {
  const sessionsOf = new Map<number, number[]>()
  for (const [session, { course }] of problem.sessions.entries()) {
    const at = courseAt.get(course)!
    sessionsOf.set(at, [...(sessionsOf.get(at) ?? []), session])
  }
  const firstNeed = [0]
  const firstOption = [0]
  const [needPerson, needCourse] = [[], []] as number[][]
  let options = 0
  for (const [person, { needs }] of problem.staff.entries()) {
    for (const course of needs) {
      const at = courseAt.get(course)!
      for (const session of sessionsOf.get(at) ?? []) if (couldAttend(frame, person, session, wide)) options++
      needPerson!.push(person)
      needCourse!.push(at)
      firstOption.push(options)
    }
    firstNeed.push(needPerson!.length)
  }
  // Counted before they are listed: there may be millions.
  const [optionNeed, optionSession] = [new Int32Array(options), new Int32Array(options)]
  const optionWish = new Float64Array(options)
  let option = 0
  for (const [need, person] of needPerson!.entries()) {
    const { wishes = {} } = problem.staff[person]!
    for (const session of sessionsOf.get(needCourse![need]!) ?? []) {
      if (!couldAttend(frame, person, session, wide)) continue
      optionNeed[option] = need
      optionSession[option] = session
      optionWish[option++] = wishOf(wishes, problem.sessions[session]!.id)
    }
  }
  return {
    needs: needPerson!.length,
    options,
    firstNeed: Int32Array.from(firstNeed),
    needPerson: Int32Array.from(needPerson!),
    needCourse: Int32Array.from(needCourse!),
    firstOption: Int32Array.from(firstOption),
    optionNeed,
    optionSession,
    optionWish,
  }
}

/** Ids may be names that every object has, such as `constructor`. */
function wishOf(wishes: Readonly<Record<string, number>>, session: string): number {
  return Object.hasOwn(wishes, session) ? wishes[session]! : 0
}

function placesOf(rows: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(rows.map(({ id }, index) => [id, index]))
}

function coursesOf({ sessions, staff }: Problem): Map<string, number> {
  const places = new Map<string, number>()
  for (const course of [...sessions.map((one) => one.course), ...staff.flatMap(({ needs }) => needs)]) {
    if (!places.has(course)) places.set(course, places.size)
  }
  return places
}

function awayOf({ staff, slots }: Problem, slotAt: ReadonlyMap<string, number>): Uint8Array {
  const away = new Uint8Array(staff.length * slots.length)
  for (const [person, one] of staff.entries()) {
    for (const slot of one.away ?? []) away[person * slots.length + slotAt.get(slot)!] = 1
  }
  return away
}

function barredOf({ staff, slots }: Problem, slotAt: ReadonlyMap<string, number>, away: Uint8Array): Uint8Array {
  const barred = away.slice()
  for (const [person, one] of staff.entries()) {
    for (const slot of one.cannot ?? []) barred[person * slots.length + slotAt.get(slot)!] = 1
  }
  return barred
}

function spareOf(
  { sections, slots, staff }: Problem,
  slotAt: ReadonlyMap<string, number>,
  personSection: Int32Array,
  away: Uint8Array,
): Int32Array {
  const spare = new Int32Array(sections.length * slots.length)
  for (let person = 0; person < staff.length; person++) {
    for (let slot = 0; slot < slots.length; slot++) {
      if (away[person * slots.length + slot] === 0) spare[personSection[person]! * slots.length + slot]!++
    }
  }
  for (const [section, { minimum = {} }] of sections.entries()) {
    for (const [slot, people] of Object.entries(minimum)) spare[section * slots.length + slotAt.get(slot)!]! -= people
  }
  return spare.map((people) => Math.max(0, people))
}

function keepsOf({ keeps = [], staff, slots }: Problem, slotAt: ReadonlyMap<string, number>, away: Uint8Array) {
  const personAt = placesOf(staff)
  const keepSlot = Int32Array.from(keeps, ({ slot }) => slotAt.get(slot)!)
  const holders = keeps.map((keep) => [...new Set(keep.staff)].map((id) => personAt.get(id)!))
  const keepSpare = Int32Array.from(keeps, ({ minimum }, keep) => {
    const present = holders[keep]!.filter((person) => away[person * slots.length + keepSlot[keep]!] === 0).length
    return Math.max(0, present - minimum)
  })
  const firstKeep = new Int32Array(staff.length * slots.length + 1)
  for (const [keep, people] of holders.entries()) {
    for (const person of people) firstKeep[person * slots.length + keepSlot[keep]! + 1]!++
  }
  for (let at = 1; at < firstKeep.length; at++) firstKeep[at]! += firstKeep[at - 1]!
  const next = firstKeep.slice()
  const [firstHolder, keepHolder] = listed(holders)
  const keepOf = new Int32Array(keepHolder.length)
  for (const [keep, people] of holders.entries()) {
    for (const person of people) keepOf[next[person * slots.length + keepSlot[keep]!]!++] = keep
  }
  return { keeps: keeps.length, keepSlot, keepSpare, firstKeep, keepOf, firstHolder, keepHolder }
}

function partnersOf({ apart = [], staff }: Problem): number[][] {
  const personAt = placesOf(staff)
  const partners: Set<number>[] = staff.map(() => new Set())
  for (const [one = '', other = ''] of apart) {
    partners[personAt.get(one)!]!.add(personAt.get(other)!)
    partners[personAt.get(other)!]!.add(personAt.get(one)!)
  }
  return partners.map((set) => [...set])
}

/** Lists behind each other, and where each begins. */
function listed(lists: readonly (readonly number[])[]): [first: Int32Array, all: Int32Array] {
  const first = new Int32Array(lists.length + 1)
  for (const [index, list] of lists.entries()) first[index + 1] = first[index]! + list.length
  return [first, Int32Array.from(lists.flat())]
}
