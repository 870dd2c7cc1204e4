/** Which of a person's results show the floor of a skill. */
import type { Feed } from '#platform/measure/feeding.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { evidenceFed } from '#rooms/skills/feeding.service.ts'
import { floorCoverage, shareAtFloor } from './floor.service.ts'

export const literacyFeed: Feed = async (ctx, me, from, once) => {
  const document = await once(policyOn)
  const floor = new Map(document ? floorOf(document).map((skill) => [skill.id, skill]) : [])
  return await evidenceFed(ctx, me, { from, document }, ({ skill, kind, level }) => {
    const asked = floor.get(skill)
    const counts = asked && level !== null && (asked.evidence as readonly EvidenceKind[]).includes(kind)
    return counts && level >= asked.floorLevel ? [shareAtFloor.name, floorCoverage.name] : []
  })
}
