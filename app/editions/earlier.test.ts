import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { passes } from '#testing/floor.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'

/** Another rule, other tiers, levels, expectations, floor, targets and arrows: all by which numbers are made. */
const other = [
  [/^( *edition: ).*$/m, '$1次の版'],
  [/levelFrom: \[.*\]/, 'levelFrom: [self, test, supervisor, qualification]'],
  ['expected: { 1級職: 2, 2級職: 2, 3級職: 3', 'expected: { 1級職: 3, 2級職: 3, 3級職: 3'],
  ['- { skill: ict-tools, level: 2,', '- { skill: ict-tools, level: 3,'],
  [/ {4}exclude: \[\{ onLeave: true.*\n/, ''],
  [/^( {4}targets: ).*$/gm, '$1[{ fiscalYear: 2026, value: 1 }]'],
] as const

test(
  'every earlier edition reproduces the numbers of its days: a new edition with another rule, floor, population, expectations and targets changes none of them (INV-D3, O2)',
  inTown(async (town) => {
    const { as, asCommand, sato } = town
    await passes(town, sato, '2026-10-01')
    const own = { staffNumber: String(sato).padStart(8, '0'), skill: 'ict-tools', kind: 'self' as const }
    await asCommand.ask(skills.importEvidence, { rows: [{ ...own, level: 4, asOf: '2026-10-05', shared: true }] })
    const asOf = '2026-11-21'
    const { ask } = as('hayashi')
    const numbers = async () => ({
      policy: (await ask(policy.showPolicy, { asOf })).document,
      kpis: await ask(kpi.listKpis, { asOf }),
      levels: await ask(skills.showSkills, { staffMemberId: sato, asOf }),
      pyramid: await ask(skills.showPyramid, { staffMemberId: sato, asOf }),
      sections: await ask(skills.showSkillsMap, { asOf }),
      board: await ask(literacy.showLiteracyBoard, { asOf }),
      model: await ask(logicModel.showModel, { asOf }),
    })
    const before = await numbers()
    const today = await ask(kpi.listKpis, {})
    const text = other.reduce((said, [from, to]) => {
      const next = said.replace(from, to)
      expect(next, String(from)).not.toBe(said)
      return next
    }, policyText)
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    expect(await numbers()).toEqual(before)
    const now = await ask(kpi.listKpis, {})
    expect(now.kpis!.map(({ value, target }) => [value, target])).not.toEqual(
      today.kpis!.map(({ value, target }) => [value, target]),
    )
  }),
)
