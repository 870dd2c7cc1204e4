/** The problem of a course, for whoever searches for a schedule: every rule of the counters comes with it. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { levelsAtFloor } from '#rooms/literacy/floor.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { populationOn } from '#rooms/skills/population.service.ts'
import type { Eligibility } from '../catalogue/rules.ts'
import { eligibleAmong } from '../catalogue/service.ts'
import { owingOf } from '../rounds/owing.service.ts'
import { tables } from '../shape.service.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen } from '../staffing/records.service.ts'
import type { scheduling } from './contract.ts'
import { byTime, type Opening, thenOf, withMore } from './opening.service.ts'
import { type Problem, problemFrom } from './problem.service.ts'
import { EVERYBODY, narrowed } from './who.service.ts'
import { wishesFor } from './wishes.service.ts'
import { cannotIn } from './wishing.rules.ts'

type Asked = Input<typeof scheduling.exportSchedule>

export interface Course {
  readonly courseId: number
  readonly title: string
  readonly skills: readonly string[]
  readonly eligibility: Eligibility
}

export async function exportSchedule(
  ctx: Ctx<typeof scheduling.exportSchedule>,
  asked: Input<typeof scheduling.exportSchedule>,
): Promise<Problem> {
  return problemWith(ctx, asked, { sessions: [], more: new Map() })
}

/** The same with sessions that are not there yet, numbered from -1 downwards, and with seats that some would have more. */
export async function problemWith(
  ctx: Parameters<typeof toSeatIn>[0],
  asked: Asked,
  opening: Pick<Opening, 'sessions' | 'more'>,
  who = EVERYBODY,
): Promise<Problem> {
  const { courseCode } = asked
  const { sessions, wanted, needing } = await toSeatIn(ctx, asked, opening, who)
  const [{ facts, presence }, notThere, wishes] = await Promise.all([
    presenceFor(ctx, wanted, sessions),
    notThereIn(ctx, wanted, sessions),
    wishesFor(ctx, { courses: [courseCode] }),
  ])
  const problem = await problemFrom(ctx, {
    ...{ courseCode, sessions, facts, presence, notThere, needing: new Set(needing) },
    cannot: cannotIn(wishes),
    wishes: new Map(wishes.map((wish) => [wish.person, wish.sessions])),
  })
  ctx.exports(needing, 'training.schedule')
  return problem
}

/** Of a course its open sessions between two days, everybody who has it ahead, and those of them who have no seat of it. */
export async function toSeatIn(
  ctx: Ctx<
    'ends_before_start' | 'no_such_course' | 'no_policy' | 'course_without_floor' | 'nobody_to_seat' | 'no_open_session'
  >,
  { courseCode, from, to }: Asked,
  opening: Pick<Opening, 'sessions' | 'more'> = { sessions: [], more: new Map() },
  who = EVERYBODY,
) {
  ctx.must(from <= to, 'ends_before_start')
  const course = await courseByCode(ctx, courseCode)
  const wanted = await wantedFor(ctx, course, who)
  ctx.must(wanted.length > 0, 'nobody_to_seat', { course: course.title })
  const there = (await sessionsThen(ctx, { courseCode, from, to })).map((one) => withMore(one, opening.more))
  const sessions = [...there, ...thenOf(ctx, courseCode, opening.sessions)]
    .filter(({ isOpen, seatsLeft }) => isOpen && seatsLeft > 0)
    .toSorted(byTime)
  ctx.must(sessions.length > 0, 'no_open_session')
  return { course, wanted, sessions, needing: await withoutSeat(ctx, wanted, courseCode) }
}

export async function courseByCode(ctx: Ctx<'no_such_course'>, courseCode: string): Promise<Course> {
  const course = await tables(ctx)
    .selectFrom('course')
    .select(['course_id as courseId', 'title', 'skills', 'eligibility'])
    .where('course_code', '=', courseCode)
    .executeTakeFirst()
  ctx.must(course, 'no_such_course')
  return course
}

/** Of these people those who hold no seat of a course. */
export async function withoutSeat(ctx: Ctx, people: readonly number[], courseCode: string): Promise<number[]> {
  const held = await heldBy(ctx, people)
  return people.filter((id) => !(held.get(id) ?? []).some((session) => session.courseCode === courseCode))
}

/**
 * Whoever has the course ahead in an open round for it; without one, those of the policy's population who are below the floor in a skill that the
 * course serves, without any evidence too (INV-P5, P7). In either case those for whom the course is (INV-T4).
 */
export async function wantedFor(
  ctx: Ctx<'no_policy' | 'course_without_floor'>,
  course: Course,
  who = EVERYBODY,
): Promise<readonly number[]> {
  const wanted = await wantedIn(ctx, await requirePolicy(ctx), course, who.roundId)
  // A round that has ended, or does not ask for the course any more, has nobody for it.
  ctx.must(wanted || typeof who.roundId === 'number', 'course_without_floor', { course: course.title })
  return narrowed(ctx, wanted ?? [], who)
}

/**
 * The same under a policy that holds; undefined: the course is in no open round and serves no skill of the floor, or not in the round that is asked for
 * (null: no round is).
 */
export async function wantedIn(
  ctx: Ctx,
  document: PolicyDocument,
  course: Course,
  roundId?: number | null,
): Promise<number[] | undefined> {
  const { literacy } = document
  const ofRound = roundId === null ? undefined : await owingOf(ctx, course.courseId, roundId)
  if (typeof roundId === 'number' && !ofRound) return undefined
  if (ofRound) return eligibleAmong(ctx, course.eligibility, ofRound)
  const floor = floorOf(document).filter(({ records }) => course.skills.some((skill) => records.includes(skill)))
  if (floor.length === 0) return undefined
  const { rows } = await sql<{ id: number }>`select p.staff as id
    from (${populationOn(ctx.today, literacy?.population)}) p where p.outside is null order by 1`.execute(ctx.db)
  const people = await eligibleAmong(
    ctx,
    course.eligibility,
    rows.map(({ id }) => id),
  )
  const levels = await levelsAtFloor(ctx, ctx.today, floor, people)
  return people.filter((id) => floor.some(({ floorLevel }, place) => (levels.get(id)?.[place] ?? 0) < floorLevel))
}
