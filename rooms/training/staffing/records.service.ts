/** What seats are given by and held against, many at once: sessions, seats, and presence at the counters. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { awayDuring, inServiceOn, inServiceThroughout } from '#rooms/people/relations.service.ts'
import { SESSION_TIMES } from '../columns.service.ts'
import { seatStates } from '../rules.ts'
import { inState, sessionRows } from '../shape.service.ts'
import { type Presence, type PresenceFacts, presenceFrom } from './presence.rules.ts'
import { presenceFacts, sectionsOfPeople } from './presence.service.ts'
import type { SessionThen } from './records.rules.ts'

const SESSION_THEN = sql`s.course_session_id as "courseSessionId", c.course_code as "courseCode", ${SESSION_TIMES},
  s.capacity - s.seats_taken as "seatsLeft"`

/** Sessions of a course that begin after today and lie within the days; or those with these numbers, whatever their days. */
export async function sessionsThen(
  ctx: Ctx,
  wanted:
    | { readonly courseCode: string; readonly from: string; readonly to: string }
    | { readonly ids: readonly number[] },
): Promise<SessionThen[]> {
  const among =
    'ids' in wanted
      ? sql`s.course_session_id = any(${wanted.ids}::bigint[])`
      : sql`c.course_code = ${wanted.courseCode} and s.starts_on >= ${wanted.from}::date and s.ends_on <= ${wanted.to}::date`
  const { rows } = await sql<SessionThen>`select ${SESSION_THEN},
      s.cancelled_on is null and s.starts_on > ${ctx.today}::date as "isOpen"
    from ${sessionRows('ids' in wanted ? wanted.ids : [])} s join course c on c.course_id = s.course_id where ${among}
    order by s.starts_on, s.course_session_id`.execute(ctx.db)
  return rows
}

/** Seats that these people have in sessions that are not over, but for those of some applications. */
export async function heldBy(
  ctx: Ctx,
  people: readonly number[],
  without: readonly number[] = [],
): Promise<Map<number, SessionThen[]>> {
  const { rows } = await sql<
    SessionThen & { id: number }
  >`select a.staff_member_id as id, ${SESSION_THEN}, true as "isOpen"
    from application a join course_session s on s.course_session_id = a.course_session_id
      join course c on c.course_id = s.course_id
    where a.staff_member_id = any(${people}) and a.application_id <> all(${without}::bigint[])
      and ${inState(...seatStates)} and s.cancelled_on is null and s.ends_on >= ${ctx.today}::date`.execute(ctx.db)
  return Map.groupBy(rows, ({ id }) => id)
}

/** People in service today by staff number, and the numbers back. */
export async function staffToday(
  ctx: Ctx,
  which: { readonly numbers: readonly string[] } | { readonly ids: readonly number[] },
) {
  const among =
    'ids' in which
      ? sql`e.staff_member_id = any(${which.ids}::bigint[])`
      : sql`e.staff_number = any(${which.numbers}::text[])`
  const { rows } = await sql<{ id: number; number: string }>`select e.staff_member_id as id, e.staff_number as number
    from ${inServiceOn(ctx.today)} e where ${among}`.execute(ctx.db)
  return rows
}

/**
 * Of these people and sessions, who is not in service or on leave on a day of it: `person session` (INV-T7). Whoever is in service from the first day
 * of all to the last is so on each; only the others, of whom there are few, are held against every session.
 */
export async function notThereIn(
  ctx: Ctx,
  people: readonly number[],
  sessions: readonly SessionThen[],
): Promise<Set<string>> {
  const days = JSON.stringify(
    sessions.map(({ courseSessionId, startsOn, endsOn }) => ({ id: courseSessionId, startsOn, endsOn })),
  )
  const { rows } = await sql<{ person: number; session: number }>`with held as materialized (select *
        from jsonb_to_recordset(${days}::jsonb) as s(id bigint, "startsOn" date, "endsOn" date)),
      unsure as materialized (select p.id from (select min("startsOn") as "first", max("endsOn") as "last" from held) x
        cross join unnest(${people}::bigint[]) as p(id)
        where not exists (select 1 from ${inServiceThroughout(sql`x."first"`, sql`x."last"`)} e where e.staff_member_id = p.id))
    select p.id as person, s.id as session from held s cross join unsure p
    where not exists (select 1 from ${inServiceThroughout(sql`s."startsOn"`, sql`s."endsOn"`)} e where e.staff_member_id = p.id)
    union select l.staff_member_id, s.id from held s cross join lateral ${awayDuring(sql`s."startsOn"`, sql`s."endsOn"`)} l
    where l.staff_member_id = any(${people}::bigint[])`.execute(ctx.db)
  return new Set(rows.map(({ person, session }) => `${person} ${session}`))
}

/**
 * Presence in the sections of these people on the days of the sessions, with everybody who is in them. Whoever waits for a seat in one of these
 * very sessions is at the counter: the schedule says whether they get it. `without` counts anew with everybody at their counter whose seat, by its
 * application, may go elsewhere.
 */
export async function presenceFor(
  ctx: Ctx,
  people: readonly number[],
  sessions: readonly SessionThen[],
  { withAsked = false }: { readonly withAsked?: boolean } = {},
): Promise<{ facts: PresenceFacts; presence: Presence; without(applications: readonly number[]): Presence }> {
  const first = sessions.reduce((least, { startsOn }) => (startsOn < least ? startsOn : least), sessions[0]!.startsOn)
  const last = sessions.reduce((most, { endsOn }) => (endsOn > most ? endsOn : most), sessions[0]!.endsOn)
  const facts = await presenceFacts(ctx, (known) => sectionsOfPeople(people, known), { first, last, withAsked })
  const { rows } = await sql<{ id: number }>`select a.application_id as id from application a
    where a.course_session_id = any(${sessions.map(({ courseSessionId }) => courseSessionId)}::bigint[])`.execute(
    ctx.db,
  )
  const own = new Set(rows.map(({ id }) => id))
  const away = facts.away.filter(({ what, other }) => what !== 'promised' || other === null || !own.has(other))
  return {
    facts,
    presence: presenceFrom({ ...facts, away }),
    without: (applications) => {
      const freed = new Set(applications)
      const left = away.filter(({ what, other }) => what !== 'seat' || other === null || !freed.has(other))
      return presenceFrom({ ...facts, away: left })
    },
  }
}
