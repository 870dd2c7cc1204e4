/** A problem of `schedule` from the records: people with their absences, sessions with what is free of them, counters with what they need. */
import type { Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Presence, PresenceFacts, Slot } from '../staffing/presence.rules.ts'
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
  const staff = (await staffToday(ctx, { ids: everybody })).flatMap(({ id, number }) => {
    const section = presence.sectionOf(id, firstDay) ?? presence.sectionOf(id, ctx.today)
    if (section === undefined) return []
    numbers.set(id, number)
    const isElsewhere = (slot: Slot) => {
      const then = presence.sectionOf(id, slot.day)
      return then !== section || presence.half(then, slot).away.has(id)
    }
    // Leave on any day of a session keeps somebody from all of it.
    const missed = new Set(
      sessions
        .filter(({ courseSessionId }) => notThere.has(`${id} ${courseSessionId}`))
        .flatMap((session) => slotsOf(session).map(slotId)),
    )
    const away = slots.filter((slot) => isElsewhere(slot) || missed.has(slotId(slot))).map(slotId)
    const isKept = (slot: string) => cannot?.has(`${id} ${courseCode} ${slot}`)
    const kept = needing.has(id) ? slots.map(slotId).filter((slot) => isKept(slot) && !away.includes(slot)) : []
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
  const keeps = keepsIn([...members.keys()], slots, { presence, numbers })
  return {
    slots: slots.map((slot) => ({ id: slotId(slot) })),
    sections: [...members].map(([id, people]) => ({
      id,
      minimum: minimumOf(slots, (slot) => {
        const { needed: least, joined } = presence.half(id, slot)
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

/** Of each counter and half-day, for what it needs of a skill: who holds it, and how many of them stay, less those of other sections who stand in. */
function keepsIn(
  sections: readonly string[],
  slots: readonly Slot[],
  { presence, numbers }: { presence: Presence; numbers: ReadonlyMap<number, string> },
) {
  return sections.flatMap((section) =>
    slots.flatMap((slot) => {
      const { needs, held, members, joined } = presence.half(section, slot)
      return needs.flatMap((need, at) => {
        const minimum = held[at]!.people - joined.filter((id) => presence.holds(id, need)).length
        const staff = members.filter((id) => presence.holds(id, need)).flatMap((id) => numbers.get(id) ?? [])
        return minimum > 0 && staff.length > 0 ? [{ slot: slotId(slot), staff, minimum }] : []
      })
    }),
  )
}

/** Half-days in which nobody is needed are not written. */
function minimumOf(slots: readonly Slot[], needed: (slot: Slot) => number): Record<string, number> {
  return Object.fromEntries(
    slots.map((slot) => [slotId(slot), needed(slot)] as const).filter(([, people]) => people > 0),
  )
}
