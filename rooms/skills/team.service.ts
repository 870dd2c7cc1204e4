import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { listTeam } from '#rooms/people/service.ts'
import { sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { decided, standingsOfMany } from './levels.service.ts'
import { expectationsOf, skillsIn } from './rules.ts'

export async function showTeamSkills(ctx: Ctx): Promise<Answer<typeof skills.showTeamSkills>> {
  const [document, team] = await Promise.all([requirePolicy(ctx), listTeam(ctx)])
  const ids = team.map(({ staffMemberId }) => staffMemberId)
  const standings = await standingsOfMany(ctx, ids)
  ctx.sees(ids, 'skills.team')
  const all = skillsIn(document)
  const members = team.map((member) => {
    const own = standings.get(member.staffMemberId)
    const expected = expectationsOf(document, member.grade)
    const levels = all.map(({ id }) => {
      const { level, from } = decided(document, own?.get(id), true)
      return { level, from, expected: expected.get(id) ?? null }
    })
    return {
      ...member,
      shares: [...(own?.values() ?? [])].flat().filter(({ kind, shared }) => shared && sharedByChoice.includes(kind))
        .length,
      unassessed: levels.filter(({ level }) => level === null).length,
      levels,
    }
  })
  return {
    highestLevel: document.pyramid.highestLevel,
    skills: all.map(({ id, name, tierId, tierName }, index) => {
      const levels = members.map((member) => member.levels[index]!)
      return {
        skill: id,
        name,
        tier: tierId,
        tierName,
        assessed: levels.filter(({ level }) => level !== null).length,
        below: levels.filter(({ level, expected }) => level !== null && expected !== null && level < expected).length,
      }
    }),
    members,
  }
}
