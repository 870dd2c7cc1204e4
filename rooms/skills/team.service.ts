import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { teamNow, teamOf } from '#rooms/people/service.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { type LevelKind, sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import type { Rung } from '#rooms/policy/rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { packedStandings, unpacked } from './levels.service.ts'
import { expectationsOf, isBelow, skillsIn } from './rules.ts'

export async function showTeamSkills(
  ctx: Ctx<typeof skills.showTeamSkills>,
): Promise<Answer<typeof skills.showTeamSkills>> {
  const me = ctx.actor.subjectId!
  const [document, ids] = await Promise.all([requirePolicyWith(ctx, ['pyramid']), teamOf(ctx, me)])
  const [team, known] = await Promise.all([teamNow(ctx, ids), shownLevels(ctx, document, ids)])
  ctx.sees(
    team.map(({ staffMemberId }) => staffMemberId),
    'skills.team',
  )
  const all = skillsIn(document)
  const expectedOf = expectedIn(document)
  const { levelFrom } = document.pyramid.rule
  const assessed = all.map(() => 0)
  const below = all.map(() => 0)
  const members = team.map((member) => {
    const own = known.get(member.staffMemberId)
    const expected = expectedOf({ grade: member.grade, occupation: own?.occupation ?? null })
    const levels = all.map((): number | null => null)
    const from = all.map((): LevelKind | null => null)
    let shares = 0
    for (const packed of own?.packed ?? []) {
      if (packed === null) continue
      const { at, kind, level } = unpacked(packed)
      if (sharedByChoice.includes(kind)) shares += 1
      const decided = from[at]!
      if (!levelFrom.includes(kind) || (decided !== null && levelFrom.indexOf(decided) < levelFrom.indexOf(kind)))
        continue
      levels[at] = level
      from[at] = kind
    }
    let unassessed = 0
    for (const [at, level] of levels.entries()) {
      if (level === null) unassessed += 1
      else assessed[at]! += 1
      if (isBelow(level, expected[at]!)) below[at]! += 1
    }
    return { ...member, shares, unassessed, levels, from, expected }
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

/** What is expected in each skill, in their order; the same list for all of one grade and occupation. */
function expectedIn(document: PolicyWith<'pyramid'>): (rung: Rung) => (number | null)[] {
  const lists = new Map<ReadonlyMap<string, number>, (number | null)[]>()
  return (rung) => {
    const expectations = expectationsOf(document, rung)
    const known = lists.get(expectations) ?? skillsIn(document).map(({ id }) => expectations.get(id) ?? null)
    lists.set(expectations, known)
    return known
  }
}

interface Shown {
  readonly staff: number
  readonly occupation: string | null
  /** What stands of them as the head may see it (`unpacked`). */
  readonly packed: (number | null)[] | null
}

/** One row a person, put together by the database. */
async function shownLevels(
  ctx: Ctx,
  document: PolicyWith<'pyramid'>,
  ids: readonly number[],
): Promise<Map<number, Shown>> {
  const asked = { of: ids, skills: skillsIn(document).map(({ id }) => id), day: ctx.today }
  const { rows } = await sql<Shown>`select p.staff, e.occupation, l.packed from unnest(${ids}::bigint[]) as p(staff)
    left join ${inServiceOn(ctx.today)} e on e.staff_member_id = p.staff
    left join ${packedStandings(document, asked)} l using (staff)`.execute(ctx.db)
  return new Map(rows.map((row) => [row.staff, row]))
}
