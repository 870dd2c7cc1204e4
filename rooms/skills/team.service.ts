import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { listTeam } from '#rooms/people/service.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { type LevelKind, sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { levelsByRule } from './levels.service.ts'
import { expectationsOf, isBelow, skillsIn } from './rules.ts'

export async function showTeamSkills(
  ctx: Ctx<typeof skills.showTeamSkills>,
): Promise<Answer<typeof skills.showTeamSkills>> {
  const [document, team] = await Promise.all([requirePolicyWith(ctx, ['pyramid']), listTeam(ctx)])
  const ids = team.map(({ staffMemberId }) => staffMemberId)
  const known = await shownLevels(ctx, document, ids)
  ctx.sees(ids, 'skills.team')
  const all = skillsIn(document)
  const place = new Map(all.map(({ id }, index) => [id, index]))
  const assessed = all.map(() => 0)
  const below = all.map(() => 0)
  const members = team.map((member) => {
    const own = known.get(member.staffMemberId)
    const expectations = expectationsOf(document, { grade: member.grade, occupation: own?.occupation ?? null })
    const expected = all.map(({ id }) => expectations.get(id) ?? null)
    const levels = all.map((): number | null => null)
    const from = all.map((): LevelKind | null => null)
    for (const [skill, level, kind] of own?.levels ?? []) {
      const at = place.get(skill)
      if (at === undefined) continue
      levels[at] = level
      from[at] = kind
      assessed[at]! += 1
      if (isBelow(level, expected[at]!)) below[at]! += 1
    }
    const unassessed = levels.filter((level) => level === null).length
    return { ...member, shares: own?.shares ?? 0, unassessed, levels, from, expected }
  })
  return {
    highestLevel: document.pyramid.highestLevel,
    skills: all.map(({ id, name, tierId, tierName }, at) => ({
      skill: id,
      name,
      tier: tierId,
      tierName,
      assessed: assessed[at]!,
      below: below[at]!,
    })),
    members,
  }
}

interface Shown {
  readonly staff: number
  readonly occupation: string | null
  /** What follows by the rule from what the head may see. */
  readonly levels: [skill: string, level: number, from: LevelKind][]
  /** Skills of which the person shares what they decide on. */
  readonly shares: number
}

/** One row a person, put together by the database. */
async function shownLevels(
  ctx: Ctx,
  document: PolicyWith<'pyramid'>,
  ids: readonly number[],
): Promise<Map<number, Shown>> {
  const { rows } =
    await sql<Shown>`select p.staff, e.occupation, coalesce(l.levels, '[]') as levels, coalesce(s.shares, 0) as shares
    from unnest(${ids}::bigint[]) as p(staff) left join ${inServiceOn(ctx.today)} e on e.staff_member_id = p.staff
    left join (select staff, json_agg(json_build_array(skill, level, kind)) as levels
      from ${levelsByRule(document, { of: ids, shownToHead: true, day: ctx.today })} l group by staff) l using (staff)
    left join (select staff_member_id as staff, count(*) as shares from skill_standing
      where staff_member_id = any(${ids}) and shared and ${oneOf('kind', sharedByChoice)} group by 1) s using (staff)`.execute(
      ctx.db,
    )
  return new Map(rows.map((row) => [row.staff, row]))
}
