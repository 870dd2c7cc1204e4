import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { skills } from './contract.ts'

const shared = { shared: true }
const levelIn = async (town: Town, reader: number, person: number, skill: string, asOf?: string) => {
  const answer = await town.as(reader).ask(skills.showSkills, { staffMemberId: person, ...(asOf ? { asOf } : {}) })
  return answer.skills.find((each) => each.skill === skill)!
}

/** What is known of one kind. */
const known = ({ kinds }: Awaited<ReturnType<typeof levelIn>>, wanted: string) =>
  kinds.find(({ kind }) => kind === wanted) ?? null

test(
  'before anyone has said anything every skill is unassessed, in the order of the tiers, with what the grade expects (INV-P7)',
  inTown(async ({ as, sato }) => {
    const { skills: list, grade } = await as(sato).ask(skills.showSkills, { staffMemberId: sato })
    expect(grade).toBe('1級職')
    expect(list).toHaveLength(14)
    expect(list[0]).toMatchObject({ skill: 'resident-view', tier: 'mind', level: null, kinds: [], expected: 2 })
    expect(list.at(-1)).toMatchObject({ skill: 'policy-design', tier: 'specialist', level: null })
  }),
)

test(
  'a reflection is kept in history, and the latest one stands',
  inTown(async (town) => {
    const { as, on, sato } = town
    await as(sato).ask(skills.reflect, {
      reflections: [{ skill: 'data-use', level: 1, shared: false, note: '表計算' }],
    })
    on('2026-11-23')
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, ...shared }] })
    expect(await levelIn(town, sato, sato, 'data-use')).toMatchObject({
      level: 2,
      from: 'self',
      kinds: [{ kind: 'self', level: 2, asOf: '2026-11-23', shared: true }],
    })
    expect((await levelIn(town, sato, sato, 'data-use', '2026-11-22')).level).toBe(1)
    const history = await as(sato).ask(skills.listEvidence, { staffMemberId: sato })
    expect(history.evidence.map(({ level, note }) => [level, note])).toEqual([
      [2, null],
      [1, '表計算'],
    ])
  }),
)

test(
  'saying the same once more on the same day adds nothing; another word does',
  inTown(async ({ as, sato }) => {
    const reflections = [{ skill: 'data-use', level: 1, shared: false }]
    expect((await as(sato).ask(skills.reflect, { reflections })).skillEvidenceIds).toHaveLength(1)
    expect((await as(sato).ask(skills.reflect, { reflections })).skillEvidenceIds).toEqual([])
    const more = [{ skill: 'data-use', level: 1, shared: false, note: '根拠' }]
    expect((await as(sato).ask(skills.reflect, { reflections: more })).skillEvidenceIds).toHaveLength(1)
  }),
)

test(
  'a skill that the pyramid does not have and a level above the highest are refused, and nothing is kept',
  inTown(async ({ as, sql, sato }) => {
    const good = { skill: 'data-use', level: 1, shared: false }
    const attempt = (bad: object) => as(sato).ask(skills.reflect, { reflections: [good, { ...good, ...bad }] })
    await expect(attempt({ skill: 'juggling' })).rejects.toThrow('unknown_skill')
    await expect(attempt({ level: 5 })).rejects.toThrow('level_too_high')
    await expect(attempt({ level: 2 })).rejects.toThrow('skill_twice')
    expect(await sql('select * from skill_evidence')).toEqual([])
    expect(await sql('select * from skill_standing')).toEqual([])
  }),
)

test(
  'what one recorded today can be taken back, and the level before stands again',
  inTown(async (town) => {
    const { as, on, sato, ueda } = town
    const [first] = (await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 1, ...shared }] }))
      .skillEvidenceIds
    on('2026-11-23')
    const { skillEvidenceIds } = await as(sato).ask(skills.reflect, {
      reflections: [{ skill: 'data-use', level: 3, shared: false }],
    })
    await expect(as(ueda).ask(skills.withdrawEvidence, { skillEvidenceIds })).rejects.toThrow('forbidden')
    await as(sato).ask(skills.withdrawEvidence, { skillEvidenceIds })
    expect(known(await levelIn(town, sato, sato, 'data-use'), 'self')).toEqual({
      kind: 'self',
      level: 1,
      asOf: '2026-11-22',
      validTo: null,
      shared: true,
    })
    await expect(as(sato).ask(skills.withdrawEvidence, { skillEvidenceIds })).rejects.toThrow('already_withdrawn')
    await expect(as(sato).ask(skills.withdrawEvidence, { skillEvidenceIds: [first!] })).rejects.toThrow('forbidden')
  }),
)

test(
  'HR withdraws a faulty record with a reason, which stays in the history',
  inTown(async (town) => {
    const { as, sql, hayashi, inoue, sato } = town
    await sql(
      `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2026-04-01' from account where subject_id = $1`,
      [inoue],
    )
    const result = {
      staffMemberId: sato,
      kind: 'test' as const,
      skill: 'ict-tools',
      level: 3,
      asOf: '2026-10-01',
      source: 'ICT到達テスト',
    }
    const { skillEvidenceIds } = await as(hayashi).ask(skills.recordResult, result)
    await expect(as(hayashi).ask(skills.withdrawEvidence, { skillEvidenceIds })).rejects.toThrow('reason_needed')
    const others = await as(inoue).ask(skills.recordResult, { ...result, staffMemberId: hayashi })
    await expect(as(hayashi).ask(skills.withdrawEvidence, { ...others, reason: '低すぎる' })).rejects.toThrow(
      'not_for_oneself',
    )
    await as(hayashi).ask(skills.withdrawEvidence, { skillEvidenceIds, reason: '採点の誤り' })
    expect((await levelIn(town, sato, sato, 'ict-tools')).level).toBeNull()
    const { evidence } = await as(sato).ask(skills.listEvidence, { staffMemberId: sato })
    expect(evidence[0]).toMatchObject({
      withdrawnOn: '2026-11-22',
      withdrawnReason: '採点の誤り',
      recordedBy: '林 由佳',
    })
  }),
)

test(
  'the kinds stay apart: a test decides before the head and the head before oneself; a completion sets no level (INV-P6)',
  inTown(async (town) => {
    const { as, asCommand, sato, tanaka, hayashi } = town
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'ict-tools', level: 4, ...shared }] })
    await asCommand.ask(skills.importEvidence, {
      rows: [
        {
          staffNumber: staffNumberOf('sato'),
          skill: 'law-and-system',
          kind: 'completion',
          level: null,
          asOf: '2026-11-01',
          source: '法令研修',
        },
      ],
    })
    expect((await levelIn(town, sato, sato, 'law-and-system')).level).toBeNull()
    await as(tanaka).ask(skills.observe, {
      staffMemberId: sato,
      observations: [{ skill: 'ict-tools', level: 3, note: '手順書を作りました', ...shared }],
    })
    expect(await levelIn(town, sato, sato, 'ict-tools')).toMatchObject({ level: 3, from: 'supervisor' })
    await as(hayashi).ask(skills.recordResult, {
      staffMemberId: sato,
      kind: 'test',
      skill: 'ict-tools',
      level: 2,
      asOf: '2026-04-10',
      source: 'ICT到達テスト',
    })
    expect(await levelIn(town, sato, sato, 'ict-tools')).toMatchObject({
      level: 2,
      from: 'test',
      kinds: [
        { kind: 'test', level: 2, asOf: '2026-04-10', shared: true },
        { kind: 'supervisor', level: 3 },
        { kind: 'self', level: 4 },
      ],
    })
  }),
)

test(
  'the section head of today sees shared reflections only; HR sees all; others see nothing (INV-S1)',
  inTown(async (town) => {
    const { as, sato, tanaka, hayashi } = town
    await as(sato).ask(skills.reflect, {
      reflections: [
        { skill: 'data-use', level: 2, ...shared },
        { skill: 'dialogue', level: 1, shared: false, note: '自信がない' },
      ],
    })
    expect(known(await levelIn(town, tanaka, sato, 'data-use'), 'self')?.level).toBe(2)
    expect(await levelIn(town, tanaka, sato, 'dialogue')).toMatchObject({ level: null, kinds: [] })
    expect(await levelIn(town, hayashi, sato, 'dialogue')).toMatchObject({
      level: 1,
      kinds: [{ kind: 'self', shared: false }],
    })
    const asHr = await as(hayashi).ask(skills.listEvidence, { staffMemberId: sato, skill: 'dialogue' })
    expect(asHr.evidence.map(({ note }) => note)).toEqual([null])
    for (const other of ['ueda', 'mori', 'kato', 'ito', 'ono'] as const) {
      for (const operation of [skills.showSkills, skills.showPyramid, skills.listEvidence] as const) {
        await expect(as(other).ask(operation, { staffMemberId: sato }), other).rejects.toThrow('forbidden')
      }
    }
    await expect(town.asGuest.ask(skills.showSkills, { staffMemberId: sato })).rejects.toThrow('sign_in_needed')
    await expect(as(hayashi).ask(skills.showSkills, { staffMemberId: 999 })).rejects.toThrow('no_such_staff_member')
  }),
)

test(
  'whoever stops sharing is not seen any more, also not on earlier days',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, ...shared }] })
    on('2026-11-25')
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, shared: false }] })
    expect((await levelIn(town, tanaka, sato, 'data-use')).kinds).toEqual([])
    expect((await levelIn(town, tanaka, sato, 'data-use', '2026-11-23')).kinds).toEqual([])
    const { total } = await as(tanaka).ask(skills.listEvidence, { staffMemberId: sato })
    expect(total).toBe(0)
    expect((await as(tanaka).ask(skills.showPyramid, { staffMemberId: sato })).score).toBe(0)
  }),
)

test(
  'a new head does not see what the one before noted, unless it was shared; the former head sees nothing (INV-S2)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, ono } = town
    await as(tanaka).ask(skills.observe, {
      staffMemberId: sato,
      observations: [
        { skill: 'dialogue', level: 2, note: '上司だけの覚え', shared: false },
        { skill: 'data-use', level: 1, note: '本人と共有した所見', shared: true },
      ],
    })
    const own = await as(sato).ask(skills.listEvidence, { staffMemberId: sato })
    expect(own.evidence.map(({ level, note }) => [level, note])).toEqual([
      [1, '本人と共有した所見'],
      [2, null],
    ])
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id = $1`, [tanaka])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      values ($1, '00000011', '1010', '5級職', '戸籍住民課長', 'concurrent', true, '2027-04-01')`,
      [ono],
    )
    on('2027-04-01')
    const next = await as(ono).ask(skills.listEvidence, { staffMemberId: sato })
    expect(next.evidence.map(({ level, note }) => [level, note])).toEqual([
      [1, '本人と共有した所見'],
      [2, null],
    ])
    await expect(as(tanaka).ask(skills.showSkills, { staffMemberId: sato })).rejects.toThrow('forbidden')
  }),
)

test(
  'only the head of today observes, never about oneself; HR records no result of its own',
  inTown(async ({ as, sato, ueda, tanaka, kato, hayashi, ito }) => {
    const observations = [{ skill: 'data-use', level: 2, shared: false }]
    for (const other of [ueda, kato, hayashi, ito, sato]) {
      const attempt = as(other).ask(skills.observe, { staffMemberId: sato, observations })
      await expect(attempt, String(other)).rejects.toThrow('forbidden')
    }
    await expect(as(tanaka).ask(skills.observe, { staffMemberId: tanaka, observations })).rejects.toThrow('forbidden')
    const result = {
      kind: 'qualification' as const,
      skill: 'data-use',
      level: 2,
      asOf: '2026-11-01',
      source: 'ITパスポート',
    }
    for (const other of [sato, tanaka, kato, ito]) {
      const attempt = as(other).ask(skills.recordResult, { staffMemberId: ueda, ...result })
      await expect(attempt, String(other)).rejects.toThrow('forbidden')
      const rows = [
        { staffNumber: staffNumberOf('ueda'), skill: 'data-use', kind: 'test' as const, level: 1, asOf: '2026-11-01' },
      ]
      await expect(as(other).ask(skills.importEvidence, { rows })).rejects.toThrow('forbidden')
    }
    await expect(as(hayashi).ask(skills.recordResult, { staffMemberId: hayashi, ...result })).rejects.toThrow(
      'not_for_oneself',
    )
    await expect(
      as(hayashi).ask(skills.recordResult, { staffMemberId: ueda, ...result, asOf: '2026-12-01' }),
    ).rejects.toThrow('in_future')
  }),
)

test(
  'a look at another person is in the journal, one line for a team with everyone it showed; a look at oneself is not (INV-S4)',
  inTown(async ({ as, sql, sato, tanaka, hayashi, mori, ueda, kimura }) => {
    await as(sato).ask(skills.showSkills, { staffMemberId: sato })
    await as(hayashi).ask(skills.showPyramid, { staffMemberId: sato })
    await as(tanaka).ask(skills.showTeamSkills, {})
    const lines = await sql<{ operation: string; acted_as: string; subjects: number[] }>(
      `select operation, acted_as, subjects::int[] from journal_line where kind = 'read' order by line_id`,
    )
    expect(lines).toHaveLength(2)
    expect(lines[0]).toEqual({ operation: 'skills.showPyramid', acted_as: 'hr', subjects: [sato] })
    expect(lines[1]).toMatchObject({ operation: 'skills.showTeamSkills', acted_as: 'sectionHead' })
    expect(lines[1]!.subjects.toSorted()).toEqual([mori, sato, ueda, kimura].toSorted())
  }),
)

test(
  'a change is in the journal with whom it concerns, and never tells a level (INV-S4)',
  inTown(async ({ as, sql, sato, tanaka }) => {
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, note: 'ひみつ', ...shared }] })
    await as(tanaka).ask(skills.observe, {
      staffMemberId: sato,
      observations: [{ skill: 'data-use', level: 2, note: 'ひみつ', ...shared }],
    })
    const lines = await sql<{ operation: string; subjects: number[]; detail: unknown }>(
      `select operation, subjects::int[], detail from journal_line where operation like 'skills.%' order by line_id`,
    )
    expect(lines).toEqual([
      { operation: 'skills.reflect', subjects: [sato], detail: { skills: ['data-use'] } },
      { operation: 'skills.observe', subjects: [sato], detail: { skills: ['data-use'] } },
    ])
  }),
)

test(
  'the head sees the team in one view: gaps count known levels under the expectation, never the unassessed (INV-P7)',
  inTown(async ({ as, sato, ueda, tanaka, kato }) => {
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'resident-view', level: 1, ...shared }] })
    await as(ueda).ask(skills.reflect, { reflections: [{ skill: 'resident-view', level: 1, shared: false }] })
    const team = await as(tanaka).ask(skills.showTeamSkills, {})
    expect(team.members.map(({ name }) => name)).toEqual(['上田 陽介', '木村 葵', '佐藤 はるか', '森 千夏'])
    expect(team.members[1]!.onLeave).toBe(true)
    expect(team.skills[0]).toMatchObject({ skill: 'resident-view', assessed: 1, below: 1 })
    expect(team.members[2]).toMatchObject({ shares: 1, unassessed: 13 })
    const first = (member: number) => {
      const { levels, from, expected } = team.members[member]!
      return [levels[0], from[0], expected[0]]
    }
    expect(first(2)).toEqual([1, 'self', 2])
    expect(first(0)).toEqual([null, null, 2])
    expect((await as(sato).ask(skills.showTeamSkills, {})).members).toEqual([])
    expect((await as(kato).ask(skills.showTeamSkills, {})).members.map(({ name }) => name)).toEqual(['田中 聡'])
  }),
)

test(
  'levels and shares of a day to come are refused, whoever asks and wherever (one rule)',
  inTown(async ({ as, sato }) => {
    const asOf = '2026-11-23'
    const tomorrow = [
      as(sato).ask(skills.showSkills, { staffMemberId: sato, asOf }),
      as(sato).ask(skills.showPyramid, { staffMemberId: sato, asOf }),
    ]
    await Promise.all(tomorrow.map((answer) => expect(answer).rejects.toThrow('as_of_in_future')))
  }),
)

test(
  'evidence that is not there is not taken back',
  inTown(async ({ as, hayashi }) => {
    const missing = as(hayashi).ask(skills.withdrawEvidence, { skillEvidenceIds: [4711], reason: '取り違え' })
    await expect(missing).rejects.toThrow('no_such_evidence')
  }),
)
