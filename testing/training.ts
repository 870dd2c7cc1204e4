/** What the stories of training begin with: a course with a session, and an application that was approved. */
import { training } from '#rooms/training/contract.ts'
import { seatStates } from '#rooms/training/rules.ts'
import type { Town } from './town.ts'

/** A data course on 20 January 2027 with this many seats, made by HR. */
export async function dataCourse(town: Town, seats = 2, more: { reportRequired?: boolean; startsOn?: string } = {}) {
  const { courseId } = await town.as(town.hayashi).ask(training.saveCourse, {
    courseCode: `D${seats}${more.startsOn ?? ''}${more.reportRequired ?? ''}`,
    title: 'データ活用入門',
    summary: '表の見方から始めます。',
    skills: ['data-use'],
    hours: 6,
    provider: '人事課',
    reportRequired: more.reportRequired ?? false,
  })
  const startsOn = more.startsOn ?? '2027-01-20'
  const { courseSessionId } = await town.as(town.hayashi).ask(training.saveSession, {
    courseId,
    startsOn,
    endsOn: startsOn,
    startsAt: '09:00',
    endsAt: '16:00',
    place: '研修室1',
    capacity: seats,
    applyBy: startsOn,
  })
  return { courseId, courseSessionId }
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
