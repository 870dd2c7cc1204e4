/**
 * Whether seats keep the rules, against the records of one moment. Every broken place is named, so that whoever loads a schedule knows what
 * to mend; nothing is seated then.
 *
 *   one seat a course and person · nobody in two places · nobody where they are away or said that they cannot · no session above its seats · no counter under its
 *   minimum because of the seats, nor lacking what it needs; where it is so already, nobody more is taken from it (INV-T2, T5, T7)
 */
import { overlap, type SessionTimes } from '../sessions/rules.ts'
import type { Presence } from '../staffing/presence.rules.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { cannotThen } from './wishing.rules.ts'

export interface Seat {
  readonly staff: string
  readonly session: string
}

export interface Records {
  readonly personOf: ReadonlyMap<string, number>
  readonly sessions: ReadonlyMap<string, SessionThen>
  /** Those who are not in service, or on leave, on a day of a session: `person session`. */
  readonly notThere: ReadonlySet<string>
  /** Seats that people have already, in sessions that are not over. */
  readonly held: ReadonlyMap<number, readonly SessionThen[]>
  readonly presence: Presence
  /** Those for whom a course is not: `person course`. */
  readonly notFor?: ReadonlySet<string>
  /** What people said that they cannot: `person course slot`. */
  readonly cannot?: ReadonlySet<string>
  /** Of counters, how many more may go because somebody is to stand in: by `coverKey`. */
  readonly covers?: ReadonlyMap<string, number>
}

/** Somebody is to stand in at a counter in a half-day: so many more may go from it. */
export interface DraftCover {
  readonly section: string
  readonly slot: string
  readonly people: number
}

export const coverKey = (section: string, slot: string) => `${section} ${slot}`

export type Broken =
  | 'unknown_staff'
  | 'unknown_session'
  | 'twice'
  | 'same_course'
  | 'session_closed_now'
  | 'session_cancelled'
  | 'session_moved'
  | 'not_for'
  | 'not_there_then'
  | 'seated_already'
  | 'two_places'
  | 'away_then'
  | 'cannot_then'
  | 'too_many'
  | 'under_minimum'
  | 'lacking_then'

export interface BrokenPlace {
  readonly place: number
  readonly because: Broken
  readonly values: Readonly<Record<string, string | number>>
}

/**
 * `withSeats` where the seats are held already: presence as it is with them, and with whoever stands in for them. Of a counter that is short then
 * as many places are broken as it lacks people, the last ones.
 */
export function brokenPlaces(seats: readonly Seat[], records: Records, withSeats?: Presence): BrokenPlace[] {
  const broken: BrokenPlace[] = []
  const tell = (place: number, because: Broken, values: BrokenPlace['values'] = {}) =>
    broken.push({ place, because, values: { ...seats[place]!, ...values } })
  const given = new Map<number, { place: number; session: SessionThen }[]>()
  for (const [place, { staff, session: id }] of seats.entries()) {
    const [person, session] = [records.personOf.get(staff), records.sessions.get(id)]
    if (person === undefined) tell(place, 'unknown_staff')
    else if (!session) tell(place, 'unknown_session')
    else {
      const others = given.get(person) ?? []
      const fault = faultOf(
        person,
        session,
        others.map((one) => one.session),
        records,
      )
      if (fault) tell(place, ...fault)
      else given.set(person, [...others, { place, session }])
    }
  }
  const good = [...given].flatMap(([person, ones]) => ones.map((one) => ({ person, ...one })))
  for (const [session, ones] of Map.groupBy(good, (one) => one.session)) {
    const { seatsLeft } = session
    for (const { place } of ones.slice(Math.max(0, seatsLeft)))
      tell(place, 'too_many', { seats: seatsLeft, wanted: ones.length })
  }
  const short = withSeats ? shortWith(good, withSeats) : underMinimum(good, records)
  for (const one of short) tell(...one)
  return broken.sort((a, b) => a.place - b.place)
}

type Place = [place: number, because: Broken, values: BrokenPlace['values']]
type Fault = [because: Broken, values?: BrokenPlace['values']]

function faultOf(
  person: number,
  session: SessionThen,
  given: readonly SessionThen[],
  { notThere, held, presence, cannot, notFor }: Records,
): Fault | undefined {
  const had = held.get(person) ?? []
  if (given.includes(session)) return ['twice']
  if (!session.isOpen) return ['session_closed_now', { day: session.startsOn }]
  if (given.some(({ courseCode }) => courseCode === session.courseCode))
    return ['same_course', { course: session.courseCode }]
  if (notFor?.has(`${person} ${session.courseCode}`)) return ['not_for', { course: session.courseCode }]
  if (notThere.has(`${person} ${session.courseSessionId}`)) return ['not_there_then', { day: session.startsOn }]
  const sameCourse = had.find(({ courseCode }) => courseCode === session.courseCode)
  if (sameCourse) return ['seated_already', { day: sameCourse.startsOn }]
  const clash = [...given, ...had].find((other) => sharesSlot(other, session))
  if (clash) return ['two_places', { other: clash.courseSessionId, day: clash.startsOn }]
  const away = slotsOf(session).find((slot) => {
    const section = presence.sectionOf(person, slot.day)
    return section !== undefined && presence.half(section, slot).away.has(person)
  })
  if (away) return ['away_then', { slot: slotId(away) }]
  const said = cannot && cannotThen(cannot, person, session)
  return said && ['cannot_then', { slot: slotId(said) }]
}

/** Sessions that need the same person at the same time, and those that take the same half-day, as the search for a schedule sees them. */
function sharesSlot(one: SessionTimes, other: SessionTimes): boolean {
  if (overlap(one, other)) return true
  const slots = new Set(slotsOf(one).map(slotId))
  return slotsOf(other).some((slot) => slots.has(slotId(slot)))
}

interface Given {
  readonly person: number
  readonly place: number
  readonly session: SessionThen
}

/** Those who are taken from each counter in each half-day. */
function takenFrom(seats: readonly Given[], presence: Presence) {
  const taken = seats.flatMap(({ person, place, session }) =>
    slotsOf(session).flatMap((slot) => {
      const section = presence.sectionOf(person, slot.day)
      return section === undefined ? [] : [{ key: `${section} ${slotId(slot)}`, section, slot, person, place }]
    }),
  )
  return [...Map.groupBy(taken, ({ key }) => key).values()].map((group) => {
    const [{ section, slot }] = group as [(typeof group)[number]]
    return { group, half: presence.half(section, slot), values: { section, slot: slotId(slot) } }
  })
}

/** Of each counter and half-day the last of those who are taken from it, as many as are too many. */
function underMinimum(seats: readonly Given[], { presence, covers }: Records): Place[] {
  return takenFrom(seats, presence).flatMap(({ group, half, values }): Place[] => {
    const { present, needed, needs, held } = half
    const comes = covers?.get(coverKey(values.section, values.slot)) ?? 0
    const spare = Math.max(0, present.size - Math.max(0, needed - comes))
    if (group.length > spare) {
      const there = present.size - group.length
      return group.slice(spare).map(({ place }) => [place, 'under_minimum' as const, { ...values, needed, there }])
    }
    const lacking = needs.findIndex((need, at) => {
      const gone = group.filter(({ person }) => presence.holds(person, need)).length
      return gone > 0 && held[at]!.have - gone < held[at]!.people
    })
    if (lacking < 0) return []
    const need = needs[lacking]!
    return group
      .filter(({ person }) => presence.holds(person, need))
      .map(({ place }) => [place, 'lacking_then' as const, { ...values, skill: need.skill, level: need.level }])
  })
}

function shortWith(seats: readonly Given[], presence: Presence): Place[] {
  return takenFrom(seats, presence).flatMap(({ group, half, values }): Place[] => {
    const { there, needed, needs, held } = half
    const fewer = group.slice(Math.max(0, group.length - Math.max(0, needed - there)))
    if (fewer.length > 0)
      return fewer.map(({ place }) => [place, 'under_minimum' as const, { ...values, needed, there }])
    return needs.flatMap((need, at): Place[] => {
      const lacks = held[at]!.people - held[at]!.have
      const holders = lacks > 0 ? group.filter(({ person }) => presence.holds(person, need)) : []
      return holders
        .slice(Math.max(0, holders.length - lacks))
        .map(({ place }) => [place, 'lacking_then' as const, { ...values, skill: need.skill, level: need.level }])
    })
  })
}
