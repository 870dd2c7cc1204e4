/** Sessions many at once: planned, read from a file, made all or none, taken away while nobody needs them, and how many seats are still needed. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { problemTold } from '#platform/files/problem.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { isOfficeDay } from '#platform/time/holidays.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { READ_FROM_RECORD, RECORD, SESSION_TIMES, WRITTEN } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { openRoundsWith } from '../rounds/owing.service.ts'
import { courseByCode, wantedIn, withoutSeat } from '../scheduling/exporting.service.ts'
import { sessionFields } from '../shape.rules.ts'
import { lockSessions } from '../steps.service.ts'
import type { planning } from './contract.ts'
import { sessionColumns } from './file.rules.ts'
import { planningMessages } from './messages.ts'
import {
  APPLY_DAYS,
  type KnownCourse,
  type Line,
  type LookedAt,
  linesOf,
  lookedThrough,
  MOST_LINES,
  plain,
  type Standing,
  timeIn,
} from './rules.ts'

const SHOWN = 200
const isShut = (day: string) => !isOfficeDay(day)

export async function planSessions(ctx: Ctx<typeof planning.planSessions>, plan: Input<typeof planning.planSessions>) {
  const { from, to, hours } = plan
  ctx.must(from <= to && hours.every(({ startsAt, endsAt }) => startsAt < endsAt), 'ends_before_start')
  ctx.must(to > ctx.today, 'days_past')
  const planned = linesOf(plan, { today: ctx.today, isShut })
  mustBeFew(ctx, planned.lines.length)
  ctx.about([], { detail: { course: plan.course, from, to, lines: planned.lines.length } })
  return planned
}

type Read = Answer<typeof planning.readSessions>

export async function readSessions(
  ctx: Ctx<typeof planning.readSessions>,
  { file, course }: Input<typeof planning.readSessions>,
): Promise<Read> {
  const bytes = new Uint8Array(Buffer.from(file.base64, 'base64'))
  const table = await readTableApart(bytes, sessionColumns, { file: file.name, most: SHOWN })
  mustBeFew(ctx, table.rows.length)
  const faults = table.problems.map((problem) => problemTold(problem, ctx.language))
  const courseOf = await coursesNamed(ctx)
  let problemCount = table.problemCount
  const lines = table.rows.flatMap((row): Line[] => {
    const fault = (column: string, value: string, key: keyof (typeof planningMessages)['ja']) => {
      problemCount++
      faults.push({ line: row.line, column, value, reason: ctx.t(planningMessages, key) })
    }
    const [startsAt, endsAt] = [timeIn(row.startsAt), timeIn(row.endsAt)]
    const named = row.course ?? course
    if (named === undefined) fault('研修', '', 'line_fault.course_missing')
    if (startsAt === undefined) fault('開始', row.startsAt, 'line_fault.time')
    if (endsAt === undefined) fault('終了', row.endsAt, 'line_fault.time')
    const hasSeats = row.capacity >= 1 && row.capacity <= sessionFields.capacity.most
    if (!hasSeats) fault('定員', String(row.capacity), 'line_fault.seats')
    if (named === undefined || startsAt === undefined || endsAt === undefined || !hasSeats) return []
    const { startsOn, endsOn = startsOn, place, capacity, applyBy = applyByOf(ctx, startsOn) } = row
    return [
      { course: courseOf(named)?.courseCode ?? named, startsOn, endsOn, startsAt, endsAt, place, capacity, applyBy },
    ]
  })
  ctx.about([], { detail: { lines: lines.length, problemCount } })
  return { lines, problemCount, problems: faults.slice(0, SHOWN) }
}

export async function addSessions(
  ctx: Ctx<typeof planning.addSessions>,
  { lines, dryRun }: Input<typeof planning.addSessions>,
): Promise<Answer<typeof planning.addSessions>> {
  // Of two who make the same at once the second finds what the first has made.
  if (!dryRun) await oneAtATime('sessions').execute(ctx.db)
  const looked = await lookedAt(ctx, lines)
  const faulty = looked.filter(({ faults }) => faults.length > 0).length
  const say = (because: string) =>
    ctx.t(planningMessages, `line_fault.${because}` as keyof (typeof planningMessages)['ja'])
  if (!dryRun && faulty > 0) {
    throw ctx.refusal(
      'sessions_faulty',
      { n: faulty },
      looked.flatMap(({ faults }, at) =>
        faults.map(({ field, because }) => ({ path: `lines[${at}].${field}`, reason: say(because) })),
      ),
    )
  }
  const wanted = lines.filter((_, at) => !looked[at]!.isKnown && looked[at]!.faults.length === 0)
  const courseSessionIds = dryRun ? [] : await insert(ctx, lines, looked)
  ctx.about([], { detail: { dryRun, added: courseSessionIds.length, lines: lines.length } })
  return {
    added: dryRun ? wanted.length : courseSessionIds.length,
    courseSessionIds,
    lines: looked.map(({ course, isKnown, faults, notes }) => ({
      courseCode: course?.courseCode ?? null,
      isKnown,
      faults: faults.map(({ field, because }) => ({ field, reason: say(because) })),
      notes: notes.map(({ because, values }) => ctx.t(planningMessages, `line_note.${because}`, values)),
    })),
  }
}

export async function removeSessions(
  ctx: Ctx<typeof planning.removeSessions>,
  { courseSessionIds }: Input<typeof planning.removeSessions>,
) {
  const ids = [...new Set(courseSessionIds)]
  const locked = await lockSessions(ctx, ids)
  ctx.must(locked.length === ids.length, 'no_such_session')
  // Whoever waited for the locks sees by a statement of its own what came in meanwhile.
  const { rows } = await sql<{ id: number; startsOn: string; because: 'applied' | 'drafted' | 'wished' }>`select
      s.course_session_id as id, s.starts_on as "startsOn",
      case when u.applied then 'applied' when u.drafted then 'drafted' else 'wished' end as because
    from course_session s cross join lateral (select
      exists (select from application a where a.course_session_id = s.course_session_id) as applied,
      exists (select from schedule_seat z join schedule_draft d on d.schedule_draft_id = z.schedule_draft_id
          where z.course_session_id = s.course_session_id and d.dropped_at is null)
        or exists (select from schedule_capacity v join schedule_draft d on d.schedule_draft_id = v.schedule_draft_id
          where v.course_session_id = s.course_session_id and d.dropped_at is null)
        or exists (select from schedule_hand_move h where s.course_session_id in (h.from_session_id, h.to_session_id)) as drafted,
      exists (select from wish_call w join wish_said i on i.wish_call_id = w.wish_call_id
          where w.course_id = s.course_id and w.ended_at is null and s.course_session_id = any(i.wished_sessions)) as wished) u
    where s.course_session_id = any(${ids}::bigint[]) and (u.applied or u.drafted or u.wished)
    order by s.starts_on, s.course_session_id`.execute(ctx.db)
  if (rows.length > 0) {
    throw ctx.refusal(
      'session_in_use',
      { n: rows.length },
      rows.map(({ id, startsOn, because }) => ({
        path: `courseSessionIds.${id}`,
        reason: ctx.t(planningMessages, `in_use.${because}`, { day: formatDate(startsOn, ctx.language, 'weekday') }),
      })),
    )
  }
  await countSessions(ctx, ids, -1)
  // A dropped draft gave nobody a seat; from when an empty session was moved concerns nobody.
  await sql`delete from schedule_seat where course_session_id = any(${ids}::bigint[])`.execute(ctx.db)
  await sql`delete from schedule_capacity where course_session_id = any(${ids}::bigint[])`.execute(ctx.db)
  await sql`delete from session_move where course_session_id = any(${ids}::bigint[])`.execute(ctx.db)
  await sql`delete from course_session where course_session_id = any(${ids}::bigint[])`.execute(ctx.db)
  ctx.about([], { detail: { removed: ids.length, courseSessionIds: ids } })
  return { removed: ids.length }
}

export async function showSeatsNeeded(
  ctx: Ctx<typeof planning.showSeatsNeeded>,
  { courseCode }: Input<typeof planning.showSeatsNeeded>,
) {
  const course = await courseByCode(ctx, courseCode)
  const document = await policyOn(ctx)
  const wanted = document && (await wantedIn(ctx, document, course))
  const needed = wanted ? (await withoutSeat(ctx, wanted, courseCode)).length : null
  const { rows } = await sql<{ free: number; sessions: number }>`select
      coalesce(sum(s.capacity - s.seats_taken), 0)::integer as free, count(*)::integer as sessions
    from course_session s where s.course_id = ${course.courseId} and s.cancelled_on is null and s.starts_on > ${ctx.today}::date`.execute(
    ctx.db,
  )
  const open = await openRoundsWith(ctx, course.courseId)
  return { needed, ...rows[0]!, rounds: open.map(({ roundId, name }) => ({ roundId, name })) }
}

function mustBeFew(ctx: Ctx<'too_many_sessions'>, n: number): void {
  ctx.must(n <= MOST_LINES, 'too_many_sessions', { n, most: MOST_LINES })
}

function applyByOf(ctx: Ctx, startsOn: string): string {
  const last = addDays(startsOn, -APPLY_DAYS)
  if (last >= ctx.today) return last
  return startsOn < ctx.today ? startsOn : ctx.today
}

/** A course by its code, or by its title; of two courses of one title neither is meant. */
async function coursesNamed(ctx: Ctx): Promise<(named: string) => KnownCourse | undefined> {
  const { rows } = await sql<KnownCourse>`select c.course_id as "courseId", c.course_code as "courseCode", c.title,
    c.valid_to as "validTo" from course c order by c.course_id`.execute(ctx.db)
  const byCode = new Map(rows.map((course) => [course.courseCode, course]))
  const byTitle = Map.groupBy(rows, ({ title }) => plain(title))
  return (named) => {
    const titled = byTitle.get(plain(named)) ?? []
    return byCode.get(named) ?? (titled.length === 1 ? titled[0] : undefined)
  }
}

/** Each line held against the courses and sessions of this moment. */
async function lookedAt(ctx: Ctx, lines: readonly Line[]): Promise<LookedAt[]> {
  const courseOf = await coursesNamed(ctx)
  const days = lines.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]).sort()
  const { rows: standing } = await sql<Standing>`select s.course_id as "courseId", c.title, s.place, ${SESSION_TIMES}
    from course_session s join course c on c.course_id = s.course_id
    where s.cancelled_on is null and s.starts_on <= ${days.at(-1)!}::date and s.ends_on >= ${days[0]!}::date`.execute(
    ctx.db,
  )
  return lookedThrough(lines, { courseOf, standing, today: ctx.today, isShut })
}

async function insert(ctx: Ctx, lines: readonly Line[], looked: readonly LookedAt[]): Promise<number[]> {
  const wanted = lines.flatMap(({ course: _, ...line }, at) => {
    const { course, isKnown } = looked[at]!
    return isKnown ? [] : [{ ...line, at, courseId: course!.courseId }]
  })
  if (wanted.length === 0) return []
  const { rows } = await sql<{ id: number }>`insert into course_session (course_id, ${WRITTEN})
    select r."courseId", ${READ_FROM_RECORD}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r(at integer, "courseId" bigint, ${RECORD})
    order by r.at returning course_session_id as id`.execute(ctx.db)
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b)
  await countSessions(ctx, ids, 1)
  return ids
}
