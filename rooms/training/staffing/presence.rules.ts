/**
 * 体制: who is at the counter of a section in a half-day, and whether that is enough.
 *
 * Data: primary posts, and what takes people away from them: leave, short absences, seats in sessions, approvals that wait for a seat, cover given
 * to another section. A section is counted once for a half-day, however many of its people are asked about; of each question only the
 * person is then taken away. Half-days are parted at noon (INV-T5). On a day on which the town hall is shut, only those are there who have a
 * turn, as far as the section enters turns.
 *
 *   there = members − away + whoever stands in from another section for a member who is in a session then
 */
import { isShutByCalendar, isWeekend } from '#platform/time/holidays.ts'
import { type HalfDay, halfDays, halvesOf } from '../sessions/rules.ts'
import type { AbsenceKind } from './absences.rules.ts'
import { type Minimum, type Need, neededIn, peopleAtLeast, placeIn } from './rules.ts'

interface Span {
  readonly staffMemberId: number
  readonly validFrom: string
  /** Half-open. */
  readonly validTo: string | null
}

export interface Post extends Span {
  readonly sectionCode: string
}

/** What takes somebody away: `seat` is confirmed, `promised` approved and not seated yet, `cover` given to `other`, an applicant. */
export interface AwaySpan extends Span {
  readonly what: 'leave' | AbsenceKind | 'seat' | 'promised' | 'cover'
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly week: string | null
  readonly other: number | null
}

interface Holding {
  readonly staffMemberId: number
  readonly skill: string
  readonly level: number
}

export interface PresenceFacts {
  readonly posts: readonly Post[]
  readonly away: readonly AwaySpan[]
  readonly minimums: readonly Minimum[]
  readonly holdings: readonly Holding[]
}

type AwayBecause = 'leave' | 'absence' | 'offTurn' | 'session' | 'promised' | 'cover' | 'shut'

/** A section in a half-day. */
export interface HalfCounted {
  readonly members: readonly number[]
  readonly away: ReadonlyMap<number, AwayBecause>
  /** Those of other sections who stand in here then. */
  readonly joined: readonly number[]
  /** Members who are not away, and those who joined: how many, whether somebody is one of them, and all of them. */
  readonly there: number
  isThere(staffMemberId: number): boolean
  readonly present: ReadonlySet<number>
  readonly needed: number
  readonly needs: readonly Need[]
  /** Of each need: how many must hold it or more, and how many of those present do. */
  readonly held: readonly { readonly people: number; readonly have: number }[]
}

export interface Slot {
  readonly day: string
  readonly half: HalfDay
}

/** What the counter has and lacks once somebody is gone from it, and others have come. */
export interface CounterHalf extends Slot {
  readonly needed: number
  readonly there: number
  /** Fewer are there than are needed, or fewer who hold what is needed. */
  readonly isShort: boolean
  /** It was so before, with the person there. */
  readonly wasShort: boolean
  readonly lacks: readonly (Need & { readonly there: number })[]
}

export interface Presence {
  /** The primary section of somebody on a day. */
  sectionOf(staffMemberId: number, day: string): string | undefined
  half(sectionCode: string, slot: Slot): HalfCounted
  /** Whether a minimum was stated for the section that holds on the day. */
  isStated(sectionCode: string, day: string): boolean
  counter(sectionCode: string, slot: Slot, change: { without?: number; with?: readonly number[] }): CounterHalf
  holds(staffMemberId: number, need: Need): boolean
}

export function presenceFrom(facts: PresenceFacts): Presence {
  const membersOf = membersFrom(facts.posts)
  const postsOf = Map.groupBy(facts.posts, ({ staffMemberId }) => staffMemberId)
  const spans = facts.away.map(prepared)
  const awayOf = Map.groupBy(spans, ({ staffMemberId }) => staffMemberId)
  const coversFor = Map.groupBy(
    spans.filter(({ what }) => what === 'cover'),
    ({ other }) => other ?? 0,
  )
  const minimumsOf = Map.groupBy(facts.minimums, ({ sectionCode }) => sectionCode)
  const levels = new Map(facts.holdings.map(({ staffMemberId, skill, level }) => [`${staffMemberId} ${skill}`, level]))
  const counted = new Map<string, HalfCounted>()
  /** The same by the very slot that is asked with: those of one session are asked with again and again. */
  const asked = new WeakMap<Slot, Map<string, HalfCounted>>()

  const holds: Presence['holds'] = (id, { skill, level }) => (levels.get(`${id} ${skill}`) ?? 0) >= level

  const sectionOf: Presence['sectionOf'] = (staffMemberId, day) =>
    postsOf.get(staffMemberId)?.find((post) => holdsOn(post, day))?.sectionCode

  function half(sectionCode: string, slot: Slot): HalfCounted {
    const sections = asked.get(slot) ?? new Map<string, HalfCounted>()
    asked.set(slot, sections)
    const known = sections.get(sectionCode)
    if (known) return known
    const key = `${sectionCode} ${slot.day}${slot.half}`
    const one = counted.get(key) ?? countOnce(sectionCode, slot)
    counted.set(key, one)
    sections.set(sectionCode, one)
    return one
  }

  function countOnce(sectionCode: string, slot: Slot): HalfCounted {
    const { day, half: which } = slot
    const isClosed = isShutByCalendar(day)
    const { people: needed, needs } = neededIn(minimumsOf.get(sectionCode) ?? [], day, which, isClosed)
    const members = membersOf(sectionCode, day)
    const away = new Map<number, AwayBecause>()
    const joined = new Set<number>()
    const slotTaken = { day, half: which, place: placeIn(day, which) }
    for (const id of members.all) {
      const because = awayBecause(id, sectionCode, slotTaken)
      if (because) away.set(id, because)
      if (because !== 'session' && because !== 'promised') continue
      for (const cover of coversFor.get(id) ?? nothing) {
        if (takes(cover, slotTaken) && sectionOf(cover.staffMemberId, day) !== sectionCode)
          joined.add(cover.staffMemberId)
      }
    }
    if (isClosed || isWeekend(day)) {
      const onTurn = new Set(members.all.filter((id) => awayOf.get(id)?.some((span) => isTurn(span, slotTaken))))
      if (needed === 0 || onTurn.size > 0) {
        for (const id of members.all) if (!away.has(id) && !onTurn.has(id)) away.set(id, 'shut')
      }
    }
    const isThere = (id: number) => (members.are.has(id) && !away.has(id)) || joined.has(id)
    const everyone = () => new Set([...members.all.filter(isThere), ...joined])
    const present = needs.length > 0 ? everyone() : undefined
    return {
      members: members.all,
      away,
      joined: [...joined],
      there: members.all.length - away.size + joined.size,
      isThere,
      get present() {
        return present ?? everyone()
      },
      held: needs.map((need) => ({
        people: peopleAtLeast(needs, need),
        have: [...present!].filter((id) => holds(id, need)).length,
      })),
      needed,
      needs,
    }
  }

  /** Of several reasons the first; cover within the section takes nobody away. */
  function awayBecause(id: number, sectionCode: string, taken: SlotTaken): AwayBecause | undefined {
    let least: number = order.length
    const spans = awayOf.get(id) ?? nothing
    for (let place = 0; place < spans.length; place++) {
      const span = spans[place]!
      if (span.rank >= least || span.what === 'turnOn' || !takes(span, taken)) continue
      const isWithin = span.what === 'cover' && span.other !== null && sectionOf(span.other, taken.day) === sectionCode
      if (!isWithin) least = span.rank
    }
    return order[least]
  }

  function counter(
    sectionCode: string,
    slot: Slot,
    { without, with: added = [] }: { without?: number; with?: readonly number[] },
  ): CounterHalf {
    const { there: before, isThere, held, needed, needs } = half(sectionCode, slot)
    const gone = without !== undefined && isThere(without) ? [without] : []
    const come = added.filter((id) => !isThere(id))
    const lacking = (left: readonly number[], joining: readonly number[]) =>
      needs.flatMap((need, place) => {
        const among = (ids: readonly number[]) => ids.filter((id) => holds(id, need)).length
        const { people, have } = held[place]!
        const there = have - among(left) + among(joining)
        return there < people ? [{ ...need, people, there }] : []
      })
    const there = before - gone.length + come.length
    const lacks = needs.length === 0 ? [] : lacking(gone, come)
    return {
      day: slot.day,
      half: slot.half,
      needed,
      there,
      isShort: there < needed || lacks.length > 0,
      wasShort: before < needed || (needs.length > 0 && lacking([], []).length > 0),
      lacks,
    }
  }

  const isStated: Presence['isStated'] = (sectionCode, day) =>
    (minimumsOf.get(sectionCode) ?? []).some((one) => holdsOn(one, day))

  return { sectionOf, half, isStated, counter, holds }
}

/** Of several reasons the first of these is told. */
const order = ['leave', 'session', 'promised', 'cover', 'absence', 'offTurn'] as const satisfies readonly AwayBecause[]

const reasons: Readonly<Record<AwaySpan['what'], (typeof order)[number]>> = {
  ...{ leave: 'leave', seat: 'session', promised: 'promised', cover: 'cover', turnOff: 'offTurn' },
  // A turn on takes nobody away; it is passed over where reasons are looked for.
  ...{ annualLeave: 'absence', partTime: 'absence', duty: 'absence', turnOn: 'absence' },
}

interface Prepared extends AwaySpan {
  readonly am: boolean
  readonly pm: boolean
  /** Its reason's place in `order`. */
  readonly rank: number
}

function prepared(span: AwaySpan): Prepared {
  const { startsAt, endsAt, what } = span
  const halves = startsAt === null || endsAt === null ? halfDays : halvesOf({ startsAt, endsAt })
  return { ...span, am: halves.includes('am'), pm: halves.includes('pm'), rank: order.indexOf(reasons[what]) }
}

/** Who belongs to a section on a day, listed once for all days between which nobody comes or goes. */
function membersFrom(posts: readonly Post[]) {
  const sections = Map.groupBy(posts, ({ sectionCode }) => sectionCode)
  const turns = new Map<string, string[]>()
  const known = new Map<string, { readonly all: readonly number[]; readonly are: ReadonlySet<number> }>()
  for (const [code, among] of sections) {
    turns.set(code, [...new Set(among.flatMap((post) => [post.validFrom, post.validTo ?? '']))].sort())
  }
  return (sectionCode: string, day: string) => {
    const since = turns.get(sectionCode)?.findLast((turn) => turn <= day) ?? ''
    const key = `${sectionCode} ${since}`
    const listed = known.get(key)
    if (listed) return listed
    const all = (sections.get(sectionCode) ?? []).filter((post) => holdsOn(post, day)).map((post) => post.staffMemberId)
    const members = { all, are: new Set(all) }
    known.set(key, members)
    return members
  }
}

function holdsOn({ validFrom, validTo }: Pick<Span, 'validFrom' | 'validTo'>, day: string): boolean {
  return validFrom <= day && (validTo === null || day < validTo)
}

/** `place` is the half-day's place in a week. */
interface SlotTaken extends Slot {
  readonly place: number
}

function takes(span: Prepared, { day, half, place }: SlotTaken): boolean {
  return holdsOn(span, day) && (span.week === null ? span[half] : span.week[place] === '1')
}

function isTurn(span: Prepared, taken: SlotTaken): boolean {
  return span.what === 'turnOn' && takes(span, taken)
}

const nothing: readonly Prepared[] = []
