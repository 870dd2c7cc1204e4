/**
 * How this room counts what it offers to KPIs and indicators (measures.ts). Every quantity is one query for its records: who, counted or not, and what
 * was found; totals, sections and pages are taken from that one query, so that they cannot disagree.
 *
 * A record belongs to the primary section that its person has on the as-of day, or had last (INV-O2, O3). Which day each goes by stands in
 * days.rules.ts: sessions and what was recorded of them by their first day (INV-F2), decisions and recommendations by their own; what belongs
 * to a session that was cancelled counts nowhere (INV-T9). What was decided, answered or ordered after the as-of day is not yet known on it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { everybody } from '#platform/measure/counting.ts'
import type {
  Among,
  Days,
  MeasureDescription,
  MeasureRecord,
  Period,
  Quantity,
  RecordPage,
} from '#platform/measure/measure.ts'
import { placeIn } from '#platform/sql/place.ts'
import { followsPeople, lastSectionOf, lastSectionOfEach, peopleTurning } from '#rooms/people/relations.service.ts'

/** Columns that every quantity's query has. */
interface Found {
  id: string
  staff_member_id: number | null
  counted: boolean
  is_sample: boolean
  course: string
  day: string
  /** Kind of cover, number of sessions or place, as the quantity's sentence needs it. */
  extra: string | null
}

export interface Counted extends MeasureDescription, Pick<Quantity, 'follows' | 'turning' | 'peopleAt'> {
  /**
   * Of each record: figure_id and as_of of the day, unit (the person, or the session of nobody), id, staff_member_id, counted,
   * is_sample, course, day, extra.
   */
  readonly rows: (days: Days, among: Among) => RawBuilder<unknown>
  /** Of a mean: what is added up of each record, from its columns. */
  readonly amount?: RawBuilder<unknown>
  readonly finding: (ctx: Ctx, found: Found) => string
}

/** A record that belongs to a day from the first day counted to the as-of day. */
export const within = (column: string) => sql`${sql.ref(column)} between d.from_day and d.day`

/** Where rows of these tables change, the parts of the people may whose applications, recommendations and posts they are. */
export const ofPeople: Pick<Quantity, 'follows' | 'turning' | 'peopleAt'> = {
  // Of somebody there may be many records.
  peopleAt: 4,
  follows: {
    ...followsPeople,
    application: 'units',
    application_step: applicantsOf('application_id'),
    cover_arrangement: applicantsOf('application_id'),
    course_session: applicantsOf('course_session_id'),
    recommendation: 'units',
    recommendation_answer: (ids) =>
      sql`select distinct staff_member_id as unit from recommendation where recommendation_id = any(${ids}::bigint[])`,
  },
  // Sessions begin as the days pass, and with them counts what their people have learned.
  turning: (from, to) => sql`${peopleTurning(from, to)} union select a.staff_member_id from course_session s
    join application a on a.course_session_id = s.course_session_id
    where s.starts_on > ${from}::date and s.starts_on <= ${to}::date`,
}

export const ofSessions: Pick<Quantity, 'follows' | 'turning'> = {
  follows: { course_session: 'units' },
  turning: (from, to) => sql`select course_session_id as unit from course_session
    where starts_on > ${from}::date and starts_on <= ${to}::date`,
}

function applicantsOf(key: 'application_id' | 'course_session_id') {
  return (ids: readonly number[]) =>
    sql`select distinct staff_member_id as unit from application where ${sql.ref(key)} = any(${ids}::bigint[])`
}

/** The statement that counts everybody is that of the records, taken together for each person, or session of nobody. */
export function partsOf({ rows, amount }: Counted, days: Days, among: Among): RawBuilder<unknown> {
  const counted = amount ? sql`sum(${amount})` : sql`count(*) filter (where f.counted)`
  const { joined, section } = lastSectionOfEach(sql`g.staff_member_id`, sql`g.as_of`)
  return sql`select g.figure_id, g.unit, ${section} as section_code, null::text as outside, g.tallies from (
      select f.figure_id, f.as_of, f.unit, f.staff_member_id, array[count(*), ${counted},
        count(*) filter (where f.is_sample), 1]::integer[] as tallies
      from (${rows(days, among)}) f group by f.figure_id, f.as_of, f.unit, f.staff_member_id) g
    ${joined}`
}

export async function recordsOf(
  ctx: Ctx,
  { rows: rowsOf, finding }: Counted,
  period: Period,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; records: MeasureRecord[]; next: string | null }> {
  const days = sql`(select 0 as figure_id, ${period.asOf}::date as day, ${period.from}::date as from_day)`
  const [day = '9999-12-31', id = ''] = after === undefined ? [] : placeIn(after, PLACE)
  // Where somebody was is looked up only for whoever asks for one section.
  const ofSection =
    sectionCode === undefined
      ? sql``
      : sql`join lateral ${lastSectionOf(sql`f.staff_member_id`, sql`f.as_of`)} p on p.section_code = ${sectionCode}`
  const { rows } = await sql<
    Found & { total: number }
  >`select id, staff_member_id, counted, is_sample, course, day, extra, total from (
      select f.*, count(*) over () as total from (${rowsOf(days, everybody)}) f ${ofSection}) listed
    where day < ${day}::date or (day = ${day}::date and id > ${id}) order by day desc, id limit ${limit}`.execute(
    ctx.db,
  )
  const last = rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    records: rows.map((found) => ({
      id: found.id,
      staffMemberId: found.staff_member_id,
      counted: found.counted,
      finding: finding(ctx, found),
    })),
    next: last && rows.length === limit ? `${last.day} ${last.id}` : null,
  }
}

const PLACE = /^(\d{4}-\d{2}-\d{2}) ([a-z]+:\d{1,15})$/
