import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { policyWith, requirePolicyWith } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { rolesHeldBy } from './held.service.ts'
import { historyOf, pageOf } from './history.service.ts'
import { listed, rungOn, standingsFrom, standingsOf, standingsOn } from './levels.service.ts'
import { pictured, yearBefore } from './pyramid.service.ts'

export * from './evidence.service.ts'
export { listEvidence } from './history.service.ts'
export { importEvidence } from './import.service.ts'
export { joinEvidence } from './joining.service.ts'
export { pyramidUnder, showPyramid, yearBefore } from './pyramid.service.ts'
export { showSkillsBySection, showSkillsMap } from './sections.service.ts'
export { showTeamSkills } from './team.service.ts'

export async function showSkills(
  ctx: Ctx<typeof skills.showSkills>,
  { staffMemberId, asOf }: Input<typeof skills.showSkills>,
) {
  const day = upToToday(ctx, asOf)
  const [document, person] = await Promise.all([
    requirePolicyWith(ctx, ['pyramid'], day),
    day === ctx.today ? standingsOf(ctx, staffMemberId) : standingsOn(ctx, staffMemberId, day),
  ])
  ctx.must(person, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.levels')
  return listed({ day, document, ...person, sharedOnly: ctx.actsAs === 'sectionHead' })
}

export async function showMySkills(ctx: Ctx<typeof skills.showMySkills>) {
  const whole = ctx.actor.subjectId === null ? undefined : await wholeOf(ctx, ctx.actor.subjectId)
  if (!whole) throw new Error('Access lets only members of staff ask for their own skills')
  const { staffMemberId, levels } = whole
  return { ...whole, held: await rolesHeldBy(ctx, { staffMemberId, skills: levels.skills }) }
}

export async function showWholeSkills(
  ctx: Ctx<typeof skills.showWholeSkills>,
  { staffMemberId }: Input<typeof skills.showWholeSkills>,
): Promise<Answer<typeof skills.showWholeSkills>> {
  const [whole, mayObserve] = await Promise.all([
    wholeOf(ctx, staffMemberId),
    ctx.may<typeof skills.observe>('skills.observe', { staffMemberId }),
  ])
  ctx.must(whole, 'no_such_staff_member')
  return { ...whole, may: mayObserve ? ['observe'] : [] }
}

/** As many as a page shows at first. */
const LATEST = 20

/** From one reading of the evidence: what stands today is the latest of each kind in it. */
async function wholeOf(
  ctx: Ctx<'no_policy'>,
  staffMemberId: number,
): Promise<Omit<Answer<typeof skills.showMySkills>, 'held'> | undefined> {
  const [document, documentThen, rung, history] = await Promise.all([
    requirePolicyWith(ctx, ['pyramid']),
    policyWith(ctx, ['pyramid'], yearBefore(ctx.today)),
    rungOn(ctx, staffMemberId, ctx.today),
    historyOf(ctx, staffMemberId),
  ])
  if (!rung) return undefined
  ctx.sees([staffMemberId], 'skills.whole')
  const visible = history.filter(({ withdrawnOn }) => withdrawnOn === null)
  const common = { day: ctx.today, document, ...rung, sharedOnly: ctx.actsAs === 'sectionHead' }
  return {
    staffMemberId,
    pyramid: pictured({ ...common, documentThen, visible }),
    levels: listed({ ...common, standings: standingsFrom(visible, ctx.today) }),
    history: pageOf(ctx, history, { pageSize: LATEST }),
  }
}
