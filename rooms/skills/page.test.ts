import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { skills } from './contract.ts'

/** Something of every kind, of two years, shared and not, withdrawn and not. */
async function much({ as, asCommand, on, sato }: Town): Promise<void> {
  const row = { staffNumber: staffNumberOf('sato'), skill: 'ict-tools', source: '到達テスト' }
  await asCommand.ask(skills.importEvidence, {
    rows: [
      { ...row, kind: 'test', level: 1, asOf: '2025-10-01' },
      { ...row, kind: 'test', level: 3, asOf: '2026-10-01' },
      { ...row, kind: 'completion', level: null, asOf: '2026-09-01', source: 'ICT研修' },
    ],
  })
  await as('tanaka').ask(skills.observe, {
    staffMemberId: sato,
    observations: [{ skill: 'dialogue', level: 2, note: '覚え', shared: false }],
  })
  const reflections = ['data-use', 'dialogue', 'resident-view'].map((skill, level) => ({
    ...{ skill, level, note: 'メモ' },
    shared: level > 0,
  }))
  const { skillEvidenceIds } = await as('sato').ask(skills.reflect, { reflections })
  await as('sato').ask(skills.withdrawEvidence, { skillEvidenceIds: skillEvidenceIds.slice(1, 2) })
  on('2026-11-23')
  await as('sato').ask(skills.reflect, { reflections: [{ skill: 'resident-view', level: 3, shared: true }] })
}

test(
  'one answer holds what pyramid, levels and history say one by one, for oneself, the head and HR',
  inTown(async (town) => {
    await much(town)
    const { as, sato } = town
    for (const reader of ['sato', 'tanaka', 'hayashi'] as const) {
      const { ask } = as(reader)
      const parts = {
        staffMemberId: sato,
        pyramid: await ask(skills.showPyramid, { staffMemberId: sato }),
        levels: await ask(skills.showSkills, { staffMemberId: sato }),
        history: await ask(skills.listEvidence, { staffMemberId: sato, pageSize: 20 }),
      }
      // Whoever is told of it here may write an observation down.
      const may = reader === 'tanaka' ? ['observe'] : []
      expect(await ask(skills.showWholeSkills, { staffMemberId: sato }), reader).toEqual({ ...parts, may })
      if (reader === 'sato') expect(await ask(skills.showMySkills, {})).toEqual({ ...parts, held: [] })
    }
  }),
)

test(
  'a look at somebody’s page is one line in the journal; one’s own is none (INV-S4)',
  inTown(async ({ as, sql, sato }) => {
    await as(sato).ask(skills.showMySkills, {})
    await as('tanaka').ask(skills.showWholeSkills, { staffMemberId: sato })
    expect(await sql(`select operation, acted_as, detail from journal_line where kind = 'read'`)).toEqual([
      { operation: 'skills.showWholeSkills', acted_as: 'sectionHead', detail: { what: 'skills.whole' } },
    ])
  }),
)

test(
  'a person’s page is for them, the head of today and HR; nobody has a page of somebody who never was (INV-S1)',
  inTown(async ({ as, asGuest, sato, hayashi }) => {
    for (const other of ['ueda', 'mori', 'kato', 'ito'] as const) {
      await expect(as(other).ask(skills.showWholeSkills, { staffMemberId: sato }), other).rejects.toThrow('forbidden')
    }
    await expect(asGuest.ask(skills.showMySkills, {})).rejects.toThrow('sign_in_needed')
    await expect(as(hayashi).ask(skills.showWholeSkills, { staffMemberId: 999 })).rejects.toThrow(
      'no_such_staff_member',
    )
  }),
)
