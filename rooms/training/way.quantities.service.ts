/** The way to a seat, and from it to completion: how people come to it, how long it takes, what stops them, who stands in. */
import { sql } from 'kysely'
import { oneOf } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { barrierMessages } from './barrier.messages.ts'
import { type Barrier, barriers } from './barrier.rules.ts'
import { measureMessages } from './counting.messages.ts'
import { type Counted, ofPeople, within } from './counting.service.ts'
import { coverMessages } from './cover/messages.ts'
import type { CoverKind } from './cover/rules.ts'
import { attendedStates, type State } from './rules.ts'

/** From these the way goes on by itself: the seat is settled. */
const settling = ['hr_selected', 'ordered'] as const satisfies readonly State[]

/** Whoever applied; who was only nominated has not. */
const applied = sql`exists (select from application_step b where b.application_id = a.application_id and b.to_state = 'submitted')`

export const wayEvents: readonly Counted[] = [
  {
    ...{ name: 'training.completionRate', ...ofPeople, kind: 'events', unit: '%', isOutput: true },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, a.state = 'completed' as counted, a.is_sample, c.title as course,
        s.starts_on as day, null::text as extra
      from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
        join application a on a.course_session_id = s.course_session_id join course c on c.course_id = s.course_id
      where ${oneOf('a.state', attendedStates)} and ${among('a.staff_member_id')}`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.completion' : 'measure.attended_only', {
        ...{ course, date: formatDate(day, ctx.language) },
      }),
  },
  {
    ...{ name: 'training.noShows', ...ofPeople, kind: 'events', unit: '%', isOutput: true },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, a.state = 'absent' as counted, a.is_sample, c.title as course,
        s.starts_on as day, null::text as extra
      from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
        join application a on a.course_session_id = s.course_session_id join course c on c.course_id = s.course_id
      where ${oneOf('a.state', [...attendedStates, 'absent'])} and ${among('a.staff_member_id')}`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.absent' : 'measure.attended', {
        ...{ course, date: formatDate(day, ctx.language) },
      }),
  },
  {
    ...{ name: 'training.daysToSeat', ...ofPeople, kind: 'events', unit: '日', isOutput: false, isMean: true },
    amount: sql`f.extra::integer`,
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, true as counted, a.is_sample, c.title as course,
        t.taken_on as day, greatest(0, t.taken_on - a.applied_on)::text as extra
      from ${days} d join application_step t on ${within('t.taken_on')} and ${oneOf('t.to_state', settling)} and t.taken_back_at is null
        join application a on a.application_id = t.application_id
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      where s.cancelled_on is null and ${applied} and ${among('a.staff_member_id')}
        and not exists (select from application_step b where b.application_id = t.application_id and ${oneOf('b.to_state', settling)}
          and b.taken_back_at is null and b.application_step_id < t.application_step_id)`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.seated', { course, date: formatDate(day, ctx.language), n: Number(extra) }),
  },
  {
    ...{ name: 'training.ownApplications', ...ofPeople, kind: 'events', unit: '%', isOutput: false },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, a.recommendation_id is null as counted, a.is_sample,
        c.title as course, a.applied_on as day, null::text as extra
      from ${days} d join application a on ${within('a.applied_on')}
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      where s.cancelled_on is null and ${applied} and ${among('a.staff_member_id')}`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.applied_own' : 'measure.applied_recommended', {
        ...{ course, date: formatDate(day, ctx.language) },
      }),
  },
  {
    ...{ name: 'training.recommendationsMade', ...ofPeople, kind: 'events', unit: '件', isOutput: true },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, r.staff_member_id as unit,
        'recommendation:' || r.recommendation_id as id, r.staff_member_id, true as counted, r.is_sample, c.title as course,
        r.recommended_on as day, null::text as extra
      from ${days} d join recommendation r on ${within('r.recommended_on')} and r.struck_on is null
        join course c on c.course_id = r.course_id
      where ${among('r.staff_member_id')}`,
    finding: (ctx, { course, day }) =>
      ctx.t(measureMessages, 'measure.recommended', { course, date: formatDate(day, ctx.language) }),
  },
  {
    ...{ name: 'training.coverAgreed', ...ofPeople, kind: 'events', unit: '件', isOutput: true },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'cover:' || v.cover_arrangement_id as id, a.staff_member_id, true as counted, a.is_sample, c.title as course,
        v.agreed_on as day, v.kind as extra
      from ${days} d join cover_arrangement v on ${within('v.agreed_on')} and v.kind <> 'notNeeded'
        join application a on a.application_id = v.application_id
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      where s.cancelled_on is null and ${among('a.staff_member_id')}
        and (v.declined_at is null or (v.declined_at at time zone 'Asia/Tokyo')::date > d.day)
        and (v.replaced_at is null or (v.replaced_at at time zone 'Asia/Tokyo')::date > d.day)`,
    finding: (ctx, { course, day, extra }) =>
      ctx.t(measureMessages, 'measure.cover_made', {
        ...{ course, date: formatDate(day, ctx.language), kind: ctx.t(coverMessages, `cover.${extra as CoverKind}`) },
      }),
  },
  {
    ...{ name: 'training.minimumHeld', ...ofPeople, kind: 'events', unit: '%', isOutput: false },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'approval:' || t.application_step_id as id, a.staff_member_id, m.holds as counted, a.is_sample, c.title as course,
        t.taken_on as day, null::text as extra
      from ${days} d join application_step t on ${within('t.taken_on')} and t.to_state = 'section_head_approved' and t.taken_back_at is null
        join approval_minimum m on m.application_step_id = t.application_step_id and m.holds is not null
        join application a on a.application_id = t.application_id
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      where s.cancelled_on is null and ${among('a.staff_member_id')}`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.minimum_held' : 'measure.minimum_short', {
        ...{ course, date: formatDate(day, ctx.language) },
      }),
  },
]

/** Those of which a count may be opened to records: what somebody has at home or in their body is nobody's KPI (INV-S3). */
const told = barriers.filter((barrier) => barrier !== 'personal' && barrier !== 'unsorted')

export const stoppedByName = 'training.stoppedBy'
export const stoppedByPattern = String.raw`^training\.stoppedBy\((?:${told.join('|')})\)$`

/** Of the year's applications those that one barrier stopped. */
export function stoppedBy(name: string): Counted {
  const barrier = name.slice(stoppedByName.length + 1, -1) as Barrier
  return {
    ...{ name, ...ofPeople, kind: 'events', unit: '%', isOutput: false },
    rows: (days, among) => sql`select d.figure_id, d.day as as_of, a.staff_member_id as unit,
        'application:' || a.application_id as id, a.staff_member_id, exists (select from application_step t
          where t.application_id = a.application_id and t.taken_back_at is null and t.taken_on <= d.day
            and t.barrier = ${barrier}) as counted,
        a.is_sample, c.title as course, a.applied_on as day, null::text as extra
      from ${days} d join application a on ${within('a.applied_on')}
        join course_session s on s.course_session_id = a.course_session_id join course c on c.course_id = s.course_id
      where s.cancelled_on is null and ${among('a.staff_member_id')}`,
    finding: (ctx, { counted, course, day }) =>
      ctx.t(measureMessages, counted ? 'measure.stopped' : 'measure.not_stopped_by', {
        ...{ course, date: formatDate(day, ctx.language), reason: ctx.t(barrierMessages, `barrier.${barrier}`) },
      }),
  }
}
