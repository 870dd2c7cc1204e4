/** Who is there for a session: in service, and not on leave, on each of its days (INV-T7). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Day } from '#platform/sql/sql.ts'
import {
  awayDuring,
  employments,
  inServiceThroughout,
  isElsewhereSince,
  leaves,
} from '#rooms/people/relations.service.ts'
import { type Days, type NotThere, notThereBecause, notThereIn, type SessionTimes } from './rules.ts'

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

/** When cover `v` was agreed to, or asked for where nobody has agreed. */
const ARRANGED = sql`coalesce(v.agreed_on, v.dropped_word_on, (v.offered_at at time zone 'Asia/Tokyo')::date)`

/** Cover `v` is for the counter that the applicant of `a` had left by a day: the new section is asked again. */
export function isForSectionBefore(day: Day): RawBuilder<boolean> {
  return isElsewhereSince(sql`a.staff_member_id`, ARRANGED, day)
}

/** Cover `v` of `a` rests on sections that its applicant, or whoever was to stand in, had left by a day: it holds no more, and nobody is asked by it. */
export function isOfSectionBefore(day: Day): RawBuilder<boolean> {
  return sql<boolean>`(${isForSectionBefore(day)} or ${isElsewhereSince(sql`v.substitute`, ARRANGED, day)})`
}

/**
 * A function that answers why one of these people is not there for a session. Each person's spells and leave are read once, however many
 * sessions they are asked about with.
 */
export async function thereAmong(
  ctx: Ctx,
  people: readonly number[],
): Promise<(person: number, session: Pick<SessionTimes, 'startsOn' | 'endsOn'>) => NotThere | undefined> {
  const { rows } = await sql<
    Days & { id: number; isLeave: boolean }
  >`select e.staff_member_id as id, false as "isLeave",
      e.joined_on as "from", e.left_on as "to"
    from ${employments()} e where e.staff_member_id = any(${people}::bigint[])
    union all select l.staff_member_id, true, l.valid_from, l.valid_to
    from ${leaves()} l where l.staff_member_id = any(${people}::bigint[])`.execute(ctx.db)
  const of = Map.groupBy(rows, ({ id }) => id)
  const known = new Map(
    people.map((id) => {
      const spans = of.get(id) ?? []
      return [id, { spells: spans.filter((one) => !one.isLeave), leave: spans.filter((one) => one.isLeave) }]
    }),
  )
  return (person, session) => notThereIn(known.get(person)!, session)
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
