import { expect, test } from 'vitest'
import { Refusal } from '#platform/refusal/refusal.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { skills } from './contract.ts'

const row = {
  staffNumber: staffNumberOf('sato'),
  skill: 'ict-tools',
  kind: 'test' as const,
  level: 2,
  asOf: '2026-10-01',
  source: 'ICT到達テスト',
}

test(
  'a list of results comes in once, however often it is sent (INV-D5)',
  inTown(async ({ as, sql, sato }) => {
    const rows = [row, { ...row, skill: 'data-use' }, row]
    expect(await as('hayashi').ask(skills.importEvidence, { rows })).toEqual({ added: 2, known: 1 })
    expect(await as('hayashi').ask(skills.importEvidence, { rows })).toEqual({ added: 0, known: 3 })
    const { skills: list } = await as(sato).ask(skills.showSkills, { staffMemberId: sato })
    expect(list.find(({ skill }) => skill === 'ict-tools')).toMatchObject({ level: 2, from: 'test', isSample: false })
    expect(await sql('select * from skill_evidence')).toHaveLength(2)
    // A result of today, and the highest level there is.
    const ofToday = { ...row, skill: 'dialogue', asOf: '2026-11-22', level: 4 }
    expect(await as('hayashi').ask(skills.importEvidence, { rows: [ofToday] })).toEqual({ added: 1, known: 0 })
  }),
)

test(
  'one wrong row keeps the whole list out, and every wrong place is named in Japanese',
  inTown(async ({ as, sql }) => {
    const rows = [
      row,
      { ...row, staffNumber: '99999999' },
      { ...row, skill: 'juggling', level: 9 },
      { ...row, kind: 'self' as const },
      { ...row, kind: 'completion' as const, asOf: '2027-01-01' },
    ]
    const attempt = as('hayashi').ask(skills.importEvidence, { rows })
    const refusal = await attempt.catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'faulty_rows', values: { count: 6 } })
    expect((refusal as Refusal).fields.map(({ path }) => path)).toEqual([
      'rows[1].staffNumber',
      'rows[2].skill',
      'rows[2].level',
      'rows[3].kind',
      'rows[4].level',
      'rows[4].asOf',
    ])
    expect((refusal as Refusal).fields[0]?.reason).toBe('職員番号「99999999」の職員はいません。')
    expect(await sql('select * from skill_evidence')).toEqual([])
  }),
)

test(
  'only the maker of the sample ward adds sample values, and in a sample ward all evidence is one (INV-D1, D2)',
  inTown(async ({ as, asCommand, gate, sql, sato }) => {
    const input = { rows: [{ ...row, kind: 'self' as const }], isSample: true }
    await expect(as('hayashi').ask(skills.importEvidence, input)).rejects.toThrow('sample_not_allowed')
    await expect(asCommand.ask(skills.importEvidence, input)).rejects.toThrow('sample_not_allowed')
    const sample = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'sample' }
    await gate.ask(skills.importEvidence, input, { actor: sample })
    await sql('update installation set is_sample = true')
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'dialogue', level: 1, shared: false }] })
    const marks = await sql<{ is_sample: boolean }>('select is_sample from skill_evidence')
    expect(marks.map(({ is_sample }) => is_sample)).toEqual([true, true])
  }),
)
