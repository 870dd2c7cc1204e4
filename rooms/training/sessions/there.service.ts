/** Who is there for a session: in service, and not on leave, on each of its days (INV-T7). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { awayDuring, employments, inServiceThroughout } from '#rooms/people/relations.service.ts'
import { type NotThere, notThereBecause } from './rules.ts'

/** Whether a person is in service on each day of a session `s`. */
export function inServiceFor(person: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${inServiceThroughout(sql`s.starts_on`, sql`s.ends_on`)} e
    where e.staff_member_id = ${person})`
}

/** Whether a person is on leave on a day of a session `s`. */
export function onLeaveFor(person: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${awayDuring(sql`s.starts_on`, sql`s.ends_on`)} l
    where l.staff_member_id = ${person})`
}

/**
 * The same for many rows of a few people, whose spells and leave are read once each: `e` and `l` are joined to rows that have a person
 * and a session `s`.
 */
export function thereAmong(people: readonly number[], person: RawBuilder<unknown>) {
  const spans = (rows: RawBuilder<unknown>, from: 'joined_on' | 'valid_from', to: 'left_on' | 'valid_to') =>
    sql`(select r.staff_member_id, array_agg(daterange(${sql.ref(`r.${from}`)}, ${sql.ref(`r.${to}`)})) as days
      from ${rows} r where r.staff_member_id = any(${people}) group by 1)`
  const days = sql`daterange(s.starts_on, s.ends_on, '[]')`
  const [ever, never] = [sql`'-infinity'::date`, sql`'infinity'::date`]
  return {
    joined: sql`left join ${spans(employments(), 'joined_on', 'left_on')} e on e.staff_member_id = ${person}
      left join ${spans(awayDuring(ever, never), 'valid_from', 'valid_to')} l on l.staff_member_id = ${person}`,
    inService: sql<boolean>`coalesce(${days} <@ any(e.days), false)`,
    onLeave: sql<boolean>`coalesce(${days} && any(l.days), false)`,
  }
}

/** Those of these people who are not there for a session, and why. */
export async function notThereFor(
  ctx: Ctx,
  courseSessionId: number,
  people: readonly number[],
): Promise<Map<number, NotThere>> {
  const who = sql`p.id`
  const { rows } = await sql<{ id: number; inService: boolean; onLeave: boolean }>`select p.id,
      ${inServiceFor(who)} as "inService", ${onLeaveFor(who)} as "onLeave"
    from unnest(${people}::bigint[]) as p(id) join course_session s on s.course_session_id = ${courseSessionId}`.execute(
    ctx.db,
  )
  return new Map(
    rows.flatMap(({ id, inService, onLeave }): [number, NotThere][] => {
      const because = notThereBecause(inService, onLeave)
      return because ? [[id, because]] : []
    }),
  )
}
