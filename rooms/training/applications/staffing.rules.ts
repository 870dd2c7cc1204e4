/**
 * 体制: who remains in a section while somebody is in a session.
 *
 * Data: primary posts, leave and confirmed seats of the sections concerned, as spans. A section is counted once for a day and the
 * halves of it that a session takes, however many of its people have applied; of each application only the applicant is then
 * taken away (INV-T5). Half-days are parted at noon, so that a morning's session does not miss a colleague of the afternoon.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'
import { halvesOf, type SessionTimes } from '../sessions/rules.ts'

interface Span {
  readonly staffMemberId: number
  readonly validFrom: string
  readonly validTo: string | null
}

export interface Facts {
  readonly posts: readonly (Span & { readonly sectionCode: string })[]
  readonly leave: readonly Span[]
  readonly seats: readonly (SessionTimes & { readonly staffMemberId: number })[]
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
  const [leaveOf, seatsOf] = [groupBy(facts.leave, 'staffMemberId'), groupBy(facts.seats, 'staffMemberId')]
  const daysOf = remembered((session: SessionTimes) => `${session.startsOn} ${session.endsOn}`, shownDays)
  const count = remembered(
    (sectionCode: string, day: string, session: SessionTimes) => `${sectionCode} ${day} ${halvesOf(session)}`,
    countOnce,
  )

  function countOnce(sectionCode: string, day: string, session: SessionTimes): Counted {
    const halves = halvesOf(session)
    const members = (postsIn.get(sectionCode) ?? [])
      .filter((post) => holds(post, day))
      .map((post) => post.staffMemberId)
    const onLeave = new Set(members.filter((id) => leaveOf.get(id)?.some((span) => holds(span, day))))
    const inSession = new Set(
      members.filter((id) => !onLeave.has(id) && seatsOf.get(id)?.some((seat) => takes(seat, day, halves))),
    )
    return { members: members.length, onLeave, inSession }
  }

  return (staffMemberId, session) =>
    daysOf(session).flatMap((day) => {
      const post = postsOf.get(staffMemberId)?.find((one) => holds(one, day))
      if (!post) return []
      const { members, onLeave, inSession } = count(post.sectionCode, day, session)
      const others = inSession.size - (inSession.has(staffMemberId) ? 1 : 0)
      const present = members - onLeave.size - (onLeave.has(staffMemberId) ? 0 : 1)
      return [{ day, members, onLeave: onLeave.size, inSession: others, inService: present - others }]
    })
}

interface Counted {
  readonly members: number
  readonly onLeave: ReadonlySet<number>
  /** Those who are not on leave. */
  readonly inSession: ReadonlySet<number>
}

/** Work that is the same for several applications is done once. */
function remembered<Args extends readonly unknown[], Result>(
  keyOf: (...args: Args) => string,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const known = new Map<string, Result>()
  return (...args) => {
    const key = keyOf(...args)
    if (!known.has(key)) known.set(key, work(...args))
    return known.get(key)!
  }
}

function holds({ validFrom, validTo }: Span, day: string): boolean {
  return validFrom <= day && (validTo === null || day < validTo)
}

function takes(seat: SessionTimes, day: string, halves: readonly string[]): boolean {
  return seat.startsOn <= day && day <= seat.endsOn && halvesOf(seat).some((half) => halves.includes(half))
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
