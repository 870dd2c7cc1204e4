/** What the stories of training begin with: a course with a session, and an application that was approved. */
import type { Input } from '#platform/contract/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { seatStates } from '#rooms/training/rules.ts'
import type { Town } from './town.ts'

interface Wanted {
  readonly reportRequired?: boolean
  readonly enrolmentMode?: 'nominated'
  readonly eligibility?: Input<typeof training.saveCourse>['eligibility']
  readonly startsOn?: string
  readonly endsOn?: string
  readonly startsAt?: string
  readonly endsAt?: string
  readonly applyBy?: string
}

let made = 0

/** A data course on 20 January 2027, from nine to four, with this many seats, made by HR. */
export async function dataCourse(town: Town, seats = 2, more: Wanted = {}) {
  const { reportRequired = false, enrolmentMode, eligibility } = more
  const courseCode = `D${++made}`
  const { courseId } = await town.as(town.hayashi).ask(training.saveCourse, {
    courseCode,
    title: 'データ活用入門',
    summary: '表の見方から始めます。',
    skills: ['data-use'],
    hours: 6,
    provider: '人事課',
    reportRequired,
    ...(enrolmentMode ? { enrolmentMode } : {}),
    ...(eligibility ? { eligibility } : {}),
  })
  const session = sessionOf(seats, more)
  const { courseSessionId } = await town.as(town.hayashi).ask(training.saveSession, { courseId, ...session })
  return { courseId, courseCode, courseSessionId, session }
}

/** What HR says of a session; a day that is not said is 20 January 2027, and one may apply until the first day. */
export function sessionOf(capacity: number, { startsOn = '2027-01-20', ...more }: Wanted = {}) {
  const { endsOn = startsOn, startsAt = '09:00', endsAt = '16:00', applyBy = startsOn } = more
  return { startsOn, endsOn, startsAt, endsAt, place: '研修室1', capacity, applyBy }
}

/** Applied for and approved by the section head of the day. */
export async function approved(town: Town, person: number, courseSessionId: number, head: number) {
  const { applicationId } = await town.as(person).ask(training.apply, { courseSessionId })
  await town.as(head).ask(training.approve, { applicationId })
  return applicationId
}

/** Sessions whose count of seats is not what their applications say (INV-T2). */
export const recountSeats = (town: Town) =>
  town.sql<{ wrong: number }>(
    `select count(*)::int as wrong from course_session s where seats_taken <> (select count(*) from application a
      where a.course_session_id = s.course_session_id and a.state = any($1))`,
    [seatStates],
  )

/** Applied for, approved, selected and ordered. */
export async function ordered(town: Town, person: number, courseSessionId: number, head: number) {
  const applicationId = await approved(town, person, courseSessionId, head)
  const choice = { courseSessionId, applicationIds: [applicationId], alsoOrder: true }
  await town.as(town.hayashi).ask(training.select, choice)
  return applicationId
}
