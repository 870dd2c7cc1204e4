/**
 * Training in proportion to all who could take part: those in service on the day who are not on leave (INV-T7). Whoever attended and has left
 * since is not among them. Sessions count by their first day (INV-F2).
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { dayOf, everybody } from '#platform/measure/counting.ts'
import type { Among, Days, MeasureRecord, Period, Quantity, RecordPage } from '#platform/measure/measure.ts'
import { sectionsOf } from '#platform/measure/sections.ts'
import { placeIn } from '#platform/sql/place.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { awayOn, inServiceOn, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { measureMessages } from './counting.messages.ts'
import { ofPeople, within } from './counting.service.ts'
import { attendedStates } from './rules.ts'

const day = sql`d.day`
const { turning, follows } = ofPeople
const ofStaff = {
  kind: 'events',
  isOutput: true,
  turning,
  // A record of training says itself whether it is of the sample.
  basis: async () => ({ restsOnSample: false }),
} as const

/** Minutes of the courses that somebody attended, as planned, and whether any is of the sample: figure_id, staff, minutes, is_sample. */
const attended = (days: Days, among: Among) => sql`(select d.figure_id, a.staff_member_id as staff,
    sum(c.hours * 60)::integer as minutes, bool_or(a.is_sample) as is_sample
  from ${days} d join course_session s on ${within('s.starts_on')} and s.cancelled_on is null
    join application a on a.course_session_id = s.course_session_id join course c on c.course_id = s.course_id
  where ${oneOf('a.state', attendedStates)} and ${among('a.staff_member_id')} group by 1, 2)`

export const minutesPerPerson: Quantity = {
  ...{ ...ofStaff, name: 'training.minutesPerPerson', unit: '分', isMean: true },
  follows: {
    ...follows,
    course: (ids) => sql`select distinct a.staff_member_id as unit from course_session s
      join application a on a.course_session_id = s.course_session_id where s.course_id = any(${ids}::bigint[])`,
  },
  parts: (days, among) => ofEach(days, among, { found: attended(days, among), adds: sql`coalesce(x.minutes, 0)` }),
}

export const shareTrained: Quantity = {
  ...{ ...ofStaff, name: 'training.shareTrained', unit: '%', follows },
  parts: (days, among) =>
    ofEach(days, among, { found: attended(days, among), adds: sql`(x.staff is not null)::integer` }),
}

/** Whoever is never recommended anything is visible in what is missing to the whole. */
export const shareRecommended: Quantity = {
  ...{ ...ofStaff, name: 'training.shareRecommended', unit: '%', follows },
  parts: (days, among) =>
    ofEach(days, among, {
      found: sql`(select d.figure_id, r.staff_member_id as staff, bool_or(r.is_sample) as is_sample from ${days} d
        join recommendation r on ${within('r.recommended_on')} and r.struck_on is null
        where ${among('r.staff_member_id')} group by 1, 2)`,
      adds: sql`(x.staff is not null)::integer`,
    }),
}

/** Each in service, what was found of them, and what it adds. */
function ofEach(
  days: Days,
  among: Among,
  { found, adds }: { found: RawBuilder<unknown>; adds: RawBuilder<unknown> },
): RawBuilder<unknown> {
  return sql`select d.figure_id, e.staff_member_id as unit, a.section_code,
      case when l.staff_member_id is not null then 'on_leave' end as outside,
      array[1, ${adds}, coalesce(x.is_sample, false)::integer] as tallies
    from ${days} d cross join lateral ${inServiceOn(day)} e
      left join lateral ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
      left join lateral ${awayOn(day)} l on l.staff_member_id = e.staff_member_id
      left join ${found} x on (x.figure_id, x.staff) = (d.figure_id, e.staff_member_id)
    where ${among('e.staff_member_id')}`
}

/** Sections in which somebody is who could take part, and of which somebody has attended: people count where they are on the day (INV-O2). */
export const sectionsSending: Quantity = sectionsOf(shareTrained, {
  ...{ kind: 'events', isOutput: true, name: 'training.sectionsSending', unit: '%' },
})

export async function sectionsBehind(
  ctx: Ctx,
  { asOf }: Period,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; records: MeasureRecord[]; next: string | null }> {
  const [seen = ''] = after === undefined ? [] : placeIn(after, /^(.{1,40})$/u)
  const days = dayOf(sectionsSending, asOf, { restsOnSample: false })
  const { rows } = await sql<{ code: string; name: string; counted: boolean; total: number }>`
    select * from (select p.section_code as code, coalesce(s.name, p.section_code) as name, p.tallies[2] > 0 as counted, count(*) over () as total
      from (${sectionsSending.parts(days, everybody)}) p left join ${sectionsOn(asOf)} s on s.section_code = p.section_code
      where ${sectionCode ?? null}::text is null or p.section_code = ${sectionCode ?? null}) found
    where code > ${seen} order by code limit ${limit}`.execute(ctx.db)
  const last = rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    records: rows.map(({ code, name, counted }) => ({
      ...{ id: `section ${code}`, staffMemberId: null, counted },
      finding: ctx.t(measureMessages, counted ? 'measure.section_sent' : 'measure.section_sent_nobody', {
        section: name,
      }),
    })),
    next: last && rows.length === limit ? last.code : null,
  }
}
