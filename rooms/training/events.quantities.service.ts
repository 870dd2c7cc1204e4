/** What was approved, recommended, held and attended in a year. */
import { sql } from 'kysely'
import { oneOf } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { barrierMessages } from './barrier.messages.ts'
import { type Barrier, staffingBarriers } from './barrier.rules.ts'
import { measureMessages } from './counting.messages.ts'
import { type Counted, ofPeople, ofSessions, within } from './counting.service.ts'
import { coverMessages } from './cover/messages.ts'
import type { CoverKind } from './cover/rules.ts'
import { isReplacedBy } from './recommendations/standing.service.ts'
import { attendedStates, orderedStates } from './rules.ts'

export const yearsEvents: readonly Counted[] = [
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
