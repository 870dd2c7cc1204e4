import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import type { Skill } from '#rooms/policy/pyramid.rules.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { editionsAccess } from './access.ts'
import { editions } from './contract.ts'

test(
  'whoever reads the policy is told what it means for them: their grade’s expectations, their section, their next step from the base up (INV-P3, P7)',
  inTown(async (town) => {
    const { as, asCommand } = town
    const mine = () => as('ueda').ask(editions.showPolicyForMe, {})
    const { document } = await as('ueda').ask(policy.showPolicy, {})
    const [first, second] = document.pyramid!.tiers[0]!.skills.slice(0, 2) as [Skill, Skill]
    const before = await mine()
    expect([before.grade?.id, before.section?.name, before.next]).toEqual(['2級職', '窓口係', first.id])
    expect(before.expected[0]).toMatchObject({ expected: 2, level: null, levelName: '自立' })

    // What is reached is no step any more; what is below still is, and nobody else's records are among it.
    const reached = [{ skill: first.id, level: 2, shared: false }]
    await as('ueda').ask(skills.reflect, { reflections: reached })
    await as('sato').ask(skills.reflect, { reflections: [{ skill: second.id, level: 4, shared: true }] })
    const after = await mine()
    expect([after.expected[0]!.level, after.expected[1]!.level, after.next]).toEqual([2, null, second.id])

    // A village lays down no grades and no pyramid: nothing is expected, and nothing is made up.
    const mori = readFileSync('policy/examples/mori.yaml', 'utf8')
    await asCommand.ask(policy.loadPolicy, { text: mori, publishFrom: '2026-11-22' })
    expect(await mine()).toMatchObject({ grade: null, highestLevel: null, expected: [], next: null, steps: [] })

    expect(await whoMay(town, editionsAccess)('showPolicyForMe', {})).toEqual({ self: staffOfToday })
  }),
)
