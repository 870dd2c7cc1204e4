/**
 * What would give more seats, each with a witness: the change is made in a copy, chains seat as many more as they find, and the gain
 * is what they found. So `gain` more seats exist for sure; a search may find more. A change is told with no more places than its
 * witness uses. Looked at: more places in each session, cover for each section and slot in the way of somebody without a seat, and a
 * new session of each course at the slots that the most people without a seat could attend.
 */
import { type Effort, type Neighbours, neighboursOf, seatMore, withoutSeat } from './chains.ts'
import type { Problem, Relief } from './contract.ts'
import { type Instance, instanceOf } from './model.ts'
import { type Seating, type Sessions, seatingOf } from './seating.ts'

/** Options looked at for all reliefs, and for each, so that the same problem gives the same reliefs in bounded time. */
const EFFORT = 12_000_000
const EFFORT_EACH = 400_000
const LEAST_MS = 1000
/** Where more needs than this have no seat, only those next to a change are tried. */
const MOST_NEEDS = 300
const MOST_COVERS = 60
const TOLD_OF_KIND = 10

/** `until` (epoch milliseconds), or a second where that is past, ends it before its work is done, with what was found. */
export function reliefOf(problem: Problem, sessions: Sessions, until = Infinity): Relief[] {
  const open = openCourses(problem, sessions)
  if (open.size === 0) return []
  const added = newSessions(problem, open)
  const wide = instanceOf({ ...problem, sessions: [...problem.sessions, ...added] }, { wide: true })
  const capacity = wide.capacity.map((places, session) => (session < problem.sessions.length ? places : 0))
  const trial: Trial = {
    problem,
    sessions,
    instance: { ...wide, capacity },
    neighbours: neighboursOf(wide),
    effort: { left: EFFORT },
    until: Math.max(until, Date.now() + LEAST_MS),
  }
  const found = [...newOnes(trial, added), ...largerOnes(trial, open), ...covers(trial)]
  return inOrder(found)
}

interface Trial {
  readonly problem: Problem
  readonly sessions: Sessions
  readonly instance: Instance
  readonly neighbours: Neighbours
  readonly effort: Effort
  readonly until: number
}

function isUsedUp({ effort, until }: Trial): boolean {
  return effort.left <= 0 || Date.now() > until
}

function sizeOf(relief: Relief): number {
  return relief.kind === 'session' ? relief.capacity : relief.add
}

/** The largest gain first; among equals what asks for less. */
function inOrder(found: readonly Relief[]): Relief[] {
  const kinds = ['capacity', 'cover', 'session'] as const
  return kinds
    .flatMap((kind) =>
      found
        .filter((relief) => relief.kind === kind)
        .sort((a, b) => b.gain - a.gain || sizeOf(a) - sizeOf(b))
        .slice(0, TOLD_OF_KIND),
    )
    .sort((a, b) => b.gain - a.gain || sizeOf(a) - sizeOf(b) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
}

/** Needs without a seat of each course. */
function openCourses({ staff }: Problem, sessions: Sessions): Map<string, number> {
  const open = new Map<string, number>()
  let need = 0
  for (const { needs } of staff) {
    for (const course of needs) if (sessions[need++] === -1) open.set(course, (open.get(course) ?? 0) + 1)
  }
  return open
}

interface Change {
  /** Makes the change and answers how to take it back. */
  readonly make: (instance: Instance) => () => void
  /** No change gives more seats than the places it brings: without those in them the seats were there before. */
  readonly most: number
  readonly isNext: (need: number) => boolean
}

/** Seats more people after a change of the instance, which is taken back; answers the gain and the seats as they were then. */
function tried({ instance, sessions, neighbours, effort }: Trial, { make, most, isNext }: Change) {
  const seating = seatingOf(instance, sessions)
  const undo = make(instance)
  const own = { left: Math.min(EFFORT_EACH, effort.left) }
  const before = own.left
  const open = withoutSeat(seating)
  const needs = open.length <= MOST_NEEDS ? open : open.filter(isNext)
  const gain = seatMore(seating, neighbours, own, { needs, most })
  effort.left -= before - own.left + instance.needs
  undo()
  return { gain, seating }
}

function withPlaces({ needCourse, sessionCourse }: Instance, session: number, added: number): Change {
  return {
    most: added,
    isNext: (need) => needCourse[need] === sessionCourse[session],
    make: ({ capacity }) => {
      const before = capacity[session]!
      capacity[session] = before + added
      return () => {
        capacity[session] = before
      }
    },
  }
}

function withCover({ needPerson, personSection, slots }: Instance, at: number, added: number): Change {
  return {
    most: added,
    isNext: (need) => personSection[needPerson[need]!] === Math.floor(at / slots),
    make: ({ spare }) => {
      const before = spare[at]!
      spare[at] = before + added
      return () => {
        spare[at] = before
      }
    },
  }
}

function largerOnes(trial: Trial, open: ReadonlyMap<string, number>): Relief[] {
  return trial.problem.sessions.flatMap(({ id, course, capacity }, session) => {
    const waiting = open.get(course) ?? 0
    if (waiting === 0 || isUsedUp(trial)) return []
    const most = Math.min(waiting, Math.max(10, Math.ceil(capacity / 2)))
    const { gain, seating } = tried(trial, withPlaces(trial.instance, session, most))
    const add = seating.taken[session]! - capacity
    return gain > 0 && add > 0 ? [{ kind: 'capacity' as const, session: id, add, gain }] : []
  })
}

/** One for each course that people wait for: at the slots of some session, or a slot, where the most of them are free. */
function newSessions(problem: Problem, open: ReadonlyMap<string, number>): Problem['sessions'] {
  const { sessions, slots } = problem
  const places = new Set([
    ...sessions.map((one) => JSON.stringify(one.slots)),
    ...slots.map(({ id }) => JSON.stringify([id])),
  ])
  const all = sessions.map(({ capacity }) => capacity).filter((capacity) => capacity > 0)
  let number = 0
  return [...open].flatMap(([course, waiting]) => {
    const own = sessions.filter((one) => one.course === course)
    const length = Math.min(...own.map((one) => one.slots.length))
    const usual = Math.max(0, ...own.map(({ capacity }) => capacity)) || middle(all) || waiting
    return [...places]
      .map((text) => JSON.parse(text) as string[])
      .filter((at) => own.length === 0 || at.length === length)
      .map((at) => ({ id: `new ${number++}`, course, slots: at, capacity: Math.min(waiting, usual) }))
  })
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

const TRIED_OF_COURSE = 3

function newOnes(trial: Trial, added: Problem['sessions']): Relief[] {
  const { instance, problem } = trial
  const fits = fitting(trial)
  const byCourse = Map.groupBy(added.keys(), (index) => added[index]!.course)
  return [...byCourse.values()].flatMap((indices) => {
    const promising = indices
      .filter((index) => fits[problem.sessions.length + index]! > 0)
      .sort((a, b) => fits[problem.sessions.length + b]! - fits[problem.sessions.length + a]! || a - b)
      .slice(0, TRIED_OF_COURSE)
    const found = promising.flatMap((index) => {
      if (isUsedUp(trial)) return []
      const { course, slots, capacity } = added[index]!
      const session = problem.sessions.length + index
      const { gain, seating } = tried(trial, withPlaces(instance, session, capacity))
      const used = seating.taken[session]!
      return gain > 0 && used > 0 && instance.sessions > session
        ? [{ kind: 'session' as const, course, slots, capacity: used, gain }]
        : []
    })
    return found.sort((a, b) => b.gain - a.gain).slice(0, 1)
  })
}

/** How many needs without a seat could take each session as things stand, were there places. */
function fitting({ instance, sessions }: Trial): Int32Array {
  const { slots, firstOption, optionSession, needPerson, personSection, firstSlot, sessionSlot, spare } = instance
  const { busy, out, chosen } = seatingOf(instance, sessions)
  const fits = new Int32Array(instance.sessions)
  for (let need = 0; need < instance.needs; need++) {
    if (chosen[need] !== -1) continue
    const person = needPerson[need]!
    for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
      const session = optionSession[option]!
      let isOpen = true
      for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
        const at = personSection[person]! * slots + sessionSlot[i]!
        if (busy[person * slots + sessionSlot[i]!] !== 0 || out[at]! >= spare[at]!) isOpen = false
      }
      if (isOpen) fits[session]!++
    }
  }
  return fits
}

/** Sections and slots that stand in the way of somebody without a seat, those of the most people first. */
function covers(trial: Trial): Relief[] {
  const { instance, problem, sessions } = trial
  const seating = seatingOf(instance, sessions)
  const wanted = wantedCovers(seating)
  return [...wanted]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_COVERS)
    .flatMap(([at, people]) => {
      if (isUsedUp(trial)) return []
      const [section, slot] = [problem.sections[Math.floor(at / instance.slots)]!, problem.slots[at % instance.slots]!]
      const minimum = section.minimum?.[slot.id] ?? 0
      // Absences alone may have put the section under its minimum: the first cover only fills that up.
      const lacking = Math.max(0, minimum - presentIn(instance, at))
      const most = Math.min(people, minimum - lacking)
      const { gain, seating: after } = tried(trial, withCover(instance, at, most))
      const add = lacking + Math.max(0, after.out[at]! - instance.spare[at]!)
      const isUsed = after.out[at]! > instance.spare[at]!
      return gain > 0 && isUsed && add <= minimum
        ? [{ kind: 'cover' as const, section: section.id, slot: slot.id, add, gain }]
        : []
    })
}

function presentIn({ people, slots, personSection, away }: Instance, at: number): number {
  const [section, slot] = [Math.floor(at / slots), at % slots]
  let present = 0
  for (let person = 0; person < people; person++) {
    if (personSection[person] === section && away[person * slots + slot] === 0) present++
  }
  return present
}

function wantedCovers(seating: Seating): Map<number, number> {
  const { instance, chosen, out } = seating
  const { slots, firstOption, optionSession, needPerson, personSection, firstSlot, sessionSlot, spare } = instance
  const wanted = new Map<number, number>()
  for (let need = 0; need < instance.needs; need++) {
    if (chosen[need] !== -1) continue
    const section = personSection[needPerson[need]!]!
    const seen = new Set<number>()
    for (let option = firstOption[need]!; option < firstOption[need + 1]!; option++) {
      const session = optionSession[option]!
      if (instance.capacity[session] === 0) continue
      for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
        const at = section * slots + sessionSlot[i]!
        if (out[at]! >= spare[at]!) seen.add(at)
      }
    }
    for (const at of seen) wanted.set(at, (wanted.get(at) ?? 0) + 1)
  }
  return wanted
}
