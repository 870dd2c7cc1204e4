import { sql } from 'kysely'
import { roleHoldersOn } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { on } from '#platform/sql/sql.ts'
import {
  type Deciders,
  type DecidesAs,
  headAbove,
  type Level,
  type NamedPost,
  type StandIns,
  standInFor,
} from './deciders.rules.ts'
import { levelsOf } from './heads.service.ts'
import { allPostsOn, awayOn, headsOn, inServiceOn, sectionsOn } from './relations.service.ts'

export type DecidersOf = (id: number) => Deciders

/** Who decides for each of these people today, and why it is not the head of their own section (INV-O4, O5). */
export async function decidersOf(ctx: Ctx, ids: readonly number[], known?: StandIns): Promise<DecidersOf> {
  const levels: ReadonlyMap<number, readonly Level[]> = ids.length > 0 ? await levelsOf(ctx, ids) : new Map()
  const above = new Map(ids.map((id) => [id, headAbove(id, levels.get(id) ?? [])]))
  const unled = ids.filter((id) => above.get(id)?.as === null)
  if (unled.length === 0) return (id) => above.get(id)!
  const { hr, ...standIns } = known ?? (await standInsOf(ctx))
  // Heads elsewhere are asked for only where somebody has nobody else.
  const heads = hr.length < 2 ? await highestHeads(ctx) : standIns.heads
  return (id) => {
    const head = above.get(id)!
    return head.as === null ? standInFor(id, levels.get(id) ?? [], head, { ...standIns, hr, heads }) : head
  }
}

/** As what the actor decides for this person today; never for themselves. */
export async function decidesFor(ctx: Ctx, staffMemberId: number): Promise<DecidesAs | false> {
  const { subjectId, kind, roles } = ctx.actor
  if (kind !== 'account' || subjectId === null || subjectId === staffMemberId) return false
  const { as, who } = (await decidersOf(ctx, [staffMemberId]))(staffMemberId)
  if (as === 'hr') return roles.includes('hr') && 'hr'
  return as !== null && who.includes(subjectId) && as
}

/**
 * Whether the actor may decide for somebody whose head they are not: they hold a named post today, or they lead one of the highest sections
 * and the only one of HR, if there is one, has nobody else.
 */
export async function standsIn(ctx: Ctx, standIns: StandIns): Promise<boolean> {
  const me = ctx.actor.subjectId
  if (me === null) return false
  if (standIns.posts.some(({ holders }) => holders.includes(me))) return true
  const [only, second] = standIns.hr
  if (second !== undefined || only === me) return false
  if (only === undefined) return (await highestHeads(ctx)).includes(me)
  return (await decidersOf(ctx, [only], standIns))(only).who.includes(me)
}

/** Named posts with those who hold them, and the people of HR, who are in service and not on leave today. */
export async function standInsOf(ctx: Ctx): Promise<StandIns> {
  const isAway = (person: string) =>
    sql`exists (select 1 from ${awayOn(ctx.today)} l where l.staff_member_id = ${sql.ref(person)})`
  const { rows } = await sql<{ posts: NamedPost[]; hr: number[] }>`select
      (select coalesce(json_agg(json_build_object('forSection', d.for_section, 'section', s.name, 'postTitle', d.post_title,
          'holders', array(select p.staff_member_id from ${allPostsOn(ctx.today)} p
            where p.section_code = d.section_code and p.post_title = d.post_title and not ${isAway('p.staff_member_id')}
              and exists (select 1 from ${inServiceOn(ctx.today)} e where e.staff_member_id = p.staff_member_id)
            order by p.staff_member_id))), '[]')
        from decider_post d left join ${sectionsOn(ctx.today)} s on s.section_code = d.section_code
        where ${on('d', ctx.today)}) as posts,
      array(select r.subject_id from ${roleHoldersOn('hr', ctx.today)} r where not ${isAway('r.subject_id')} order by 1) as hr`.execute(
    ctx.db,
  )
  return { ...rows[0]!, heads: [] }
}

/** Who leads the highest sections; where that is one person at the most, who leads any. */
async function highestHeads(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ id: number; isHighest: boolean }>`select h.staff_member_id as id,
      bool_or(s.parent_code is null) as "isHighest"
    from ${headsOn(ctx.today)} h join ${sectionsOn(ctx.today)} s on s.section_code = h.section_code
    group by h.staff_member_id order by h.staff_member_id`.execute(ctx.db)
  const highest = rows.filter(({ isHighest }) => isHighest)
  return (highest.length > 1 ? highest : rows).map(({ id }) => id)
}
