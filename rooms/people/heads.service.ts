import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Day } from '#platform/sql/sql.ts'
import { lastDayForAll } from './announced.service.ts'
import { headAbove, type Level } from './deciders.rules.ts'
import { allPostsOn, deputiesOn, hadHeadBy, headsOn, MOST_LEVELS, postsOn, sectionsOn } from './relations.service.ts'
import { postKinds } from './rules.ts'

/**
 * Heads of people on a day (INV-O4): of the primary section, else of the nearest section above that has a head who is in
 * service, not on leave and not the person. A regular head comes before an acting one. No head at all: an empty list; who decides
 * then is told by `decidersOf`.
 */
export async function headsOf(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Map<number, number[]>> {
  const levels = await levelsOf(ctx, ids, day)
  return new Map([...levels].map(([id, above]) => [id, [...headAbove(id, above).who]]))
}

/** For each of these people who has a primary post, the sections from their own upwards with who leads them on a day. */
export async function levelsOf(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Map<number, Level[]>> {
  const { rows } = await sql<{ people: number[]; levels: Level[] }>`select people, levels
    from ${levelsOn(sql`${ids}`, day)} l`.execute(ctx.db)
  return new Map(rows.flatMap(({ people, levels }) => people.map((id) => [id, levels.map(onceEach)] as const)))
}

/**
 * The same as a derived table (people, levels) for a list of ids in SQL. Only the sections of these people and those above them are
 * looked at, each once, however many people share it.
 */
export function levelsOn(ids: RawBuilder<unknown>, day: string): RawBuilder<unknown> {
  return sql`(with recursive
    post as (select p.staff_member_id as staff, p.section_code from ${postsOn(day)} p where p.staff_member_id = any(${ids})),
    up as (
      select distinct section_code as origin, section_code, 0 as height from post
      union all
      select up.origin, s.parent_code, up.height + 1 from up join ${sectionsOn(day)} s on s.section_code = up.section_code
      where s.parent_code is not null and up.height < ${MOST_LEVELS}::int)
    select (select array_agg(post.staff) from post where post.section_code = up.origin) as people,
      json_agg(json_build_object('sectionCode', up.section_code, 'name', s.name,
        'heads', array(select h.staff_member_id from ${headsOn(day)} h where h.section_code = up.section_code
          order by array_position(${[...postKinds]}::text[], h.kind), h.staff_member_id),
        'holders', array(select p.staff_member_id from ${allPostsOn(day)} p where p.section_code = up.section_code and p.is_head),
        'isLed', ${hadHeadBy(sql`up.section_code`, day)},
        'deputies', (select coalesce(json_agg(json_build_object('head', d.head, 'deputy', d.deputy) order by d.head), '[]')
          from ${deputiesOn(day)} d where d.section_code = up.section_code)) order by up.height) as levels
    from up left join ${sectionsOn(day)} s on s.section_code = up.section_code group by up.origin)`
}

/** Whether the actor is, today, head of this person. */
export async function supervises(ctx: Ctx, staffMemberId: number): Promise<boolean> {
  const me = ctx.actor.subjectId
  return me !== null && (await headsOf(ctx, [staffMemberId])).get(staffMemberId)?.includes(me) === true
}

/**
 * Everyone whose head this person is on a day: members of their sections and of those below that have no head; and heads of the
 * sections just below, if nobody stands between (INV-O4).
 */
export async function teamOf(ctx: Ctx, headId: number, day = ctx.today): Promise<number[]> {
  const { rows } = await sql<{ id: number; levels: Level[] | null }>`with recursive below as (
      select h.section_code, true as led from ${headsOn(day)} h where h.staff_member_id = ${headId}
      union
      select s.section_code, not exists (select 1 from ${headsOn(day)} h where h.section_code = s.section_code)
      from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code where b.led),
    member as materialized (select p.staff_member_id as id from below b join ${postsOn(day)} p on p.section_code = b.section_code
      where b.led and p.staff_member_id <> ${headId}),
    other as materialized (select h.staff_member_id as id from below b join ${headsOn(day)} h on h.section_code = b.section_code
      where not b.led and h.staff_member_id <> ${headId} except select id from member)
    select id, null::json as levels from member
    union all
    select id, l.levels from ${levelsOn(sql`array(select id from other)`, day)} l cross join lateral unnest(l.people) id`.execute(
    ctx.db,
  )
  const mine = rows.filter(({ id, levels }) => levels === null || headAbove(id, levels).who.includes(headId))
  return [...new Set(mine.map(({ id }) => id))]
}

/**
 * The sections that this person leads day by day: their own, and those below that have no head; each section has one row, whoever is in it.
 * A fragment for later rooms: section_code.
 */
export function sectionsLedBy(headId: number, day: Day): RawBuilder<unknown> {
  return sql`(with recursive below as (
      select h.section_code, true as led from ${headsOn(day)} h where h.staff_member_id = ${headId}
      union
      select s.section_code, not exists (select 1 from ${headsOn(day)} h where h.section_code = s.section_code)
      from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code where b.led)
    select distinct b.section_code from below b where b.led)`
}

/** The sections that this person leads, with all that lie below them, whoever leads those: section_code, once each. A fragment for later rooms. */
export function sectionsUnder(headId: number, day: Day): RawBuilder<unknown> {
  return sql`(with recursive below as (
      select h.section_code from ${headsOn(day)} h where h.staff_member_id = ${headId}
      union
      select s.section_code from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code)
    select b.section_code from below b)`
}

/** Somebody may lead a section by two posts. */
export function onceEach(level: Level): Level {
  return { ...level, heads: [...new Set(level.heads)] }
}

/** Sections that a person will lead, with the day from which, as far as it is announced to everybody. */
export async function headshipsToCome(ctx: Ctx, staffMemberId: number) {
  const { rows } = await sql<{
    sectionCode: string
    name: string
    from: string
  }>`select a.section_code as "sectionCode", s.name,
      a.valid_from as "from"
    from assignment a join lateral ${sectionsOn(sql`a.valid_from`)} s on s.section_code = a.section_code
    where a.staff_member_id = ${staffMemberId} and a.is_head and a.valid_from > ${ctx.today}::date
    order by a.valid_from, a.section_code`.execute(ctx.db)
  if (rows.length === 0) return []
  const last = await lastDayForAll(ctx)
  return rows.filter(({ from }) => from <= last)
}
