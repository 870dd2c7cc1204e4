import { addDays, compareDates, daysBetween, fiscalYearOf } from '#platform/time/dates.ts'
import type { CoverKind } from '#rooms/training/cover/rules.ts'
import { type State, steps } from '#rooms/training/rules.ts'
import type { Book, Entry, PastApplication, Story } from './generate-book.ts'
import type { SessionRow } from './generate-courses.ts'
import type { Random } from './generate-random.ts'
import type { Member } from './generate-roster.ts'
import * as words from './records-data.ts'

/*
 * Who took part in which session. Sessions that are over have come to an end for almost everyone, those of the last days wait to be
 * recorded, those of the coming weeks are applied for, approved, selected. Far sessions have nobody yet.
 */

export interface ApplicationsPlan {
  readonly book: Book
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly random: Random
  /** Share of the seats of an ordinary session that are taken. */
  readonly fill: number
  /** Sessions with a number of seats that shall be left, instead of `fill`. */
  readonly seatsLeft: ReadonlyMap<string, number>
}

/** Share of approvals with agreed cover: this fiscal year, last year, the one before. */
const covered = [0.6, 0.45, 0.34] as const
const COVER_NOT_AGREED = 0.18
/** Beside the seats: applications that ended without one. */
const WITHOUT_SEAT = 0.1

export function fillSession(session: SessionRow, plan: ApplicationsPlan): void {
  const { book, asOf, random } = plan
  const course = book.courseOf(session)
  const ahead = daysBetween(asOf, session.startsOn)
  const wanted = seatsWanted(session, ahead, plan)
  if (wanted <= 0) return
  const isOpen = course.enrolmentMode === 'openApplication'
  const without = isOpen && ahead <= 0 ? Math.round(wanted * WITHOUT_SEAT) : 0
  let [seats, others] = [0, 0]
  for (const member of candidates(session, plan)) {
    if (seats >= wanted && others >= without) break
    const state = seats < wanted ? stateOf(session, ahead, plan) : random.weighted(seatless)
    const story = isOpen ? openStory(member, session, state, plan) : nominatedStory(session, state, plan)
    if (!story) continue
    book.add(member, session, story)
    if (seats < wanted) seats += 1
    else others += 1
  }
}

/** How an application by one's own will went; undefined where nobody could have approved it. */
export function openStory(
  member: Member,
  session: SessionRow,
  state: State,
  { book, asOf, year, random }: Pick<ApplicationsPlan, 'book' | 'asOf' | 'year' | 'random'>,
): Story | undefined {
  const latest = earlier(session.applyBy, asOf)
  const appliedOn = addDays(latest, -random.between(1, 18))
  const approvedOn = earlier(addDays(appliedOn, random.between(1, 9)), earlier(asOf, addDays(session.startsOn, -3)))
  if (appliedOn < member.from) return undefined
  const head = book.roster.headOf(member, approvedOn)
  if (!head) return undefined
  const motive = random.pick(words.motives)
  const story = { state: state as Story['state'], appliedOn, motive, ...reasonFor(state, random) }
  if (state === 'submitted') return { ...story, ...coverOf(member, session, [appliedOn, asOf], 0.4, { book, random }) }
  const rate = covered[Math.min(2, Math.max(0, year - fiscalYearOf(approvedOn)))]!
  const cover = coverOf(member, session, [appliedOn, approvedOn], rate, { book, random })
  return { ...story, approvedOn, approvedBy: head.staffNumber, ...cover, ...reportFor(session, state, book, random) }
}

function nominatedStory(session: SessionRow, state: State, { book, asOf, random }: ApplicationsPlan): Story {
  const ordered = addDays(session.startsOn, -random.between(20, 45))
  const appliedOn = earlier(ordered, asOf)
  const report = reportFor(session, state, book, random)
  return { state: state as Story['state'], appliedOn, nominated: true, ...reasonFor(state, random), ...report }
}

/** Agreed within the days given for a `rate` of them, offered but not agreed for some, otherwise none. */
function coverOf(
  member: Member,
  session: SessionRow,
  [from, to]: readonly [string, string],
  rate: number,
  { book, random }: Pick<ApplicationsPlan, 'book' | 'random'>,
): Pick<PastApplication, 'cover'> {
  const place = random.next()
  if (place >= rate + COVER_NOT_AGREED) return {}
  const code = book.roster.postOn(member, from)?.sectionCode ?? ''
  const others = book.roster.inSection(code, from).filter((one) => one !== member && book.roster.isPresent(one, to))
  const wished: CoverKind = session.place === 'オンライン' ? 'onlineOrRecorded' : random.weighted(coverKinds)
  const kind = wished === 'substitute' && others.length === 0 ? 'shiftSwap' : wished
  const agreedOn = addDays(from, random.between(0, daysBetween(from, to) + 1))
  return {
    cover: {
      kind,
      duty: random.pick(words.coverDuties),
      ...(kind === 'substitute' ? { substitute: random.pick(others).staffNumber } : {}),
      ...(place < rate ? { agreedOn } : {}),
    },
  }
}

/** People who may take the session, in an order by chance. */
function* candidates(session: SessionRow, { book, random }: ApplicationsPlan): Generator<Member> {
  const { members } = book.roster
  const start = random.between(0, members.length)
  // A stride without a common divisor walks through everybody once.
  const stride = strideFor(members.length, random)
  for (let n = 0; n < members.length; n += 1) {
    const member = members[(start + n * stride) % members.length]!
    if (book.mayTake(member, session)) yield member
  }
}

function strideFor(count: number, random: Random): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
  let stride = random.between(1, Math.max(2, count))
  while (gcd(stride, count) !== 1) stride += 1
  return stride
}

function seatsWanted(session: SessionRow, ahead: number, { book, fill, seatsLeft, random }: ApplicationsPlan): number {
  const left = seatsLeft.get(session.sessionCode)
  const free = book.seatsLeft(session)
  if (left !== undefined) return Math.max(0, free - left)
  const share = ahead <= 14 ? 1 : ahead <= 75 ? 0.6 * (1 - (ahead - 14) / 75) : 0
  return Math.min(free, Math.round(session.capacity * fill * share * (0.7 + random.next() * 0.6)))
}

function stateOf(session: SessionRow, ahead: number, { book, asOf, random, seatsLeft }: ApplicationsPlan): State {
  const { reportRequired, enrolmentMode } = book.courseOf(session)
  const since = daysBetween(session.endsOn, asOf)
  if (since <= 0) {
    if (enrolmentMode === 'nominated') return 'ordered'
    if (seatsLeft.has(session.sessionCode)) return random.weighted(selected)
    return random.weighted(ahead <= 14 ? aboutToBegin : applied)
  }
  if (since <= 6) return 'ordered'
  if (reportRequired && since <= 30) return random.weighted(reporting)
  return random.weighted(over)
}

function reasonFor(state: State, random: Random): Partial<words.Why> {
  const needed = Object.values(steps).some((step) => step.to === state && 'needsReason' in step)
  if (!needed) return {}
  const pools: Partial<Record<State, readonly words.Why[]>> = {
    absent: words.absenceReasons,
    withdrawn: words.withdrawReasons,
    rejected: words.rejectReasons,
    returned: words.returnReasons,
    cancelled: words.cancelReasons,
  }
  return random.pick(pools[state] ?? words.withdrawReasons)
}

function reportFor(session: SessionRow, state: State, book: Book, random: Random): { report?: string } {
  const isIn = state === 'completed' || state === 'report_submitted'
  return isIn && book.courseOf(session).reportRequired ? { report: random.pick(words.reports) } : {}
}

const over = [
  ['completed', 91],
  ['absent', 5],
  ['not_completed', 4],
] as const satisfies Shares
const reporting = [
  ['report_due', 60],
  ['report_submitted', 30],
  ['completed', 10],
] as const satisfies Shares
const seatless = [
  ['withdrawn', 4],
  ['not_selected', 3],
  ['rejected', 2],
  ['cancelled', 1],
] as const satisfies Shares
const aboutToBegin = [
  ['ordered', 85],
  ['hr_selected', 15],
] as const satisfies Shares
const applied = [
  ['submitted', 35],
  ['section_head_approved', 35],
  ['hr_selected', 24],
  ['returned', 6],
] as const satisfies Shares
const selected = [
  ['hr_selected', 40],
  ['ordered', 60],
] as const satisfies Shares
type Shares = readonly (readonly [State, number])[]

const coverKinds = [
  ['substitute', 58],
  ['shiftSwap', 22],
  ['reducedCounter', 8],
  ['splitDates', 6],
  ['notNeeded', 6],
] as const satisfies readonly (readonly [CoverKind, number])[]

function earlier(a: string, b: string): string {
  return compareDates(a, b) < 0 ? a : b
}

/** Whether it was approved by a section head, and is told to have held or to hold a seat. */
export function wasOrdered({ application: { state, nominated } }: Entry): boolean {
  return !nominated && (state === 'completed' || state === 'absent' || state === 'not_completed')
}
