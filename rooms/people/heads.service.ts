import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { headsOn, MOST_LEVELS, postsOn, sectionsOn } from './relations.service.ts'
import { postKinds } from './rules.ts'

/**
 * Heads of people on a day (INV-O4): of the primary section, else of the nearest section above that has a head who is in
 * service, not on leave and not the person. A regular head comes before an acting one. No head at all: an empty list.
 *
 * Only the sections of these people and those above them are looked at, each once, however many people share it.
 */
export async function headsOf(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ staff: number; heads: number[] | null; heights: number[] | null }>`with recursive
    post as (select p.staff_member_id as staff, p.section_code from ${postsOn(day)} p where p.staff_member_id = any(${ids})),
    up as (
      select distinct section_code as origin, section_code, 0 as height from post
      union all
      select up.origin, s.parent_code, up.height + 1 from up join ${sectionsOn(day)} s on s.section_code = up.section_code
      where up.height < ${MOST_LEVELS}::int),
    heads as (
      select up.origin, array_agg(h.staff_member_id order by ${ORDER}) as heads, array_agg(up.height order by ${ORDER}) as heights
      from up join ${headsOn(day)} h on h.section_code = up.section_code group by up.origin)
    select post.staff, heads.heads, heads.heights from post left join heads on heads.origin = post.section_code`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ staff, heads, heights }) => [staff, nearest(staff, heads ?? [], heights ?? [])]))
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
  const { rows } = await sql<{ id: number; settled: boolean }>`with recursive below as (
      select h.section_code, true as led from ${headsOn(day)} h where h.staff_member_id = ${headId}
      union
      select s.section_code, not exists (select 1 from ${headsOn(day)} h where h.section_code = s.section_code)
      from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code where b.led)
    select p.staff_member_id as id, true as settled from below b join ${postsOn(day)} p on p.section_code = b.section_code
      where b.led and p.staff_member_id <> ${headId}
    union
    select h.staff_member_id, false from below b join ${headsOn(day)} h on h.section_code = b.section_code
      where not b.led and h.staff_member_id <> ${headId}`.execute(ctx.db)
  const settled = new Set(rows.filter(({ settled }) => settled).map(({ id }) => id))
  const others = rows.map(({ id }) => id).filter((id) => !settled.has(id))
  const heads = others.length > 0 ? await headsOf(ctx, others, day) : new Map<number, number[]>()
  return [...settled, ...others.filter((id) => heads.get(id)?.includes(headId))]
}

const ORDER = sql`up.height, array_position(${[...postKinds]}::text[], h.kind), h.staff_member_id`

/** Of heads in the order of their height: all of the lowest on which somebody else than the person is head. */
function nearest(staff: number, heads: readonly number[], heights: readonly number[]): number[] {
  const height = heights[heads.findIndex((head) => head !== staff)]
  return [...new Set(heads.filter((head, index) => head !== staff && heights[index] === height))]
}
