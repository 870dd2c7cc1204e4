/** A problem of `schedule` from the records: people with their absences, sessions with what is free of them, counters with what they need. */
import type { Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { HalfCounted, Presence, PresenceFacts, Slot } from '../staffing/presence.rules.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { staffToday } from '../staffing/records.service.ts'
import type { scheduling } from './contract.ts'

export type Problem = Output<typeof scheduling.exportSchedule>

interface Records {
  readonly courseCode: string
  readonly sessions: readonly SessionThen[]
  readonly facts: PresenceFacts
  readonly presence: Presence
  /** Those who are not in service, or on leave, on a day of a session: `person session`. */
  readonly notThere: ReadonlySet<string>
  /** Who needs the course. */
  readonly needing: ReadonlySet<number>
  /** Half-days in which people said that they cannot: `person course slot`. */
  readonly cannot?: ReadonlySet<string>
  /** Sessions in which somebody should rather sit. */
  readonly wishes?: ReadonlyMap<number, readonly number[]>
}

/** Everybody in the sections concerned, because all of them count at the counter. */
export async function problemFrom(ctx: Ctx, records: Records): Promise<Problem> {
  const { courseCode, sessions, facts, presence, notThere, needing, cannot, wishes } = records
  const slots = [...new Map(sessions.flatMap(slotsOf).map((slot) => [slotId(slot), slot])).values()]
  const firstDay = sessions[0]!.startsOn
  const offered = new Set(sessions.map(({ courseSessionId }) => courseSessionId))
  const everybody = [...new Set(facts.posts.map(({ staffMemberId }) => staffMemberId))]
  const numbers = new Map<number, string>()
  const ids = slots.map(slotId)
  const days = [...new Set(slots.map(({ day }) => day))]
  const dayAt = slots.map(({ day }) => days.indexOf(day))
  const halvesOf = remembered((section: string) => slots.map((slot) => presence.half(section, slot)))
  const missedBy = missedIn(notThere, sessions)
  const staff = (await staffToday(ctx, { ids: everybody })).flatMap(({ id, number }) => {
    const section = presence.sectionOf(id, firstDay) ?? presence.sectionOf(id, ctx.today)
    if (section === undefined) return []
    numbers.set(id, number)
    const halves = halvesOf(section)
    const isHere = days.map((day) => presence.sectionOf(id, day) === section)
    const missed = missedBy.get(id)
    const away = ids.filter((slot, at) => !isHere[dayAt[at]!] || halves[at]!.away.has(id) || missed?.has(slot))
    const says = cannot !== undefined && cannot.size > 0 && needing.has(id)
    const kept = says ? ids.filter((slot) => cannot.has(`${id} ${courseCode} ${slot}`) && !away.includes(slot)) : []
    const wished = (wishes?.get(id) ?? []).filter((session) => offered.has(session))
    return [
      {
        ...{ id: number, section, needs: needing.has(id) ? [courseCode] : [], away },
        ...(kept.length === 0 ? {} : { cannot: kept }),
        ...(wished.length === 0 ? {} : { wishes: Object.fromEntries(wished.map((session) => [String(session), 1])) }),
      },
    ]
  })
  const members = Map.groupBy(staff, ({ section }) => section)
  const keeps = keepsIn([...members.keys()], slots, { presence, numbers, halvesOf })
  return {
    slots: slots.map((slot) => ({ id: slotId(slot) })),
    sections: [...members].map(([id, people]) => ({
      id,
      minimum: minimumOf(slots, (at) => {
        const { needed: least, joined } = halvesOf(id)[at]!
        return Math.min(people.length, Math.max(0, least - joined.length))
      }),
    })),
    staff,
    sessions: sessions.map((session) => ({
      id: String(session.courseSessionId),
      course: courseCode,
      slots: slotsOf(session).map(slotId),
      capacity: Math.max(0, session.seatsLeft),
    })),
    ...(keeps.length === 0 ? {} : { keeps }),
  }
}

/** Of whoever is not in service, or on leave, on a day of a session: every half-day of it, because leave on one day keeps somebody from all of it. */
function missedIn(notThere: ReadonlySet<string>, sessions: readonly SessionThen[]): Map<number, Set<string>> {
  const slotsIn = new Map(sessions.map((one) => [one.courseSessionId, slotsOf(one).map(slotId)]))
  const missed = new Map<number, Set<string>>()
  for (const pair of notThere) {
    const [person, session] = pair.split(' ').map(Number) as [number, number]
    const slots = missed.get(person) ?? new Set()
    for (const slot of slotsIn.get(session) ?? []) slots.add(slot)
    missed.set(person, slots)
  }
  return missed
}

/** A counter's half-days are counted once, however many are at it: a whole town has millions of people and half-days. */
function remembered<T>(count: (section: string) => T): (section: string) => T {
  const known = new Map<string, T>()
  return (section) => {
    const one = known.get(section) ?? count(section)
    known.set(section, one)
    return one
  }
}

interface KeepsAsked {
  readonly presence: Presence
  readonly numbers: ReadonlyMap<number, string>
  readonly halvesOf: (section: string) => readonly HalfCounted[]
}

/** Of each counter and half-day, for what it needs of a skill: who holds it, and how many of them stay, less those of other sections who stand in. */
function keepsIn(sections: readonly string[], slots: readonly Slot[], { presence, numbers, halvesOf }: KeepsAsked) {
  return sections.flatMap((section) =>
    slots.flatMap((slot, place) => {
      const { needs, held, members, joined } = halvesOf(section)[place]!
      return needs.flatMap((need, at) => {
        const minimum = held[at]!.people - joined.filter((id) => presence.holds(id, need)).length
        const staff = members.filter((id) => presence.holds(id, need)).flatMap((id) => numbers.get(id) ?? [])
        return minimum > 0 && staff.length > 0 ? [{ slot: slotId(slot), staff, minimum }] : []
      })
    }),
  )
}

/** Half-days in which nobody is needed are not written. */
function minimumOf(slots: readonly Slot[], needed: (at: number) => number): Record<string, number> {
  return Object.fromEntries(
    slots.map((slot, at) => [slotId(slot), needed(at)] as const).filter(([, people]) => people > 0),
  )
}
