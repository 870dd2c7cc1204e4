/** Rounds as they are stored, and what is read of people to say who is in them on a day. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { satAttempts, testTitles } from '#rooms/literacy/attempts/relations.service.ts'
import { floorStandings } from '#rooms/literacy/standing.service.ts'
import { awayOn, inServiceOn, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { SESSION } from '../columns.service.ts'
import { attendedStates, openStates, type State, seatStates } from '../rules.ts'
import { inState, isPastOn, type Session } from '../shape.service.ts'
import type { LastSpell, StandingThen, Tree, Wave, Way, Who } from './rules.ts'

export interface Round {
  readonly roundId: number
  readonly name: string
  readonly asOf: string
  readonly begunOn: string
  readonly endedOn: string | null
  readonly endReason: string | null
  readonly who: Who
  readonly waves: readonly Wave[]
  readonly courses: readonly { readonly courseId: number; readonly courseCode: string; readonly title: string }[]
  readonly tests: readonly { readonly testId: number; readonly title: string }[]
  /** Hours of the shortest course, and of all tests together. */
  readonly courseHours: number
  readonly testHours: number
}

/** Open ones first, the latest first; or the one that is asked for. `orEndedSince`: with those that are open the ones that ended on that day or later. */
export async function roundsStored(
  ctx: Ctx,
  among: { readonly roundId?: number; readonly openOnly?: boolean; readonly orEndedSince?: string } = {},
): Promise<Round[]> {
  const { rows } = await sql<Round>`select r.round_id as "roundId", r.name, r.as_of as "asOf",
      r.begun_on as "begunOn", r.ended_on as "endedOn", r.end_reason as "endReason", r.who,
      (select json_agg(json_build_object('wave', w.wave, 'dueOn', w.due_on, 'sections', w.sections, 'share', w.share)
        order by w.wave) from round_wave w where w.round_id = r.round_id) as waves,
      (select coalesce(json_agg(json_build_object('testId', t.test_id, 'title', t.title) order by o.place), '[]')
        from round_test o join ${testTitles()} t on t.test_id = o.test_id where o.round_id = r.round_id) as tests,
      (select coalesce(json_agg(json_build_object('courseId', c.course_id, 'courseCode', c.course_code, 'title', c.title)
        order by o.place), '[]') from round_course o join course c on c.course_id = o.course_id
        where o.round_id = r.round_id) as courses,
      coalesce((select min(c.hours) from round_course o join course c on c.course_id = o.course_id
        where o.round_id = r.round_id), 0)::float8 as "courseHours",
      coalesce((select sum(t.minutes) from round_test o join ${testTitles()} t on t.test_id = o.test_id
        where o.round_id = r.round_id), 0)::float8 / 60 as "testHours"
    from training_round r where (${among.roundId ?? null}::bigint is null or r.round_id = ${among.roundId ?? null}::bigint)
      and (${among.openOnly ?? false}::boolean is false or r.ended_on is null
        or r.ended_on >= ${among.orEndedSince ?? null}::date)
    order by r.ended_on desc nulls first, r.round_id desc`.execute(ctx.db)
  return rows
}

export interface PersonThen extends StandingThen {
  readonly staffMemberId: number
}

interface Wanted {
  readonly rounds: readonly number[]
  /** These too, however they stand. */
  readonly also?: readonly number[]
  /** Of these alone. */
  readonly people?: readonly number[] | undefined
}

/** Of everybody in service on a day: whoever has the floor ahead, and whoever was ever in one of these rounds, by section and number. */
export async function standingsOn(ctx: Ctx, day: string, { rounds, also = [], people }: Wanted): Promise<PersonThen[]> {
  const parts = await floorStandings(ctx, day)
  if (!parts) return []
  // Said of the employment too: a planner does not see that it follows from the unit, and would go through everybody's.
  const among = people
    ? sql`p.unit = any(${people}::bigint[]) and e.staff_member_id = any(${people}::bigint[])`
    : sql`true`
  const { rows } = await sql<PersonThen>`${parts.named}
    select p.unit as "staffMemberId", p.section_code as "sectionCode", p.standing, a.grade,
      (p.outside is null or p.outside = 'on_leave') as "inPopulation", l.staff_member_id is not null as "isAway",
      e.employment_category as "employmentCategory"
    from ${parts.rows} p join lateral ${inServiceOn(day)} e on e.staff_member_id = p.unit
      left join lateral ${postsOn(day)} a on a.staff_member_id = p.unit
      left join lateral ${awayOn(day)} l on l.staff_member_id = p.unit
    where ${among} and (p.standing <> 'reached' and (p.outside is null or p.outside = 'on_leave')
        or p.unit = any(${also}::bigint[])
        or p.unit in (select s.staff_member_id from round_spell s where s.round_id = any(${rounds}::bigint[])
          and ${people ? sql`s.staff_member_id = any(${people}::bigint[])` : sql`true`}))
    order by coalesce(p.section_code, ''), p.unit`.execute(ctx.db)
  return rows
}

export interface StoredSpell extends LastSpell {
  readonly roundSpellId: number
  readonly roundId: number
  readonly staffMemberId: number
}

/** The last spell of everybody who was ever in these rounds. */
export async function lastSpells(ctx: Ctx, { rounds, people }: Omit<Wanted, 'also'>): Promise<StoredSpell[]> {
  const { rows } = await sql<StoredSpell>`select distinct on (s.round_id, s.staff_member_id)
      s.round_spell_id as "roundSpellId", s.round_id as "roundId", s.staff_member_id as "staffMemberId", s.kind, s.wave,
      s.own_due_on as "ownDueOn", s.entered_on as "enteredOn", s.entered_because as "enteredBecause", s.left_on as "leftOn",
      s.left_because as "leftBecause"
    from round_spell s where s.round_id = any(${rounds}::bigint[])
      and ${people ? sql`s.staff_member_id = any(${people}::bigint[])` : sql`true`}
    order by s.round_id, s.staff_member_id, s.round_spell_id desc`.execute(ctx.db)
  return rows
}

export async function treeOn(ctx: Ctx, day: string): Promise<{ tree: Tree; nameOf: ReadonlyMap<string, string> }> {
  const { rows } = await sql<{
    code: string
    name: string
    parent: string | null
  }>`select s.section_code as code, s.name,
      s.parent_code as parent from ${sectionsOn(day)} s`.execute(ctx.db)
  return {
    tree: new Map(rows.map(({ code, parent }) => [code, parent])),
    nameOf: new Map(rows.map(({ code, name }) => [code, name])),
  }
}

/** Sent and not decided yet, or waiting for a seat. */
const waitingStates = openStates.filter((state): state is State => !(seatStates as readonly State[]).includes(state))

/** Where somebody sits next for a course of a round, and how long that course is. */
export interface SeatAhead {
  readonly hours: number
  readonly session: Session
}

interface WayTo {
  readonly way: Way
  /** Told of some people only, not of a whole town. */
  readonly seat: SeatAhead | null
}

interface Since {
  readonly people?: readonly number[] | undefined
  /** What came after a round had ended counts too. */
  readonly afterwards?: boolean
}

/**
 * How far applications for the courses of rounds have led people since a round began, by `round person`. What is ahead says most: a seat, else an
 * application, else that they were there.
 */
export async function waysOf(
  ctx: Ctx,
  rounds: readonly number[],
  { people, afterwards = false }: Since,
): Promise<ReadonlyMap<string, WayTo>> {
  const isSeated = inState('hr_selected', 'ordered')
  const seat = sql`(array_agg(json_build_object('hours', c.hours, 'session', ${SESSION}) order by s.starts_on, s.starts_at)
    filter (where ${isSeated} and s.ends_on >= ${ctx.today}::date))[1]`
  const { rows } = await sql<WayTo & { round: number; person: number }>`select r.round_id as round,
      a.staff_member_id as person, case when bool_or(${isSeated}) then 'seated'
        when bool_or(${inState(...waitingStates)} and not ${isPastOn(ctx.today)}) then 'applied'
        when bool_or(${inState(...attendedStates)}) then 'attended' else 'nothing' end as way,
      ${people ? seat : sql`null::json`} as seat
    from training_round r join round_course o on o.round_id = r.round_id join course c on c.course_id = o.course_id
      join course_session s on s.course_id = o.course_id and s.cancelled_on is null and s.ends_on >= r.begun_on
        and (${afterwards}::boolean or s.starts_on <= coalesce(r.ended_on, s.starts_on))
      join application a on a.course_session_id = s.course_session_id
    where r.round_id = any(${rounds}::bigint[])
      and ${people ? sql`a.staff_member_id = any(${people}::bigint[])` : sql`true`} group by 1, 2`.execute(ctx.db)
  return new Map(rows.map(({ round, person, ...way }) => [`${round} ${person}`, way]))
}

/** Of how many tests of a round people took each since it began, by `round person`. */
export async function testsSat(
  ctx: Ctx,
  rounds: readonly number[],
  { people, afterwards = false }: Since,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ round: number; person: number; sat: number }>`select r.round_id as round,
      a.staff_member_id as person, count(distinct o.test_id)::integer as sat
    from training_round r join round_test o on o.round_id = r.round_id
      join ${satAttempts()} a on a.test_id = o.test_id and a.sat_on >= r.begun_on 
        and (${afterwards}::boolean or a.sat_on <= coalesce(r.ended_on, a.sat_on))
    where r.round_id = any(${rounds}::bigint[])
      and ${people ? sql`a.staff_member_id = any(${people}::bigint[])` : sql`true`} group by 1, 2`.execute(ctx.db)
  return new Map(rows.map(({ round, person, sat }) => [`${round} ${person}`, sat]))
}
