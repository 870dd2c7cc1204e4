import type { Operation } from '#platform/contract/contract.ts'
import { addDays } from '#platform/time/dates.ts'
import type { history } from '#rooms/training/attendance/history.contract.ts'
import { type Applicant, unmet } from '#rooms/training/catalogue/rules.ts'
import { holdsSeat, type State } from '#rooms/training/rules.ts'
import { overlap } from '#rooms/training/sessions/rules.ts'
import type { CourseRow, SessionRow } from './generate-courses.ts'
import type { Member, Roster } from './generate-roster.ts'

type HistoryOf<Op extends Operation> = Required<Op['input']['_zod']['input']>
type History = HistoryOf<typeof history.importTrainingHistory>
export type PastApplication = History['applications'][number]
export type PastRecommendation = History['recommendations'][number]

/** Everything about an application but who and where. */
export type Story = Omit<PastApplication, 'staffNumber' | 'courseCode' | 'startsOn' | 'startsAt'>

export interface Entry {
  readonly member: Member
  readonly session: SessionRow
  readonly course: CourseRow
  readonly application: PastApplication
}

/**
 * The applications told so far. It refuses what could not have been: two sessions at once, a course twice, a session that is
 * full, someone who was away or whom the course is not for (INV-T2, T4, T5).
 */
export class Book {
  readonly entries: Entry[] = []
  readonly recommendations: PastRecommendation[] = []
  readonly roster: Roster
  readonly #ranks: ReadonlyMap<string, number>
  readonly #courses: ReadonlyMap<string, CourseRow>
  readonly #seats = new Map<string, number>()
  readonly #sessionsOf = new Map<string, SessionRow[]>()
  readonly #taken = new Set<string>()
  readonly #recommended = new Set<string>()
  readonly #noticed = new Map<string, string>()

  constructor(roster: Roster, courses: readonly CourseRow[], ranks: ReadonlyMap<string, number>) {
    this.roster = roster
    this.#courses = new Map(courses.map((course) => [course.courseCode, course]))
    this.#ranks = ranks
  }

  courseOf({ courseCode }: Pick<SessionRow, 'courseCode'>): CourseRow {
    const course = this.#courses.get(courseCode)
    if (!course) throw new RangeError(`No course ${courseCode}`)
    return course
  }

  seatsLeft(session: SessionRow): number {
    return session.capacity - (this.#seats.get(session.sessionCode) ?? 0)
  }

  mayTake(member: Member, session: SessionRow): boolean {
    const { roster } = this
    if (this.#taken.has(`${member.staffNumber} ${session.courseCode}`)) return false
    if (!roster.isPresent(member, session.startsOn) || !roster.isPresent(member, session.endsOn)) return false
    if (this.#noticedFrom(session) < member.from) return false
    if (this.#sessionsOfMember(member).some((other) => overlap(other, session))) return false
    return this.isFor(member, this.courseOf(session), session.startsOn)
  }

  isFor(member: Member, { eligibility }: Pick<CourseRow, 'eligibility'>, day: string): boolean {
    const rank = this.#ranks.get(this.roster.postOn(member, day)?.grade ?? '') ?? null
    const applicant: Applicant = { rank, occupation: '', employmentCategory: '', completed: [], levels: {} }
    return unmet(eligibility, applicant).length === 0
  }

  add(member: Member, session: SessionRow, story: Story): Entry {
    const { courseCode, startsOn, startsAt, sessionCode } = session
    const application = { staffNumber: member.staffNumber, courseCode, startsOn, startsAt, ...story }
    const entry = { member, session, course: this.courseOf(session), application }
    if (holdsSeat(story.state as State)) {
      if (this.seatsLeft(session) <= 0) throw new RangeError(`${sessionCode} is full`)
      this.#seats.set(sessionCode, session.capacity - this.seatsLeft(session) + 1)
    }
    this.#sessionsOf.set(member.staffNumber, [...this.#sessionsOfMember(member), session])
    this.#taken.add(`${member.staffNumber} ${courseCode}`)
    this.entries.push(entry)
    return entry
  }

  isRecommended(member: Member, { courseCode }: Pick<CourseRow, 'courseCode'>): boolean {
    return this.#recommended.has(`${member.staffNumber} ${courseCode}`)
  }

  hasTaken(member: Member, { courseCode }: Pick<CourseRow, 'courseCode'>): boolean {
    return this.#taken.has(`${member.staffNumber} ${courseCode}`)
  }

  recommend(recommendation: PastRecommendation): void {
    this.#recommended.add(`${recommendation.staffNumber} ${recommendation.courseCode}`)
    this.recommendations.push(recommendation)
  }

  /** Whoever has come within the last two months had no time to apply. One day is asked for thousands of people. */
  #noticedFrom({ startsOn }: SessionRow): string {
    const known = this.#noticed.get(startsOn) ?? addDays(startsOn, -60)
    this.#noticed.set(startsOn, known)
    return known
  }

  #sessionsOfMember(member: Member): readonly SessionRow[] {
    return this.#sessionsOf.get(member.staffNumber) ?? []
  }
}
