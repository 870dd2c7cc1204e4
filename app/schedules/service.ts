import { sql } from 'kysely'
import type { Problem, Relief } from '#engines/schedule/contract.ts'
import type { Scheduled } from '#engines/schedule/schedule.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { keepMending, mendingProblem } from '#rooms/training/scheduling/mending.service.ts'
import { mustBeHeld } from '#rooms/training/scheduling/opening.service.ts'
import { keepDraft } from '#rooms/training/scheduling/service.ts'
import { mustBeSome } from '#rooms/training/scheduling/who.service.ts'
import { courseByCode, problemWith } from '#rooms/training/service.ts'
import type { schedules } from './contract.ts'
import { schedulesMessages } from './messages.ts'
import { lookAt, stop } from './searches.service.ts'

export interface Searched {
  readonly problem: Problem
  readonly found: Scheduled
}

type Asked = Input<typeof schedules.searchSchedule>
type Found = Output<typeof schedules.searchSchedule>

/** What the records say, with whatever is to be tried. */
export async function problemOf(
  ctx: Ctx<typeof schedules.searchSchedule>,
  { courseCode, from, to, who, trials, rests }: Asked,
): Promise<Problem> {
  const { courseId, title } = await courseByCode(ctx, courseCode)
  await mustBeSome(ctx, { courseId, title }, who)
  const opening = openingIn(rests)
  await mustBeHeld(ctx, { courseId, ...opening })
  const problem = await problemWith(ctx, { courseCode, from, to }, opening, who)
  return [...coversIn(rests), ...trials].reduce<Problem>(tried, problem)
}

const coversIn = (rests: Asked['rests']) => rests.filter((one) => one.kind === 'cover')

function openingIn(rests: Asked['rests']) {
  const more = new Map<number, number>()
  for (const one of rests) if (one.kind === 'capacity') more.set(one.session, (more.get(one.session) ?? 0) + one.add)
  return {
    sessions: rests.flatMap((one) => {
      if (one.kind !== 'session') return []
      const { kind: _, ...session } = one
      return [session]
    }),
    more,
  }
}

export async function searchSchedule(
  ctx: Ctx<typeof schedules.searchSchedule>,
  { trials, courseCode, who, rests }: Asked,
  { problem, found: { report, ending } }: Searched,
): Promise<Found> {
  const { status, seats, seated, seatedBound, gap, unseated, relief } = report
  const needed = problem.staff.reduce((sum, { needs }) => sum + needs.length, 0)
  const covers = coversIn(rests).map(({ section, slot, add }) => ({ section, slot, people: add }))
  const { courseId } = await courseByCode(ctx, courseCode)
  const kept = { covers, who, opening: { courseId, ...openingIn(rests) } }
  const scheduleDraftId = trials.length === 0 && seats.length > 0 ? await keepDraft(ctx, seats, kept) : null
  ctx.about([], { detail: { courseCode, scheduleDraftId, seated, seatedBound, tried: trials.length } })
  const names = await sectionNames(ctx)
  const reasons = Map.groupBy(unseated, ({ reason }) => reason)
  return {
    ...{ scheduleDraftId, status, needed, seated, seatedBound, gap, ending },
    reasons: [...reasons]
      .map(([reason, ones]) => ({ reason, people: ones.length }))
      .toSorted((a, b) => b.people - a.people),
    binding: bindingIn(problem, report).map(({ section, slots, people }) => ({
      sectionName: names.get(section) ?? section,
      slots: slots.slice(0, MOST_SLOTS).map((slot) => inWords(ctx, slot)),
      halfDays: slots.length,
      people,
    })),
    // A session that is only tried, or that the draft would open, is not made larger: it is made with so many seats, or another one is.
    reliefs: relief
      .filter((one) => one.kind !== 'capacity' || isThere(one.session))
      .slice(0, MOST)
      .map((one) => ({
        words: reliefInWords(ctx, one, problem, names),
        gain: one.gain,
        trial: trialOf(one),
      })),
  }
}

/** As `mendingProblem` of training gives it, with what the search found. */
export interface Mended extends Searched {
  readonly seats: Awaited<ReturnType<typeof mendingProblem>>['seats']
}

export async function searchMending(
  ctx: Ctx<typeof schedules.searchMending>,
  { courseCode }: Input<typeof schedules.searchMending>,
  { seats, found: { report, ending } }: Mended,
): Promise<Output<typeof schedules.searchMending>> {
  const kept = await keepMending(ctx, seats, report.seats)
  ctx.about([], { detail: { courseCode, ...kept } })
  // Whoever stays is wished for; of those who are in service and sit somewhere, the others move.
  const fewest = report.seated - Math.floor(report.wishesBound)
  return { ...kept, fewest: Math.max(0, fewest), ending }
}

export async function showSearch(_: Ctx, { searchKey }: Input<typeof schedules.showSearch>) {
  return lookAt(searchKey)
}

export async function stopSearch(ctx: Ctx, { searchKey }: Input<typeof schedules.stopSearch>) {
  ctx.about([], { detail: { searchKey } })
  return { stopping: stop(searchKey) }
}

export { mendingProblem }

const MOST = 8
/** Half-days of a section that are named; all are counted. */
const MOST_SLOTS = 3

function tried(problem: Problem, trial: Asked['trials'][number]): Problem {
  if (trial.kind === 'capacity') {
    const more = (one: Problem['sessions'][number]) =>
      one.id === trial.session ? { ...one, capacity: one.capacity + trial.add } : one
    return { ...problem, sessions: problem.sessions.map(more) }
  }
  if (trial.kind === 'cover') {
    const lent = (one: Problem['sections'][number]) => {
      const least = one.minimum?.[trial.slot] ?? 0
      return one.id === trial.section
        ? { ...one, minimum: { ...one.minimum, [trial.slot]: Math.max(0, least - trial.add) } }
        : one
    }
    return { ...problem, sections: problem.sections.map(lent) }
  }
  const { course, slots, capacity } = trial
  const known = new Set(problem.slots.map(({ id }) => id))
  const fit = [...new Set(slots)].filter((slot) => known.has(slot))
  if (fit.length === 0) return problem
  return {
    ...problem,
    sessions: [...problem.sessions, { id: `${TRIED}${problem.sessions.length}`, course, slots: fit, capacity }],
  }
}

const TRIED = 'trial-'
const isThere = (session: string) => Number(session) > 0

function trialOf({ gain: _, ...relief }: Relief): Found['reliefs'][number]['trial'] {
  return relief
}

/** Sections whose people have no seat, with the half-days in which as many of them are in sessions as may be. */
function bindingIn(problem: Problem, { seats, unseated }: Scheduled['report']) {
  const personAt = new Map(problem.staff.map((one) => [one.id, one]))
  const slotsOf = new Map(problem.sessions.map(({ id, slots }) => [id, slots]))
  const used = new Map<string, number>()
  for (const { staff, session } of seats) {
    for (const slot of slotsOf.get(session) ?? []) {
      const key = `${personAt.get(staff)!.section} ${slot}`
      used.set(key, (used.get(key) ?? 0) + 1)
    }
  }
  const waiting = Map.groupBy(unseated, ({ staff }) => personAt.get(staff)!.section)
  const there = new Map<string, number>()
  for (const { section, away = [] } of problem.staff) {
    const gone = new Set(away)
    for (const { id } of problem.slots)
      if (!gone.has(id)) there.set(`${section} ${id}`, (there.get(`${section} ${id}`) ?? 0) + 1)
  }
  return problem.sections
    .flatMap(({ id: section, minimum = {} }) => {
      const slots = Object.entries(minimum)
        .filter(
          ([slot, least]) => (there.get(`${section} ${slot}`) ?? 0) - (used.get(`${section} ${slot}`) ?? 0) <= least,
        )
        .map(([slot]) => slot)
        .sort()
      const people = waiting.get(section)?.length ?? 0
      return people > 0 && slots.length > 0 ? [{ section, slots, people }] : []
    })
    .toSorted((a, b) => b.people - a.people)
    .slice(0, MOST)
}

function reliefInWords(ctx: Ctx, relief: Relief, { sessions }: Problem, names: ReadonlyMap<string, string>): string {
  if (relief.kind === 'cover') {
    const { section, slot, add } = relief
    return ctx.t(schedulesMessages, 'relief.cover', {
      section: names.get(section) ?? section,
      add,
      ...dayAndHalf(ctx, slot),
    })
  }
  if (relief.kind === 'session') {
    return ctx.t(schedulesMessages, 'relief.session', {
      capacity: relief.capacity,
      ...dayAndHalf(ctx, relief.slots[0] ?? ''),
    })
  }
  const session = sessions.find(({ id }) => id === relief.session)
  const when = dayAndHalf(ctx, session?.slots[0] ?? '')
  return ctx.t(schedulesMessages, 'relief.capacity', { add: relief.add, capacity: session?.capacity ?? 0, ...when })
}

/** 2026-06-01am as 令和8年6月1日(月) and 午前. */
function dayAndHalf(ctx: Ctx, slot: string) {
  const half = slot.endsWith('pm') ? 'half.pm' : 'half.am'
  return { day: formatDate(slot.slice(0, 10), ctx.language, 'weekday'), half: ctx.t(schedulesMessages, half) }
}

function inWords(ctx: Ctx, slot: string): string {
  const { day, half } = dayAndHalf(ctx, slot)
  return `${day} ${half}`
}

async function sectionNames(ctx: Ctx): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`select s.section_code as code, s.name
    from ${sectionsOn(ctx.today)} s`.execute(ctx.db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
