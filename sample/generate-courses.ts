import { addDays, fiscalYearRange } from '#platform/time/dates.ts'
import { type CourseText, courseTexts } from './courses-data.ts'
import { Random } from './generate-random.ts'

export interface Skill {
  readonly id: string
  readonly name: string
}

export interface CourseRow {
  /** `C01`, `C02` … */
  readonly courseCode: string
  readonly title: string
  readonly summary: string
  /** Of the skills given, at least one. */
  readonly skills: readonly string[]
  readonly hours: number
  /** 応募制 or 指名制. */
  readonly enrolmentMode: 'openApplication' | 'nominated'
  readonly provider: string
  /** Who may apply: a lowest rank of the grade ladder; empty is everyone. */
  readonly eligibility: { readonly minRank?: number }
  /** 研修報告書 is due afterwards. */
  readonly reportRequired: boolean
  readonly isSample: true
}

export interface SessionRow {
  readonly courseCode: string
  /** `C01-2026-1`: the first of that fiscal year. */
  readonly sessionCode: string
  /** First and last day, both included; working days, on which no year-end holiday falls. */
  readonly startsOn: string
  readonly endsOn: string
  /** 09:00 … 17:00, the same on every day. */
  readonly startsAt: string
  readonly endsAt: string
  readonly place: string
  readonly capacity: number
  /** Last day for applications: a fortnight before. */
  readonly applyBy: string
  readonly isSample: true
}

/**
 * Some thirty courses. A skill belongs to a course whose words occur in its name; courses that find none take in turn the skills
 * that no course has found, so that every skill has one.
 */
export function generateCourses(skills: readonly Skill[]): CourseRow[] {
  const found = courseTexts.map(({ words }) =>
    skills.filter(({ name }) => words.some((word) => name.includes(word))).slice(0, 3),
  )
  const rest = skills.filter((skill) => !found.some((taken) => taken.includes(skill)))
  const bare = found.filter((taken) => taken.length === 0)
  rest.forEach((skill, index) => {
    const homes = bare.length > 0 ? bare : found
    homes[index % homes.length]!.push(skill)
  })
  bare.forEach((taken, index) => {
    if (taken.length === 0) taken.push(...skills.slice(index % skills.length).slice(0, 1))
  })
  return courseTexts.map(({ title, summary, hours, mode, provider, minRank }, index) => ({
    courseCode: codeOf(index),
    title,
    summary,
    skills: found[index]!.map(({ id }) => id),
    hours,
    enrolmentMode: mode,
    provider,
    eligibility: minRank ? { minRank } : {},
    reportRequired: hours >= 12,
    isSample: true,
  }))
}

/** Sessions of these courses over the fiscal years, by first day. The same for the same seed. */
export function generateSessions(
  courses: readonly Pick<CourseRow, 'courseCode'>[],
  { fiscalYears = [2025, 2026], seed = 1 }: { fiscalYears?: readonly number[]; seed?: number } = {},
): SessionRow[] {
  const random = new Random(seed)
  const known = new Map(courseTexts.map((text, index) => [codeOf(index), text]))
  const sessions = courses.flatMap(({ courseCode }) => {
    const text = known.get(courseCode)
    if (!text) throw new RangeError(`No sample course ${courseCode}`)
    return fiscalYears.flatMap((year) =>
      Array.from({ length: text.sessionsAYear }, (_, index): SessionRow => {
        const span = 300 / text.sessionsAYear
        const offset = 20 + Math.floor(span * index + random.next() * span * 0.8)
        const startsOn = workingDay(addDays(fiscalYearRange(year).from, offset))
        return sessionOn(courseCode, text, { sessionCode: `${courseCode}-${year}-${index + 1}`, startsOn }, random)
      }),
    )
  })
  return sessions.sort(byStart)
}

/** Sessions that have just been held or are about to be, told in days from the reference day. */
export interface NearSession {
  readonly title: string
  readonly days: number
  readonly capacity?: number
}

/** One session for each, in the order given; before the reference day on a working day before it, otherwise after it. */
export function generateNearSessions(near: readonly NearSession[], asOf: string, random: Random): SessionRow[] {
  return near.map(({ title, days, capacity }, index) => {
    const place = courseTexts.findIndex((text) => text.title === title)
    const text = courseTexts[place]
    if (!text) throw new RangeError(`No sample course is called ${title}`)
    const startsOn = workingDay(addDays(asOf, days), days < 0 ? -1 : 1)
    const row = sessionOn(codeOf(place), text, { sessionCode: `${codeOf(place)}-N${index + 1}`, startsOn }, random)
    return { ...row, capacity: capacity ?? row.capacity }
  })
}

function sessionOn(
  courseCode: string,
  text: CourseText,
  { sessionCode, startsOn }: { sessionCode: string; startsOn: string },
  random: Random,
): SessionRow {
  const halfDay = text.hours <= 3
  const afternoon = halfDay && random.chance(0.5)
  return {
    courseCode,
    sessionCode,
    startsOn,
    endsOn: lastDay(startsOn, Math.max(1, Math.ceil(text.hours / 6))),
    startsAt: afternoon ? '13:30' : '09:00',
    endsAt: afternoon ? '16:30' : halfDay ? '12:00' : '16:30',
    place: text.place,
    capacity: text.capacity,
    applyBy: addDays(startsOn, -14),
    isSample: true,
  }
}

const byStart = (a: SessionRow, b: SessionRow) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0)

const codeOf = (index: number) => `C${String(index + 1).padStart(2, '0')}`

/** The day itself, or the next one (with `step` −1 the one before) that is neither at the weekend nor between 29 December and 3 January. */
function workingDay(date: string, step: 1 | -1 = 1): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  const day = date.slice(5)
  const closed = weekday === 0 || weekday === 6 || day >= '12-29' || day <= '01-03'
  return closed ? workingDay(addDays(date, step), step) : date
}

function lastDay(startsOn: string, days: number): string {
  let day = startsOn
  for (let n = 1; n < days; n += 1) day = workingDay(addDays(day, 1))
  return day
}
