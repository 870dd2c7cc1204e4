/**
 * Quantities that this room offers to KPIs and indicators (measures.ts). Every quantity is one query for its records: who, counted or not, and what
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
import { oneOf } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { followsPeople, peopleTurning, postsBegunBy } from '#rooms/people/relations.service.ts'
import { barrierMessages } from './barrier.messages.ts'
import { type Barrier, staffingBarriers } from './barrier.rules.ts'
import { measureMessages } from './counting.messages.ts'
import { coverMessages } from './cover/messages.ts'
import type { CoverKind } from './cover/rules.ts'
import { isReplacedBy } from './recommendations/standing.service.ts'
import { attendedStates, orderedStates } from './rules.ts'

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

export interface Counted extends MeasureDescription, Pick<Quantity, 'follows' | 'turning'> {
  /**
   * Of each record: figure_id and as_of of the day, unit (the person, or the session of nobody), id, staff_member_id, counted,
   * is_sample, course, day, extra.
   */
  readonly rows: (days: Days, among: Among) => RawBuilder<unknown>
  readonly finding: (ctx: Ctx, found: Found) => string
}

/** A record that belongs to a day from the first day counted to the as-of day. */
const within = (column: string) => sql`${sql.ref(column)} between d.from_day and d.day`

/** Where rows of these tables change, the parts of the people may whose applications, recommendations and posts they are. */
const ofPeople: Pick<Quantity, 'follows' | 'turning'> = {
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

const ofSessions: typeof ofPeople = {
  follows: { course_session: 'units' },
  turning: (from, to) => sql`select course_session_id as unit from course_session
    where starts_on > ${from}::date and starts_on <= ${to}::date`,
}

function applicantsOf(key: 'application_id' | 'course_session_id') {
  return (ids: readonly number[]) =>
    sql`select distinct staff_member_id as unit from application where ${sql.ref(key)} = any(${ids}::bigint[])`
}

export const quantities: readonly Counted[] = [
  {
    name: 'training.approvalsWithCover',
    ...ofPeople,
    kind: 'events',
    unit: '%',
    isOutput: false,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'approval:' || t.application_step_id as id, a.staff_member_id,
        v.cover_arrangement_id is not null and (v.kind <> 'notNeeded' or m.application_step_id is null or coalesce(m.holds, false)) as counted,
        a.is_sample, c.title as course, t.taken_on as day,
        v.kind || case when v.kind = 'notNeeded' and m.application_step_id is not null
          then case when m.holds then ':holds' when not m.holds then ':short' else ':unstated' end else '' end as extra
      from ${days} d join application_step t on ${within('t.taken_on')} join application a on a.application_id = t.application_id
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
        left join cover_arrangement v on v.application_id = a.application_id and v.agreed_at <= t.taken_at
          and (v.replaced_at is null or v.replaced_at > t.taken_at)
        left join approval_minimum m on m.application_step_id = t.application_step_id
      where s.cancelled_on is null and t.taken_back_at is null and t.to_state = 'section_head_approved'
        and ${among('a.staff_member_id')}`,
    finding: (ctx, { course, day, extra }) => {
      const [kind, minimum] = (extra ?? '').split(':') as [CoverKind | '', ('holds' | 'short' | 'unstated')?]
      const found = minimum
        ? (`measure.not_needed_${minimum}` as const)
        : kind
          ? 'measure.cover_agreed'
          : 'measure.cover_lacking'
      return ctx.t(measureMessages, found, {
        course,
        date: formatDate(day, ctx.language),
        kind: kind ? ctx.t(coverMessages, `cover.${kind}`) : '',
      })
    },
  },
  {
    name: 'training.stoppedByStaffing',
    ...ofPeople,
    kind: 'events',
    unit: '%',
    isOutput: false,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, b.barrier is not null as counted, a.is_sample,
        c.title as course, a.applied_on as day, b.barrier as extra
      from ${days} d join application a on ${within('a.applied_on')}
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
        left join lateral (select t.barrier from application_step t where t.application_id = a.application_id
          and t.taken_back_at is null and t.taken_on <= d.day and ${oneOf('t.barrier', staffingBarriers)}
          order by t.application_step_id desc limit 1) b on true
      where s.cancelled_on is null and ${among('a.staff_member_id')}`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, extra ? 'measure.stopped_by_staffing' : 'measure.not_stopped', {
        course,
        date: formatDate(day, ctx.language),
        reason: extra ? ctx.t(barrierMessages, `barrier.${extra as Barrier}`) : '',
      }),
  },
  {
    name: 'training.recommendationsTaken',
    ...ofPeople,
    kind: 'events',
    unit: '%',
    isOutput: false,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, r.staff_member_id as unit,
        'recommendation:' || r.recommendation_id as id, r.staff_member_id,
        coalesce(w.answer = 'accepted', false) and exists (select 1 from application a
          join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null
          join lateral (select t.to_state from application_step t where t.application_id = a.application_id
              and t.taken_back_at is null and t.taken_on <= d.day order by t.application_step_id desc limit 1) t on true
          where a.recommendation_id = r.recommendation_id and ${oneOf('t.to_state', orderedStates)}) as counted,
        r.is_sample, c.title as course, r.recommended_on as day, null::text as extra
      from ${days} d join recommendation r on ${within('r.recommended_on')} join course c on c.course_id = r.course_id
        left join lateral (select answer from recommendation_answer w where w.recommendation_id = r.recommendation_id
          and w.taken_back_at is null and w.answered_on <= d.day order by w.recommendation_answer_id desc limit 1) w on true
      where ${among('r.staff_member_id')} and r.struck_on is null and not (w.answer is null and ${isReplacedBy(sql`d.day`)})`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.recommendation_taken' : 'measure.recommendation_open', {
        course,
        date: formatDate(day, ctx.language),
      }),
  },
  {
    name: 'training.staffTrained',
    ...ofPeople,
    kind: 'events',
    unit: '人',
    isOutput: true,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'staff:' || a.staff_member_id as id, a.staff_member_id, true as counted, bool_or(a.is_sample) as is_sample,
        (array_agg(c.title order by s.starts_on desc, s.course_session_id))[1] as course, max(s.starts_on) as day,
        count(*)::text as extra
      from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
        join application a on a.course_session_id = s.course_session_id join course c on c.course_id = s.course_id
      where ${oneOf('a.state', attendedStates)} and ${among('a.staff_member_id')}
      group by d.figure_id, d.day, a.staff_member_id`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.trained', { course, date: formatDate(day, ctx.language), n: Number(extra) }),
  },
  {
    name: 'training.sessionsHeld',
    ...ofSessions,
    kind: 'events',
    unit: '回',
    isOutput: true,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, s.course_session_id as unit,
        'session:' || s.course_session_id as id, null::bigint as staff_member_id, true as counted, s.is_sample,
        c.title as course, s.starts_on as day, s.place as extra
      from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
        join course c on c.course_id = s.course_id
      where ${among('s.course_session_id')}`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.session_held', {
        course,
        date: formatDate(day, ctx.language),
        place: extra ?? '',
      }),
  },
  {
    name: 'training.completions',
    ...ofPeople,
    kind: 'events',
    unit: '件',
    isOutput: true,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, true as counted, a.is_sample, c.title as course,
        s.starts_on as day, null::text as extra
      from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
        join application a on a.course_session_id = s.course_session_id join course c on c.course_id = s.course_id
      where a.state = 'completed' and ${among('a.staff_member_id')}`,
    finding: (ctx, { course, day }) =>
      ctx.t(measureMessages, 'measure.completion', { course, date: formatDate(day, ctx.language) }),
  },
]

/** The statement that counts everybody is that of the records, taken together for each person, or session of nobody. */
export function partsOf({ rows }: Counted, days: Days, among: Among): RawBuilder<unknown> {
  return sql`select g.figure_id, g.unit, p.section_code, null::text as outside, g.tallies from (
      select f.figure_id, f.as_of, f.unit, f.staff_member_id, array[count(*), count(*) filter (where f.counted),
        count(*) filter (where f.is_sample)]::integer[] as tallies
      from (${rows(days, among)}) f group by f.figure_id, f.as_of, f.unit, f.staff_member_id) g
    left join lateral ${lastSection('g')} p on true`
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
    sectionCode === undefined ? sql`` : sql`join lateral ${lastSection('f')} p on p.section_code = ${sectionCode}`
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

/** The primary section that a row's person has as of its day, or had last (INV-O2, O3). */
function lastSection(alias: string): RawBuilder<unknown> {
  const [person, asOf] = [sql.ref(`${alias}.staff_member_id`), sql.ref(`${alias}.as_of`)]
  return sql`(select m.section_code from ${postsBegunBy(asOf)} m where m.staff_member_id = ${person}
    order by m.valid_from desc limit 1)`
}
