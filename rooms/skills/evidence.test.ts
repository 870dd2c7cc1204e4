import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { policyOn } from '#rooms/policy/service.ts'
import { asWhole } from '#testing/policies.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { skills } from './contract.ts'
import { evidenceSince } from './counts.service.ts'
import { addCompletionEvidence } from './evidence.service.ts'
import { expectationsOf, levelKindsInOrder, ownWords, setsLevel } from './rules.ts'

const word = { skill: 'data-use', level: 2, shared: false }
const reflect = ({ as }: Pick<Town, 'as'>, ...reflections: object[]) =>
  as('sato').ask(skills.reflect, { reflections: reflections.map((one) => ({ ...word, ...one })) })
const changes = ({ sql }: Pick<Town, 'sql'>) =>
  sql(`select operation, acted_as, subjects::int[], reason, detail from journal_line
    where operation like 'skills.%' and kind = 'change' order by line_id`)

test(
  'a word is the same only on the same day, at the same level, shared alike and with the same note, while it stands',
  inTown(async (town) => {
    const said = async (...reflections: object[]) => (await reflect(town, ...reflections)).skillEvidenceIds.length
    // What somebody else said is no word of mine.
    await town.as('ueda').ask(skills.reflect, { reflections: [word] })
    expect([await said({}), await said({}), await said({ note: '' })]).toEqual([1, 0, 0])
    expect([await said({ level: 3 }), await said({ level: 3, shared: true })]).toEqual([1, 1])
    const last = { level: 3, shared: true, note: '根拠' }
    expect([await said(last), await said(last, { skill: 'dialogue' })]).toEqual([1, 1])
    // Going back to what was said before is a word again.
    expect([await said({}), await said({})]).toEqual([1, 0])
    const { skillEvidenceIds } = await reflect(town, { level: 4 })
    await town.as('sato').ask(skills.withdrawEvidence, { skillEvidenceIds })
    expect([await said({}), await said({ level: 4 })]).toEqual([0, 1])
    town.on('2026-11-23')
    expect([await said({ level: 4 }), await said({ level: 4 })]).toEqual([1, 0])
    await expect(said({}, { skill: 'dialogue' }, { skill: 'dialogue' })).rejects.toMatchObject({
      code: 'skill_twice',
      values: { skill: 'dialogue' },
    })
    const details = (await changes(town)).filter(({ subjects }) => subjects.includes(town.sato))
    expect(details[6]?.detail).toEqual({ skills: ['dialogue'] })
  }),
)

test(
  'a result of today at the highest level is recorded for somebody who is there, and told; so is what was withdrawn (INV-S4)',
  inTown(async (town) => {
    const { as, hayashi, sato, tanaka } = town
    const result = {
      staffMemberId: sato,
      kind: 'test' as const,
      skill: 'ict-tools',
      level: 4,
      asOf: '2026-11-22',
      source: '到達テスト',
    }
    const record = (change: object) => as(hayashi).ask(skills.recordResult, { ...result, ...change })
    const { skillEvidenceIds } = await record({})
    await expect(record({ staffMemberId: 999 })).rejects.toThrow('no_such_staff_member')
    await expect(record({ skill: 'juggling' })).rejects.toMatchObject({
      code: 'unknown_skill',
      values: { skill: 'juggling' },
    })
    await expect(record({ level: 5 })).rejects.toThrow('level_too_high')
    const observe = (...observations: object[]) =>
      as(tanaka).ask(skills.observe, {
        staffMemberId: sato,
        observations: observations.map((one) => ({ ...word, ...one })),
      })
    await expect(observe({}, {})).rejects.toThrow('skill_twice')
    await expect(observe({ level: 5 })).rejects.toThrow('level_too_high')
    const twice = [...skillEvidenceIds, ...skillEvidenceIds]
    expect(await as(hayashi).ask(skills.withdrawEvidence, { skillEvidenceIds: twice, reason: '採点' })).toEqual({
      withdrawn: 1,
    })
    const own = await reflect(town, {})
    expect(await as(sato).ask(skills.withdrawEvidence, own)).toEqual({ withdrawn: 1 })
    const line = (operation: string, acted_as: string, more: object) => ({
      ...{ operation: `skills.${operation}`, acted_as, subjects: [sato], reason: null, ...more },
    })
    expect(await changes(town)).toEqual([
      line('recordResult', 'hr', { detail: { kind: 'test', skills: ['ict-tools'], source: '到達テスト' } }),
      line('withdrawEvidence', 'hr', { reason: '採点', detail: { skillEvidenceIds } }),
      line('reflect', 'self', { detail: { skills: ['data-use'] } }),
      line('withdrawEvidence', 'author', { detail: own }),
    ])
  }),
)

test(
  'a list may hold the highest level and today; own words only from the command line; one wrong row is enough (INV-D5)',
  inTown(async (town) => {
    const { as, asCommand, sato, ueda, hayashi } = town
    const row = {
      staffNumber: staffNumberOf('sato'),
      skill: 'ict-tools',
      kind: 'test' as const,
      level: 4,
      asOf: '2026-11-22',
    }
    const send = (...rows: object[]) =>
      as(hayashi).ask(skills.importEvidence, { rows: rows.map((one) => ({ ...row, ...one })) })
    expect(await send({}, { staffNumber: staffNumberOf('ueda') })).toEqual({ added: 2, known: 0 })
    const wrong = [
      [{ level: 5 }, 'level'],
      [{ level: null }, 'level'],
      [{ kind: 'completion', level: 1 }, 'level'],
      [{ asOf: '2026-11-23' }, 'asOf'],
      [{ kind: 'self' }, 'kind'],
      [{ kind: 'supervisor' }, 'kind'],
      [{ staffNumber: '99' }, 'staffNumber'],
      // Nobody shows by a list what they may not show by hand; that they completed a course sets no level.
      [{ staffNumber: staffNumberOf('hayashi') }, 'staffNumber'],
      [{ skill: 'juggling' }, 'skill'],
    ] as const
    for (const [change, field] of wrong) {
      await expect(send({}, change), field).rejects.toMatchObject({
        values: { count: 1 },
        fields: [{ path: `rows[1].${field}` }],
      })
    }
    expect(await send({ staffNumber: staffNumberOf('hayashi'), kind: 'completion', level: null })).toMatchObject({
      added: 1,
    })
    expect(await asCommand.ask(skills.importEvidence, { rows: [{ ...row, kind: 'self' }] })).toEqual({
      added: 1,
      known: 0,
    })
    // Known only in every word.
    const others = [
      { source: '別の試験' },
      { level: 3 },
      { asOf: '2026-11-21' },
      { skill: 'data-use' },
      { kind: 'qualification' },
    ]
    for (const change of others) expect(await send(change), JSON.stringify(change)).toEqual({ added: 1, known: 0 })
    expect(await send({}, ...others)).toEqual({ added: 0, known: 6 })
    const [first] = await changes(town)
    expect(first).toMatchObject({ operation: 'skills.importEvidence', detail: { rows: 2, added: 2 } })
    expect(first!.subjects.sort()).toEqual([sato, ueda])
  }),
)

test(
  'what came since a day is counted by skill and kind, with that day and today, and without what was withdrawn',
  inTown(async (town) => {
    const { asCommand, sato, on } = town
    const rows = ['2026-03-31', '2026-04-01', '2026-11-22'].map((asOf, level) => ({
      ...{ staffNumber: staffNumberOf('sato'), skill: 'ict-tools', kind: 'test' as const, level, asOf },
    }))
    await asCommand.ask(skills.importEvidence, { rows: [...rows, { ...rows[2]!, staffNumber: staffNumberOf('ueda') }] })
    await reflect(town, {})
    await town.as('sato').ask(skills.withdrawEvidence, await reflect(town, { skill: 'dialogue' }))
    on('2026-11-23')
    await reflect(town, {})
    const since = (from: string, today?: string) =>
      within(town, (ctx) => evidenceSince(ctx, sato, from), today ? { today } : {})
    expect(await since('2026-04-01')).toEqual([
      { skill: 'data-use', kind: 'self', n: 1 },
      { skill: 'ict-tools', kind: 'test', n: 2 },
    ])
    expect(await since('2026-03-31', '2026-11-23')).toEqual([
      { skill: 'data-use', kind: 'self', n: 2 },
      { skill: 'ict-tools', kind: 'test', n: 3 },
    ])
  }),
)

test(
  'a completed course is evidence once, and sets no level (INV-P6)',
  inTown(async (town) => {
    const { sato } = town
    const completion = { staffMemberId: sato, skill: 'ict-tools', asOf: '2026-11-01', source: 'ICT研修', cameOf: 'x 1' }
    const add = () =>
      within(town, async (ctx) => {
        await sql`begin read write`.execute(ctx.db)
        const added = await addCompletionEvidence(ctx, [completion, completion])
        await sql`commit`.execute(ctx.db)
        return added
      })
    expect([(await add()).length, (await add()).length]).toEqual([1, 0])
    const shown = await town.as(sato).ask(skills.listEvidence, { staffMemberId: sato })
    expect(shown.evidence).toMatchObject([{ kind: 'completion', level: null, recordedBy: null, canWithdraw: false }])
  }),
)

test(
  'a history turns its pages latest first, of one skill or of all; whoever said something today may take it back',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    for (const [place, day] of ['2026-11-22', '2026-11-23', '2026-11-24'].entries()) {
      on(day)
      await reflect(town, { level: place }, { skill: 'dialogue', level: place, shared: place > 0 })
    }
    await as(tanaka).ask(skills.observe, { staffMemberId: sato, observations: [{ ...word, note: '覚え' }] })
    const list = async (input: object) => await as(sato).ask(skills.listEvidence, { staffMemberId: sato, ...input })
    const first = await list({ pageSize: 3 })
    const second = await list({ pageSize: 3, after: first.next })
    const pages = [first, second, await list({ pageSize: 3, after: second.next })]
    expect(pages[2]!.next).toBeNull()
    expect((await list({ pageSize: 7 })).next).toBeNull()
    await expect(list({ after: '2026-11-24' })).rejects.toThrow('invalid_input')
    const told = pages.map(({ total, evidence }) => [
      total,
      ...evidence.map(({ skill, level, kind }) => `${skill} ${level} ${kind}`),
    ])
    expect(told).toEqual([
      [7, 'data-use 2 supervisor', 'dialogue 2 self', 'data-use 2 self'],
      [7, 'dialogue 1 self', 'data-use 1 self', 'dialogue 0 self'],
      [7, 'data-use 0 self'],
    ])
    expect(pages[0]!.evidence.map(({ canWithdraw, recordedBy }) => [canWithdraw, recordedBy])).toEqual([
      [false, '田中 聡'],
      [true, '佐藤 はるか'],
      [true, '佐藤 はるか'],
    ])
    expect(pages[1]!.evidence.map(({ canWithdraw }) => canWithdraw)).toEqual([false, false, false])
    expect((await list({ skill: 'dialogue' })).evidence.map(({ level }) => level)).toEqual([2, 1, 0])
    const { skillEvidenceIds } = await reflect(town, { skill: 'dialogue', level: 4 })
    // What is added meanwhile moves nothing to another page.
    expect((await list({ pageSize: 3, after: first.next })).evidence).toEqual(second.evidence)
    await as(sato).ask(skills.withdrawEvidence, { skillEvidenceIds })
    expect((await list({ skill: 'dialogue' })).evidence[0]).toMatchObject({
      withdrawnOn: '2026-11-24',
      canWithdraw: false,
    })
    // The head of today sees what is shared, of that what is shared now, and nothing that was withdrawn.
    const seen = await as(tanaka).ask(skills.listEvidence, { staffMemberId: sato })
    expect(seen.evidence.map(({ skill, level, note, canWithdraw }) => [skill, level, note, canWithdraw])).toEqual([
      ['data-use', 2, '覚え', true],
      ['dialogue', 2, null, false],
      ['dialogue', 1, null, false],
    ])
    const lines = await town.sql(`select subjects::int[], detail from journal_line where kind = 'read'`)
    expect(lines).toEqual([{ subjects: [sato], detail: { what: 'skills.evidence' } }])
    // Levels of a past day come from the evidence of that day.
    const levelOn = async (asOf: string) => {
      const { skills: all, grade } = await as(sato).ask(skills.showSkills, { staffMemberId: sato, asOf })
      return [grade, all.find(({ skill }) => skill === 'data-use')?.level]
    }
    expect([await levelOn('2026-11-21'), await levelOn('2026-11-22'), await levelOn('2026-11-24')]).toEqual([
      ['1級職', null],
      ['1級職', 0],
      ['1級職', 2],
    ])
    await as('hayashi').ask(skills.showSkills, { staffMemberId: sato })
    const told2 = await town.sql(`select detail from journal_line where kind = 'read' order by line_id desc limit 1`)
    expect(told2).toEqual([{ detail: { what: 'skills.levels' } }])
    await expect(as('hayashi').ask(skills.listEvidence, { staffMemberId: 999 })).rejects.toThrow('no_such_staff_member')
    await expect(as('hayashi').ask(skills.showPyramid, { staffMemberId: 999 })).rejects.toThrow('no_such_staff_member')
    const past = { staffMemberId: 999, asOf: '2026-11-01' }
    await expect(as('hayashi').ask(skills.showSkills, past)).rejects.toThrow('no_such_staff_member')
  }),
)

test('kinds stand in the order of their list, own words are those of a person and their head, and only levels set levels', () => {
  expect(ownWords).toEqual(['supervisor', 'self'])
  const kinds = (['self', 'test', 'supervisor', 'qualification'] as const).map((kind) => ({ kind }))
  expect(levelKindsInOrder(kinds).map(({ kind }) => kind)).toEqual(['test', 'qualification', 'supervisor', 'self'])
  const sets = (kind: 'completion' | 'test', level: number | null) => setsLevel({ skill: 'x', kind, level })
  expect([sets('test', 0), sets('test', null), sets('completion', 3), sets('completion', null)]).toEqual([
    ...[true, false, false, false],
  ])
})

test(
  'what a grade expects is its own or that of the next lower rank; nothing of a grade that nobody knows (INV-P3, O7)',
  inTown(async (town) => {
    const document = asWhole(await within(town, (ctx) => policyOn(ctx)))
    const expected = (grade: string | null) => expectationsOf(document, { grade, occupation: null }).get('ict-tools')
    expect(['1級職', '2級職', '3級職', '6級職'].map(expected)).toEqual([2, 2, 3, 3])
    expect([expected(null), expected('9級職'), expected('1級職')]).toEqual([undefined, undefined, 2])
    const tools = document.pyramid.tiers.flatMap((tier) => tier.skills).find(({ id }) => id === 'ict-tools')!
    const gap = {
      ...document,
      pyramid: {
        ...document.pyramid,
        tiers: [{ ...document.pyramid.tiers[0]!, skills: [{ ...tools, expected: { '2級職': 1 } }] }],
      },
    }
    expect(
      ['1級職', '2級職', '3級職'].map((grade) => expectationsOf(gap, { grade, occupation: null }).get('ict-tools')),
    ).toEqual([undefined, 1, 1])
  }),
)
