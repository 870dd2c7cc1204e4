/**
 * Quantities that this room offers to KPIs and indicators (measures.ts). Every quantity is one query for its records: who, counted or not, and what
 * was found; totals, sections and pages are taken from that one query, so that they cannot disagree.
 *
 * A record belongs to the primary section that its person has on the as-of day, or had last (INV-O2, O3). Sessions belong
 * to the period of their first day (INV-F2), cancelled ones to none (INV-T9). What was decided, answered or ordered after
 * the as-of day is not yet known on it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Composition, MeasureRecord, Period, SectionCount } from '#platform/measure/measure.ts'
import { formatDate } from '#platform/time/dates.ts'
import { postsBegunBy } from '#rooms/people/relations.service.ts'
import { measureMessages } from './counting.messages.ts'
import { coverMessages } from './cover/messages.ts'
import type { CoverKind } from './cover/rules.ts'
import { attendedStates, orderedStates } from './rules.ts'

/** Columns that every quantity's query has. */
interface Found {
  id: string
  staff_member_id: number | null
  section_code: string | null
  counted: boolean
  is_sample: boolean
  course: string
  day: string
  /** Kind of cover, number of sessions or place, as the quantity's sentence needs it. */
  extra: string | null
}

export interface Quantity {
  readonly name: string
  readonly unit: string
  readonly isOutput: boolean
  /** Share of records that count, or number of records. */
  readonly isShare: boolean
  /** id, staff_member_id, counted, is_sample, course, day, extra of each record. */
  readonly records: (period: Period) => RawBuilder<unknown>
  readonly finding: (ctx: Ctx, found: Found) => string
}

export const quantities: readonly Quantity[] = [
  {
    name: 'training.approvalsWithCover',
    unit: '%',
    isOutput: false,
    isShare: true,
    records: (period) => sql`select 'approval:' || t.application_step_id as id, a.staff_member_id,
        v.cover_arrangement_id is not null as counted, a.is_sample, c.title as course, t.taken_on as day, v.kind as extra
      from application_step t join application a on a.application_id = t.application_id
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
        left join cover_arrangement v on v.application_id = a.application_id and v.agreed_at <= t.taken_at
          and (v.replaced_at is null or v.replaced_at > t.taken_at)
      where t.to_state = 'section_head_approved' and t.acted_as = 'sectionHead' and t.taken_on between ${period.from}::date and ${period.asOf}::date`,
    finding: (ctx, { counted, course, day, extra }) =>
      ctx.t(measureMessages, counted ? 'measure.cover_agreed' : 'measure.cover_lacking', {
        course,
        date: formatDate(day, ctx.language),
        kind: extra ? ctx.t(coverMessages, `cover.${extra as CoverKind}`) : '',
      }),
  },
  {
    name: 'training.recommendationsTaken',
    unit: '%',
    isOutput: false,
    isShare: true,
    records: (period) => sql`select 'recommendation:' || r.recommendation_id as id, r.staff_member_id,
        coalesce(w.answer = 'accepted', false) and exists (select 1 from application a
          join application_step t on t.application_id = a.application_id
          where a.recommendation_id = r.recommendation_id and t.to_state = any(${orderedStates})
            and t.taken_on <= ${period.asOf}::date) as counted,
        r.is_sample, c.title as course, r.recommended_on as day, null::text as extra
      from recommendation r join course c on c.course_id = r.course_id
        left join lateral (select answer from recommendation_answer w where w.recommendation_id = r.recommendation_id
          and w.answered_on <= ${period.asOf}::date order by w.recommendation_answer_id desc limit 1) w on true
      where r.recommended_on between ${period.from}::date and ${period.asOf}::date`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.recommendation_taken' : 'measure.recommendation_open', {
        course,
        date: formatDate(day, ctx.language),
      }),
  },
  {
    name: 'training.staffTrained',
    unit: '人',
    isOutput: true,
    isShare: false,
    records: (period) => sql`select 'staff:' || a.staff_member_id as id, a.staff_member_id, true as counted,
        bool_or(a.is_sample) as is_sample, (array_agg(c.title order by s.starts_on desc, s.course_session_id))[1] as course,
        max(s.starts_on) as day, count(*)::text as extra
      from application a join course_session s on s.course_session_id = a.course_session_id
        join course c on c.course_id = s.course_id
      where a.state = any(${attendedStates}) and s.cancelled_on is null
        and s.starts_on between ${period.from}::date and ${period.asOf}::date
      group by a.staff_member_id`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.trained', { course, date: formatDate(day, ctx.language), n: Number(extra) }),
  },
  {
    name: 'training.sessionsHeld',
    unit: '回',
    isOutput: true,
    isShare: false,
    records: (period) => sql`select 'session:' || s.course_session_id as id, null::bigint as staff_member_id,
        true as counted, s.is_sample, c.title as course, s.starts_on as day, s.place as extra
      from course_session s join course c on c.course_id = s.course_id
      where s.cancelled_on is null and s.starts_on between ${period.from}::date and ${period.asOf}::date`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.session_held', {
        course,
        date: formatDate(day, ctx.language),
        place: extra ?? '',
      }),
  },
  {
    name: 'training.completions',
    unit: '件',
    isOutput: true,
    isShare: false,
    records: (period) => sql`select 'application:' || a.application_id as id, a.staff_member_id, true as counted,
        a.is_sample, c.title as course, s.starts_on as day, null::text as extra
      from application a join course_session s on s.course_session_id = a.course_session_id
        join course c on c.course_id = s.course_id
      where a.state = 'completed' and s.cancelled_on is null
        and s.starts_on between ${period.from}::date and ${period.asOf}::date`,
    finding: (ctx, { course, day }) =>
      ctx.t(measureMessages, 'measure.completion', { course, date: formatDate(day, ctx.language) }),
  },
]

/** Numerator and denominator, and whether a sample record is among them. */
export async function composeQuantity(ctx: Ctx, quantity: Quantity, period: Period): Promise<Composition> {
  const { rows } = await sql<{ n: number; counted: number; sample: boolean | null }>`
    select count(*) as n, count(*) filter (where counted) as counted, bool_or(is_sample) as sample
    from (${quantity.records(upToToday(ctx, period))}) r`.execute(ctx.db)
  const { n, counted, sample } = rows[0] ?? { n: 0, counted: 0, sample: null }
  return {
    total: { numerator: counted, denominator: quantity.isShare ? n : null },
    outside: [],
    restsOnSample: sample ?? false,
  }
}

export async function quantityBySection(ctx: Ctx, quantity: Quantity, period: Period): Promise<SectionCount[]> {
  const { rows } = await sql<{ section_code: string | null; n: number; counted: number }>`
    select section_code, count(*) as n, count(*) filter (where counted) as counted
    from (${withSection(quantity, upToToday(ctx, period))}) r group by section_code order by section_code`.execute(
    ctx.db,
  )
  return rows.map(({ section_code, n, counted }) => ({
    sectionCode: section_code,
    numerator: counted,
    denominator: quantity.isShare ? n : null,
  }))
}

export async function quantityRecords(
  ctx: Ctx,
  quantity: Quantity,
  period: Period,
  { sectionCode = null, offset, limit }: { sectionCode?: string | null; offset: number; limit: number },
): Promise<{ total: number; records: MeasureRecord[] }> {
  const { rows } = await sql<Found & { total: number }>`select r.*, count(*) over () as total
    from (${withSection(quantity, upToToday(ctx, period))}) r
    where ${sectionCode}::text is null or section_code = ${sectionCode}::text
    order by day desc, id limit ${limit} offset ${offset}`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    records: rows.map((found) => ({
      id: found.id,
      staffMemberId: found.staff_member_id,
      counted: found.counted,
      finding: quantity.finding(ctx, found),
    })),
  }
}

/** A session of tomorrow is not held yet, whatever as-of day is asked for. */
function upToToday(ctx: Ctx, period: Period): Period {
  return period.asOf > ctx.today ? { ...period, asOf: ctx.today } : period
}

function withSection(quantity: Quantity, period: Period): RawBuilder<unknown> {
  return sql`select f.*, p.section_code from (${quantity.records(period)}) f
    left join lateral (select m.section_code from ${postsBegunBy(period.asOf)} m
      where m.staff_member_id = f.staff_member_id order by m.valid_from desc limit 1) p on true`
}
