/**
 * 体制: who remains in a section while somebody is in a session.
 *
 * Data: primary posts, leave and confirmed seats of the sections concerned, as spans. A section is counted once for a day and the
 * halves of it that a session takes, however many of its people have applied; of each application only the applicant is then
 * taken away (INV-T5). Half-days are parted at noon, so that a morning's session does not miss a colleague of the afternoon.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'
import { type HalfDay, halvesOf, type SessionTimes } from '../sessions/rules.ts'

interface Span {
  readonly staffMemberId: number
  readonly validFrom: string
  readonly validTo: string | null
}

export interface Facts {
  readonly posts: readonly (Span & { readonly sectionCode: string })[]
  readonly leave: readonly Span[]
  /** The days of a session, and its hours. */
  readonly seats: readonly (Span & Pick<SessionTimes, 'startsAt' | 'endsAt'>)[]
}

export interface DayStaffing {
  day: string
  members: number
  onLeave: number
  inSession: number
  inService: number
}

const SHOWN_DAYS = 10

type Days = Pick<SessionTimes, 'startsOn' | 'endsOn'>

/** Days of a session that staffing is shown for: the first ten. */
export function shownDays({ startsOn, endsOn }: Days): string[] {
  const days = Math.min(daysBetween(startsOn, endsOn) + 1, SHOWN_DAYS)
  return Array.from({ length: days }, (_, n) => addDays(startsOn, n))
}

/** First and last of the days that these sessions are shown for. */
export function shownPeriod(sessions: readonly Days[]): { first: string; last: string } | undefined {
  const days = sessions.flatMap(shownDays).sort()
  return days.length === 0 ? undefined : { first: days[0]!, last: days.at(-1)! }
}

/** A function that answers, for an applicant and a session, one row a day on which the applicant has a primary section. */
export function staffingFrom(facts: Facts): (staffMemberId: number, session: SessionTimes) => DayStaffing[] {
  const [postsIn, postsOf] = [groupBy(facts.posts, 'sectionCode'), groupBy(facts.posts, 'staffMemberId')]
  const leaveOf = groupBy(facts.leave, 'staffMemberId')
  const seats = facts.seats.map((seat) => ({ ...seat, halves: halvesOf(seat) }))
  const seatsOf = groupBy(seats, 'staffMemberId')
  const counted = new Map<string, Counted>()
  /** By the very session that is asked with, its days and what was counted of them in a section. */
  const known = new WeakMap<SessionTimes, Asked>()

  function about(session: SessionTimes): Asked {
    const found = known.get(session) ?? { days: shownDays(session), halves: halvesOf(session), sections: new Map() }
    known.set(session, found)
    return found
  }

  function count(sectionCode: string, { days, halves, sections }: Asked): readonly Counted[] {
    const found = sections.get(sectionCode)
    if (found) return found
    const all = days.map((day) => {
      const key = `${sectionCode} ${day} ${halves}`
      const one = counted.get(key) ?? countOnce(sectionCode, day, halves)
      counted.set(key, one)
      return one
    })
    sections.set(sectionCode, all)
    return all
  }

  function countOnce(sectionCode: string, day: string, halves: readonly HalfDay[]): Counted {
    const [onLeave, inSession] = [new Set<number>(), new Set<number>()]
    let members = 0
    for (const post of postsIn.get(sectionCode) ?? []) {
      if (!holds(post, day)) continue
      const id = post.staffMemberId
      members++
      if (leaveOf.get(id)?.some((span) => holds(span, day))) onLeave.add(id)
      else if (seatsOf.get(id)?.some((seat) => takes(seat, day, halves))) inSession.add(id)
    }
    return { members, onLeave, inSession }
  }

  return (staffMemberId, session) => {
    const asked = about(session)
    const posts = postsOf.get(staffMemberId) ?? []
    return asked.days.flatMap((day, place) => {
      const post = posts.find((one) => holds(one, day))
      if (!post) return []
      const { members, onLeave, inSession } = count(post.sectionCode, asked)[place]!
      const others = inSession.size - (inSession.has(staffMemberId) ? 1 : 0)
      const present = members - onLeave.size - (onLeave.has(staffMemberId) ? 0 : 1)
      return [{ day, members, onLeave: onLeave.size, inSession: others, inService: present - others }]
    })
  }
}

interface Counted {
  readonly members: number
  readonly onLeave: ReadonlySet<number>
  /** Those who are not on leave. */
  readonly inSession: ReadonlySet<number>
}

interface Asked {
  readonly days: readonly string[]
  readonly halves: readonly HalfDay[]
  readonly sections: Map<string, readonly Counted[]>
}

function holds({ validFrom, validTo }: Span, day: string): boolean {
  return validFrom <= day && (validTo === null || day < validTo)
}

function takes(seat: Span & { readonly halves: readonly HalfDay[] }, day: string, halves: readonly HalfDay[]): boolean {
  return holds(seat, day) && seat.halves.some((half) => halves.includes(half))
}

function groupBy<Key extends string, Row extends Readonly<Record<Key, string | number>>>(
  rows: readonly Row[],
  key: Key,
): Map<Row[Key], Row[]> {
  const groups = new Map<Row[Key], Row[]>()
  for (const row of rows) {
    const group = groups.get(row[key])
    if (group) group.push(row)
    else groups.set(row[key], [row])
  }
  return groups
}
