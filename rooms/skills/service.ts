import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { must, upToToday } from '#platform/refusal/refusal.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { decided, standingsOf, standingsOn } from './levels.service.ts'
import { expectationsOf, skillsIn } from './rules.ts'

export * from './evidence.service.ts'
export { importEvidence } from './import.service.ts'
export { showPyramid } from './pyramid.service.ts'
export { showTeamSkills } from './team.service.ts'

type Skill = Answer<typeof skills.showSkills>['skills'][number]

export async function showSkills(ctx: Ctx, { staffMemberId, asOf }: Input<typeof skills.showSkills>) {
  const day = upToToday(ctx, asOf)
  const [document, person] = await Promise.all([
    requirePolicy(ctx, day),
    day === ctx.today ? standingsOf(ctx, staffMemberId) : standingsOn(ctx, staffMemberId, day),
  ])
  must(person, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.levels')
  const sharedOnly = ctx.actsAs === 'sectionHead'
  const expected = expectationsOf(document, person.grade)
  return {
    asOf: day,
    grade: person.grade,
    highestLevel: document.pyramid.highestLevel,
    sharedOnly,
    skills: skillsIn(document).map(({ id, name, tierId }): Skill => {
      const { level, from, ...levels } = decided(document, person.standings.get(id), sharedOnly)
      return { skill: id, name, tier: tierId, level, from, expected: expected.get(id) ?? null, ...levels }
    }),
  }
}
