/**
 * Many sessions at once.
 *
 * A plan is days, hours and rooms; it comes to lines, one a session. Lines may come from a spreadsheet too. Whichever way they came, they are looked at by
 * `lookedThrough`: a fault keeps all of them from being made, a note is for whoever decides, and a line that stands already is left as it is.
 */
import { addDays } from '#platform/time/dates.ts'
import { orderFault, overlap, type SessionTimes } from '../sessions/rules.ts'
import { type SessionField, type SessionSaid, sessionFields, valueTyped } from '../shape.rules.ts'

/** So many lines at once: a ward of 2,800 needs about a hundred for a course, and a page can still be read. */
export const MOST_LINES = 500

/** Where nobody says otherwise one may apply for the last time a week before the first day. */
export const APPLY_DAYS = 7

export type Line = SessionSaid & {
  /** The code of its course, or its title. */
  readonly course: string
}

export interface Plan {
  readonly course: string
  readonly from: string
  readonly to: string
  /** Seven letters, Monday first: 1 is a day on which a session may begin. */
  readonly weekdays: string
  readonly hours: readonly { readonly startsAt: string; readonly endsAt: string }[]
  /** Days of a session, one after the other. */
  readonly days: number
  /** As many sessions at the same time as rooms. */
  readonly rooms: readonly { readonly place: string; readonly capacity: number }[]
  /** Days on which nothing is held, beside those on which the town hall is shut. */
  readonly without: readonly string[]
  /** So many days before the first one may apply for the last time. */
  readonly applyDays: number
}

/** The sessions of a plan from tomorrow on, and the days that it leaves out although their weekday is chosen. */
export function linesOf(
  plan: Plan,
  { today, isShut }: { today: string; isShut: (day: string) => boolean },
): { lines: Line[]; leftOut: string[] } {
  const { course, to, weekdays, hours, days, rooms, applyDays } = plan
  const closed = new Set(plan.without)
  const isClosed = (day: string) => isShut(day) || closed.has(day)
  const lines: Line[] = []
  const leftOut: string[] = []
  let day = plan.from > today ? plan.from : addDays(today, 1)
  while (day <= to) {
    const endsOn = addDays(day, days - 1)
    const all = Array.from({ length: days }, (_, n) => addDays(day, n))
    const isChosen = weekdays[weekdayOf(day)] === '1'
    if (isChosen && isClosed(day)) leftOut.push(day)
    if (!isChosen || endsOn > to || all.some(isClosed)) {
      day = addDays(day, 1)
      continue
    }
    const last = addDays(day, -applyDays)
    const applyBy = last < today ? today : last
    for (const hour of hours) {
      for (const room of rooms) lines.push({ course, startsOn: day, endsOn, ...hour, ...room, applyBy })
    }
    day = addDays(endsOn, 1)
  }
  return { lines, leftOut }
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

export interface KnownCourse {
  readonly courseId: number
  readonly courseCode: string
  readonly title: string
  readonly validTo: string | null
}

export interface Standing extends SessionTimes {
  readonly courseId: number
  readonly title: string
  readonly place: string
}

type LineFault = 'no_such_course' | 'ends_before_start' | 'applies_after_start' | 'after_course_end' | 'twice'
type LineNote = 'past' | 'shut' | 'room_taken' | 'room_twice'

export interface LookedAt {
  readonly course: KnownCourse | undefined
  /** The same session stands already, so that nothing is to be made. */
  readonly isKnown: boolean
  readonly faults: readonly { readonly field: SessionField | 'course'; readonly because: LineFault }[]
  readonly notes: readonly { readonly because: LineNote; readonly values: Readonly<Record<string, string>> }[]
}

export function lookedThrough(
  lines: readonly Line[],
  known: {
    readonly courseOf: (course: string) => KnownCourse | undefined
    readonly standing: readonly Standing[]
    readonly today: string
    readonly isShut: (day: string) => boolean
  },
): LookedAt[] {
  const { courseOf, today, isShut } = known
  const inRoom = Map.groupBy(known.standing, ({ place }) => plain(place))
  const courses = lines.map(({ course }) => courseOf(course))
  const linesIn = Map.groupBy(lines.keys(), (at) => plain(lines[at]!.place))
  const isSame = (one: SessionTimes, other: SessionTimes) =>
    one.startsOn === other.startsOn &&
    one.endsOn === other.endsOn &&
    one.startsAt === other.startsAt &&
    one.endsAt === other.endsAt
  return lines.map((line, at) => {
    const course = courses[at]
    const there = inRoom.get(plain(line.place)) ?? []
    const isKnown = there.some((one) => one.courseId === course?.courseId && isSame(one, line))
    const others = (linesIn.get(plain(line.place)) ?? []).filter((other) => other !== at)
    const isTwin = (other: number) => courses[other]?.courseId === course?.courseId && isSame(lines[other]!, line)
    const order = orderFault(line)
    const faults: LookedAt['faults'][number][] = [
      ...(course ? [] : [{ field: 'course' as const, because: 'no_such_course' as const }]),
      ...(order ? [{ field: faultyField(line, order), because: order }] : []),
      ...(course?.validTo && line.startsOn >= course.validTo
        ? [{ field: 'startsOn' as const, because: 'after_course_end' as const }]
        : []),
      ...(others.some((other) => other < at && isTwin(other))
        ? [{ field: 'startsOn' as const, because: 'twice' as const }]
        : []),
    ]
    const taken = there.find((one) => overlap(one, line) && !(one.courseId === course?.courseId && isSame(one, line)))
    const beside = others.some((other) => !isTwin(other) && overlap(lines[other]!, line))
    const notes: LookedAt['notes'][number][] = [
      ...(line.startsOn <= today ? [{ because: 'past' as const, values: {} }] : []),
      ...(isShut(line.startsOn) || isShut(line.endsOn) ? [{ because: 'shut' as const, values: {} }] : []),
      ...(taken ? [{ because: 'room_taken' as const, values: { title: taken.title, startsAt: taken.startsAt } }] : []),
      ...(beside ? [{ because: 'room_twice' as const, values: {} }] : []),
    ]
    return { course, isKnown, faults, notes }
  })
}

function faultyField(line: Line, because: LineFault): SessionField {
  if (because === 'applies_after_start') return 'applyBy'
  return line.endsOn < line.startsOn ? 'endsOn' : 'endsAt'
}

/** A room or a course as somebody writes it, whatever its width and spaces. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

/** Hours as spreadsheets have them: 9:00, ９時３０分, 0930, 9:00:00, or the part of a day (0.375). Undefined where they are none. */
export function timeIn(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim()
  if (/^0?\.\d+$/.test(typed)) {
    const minutes = Math.round(Number(typed) * 1_440)
    return asTime(Math.floor(minutes / 60), minutes % 60)
  }
  const [, hour, minute = '0'] =
    /^(\d{1,2}):(\d{2})(?::00)?$/.exec(typed) ??
    /^(\d{1,2})時(?:(\d{1,2})分)?$/.exec(typed) ??
    /^(\d{2})(\d{2})$/.exec(typed) ??
    []
  return hour === undefined ? undefined : asTime(Number(hour), Number(minute))
}

function asTime(hour: number, minute: number): string | undefined {
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** 「9:00-12:00」, one a line; undefined where a line cannot be read or there is none. */
export function hoursIn(text: string): { startsAt: string; endsAt: string }[] | undefined {
  const read = entries(text).map((entry) => {
    const [startsAt, endsAt, ...more] = entry.split(/[-‐–−〜～~ー]/u).map(timeIn)
    return startsAt && endsAt && more.length === 0 && startsAt < endsAt ? { startsAt, endsAt } : undefined
  })
  return allOf(read)
}

/** 「研修室1 30」, one a line: a room and its seats behind the last space, tab, comma or ×. */
export function roomsIn(text: string): { place: string; capacity: number }[] | undefined {
  const read = entries(text).map((entry) => {
    const [, place, seats] = /^(.+?)[\s,、×]+([\d０-９]+)\s*[席人名]?$/u.exec(entry) ?? []
    const capacity = valueTyped(sessionFields.capacity, (seats ?? '').normalize('NFKC'))
    return place && typeof capacity === 'number' ? { place: place.trim(), capacity } : undefined
  })
  return allOf(read)
}

/** Text by lines, without the empty ones. */
export function entries(text: string): string[] {
  return text
    .split('\n')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function allOf<T>(read: readonly (T | undefined)[]): T[] | undefined {
  const good = read.filter((one) => one !== undefined)
  return good.length === read.length && good.length > 0 ? good : undefined
}
