/**
 * What kept people from learning: the steps by which applications were stopped, what section heads said against schedules, and wishes that a schedule did not meet. Each is of the
 * day on which it happened, and of the section that its person had then.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type SumsOf, unstamped } from '#platform/measure/counting.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { lastSectionOf } from '#rooms/people/relations.service.ts'
import { countedBySection, partsOfSections } from '#rooms/people/section-parts.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import {
  type Barrier,
  barriers,
  isStaffing,
  type Stop,
  staffingBarriers,
  stoppingStates,
  stops,
} from '../barrier.rules.ts'
import type { ledger } from './contract.ts'
import { hiddenOf, isFew, type Row } from './few.rules.ts'

type Shown = Answer<typeof ledger.showBarriers>

const MOST_COURSES = 20
const BY_STAFFING = oneOf('e.barrier', staffingBarriers)

export async function showBarriers(
  ctx: Ctx<typeof ledger.showBarriers>,
  { fiscalYear = fiscalYearOf(ctx.today), within: section }: Input<typeof ledger.showBarriers>,
): Promise<Shown> {
  const { from, to } = fiscalYearRange(fiscalYear)
  const last = addDays(to, -1)
  const asOf = last < ctx.today ? last : ctx.today
  const isOfRecords = ctx.actsAs === 'hr' || ctx.actsAs === 'command'
  const [told, years, parts] = await Promise.all([
    isOfRecords ? allOf(ctx, from, to, asOf) : enoughOf(ctx, from, to, asOf),
    yearsKnown(ctx),
    countedBySection(ctx, peopleBySection(from, to), { asOf }).then((counted) =>
      partsOfSections(ctx, counted, { asOf, within: section, threshold: THRESHOLD }),
    ),
  ])
  return {
    ...{ fiscalYear, from, asOf, years, ...told },
    threshold: THRESHOLD,
    within: parts.path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    sections: parts.rows.map(({ sectionCode, name, holds, isOpen, tallies: [people = 0, byStaffing = 0] }) => ({
      ...{ sectionCode, name, holds, isOpen, people, byStaffing },
    })),
  }
}

type ToldOf = Pick<Shown, 'total' | 'byStaffing' | 'reasons' | 'months' | 'courses'>

/** For who opens the records: every number. */
async function allOf(ctx: Ctx, from: string, to: string, asOf: string): Promise<ToldOf> {
  const [counts, courses] = await Promise.all([countedIn(ctx, from, to), coursesIn(ctx, from, to)])
  const staffing = counts.filter(({ barrier }) => isStaffing(barrier))
  return {
    total: sum(counts),
    byStaffing: sum(staffing),
    reasons: barriers.flatMap((barrier) => {
      const rows = counts.filter((row) => row.barrier === barrier)
      const ofEach = stops.map((stop) => ({ stop, total: sum(rows.filter((row) => row.stop === stop)) }))
      return rows.length === 0 ? [] : [{ barrier, total: sum(rows), stops: ofEach.filter(({ total }) => total > 0) }]
    }),
    months: monthsOf(from, asOf).map((month) => ({
      month,
      total: sum(counts.filter((row) => row.month === month)),
      byStaffing: sum(staffing.filter((row) => row.month === month)),
    })),
    courses,
  }
}

/** For everybody else: nothing of fewer than five people. */
async function enoughOf(ctx: Ctx, from: string, to: string, asOf: string): Promise<ToldOf> {
  const rows = await withPeople(ctx, from, to)
  const [reasons, months, courses] = (['barrier', 'month', 'course'] as const).map((by) =>
    rows.filter((row) => row.by === by),
  ) as [WithPeople[], WithPeople[], WithPeople[]]
  const isToldOf = (some: readonly WithPeople[]) => !isFew(some.flatMap(({ people }) => people))
  const hiddenReasons = hiddenOf(reasons)
  const unsaid = reasons.filter(({ key }) => hiddenReasons.has(key))
  const [staffing, others] = [unsaid.filter(byStaffing), unsaid.filter((row) => !byStaffing(row))]
  const hiddenMonths = hiddenOf(months)
  // Beyond the first twenty, and what was of no course, is what is left of the whole.
  const most = courses.filter(({ title }) => title !== null).toSorted((a, b) => b.total - a.total)
  const rest = new Set([...most.slice(MOST_COURSES), ...courses.filter(({ title }) => title === null)])
  const hiddenCourses = hiddenOf([
    ...most.slice(0, MOST_COURSES),
    ...(rest.size > 0 ? [{ key: '', total: 0, people: [...rest].flatMap(({ people }) => people) }] : []),
  ])
  return {
    total: isToldOf(reasons) ? sum(reasons) : null,
    byStaffing: isToldOf(reasons) && isToldOf(staffing) && isToldOf(others) ? sum(reasons.filter(byStaffing)) : null,
    reasons: barriers.flatMap((barrier) => {
      const row = reasons.find(({ key }) => key === barrier)
      return row ? [{ barrier, total: hiddenReasons.has(barrier) ? null : row.total, stops: [] }] : []
    }),
    months: monthsOf(from, asOf).map((month) => ({
      month,
      total: hiddenMonths.has(month) ? null : (months.find(({ key }) => key === month)?.total ?? 0),
      byStaffing: null,
    })),
    courses: most
      .slice(0, MOST_COURSES)
      .filter(({ key }) => !hiddenCourses.has(key))
      .map(({ key, title, total }) => ({ courseId: Number(key), title: title ?? '', total, byStaffing: null })),
  }
}

interface WithPeople extends Row {
  readonly by: 'barrier' | 'month' | 'course'
  /** Of a course. */
  readonly title: string | null
}

const byStaffing = ({ key }: Row) => isStaffing(key as Barrier)
const sum = (rows: readonly { readonly total: number }[]) => rows.reduce((whole, { total }) => whole + total, 0)

/** What happened by reason, by month and by course, with five of the people each time. */
async function withPeople(ctx: Ctx, from: string, to: string): Promise<WithPeople[]> {
  const { rows } = await sql<WithPeople>`with e as materialized (${events(from, to)}),
      sums as (select case when barrier is not null then 'barrier' when month is not null then 'month' else 'course' end as by,
          coalesce(barrier, month, course_id::text, '') as key, course_id, count(*)::integer as total,
          (array_agg(distinct person))[1:${sql.lit(THRESHOLD)}] as people
        from (select to_char(e.day, 'YYYY-MM') as month, e.barrier, e.course_id, e.person from e) e
        group by grouping sets ((barrier), (month), (course_id)))
    select s.by, s.key, c.title, s.total, s.people from sums s left join course c on c.course_id = s.course_id
    order by s.by, s.key`.execute(ctx.db)
  return rows
}

export interface Hindered {
  readonly barrier: Barrier
  readonly isStaffing: boolean
  readonly total: number
}

/** Of so many records of a reason it is looked up whose they are: nobody has nearly as many. */
const LOOKED_UP = 100

/**
 * What kept people from learning in a fiscal year up to today, for the year's review: by reason, most first. What concerned fewer people than may be told
 * stands nowhere: all staff read a review (INV-S1, S3).
 */
export async function barriersOfYear(ctx: Ctx, fiscalYear: number): Promise<Hindered[]> {
  const { from, to } = fiscalYearRange(fiscalYear)
  const { rows } = await sql<{ barrier: Barrier; total: number }>`with told as materialized (
      select e.barrier, count(*)::integer as total,
        (array_agg(e.application_id) filter (where e.application_id is not null))[1:${sql.lit(LOOKED_UP)}] as applications,
        (array_agg(e.person) filter (where e.person is not null))[1:${sql.lit(LOOKED_UP)}] as people
      from (select coalesce(t.barrier, 'unsorted') as barrier, t.application_id, null::bigint as person
          from application_step t where ${stopping(from, to)}
        union all select o.barrier, null, o.made_by from schedule_objection o where ${within(OBJECTED_ON, from, to)}
        union all select u.barrier, null, u.staff_member_id from wish_unmet u where ${within(sql`u.found_on`, from, to)}) e
      group by e.barrier having count(*) >= ${THRESHOLD})
    select t.barrier, t.total from told t
    where (select count(distinct p.person) from (
        select a.staff_member_id as person from application a where a.application_id = any(t.applications)
        union all select unnest(t.people)) p) >= ${THRESHOLD}
    order by t.total desc, t.barrier`.execute(ctx.db)
  return rows.map((row) => ({ ...row, isStaffing: isStaffing(row.barrier) }))
}

/** `2026-04` … of the months from one day to another. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  for (
    let day = from;
    day <= to;
    day = addDays(`${day.slice(0, 7)}-28`, 4)
      .slice(0, 8)
      .concat('01')
  )
    months.push(day.slice(0, 7))
  return months
}

const within = (day: RawBuilder<unknown>, from: string, to: string) =>
  sql`${day} >= ${from}::date and ${day} < ${to}::date`
const OBJECTED_ON = sql`(o.made_at at time zone 'Asia/Tokyo')::date`
/** Steps `t` that stopped an application, from one day on and before another. */
const stopping = (from: string, to: string) =>
  sql`${oneOf('t.to_state', stoppingStates)} and ${within(sql`t.taken_on`, from, to)} and t.taken_back_at is null`

/** A select of what happened from one day on and before another: barrier, person, course_id, day. */
function events(from: string, to: string): RawBuilder<unknown> {
  return sql`select t.taken_on as day, coalesce(t.barrier, 'unsorted') as barrier, a.staff_member_id as person, s.course_id
    from application_step t join application a on a.application_id = t.application_id
      join course_session s on s.course_session_id = a.course_session_id
    where ${stopping(from, to)}
    union all select ${OBJECTED_ON}, o.barrier, o.made_by, null
    from schedule_objection o where ${within(OBJECTED_ON, from, to)}
    union all select u.found_on, u.barrier, u.staff_member_id, u.course_id
    from wish_unmet u where ${within(sql`u.found_on`, from, to)}`
}

interface Counted {
  readonly month: string
  readonly stop: Stop
  readonly barrier: Barrier
  readonly total: number
}

/** Of the steps alone: whose they are is not asked. */
async function countedIn(ctx: Ctx, from: string, to: string): Promise<Counted[]> {
  const { rows } =
    await sql<Counted>`select to_char(e.day, 'YYYY-MM') as month, e.stop, e.barrier, count(*)::integer as total
    from (select t.taken_on as day, t.to_state as stop, coalesce(t.barrier, 'unsorted') as barrier
        from application_step t where ${stopping(from, to)}
      union all select ${OBJECTED_ON}, 'objected', o.barrier
        from schedule_objection o where ${within(OBJECTED_ON, from, to)}
      union all select u.found_on, 'unmet', u.barrier from wish_unmet u where ${within(sql`u.found_on`, from, to)}) e
    group by 1, 2, 3`.execute(ctx.db)
  return rows
}

async function coursesIn(ctx: Ctx, from: string, to: string): Promise<Shown['courses']> {
  const { rows } = await sql<
    Shown['courses'][number]
  >`select c.course_id as "courseId", c.title, count(*)::integer as total,
      count(*) filter (where ${BY_STAFFING})::integer as "byStaffing"
    from (${events(from, to)}) e join course c on c.course_id = e.course_id
    group by c.course_id order by total desc, c.title, c.course_id limit ${MOST_COURSES}`.execute(ctx.db)
  return rows
}

/** For the head of a statement: `counted`, of each section the people whom something kept from learning, and those of them by 体制. */
function peopleBySection(from: string, to: string): SumsOf {
  return unstamped(sql`counted as materialized (with person as (
      select ${lastSectionOf(sql`e.person`, sql`e.day`)} as section_code, e.person, bool_or(${BY_STAFFING}) as by_staffing
      from (${events(from, to)}) e group by 1, 2)
    select section_code is null as is_ward, section_code, null::text as outside,
      array[count(*), count(*) filter (where by_staffing)]::integer[] as tallies
    from (select section_code, by_staffing from person where section_code is not null
      union all select null, by_staffing from person) each group by section_code)`)
}

async function yearsKnown(ctx: Ctx): Promise<Shown['years']> {
  const { rows } = await sql<{
    first: string | null
    last: string | null
  }>`select min(t.taken_on) as first, max(t.taken_on) as last
    from application_step t where ${oneOf('t.to_state', stoppingStates)}`.execute(ctx.db)
  const { first = null, last = null } = rows[0] ?? {}
  return first === null || last === null ? null : { first: fiscalYearOf(first), last: fiscalYearOf(last) }
}
