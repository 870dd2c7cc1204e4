import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { skillsAccess } from './access.ts'
import { skills } from './contract.ts'

test(
  'who may look at skills, speak of them and take words back, and in which role (INV-S1, S2)',
  inTown(async (town) => {
    const { as, on, sato, hayashi } = town
    const may = whoMay(town, skillsAccess)
    const self = { self: staffOfToday }
    const hr = ['hayashi', 'hrAccount']
    const of = { staffMemberId: sato }
    expect(await may('showMySkills', {})).toEqual(self)
    const lookers = { self: ['sato'], hr, sectionHead: ['tanaka'] }
    expect(await may('showWholeSkills', of)).toEqual(lookers)
    expect(await may('showSkills', of)).toEqual(lookers)
    expect(await may('showPyramid', of)).toEqual(lookers)
    expect(await may('listEvidence', { ...of, pageSize: 20 })).toEqual(lookers)
    expect(await may('showTeamSkills', {})).toEqual({ sectionHead: staffOfToday })
    expect(await may('showSkillsBySection', {})).toEqual({ hr, executive: ['kato', 'suzuki'] })
    expect(await may('showSkillsMap', {})).toEqual({ hr, executive: ['kato', 'suzuki'], command: ['command'] })
    const word = { skill: 'data-use', level: 2, shared: false }
    expect(await may('reflect', { kind: 'self', reflections: [word] })).toEqual(self)
    expect(await may('observe', { ...of, kind: 'supervisor', observations: [word] })).toEqual({
      sectionHead: ['tanaka'],
    })
    const result = { ...of, kind: 'test' as const, skill: 'data-use', level: 2, asOf: '2026-11-01', source: '試験' }
    expect(await may('recordResult', result)).toEqual({ hr })
    const row = { staffNumber: '00000004', skill: 'data-use', kind: 'test' as const, level: 2, asOf: '2026-11-01' }
    expect(await may('importEvidence', { rows: [row] })).toEqual({ hr, command: ['command'] })
    const [own] = (await as(sato).ask(skills.reflect, { reflections: [word] })).skillEvidenceIds
    const [heads] = (await as('tanaka').ask(skills.observe, { ...of, observations: [word] })).skillEvidenceIds
    const [other] = (await as('ueda').ask(skills.reflect, { reflections: [word] })).skillEvidenceIds
    const [fact] = (await as(hayashi).ask(skills.recordResult, { ...result, asOf: '2026-11-22' })).skillEvidenceIds
    const takesBack = (...ids: (number | undefined)[]) => may('withdrawEvidence', { skillEvidenceIds: ids.map(Number) })
    expect(await takesBack(own)).toEqual({ author: ['sato'], hr })
    expect(await takesBack(own, own)).toEqual({ author: ['sato'], hr })
    expect(await takesBack(heads)).toEqual({ author: ['tanaka'], hr })
    expect(await takesBack(own, other)).toEqual({ hr })
    expect(await takesBack(fact)).toEqual({ hr })
    expect(await takesBack(999)).toEqual({ hr })
    on('2026-11-23')
    const tomorrow = whoMay(town, skillsAccess, '2026-11-23')
    expect(await tomorrow('withdrawEvidence', { skillEvidenceIds: [own!] })).toEqual({ hr })
  }),
)
