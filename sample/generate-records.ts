/**
 * What has happened in the invented ward within three fiscal years up to a day: sessions, applications, recommendations and evidence
 * of skills. The same for the same ward, policy, day and seed. Nothing that is over lies after the day.
 *
 *   sessions (ordinary ones, and some around the day) → stories of the personas → every session is filled → recommendations → skills
 */
import { daysBetween, fiscalYearOf } from '#platform/time/dates.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { floorOf, ladder, skillsOf } from '#rooms/policy/rules.ts'
import type { catalogue } from '#rooms/training/catalogue/contract.ts'
import { personas, type Ward } from './generate.ts'
import { fillSession } from './generate-applications.ts'
import { Book, type PastApplication, type PastRecommendation } from './generate-book.ts'
import {
  type CourseRow,
  generateCourses,
  generateNearSessions,
  generateSessions,
  type SessionRow,
} from './generate-courses.ts'
import { Random } from './generate-random.ts'
import { generateRecommendations } from './generate-recommendations.ts'
import { type Member, Roster } from './generate-roster.ts'
import { type Evidence, generateEvidence } from './generate-skills.ts'
import { nearSessions, satosEvidence, tellStories } from './generate-stories.ts'

/** What may be left out is left out: a field that sessions gain is no matter of the sample. */
type SaidCourse = (typeof catalogue.importCourses)['input']['_zod']['input']['courses'][number]
type CourseWithSessions = SaidCourse & { sessions: NonNullable<SaidCourse['sessions']> }

export interface Records {
  readonly courses: CourseWithSessions[]
  readonly applications: PastApplication[]
  readonly recommendations: PastRecommendation[]
  readonly evidence: Evidence[]
}

export interface RecordsOptions {
  readonly ward: Ward
  readonly document: PolicyWith<'pyramid'>
  readonly asOf: string
  readonly seed: number
}

/** Seats that a person takes in a year, on average. */
const SEATS_A_YEAR = 1.2
/** Recommendations in a year for each person. */
const RECOMMENDATIONS_A_YEAR = 600 / 2_800
/** A ward of so many people holds every session; a smaller one some of them. */
const WHOLE_PROGRAMME = 1_500

export function generateRecords({ ward, document, asOf, seed }: RecordsOptions): Records {
  const year = fiscalYearOf(asOf)
  const random = new Random(seed + 7)
  const roster = new Roster(ward)
  const staff = roster.members.filter((member) => roster.isPresent(member, asOf)).length
  const courses = generateCourses(skillsOf(document))
  const sessions = sessionsAround({ asOf, year, seed, staff }, courses, random)
  const book = new Book(roster, courses, new Map(ladder(document).map(({ id, rank }) => [id, rank])))
  tellStories(book, titled(sessions, courses), { asOf, year, random })
  const capacity = sessions.reduce((sum, session) => sum + session.capacity, 0) / 3
  const fill = Math.min(0.9, (staff * SEATS_A_YEAR) / capacity)
  const seatsLeft = new Map(
    sessions.flatMap(({ sessionCode }) => {
      const left = nearSessions[Number(sessionCode.split('-N')[1] ?? 0) - 1]?.seatsLeft
      return left === undefined ? [] : [[sessionCode, left] as const]
    }),
  )
  for (const session of sessions) fillSession(session, { book, asOf, year, random, fill, seatsLeft })
  const never = neverRecommended(roster, asOf, random)
  const perYear = staff * RECOMMENDATIONS_A_YEAR
  generateRecommendations({ book, courses, asOf, year, random, perYear, never })
  const told = { asOf, year, random }
  const except = new Set([satosNumber])
  return {
    courses: courses.map((course) => withSessions(course, sessions, year)),
    applications: book.entries.map(({ application }) => application),
    recommendations: book.recommendations,
    evidence: [
      ...generateEvidence({ roster, document, except, learnedOn: learnedOn(book, document), ...told }),
      ...satosEvidence(roster, document, told),
      ...completions(book),
    ],
  }
}

const satosNumber = personas.find(({ persona }) => persona === 'staff')!.staffNumber

function sessionsAround(
  { asOf, year, seed, staff }: { asOf: string; year: number; seed: number; staff: number },
  courses: readonly CourseRow[],
  random: Random,
): SessionRow[] {
  const near = generateNearSessions(nearSessions, asOf, random)
  const keep = Math.min(1, staff / WHOLE_PROGRAMME)
  const ordinary = generateSessions(courses, { fiscalYears: [year - 2, year - 1, year], seed }).filter((session) => {
    const besides = near.filter(({ courseCode }) => courseCode === session.courseCode)
    return random.chance(keep) && besides.every((one) => Math.abs(daysBetween(one.startsOn, session.startsOn)) > 12)
  })
  const all = new Map([...ordinary, ...near].map((one) => [`${one.courseCode} ${one.startsOn} ${one.startsAt}`, one]))
  return [...all.values()].sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))
}

function titled(sessions: readonly SessionRow[], courses: readonly CourseRow[]) {
  const titles = new Map(courses.map(({ courseCode, title }) => [courseCode, title]))
  return sessions.map((session) => ({ ...session, title: titles.get(session.courseCode) ?? '' }))
}

/** Half of the section head's own people: whom to recommend something to first (M7). */
function neverRecommended(roster: Roster, asOf: string, random: Random): Set<Member> {
  const home = roster.postOn(roster.member(satosNumber), asOf)?.sectionCode ?? ''
  const team = roster.inSection(home, asOf).filter(({ staffNumber }) => staffNumber !== satosNumber)
  return new Set(team.filter(() => random.chance(0.5)))
}

function learnedOn({ entries }: Book, document: PolicyWith<'pyramid'>): Map<string, string> {
  const floor = new Set(floorOf(document).map(({ id }) => id))
  const days = new Map<string, string>()
  for (const { member, session, course, application } of entries) {
    if (application.state !== 'completed' || !course.skills.some((skill) => floor.has(skill))) continue
    const known = days.get(member.staffNumber)
    if (known === undefined || session.endsOn < known) days.set(member.staffNumber, session.endsOn)
  }
  return days
}

/** What a completion leaves in the record of skills: a fact, never a level (INV-P6). */
function completions({ entries }: Book): Evidence[] {
  return entries
    .filter(({ application }) => application.state === 'completed')
    .flatMap(({ member, session, course }) =>
      course.skills.map(
        (skill): Evidence => ({
          staffNumber: member.staffNumber,
          skill,
          kind: 'completion',
          level: null,
          asOf: session.endsOn,
          source: `${course.title} (${session.startsOn})`,
        }),
      ),
    )
}

function withSessions(course: CourseRow, sessions: readonly SessionRow[], year: number): CourseWithSessions {
  const { isSample: _, skills, ...facts } = course
  return {
    ...facts,
    skills: [...skills],
    validFrom: `${year - 2}-04-01`,
    sessions: sessions
      .filter(({ courseCode }) => courseCode === course.courseCode)
      .map(({ courseCode: _code, sessionCode: _session, isSample: _sample, ...session }) => session),
  }
}
