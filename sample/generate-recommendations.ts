import { addDays, daysBetween, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { wasOrdered } from './generate-applications.ts'
import type { Book, Entry, PastRecommendation } from './generate-book.ts'
import type { CourseRow } from './generate-courses.ts'
import type { Random } from './generate-random.ts'
import type { Member } from './generate-roster.ts'
import * as words from './records-data.ts'

export interface RecommendationsPlan {
  readonly book: Book
  readonly courses: readonly CourseRow[]
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly random: Random
  /** Recommendations in a whole year. */
  readonly perYear: number
  /** People who shall never have been recommended anything. */
  readonly never: ReadonlySet<Member>
}

/** Share that led to a course: this fiscal year, last year, the one before. */
const taken = [0.37, 0.3, 0.24] as const

/** Those that led to a course stand before applications that are told already; the others led nowhere yet. */
export function generateRecommendations(plan: RecommendationsPlan): void {
  for (const [ago, share] of taken.entries()) {
    const { from } = fiscalYearRange(plan.year - ago)
    const days = ago === 0 ? daysBetween(from, plan.asOf) : 365
    const wanted = Math.round((plan.perYear * days) / 365)
    const led = recommendTaken(plan, plan.year - ago, Math.round(wanted * share))
    recommendOthers(plan, { from, days }, wanted - led)
  }
}

function recommendTaken({ book, random, never }: RecommendationsPlan, year: number, wanted: number): number {
  const entries = random.shuffle(book.entries.filter((entry) => wasOrdered(entry) && !never.has(entry.member)))
  let count = 0
  for (const entry of entries) {
    if (count >= wanted) break
    const recommendedOn = addDays(entry.application.appliedOn, -random.between(3, 25))
    if (fiscalYearOf(recommendedOn) !== year || fiscalYearOf(entry.session.startsOn) !== year) continue
    if (!recommendBefore(entry, recommendedOn, book, random)) continue
    count += 1
  }
  return count
}

function recommendBefore(entry: Entry, recommendedOn: string, book: Book, random: Random): boolean {
  const { member, course, application } = entry
  const text = recommendation(member, course, recommendedOn, book, random)
  if (!text || book.isRecommended(member, course)) return false
  book.recommend({ ...text, answer: 'accepted', answeredOn: application.appliedOn })
  application.recommended = true
  return true
}

function recommendOthers(
  { book, courses, asOf, random, never }: RecommendationsPlan,
  { from, days }: { from: string; days: number },
  wanted: number,
): void {
  const open = courses.filter(({ enrolmentMode }) => enrolmentMode === 'openApplication')
  let count = 0
  for (let tries = 0; count < wanted && tries < wanted * 20; tries += 1) {
    const member = random.pick(book.roster.members)
    const course = random.pick(open)
    const recommendedOn = addDays(from, random.between(0, Math.max(1, days)))
    if (never.has(member) || book.hasTaken(member, course) || book.isRecommended(member, course)) continue
    const text = recommendation(member, course, recommendedOn, book, random)
    if (!text) continue
    const answer = random.weighted(answers)
    const answeredOn = addDays(recommendedOn, random.between(0, 15))
    book.recommend({ ...text, ...(answer !== 'none' && answeredOn <= asOf ? { answer, answeredOn } : {}) })
    count += 1
  }
}

const answers = [
  ['accepted', 24],
  ['later', 26],
  ['declined', 20],
  ['none', 30],
] as const

/** By the section head of the day; undefined where there is none or the course is not for the person. */
function recommendation(
  member: Member,
  course: CourseRow,
  recommendedOn: string,
  book: Book,
  random: Random,
): PastRecommendation | undefined {
  const { roster } = book
  if (!roster.isPresent(member, recommendedOn) || !book.isFor(member, course, recommendedOn)) return undefined
  const head = roster.headOf(member, recommendedOn)
  if (!head) return undefined
  return {
    staffNumber: member.staffNumber,
    courseCode: course.courseCode,
    recommendedBy: head.staffNumber,
    recommendedOn,
    reason: random.pick(words.recommendReasons),
    ...(course.skills[0] ? { targetSkill: course.skills[0] } : {}),
    ...(random.chance(0.45) ? { offeredCover: random.pick(words.offeredCovers) } : {}),
  }
}
