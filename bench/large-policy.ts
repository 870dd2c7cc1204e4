/** The sample policy with as many skills and nodes as the workshop is asked to check while somebody writes: 400 and 300. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { PolicyFile } from '#rooms/policy/document.rules.ts'

const SKILLS = 400
const OF_A_TIER = 60
const NODES = {
  activities: 100,
  outputs: 100,
  directOutcomes: 40,
  intermediateOutcomes: 40,
  finalOutcomes: 20,
} as const

export function largePolicy(root: string): string {
  const file = parse(readFileSync(join(root, 'policy/shinagawa.yaml'), 'utf8')) as PolicyFile
  const { pyramid, model } = file
  const [tier] = pyramid!.tiers as [NonNullable<PolicyFile['pyramid']>['tiers'][number]]
  const like = tier.skills[0]!
  while (pyramid!.tiers.length < SKILLS / OF_A_TIER) {
    pyramid!.tiers.push({ ...tier, id: `tier-${pyramid!.tiers.length}`, skills: [] })
  }
  let left = SKILLS
  for (const [t, one] of pyramid!.tiers.entries()) {
    one.weight = 1 / pyramid!.tiers.length
    const wanted = Math.min(OF_A_TIER, left)
    for (let n = one.skills.length; n < wanted; n++)
      one.skills.push({ ...like, id: `skill-${t}-${n}`, name: `スキル${t}-${n}` })
    left -= wanted
  }
  delete pyramid!.heightCuts
  const lists = Object.entries(NODES) as [keyof typeof NODES, number][]
  for (const [list, many] of lists) {
    const nodes = model![list] as { id: string; name: string }[]
    for (let n = nodes.length; n < many; n++) nodes.push({ ...nodes[0]!, id: `${list}-${n}`, name: `${list} ${n}` })
  }
  return stringify(file, { aliasDuplicateObjects: false })
}
