/** What people wish for and when they cannot, and why it was not met, as a kind of reason. */
import type { Barrier } from '../barrier.rules.ts'
import type { Presence } from '../staffing/presence.rules.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'

export interface Wish {
  readonly courseId: number
  readonly courseCode: string
  readonly person: number
  /** Half-days by `slotId`. */
  readonly cannot: readonly { readonly slot: string; readonly barrier: Barrier }[]
  /** Sessions, any of which would do. */
  readonly sessions: readonly number[]
}

/** `person course slot` of everything that people cannot; of a course, because it was said for its sessions. */
export function cannotIn(wishes: readonly Wish[]): Set<string> {
  return new Set(
    wishes.flatMap(({ person, courseCode, cannot }) => cannot.map(({ slot }) => `${person} ${courseCode} ${slot}`)),
  )
}

/** The half-day of a session in which its person said that they cannot. */
export function cannotThen(cannot: ReadonlySet<string>, person: number, session: SessionThen) {
  return slotsOf(session).find((slot) => cannot.has(`${person} ${session.courseCode} ${slotId(slot)}`))
}

/** What a wish came to: `sits` in this session, or has no seat where it is null. */
export interface Outcome {
  readonly wish: Wish
  readonly sits: number | null
}

/**
 * Why a published schedule did not give what was wished for; null where it did, or where nothing was asked of it. `open`: the sessions of the course as
 * they are with all seats given. Without a seat because no session keeps clear of what the person cannot: their own reason. Else of the wished
 * sessions, or of those that they could attend, the first says it: full, or the counter could not spare them.
 */
export function whyUnmet({ wish, sits }: Outcome, open: readonly SessionThen[], presence: Presence): Barrier | null {
  const { person, cannot, sessions } = wish
  if (sits !== null && (sessions.length === 0 || sessions.includes(sits))) return null
  if (sits === null && sessions.length === 0 && cannot.length === 0) return null
  const reasonAt = new Map(cannot.map(({ slot, barrier }) => [slot, barrier]))
  const ownReason = (session: SessionThen) => slotsOf(session).flatMap((slot) => reasonAt.get(slotId(slot)) ?? [])[0]
  const looked = open.filter(({ courseSessionId: id }) => id !== sits)
  const wished = looked.filter(({ courseSessionId: id }) => sessions.includes(id))
  const possible = looked.filter((session) => ownReason(session) === undefined)
  const [first] = [...wished.filter((session) => possible.includes(session)), ...possible]
  if (!first) return looked.map(ownReason).find((reason) => reason !== undefined) ?? 'schedule'
  if (first.seatsLeft <= 0) return 'seats'
  const isSpared = slotsOf(first).every((slot) => {
    const section = presence.sectionOf(person, slot.day)
    return section === undefined || !presence.counter(section, slot, { without: person }).isShort
  })
  return isSpared ? 'schedule' : 'counter'
}
