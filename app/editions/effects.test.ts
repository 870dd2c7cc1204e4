import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { type Effect, unanswered } from '#rooms/policy/effects.rules.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { readPolicy } from '#testing/policies.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Town } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { within } from '#testing/within.ts'
import { editionsAccess } from './access.ts'
import { editions } from './contract.ts'
import { findEffects } from './effects.service.ts'

const FROM = '2027-04-01'
const named = (edition: string, text = policyText) => text.replace(/^( *edition: ).*$/m, `$1${edition}`)
/** The highest grade bears another name, and nothing says that it is the same. */
const renamed = named('改称', policyText.replaceAll('6級職', '部長級'))

const effectsOf = async (town: Town, policyEditionId: number, publishFrom = FROM) =>
  (await town.as('hayashi').ask(editions.showPublicationEffects, { policyEditionId, publishFrom })).effects

test(
  'a grade that people hold and the new ladder does not know, and executives that would end with it, are answered for before an edition is published in the browser',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const hr = as('hayashi')
    const { policyEditionId } = await hr.ask(policy.loadPolicy, { text: renamed })
    const held = await sql<{ n: number }>(
      `select count(*)::int as n from assignment where grade = '6級職' and kind = 'primary' and valid_from <= $1 and (valid_to is null or valid_to > $1)`,
      [FROM],
    )
    const holders = held[0]!.n
    expect(holders).toBeGreaterThan(0)
    const effects = await effectsOf(town, policyEditionId)
    expect(effects.map(({ kind, people, isBlocking, answer }) => [kind, people, isBlocking, answer])).toEqual([
      ['gradeUnknown', holders, true, null],
      ['executivesEnd', holders, true, null],
    ])
    expect(effects[0]!.says).toContain(`${holders}人`)

    const publish = () => hr.ask(policy.publishPolicy, { policyEditionId, publishFrom: FROM })
    await expect(publish()).rejects.toMatchObject({
      ...{ code: 'effects_unanswered', fields: [{ path: 'gradeUnknown' }, { path: 'executivesEnd' }] },
    })
    // Nor past it by loading and publishing in one.
    const other = { text: named('改称二', renamed), publishFrom: FROM }
    await expect(hr.ask(policy.loadPolicy, other)).rejects.toThrow('effects_unanswered')

    const inWorkshop = await hr.ask(workingDrafts.beginWorkingDraft, {
      title: '改称三',
      text: named('改称三', renamed),
    })
    const fromWorkshop = hr.ask(workingDrafts.publishWorkingDraft, { ...inWorkshop, seen: 0, publishFrom: FROM })
    await expect(fromWorkshop).rejects.toThrow('effects_unanswered')

    const answer = (kind: Effect['kind'], id = policyEditionId) =>
      hr.ask(editions.answerEffect, { policyEditionId: id, publishFrom: FROM, kind, reason: `${kind}を確かめた` })
    await expect(answer('skillsVanish')).rejects.toThrow('no_such_effect')
    await expect(answer('gradeUnknown', 99)).rejects.toThrow('no_such_edition')
    await expect(effectsOf(town, 99)).rejects.toThrow('no_such_edition')
    await answer('gradeUnknown')
    await expect(publish()).rejects.toThrow('effects_unanswered')
    await answer('executivesEnd')
    expect((await effectsOf(town, policyEditionId)).map(({ answer: said }) => said?.reason)).toEqual([
      ...['gradeUnknownを確かめた', 'executivesEndを確かめた'],
    ])
    await publish()
    const line = await sql(
      `select reason, detail from journal_line where operation = 'editions.answerEffect' order by line_id limit 1`,
    )
    expect(line[0]).toMatchObject({
      reason: 'gradeUnknownを確かめた',
      detail: { effect: 'gradeUnknown', things: ['6級職'] },
    })

    // The machine's owner is told the same, and goes on.
    const owners = await asCommand.ask(policy.loadPolicy, { text: named('戻す'), publishFrom: '2027-05-01' })
    expect(owners.warnings.filter(({ code }) => code.startsWith('effect_'))).toEqual([
      expect.objectContaining({ code: 'effect_expectationsRise' }),
    ])
  }),
)

test(
  'a renamed grade that is named as a former one strips nobody: executives stay what they are',
  inTown(async (town) => {
    const { as, asCommand } = town
    const text = renamed.replace(/id: 部長級,/, 'id: 部長級, formerGrades: [6級職],')
    const { policyEditionId } = await as('hayashi').ask(policy.loadPolicy, { text })
    expect(await effectsOf(town, policyEditionId)).toEqual([])
    await as('hayashi').ask(policy.publishPolicy, { policyEditionId, publishFrom: '2026-11-22' })
    expect((await as('kato').ask(people.showMe, {})).roles).toContain('executive')
    // Where nothing says so they are none any more.
    await asCommand.ask(policy.loadPolicy, { text: renamed, publishFrom: '2026-11-22', replace: true })
    expect((await as('kato').ask(people.showMe, {})).roles).not.toContain('executive')
  }),
)

test(
  'skills that go with their records, expectations that go or rise, who is meant by the floor, and another town’s policy are told with numbers',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const edited = named('改定', policyText)
      .replaceAll('resident-view', 'resident-sight')
      .replace('{ 1級職: 1, 2級職: 2, 3級職: 3, 4級職: 3, 5級職: 4, 6級職: 4 }', '{ 1級職: 0, 5級職: 4 }')
      .replace('{ 1級職: 1, 2級職: 2, 3級職: 2, 4級職: 3, 5級職: 3, 6級職: 4 }', '{ 1級職: 2, 4級職: 3, 6級職: 4 }')
      .replace(/^ +exclude: \[\{ onLeave.*\n/m, '')
    const reflected = [
      { skill: 'resident-view', level: 2, shared: false },
      { skill: 'challenge', level: 1, shared: false },
    ]
    for (const name of ['sato', 'ueda'] as const) await as(name).ask(skills.reflect, { reflections: reflected })
    const { policyEditionId } = await as('hayashi').ask(policy.loadPolicy, { text: edited })
    const effects = await effectsOf(town, policyEditionId, '2026-12-01')
    const inGrades = async (...grades: string[]) =>
      (
        await sql<{ n: number }>(
          `select count(*)::int as n from assignment a join employment e using (staff_member_id) where a.grade = any($1)
            and a.kind = 'primary' and a.valid_to is null and e.left_on is null`,
          [grades],
        )
      )[0]!.n
    const inService = await inGrades('1級職', '2級職', '3級職', '4級職', '5級職', '6級職')
    expect(effects.map(({ kind, people: n, isBlocking, things }) => [kind, n, isBlocking, things])).toEqual([
      [
        ...['expectationsVanish', inService, true],
        [
          { id: 'resident-view', name: '区民の視点', people: inService },
          { id: 'challenge', name: '挑戦と向上心', people: await inGrades('1級職', '2級職', '3級職') },
        ],
      ],
      ['skillsVanish', 2, true, [{ id: 'resident-view', name: '区民の視点', people: 2 }]],
      [
        ...['expectationsRise', await inGrades('1級職'), false],
        [{ id: 'adaptability', name: '変化への対応', people: await inGrades('1級職') }],
      ],
      [
        ...['floorPopulation', 1, false],
        [
          { id: 'before', name: 'before', people: inService - 1 },
          { id: 'after', name: 'after', people: inService },
        ],
      ],
    ])
    expect(effects.at(-1)!.says).toContain(`公開後 ${inService}人`)

    // HR says in the draft what the skill becomes, or that it ends: nobody has to answer for it at the door, and all are told.
    const answered = async (edition: string, where: string) => {
      const formerSkills = `  formerSkills: [{ id: resident-view, name: 区民の視点, ${where} }]\n  tiers:`
      const text = named(edition, edited).replace(/^ {2}tiers:/m, formerSkills)
      const draft = await as('hayashi').ask(policy.loadPolicy, { text })
      const [vanish, ...others] = await effectsOf(town, draft.policyEditionId, '2026-12-01')
      expect(vanish!.things.map(({ id }) => id)).toEqual(['challenge'])
      return others.slice(0, 1).map(({ kind, isBlocking, people: n, says }) => [kind, isBlocking, n, says])
    }
    expect(await answered('引継ぎ', 'becomes: [resident-sight, challenge]')).toEqual([
      ['skillsCarried', false, 2, expect.stringContaining('区民の視点 → 区民の視点・挑戦と向上心 2人')],
    ])
    expect(await answered('終わり', 'reason: 別の形で扱うため')).toEqual([
      ['skillsCarried', false, 2, expect.stringContaining('区民の視点 → 引き継がない 2人')],
    ])
    // What carries over once carries on: an edition that forgets it is asked again.
    await asCommand.ask(policy.loadPolicy, {
      text: named('引き継いだ', edited).replace(
        /^ {2}tiers:/m,
        '  formerSkills: [{ id: resident-view, name: 区民の視点, becomes: [resident-sight] }]\n  tiers:',
      ),
      publishFrom: '2026-11-22',
    })
    const forgets = await as('hayashi').ask(policy.loadPolicy, { text: named('忘れた', edited) })
    expect(
      (await effectsOf(town, forgets.policyEditionId, '2026-12-01')).map(({ kind, people: n, things }) => [
        kind,
        n,
        things,
      ]),
    ).toEqual([['skillsVanish', 2, [{ id: 'resident-view', name: '区民の視点', people: 2 }]]])

    const misaki = readFileSync('policy/examples/misaki.yaml', 'utf8')
    const { warnings } = await asCommand.ask(policy.loadPolicy, { text: misaki, publishFrom: '2026-12-01' })
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['effect_otherTown', 'effect_gradeUnknown']),
    )
    expect(warnings.find(({ code }) => code === 'effect_otherTown')!.message).toContain('品川区')

    const may = whoMay(town, editionsAccess)
    const readers = { hr: ['hayashi', 'hrAccount'], command: ['command'] }
    expect(await may('showPublicationEffects', { policyEditionId })).toMatchObject(readers)
    const asked = { policyEditionId, publishFrom: FROM, kind: 'gradeUnknown' as const, reason: '-' }
    expect(await may('answerEffect', asked)).toEqual({ hr: readers.hr })
  }),
)

test('an answer holds for what was answered for: a grade that comes to it is asked anew', () => {
  const effect = (...grades: string[]): Effect => ({
    ...{ kind: 'gradeUnknown', people: 1, isLoss: true, things: grades.map((id) => ({ id, name: id, people: 1 })) },
  })
  const answer = { kind: 'gradeUnknown' as const, things: ['5級職', '6級職'], reason: '-', by: 'h', at: '' }
  expect(unanswered([effect('6級職')], [answer])).toEqual([])
  expect(unanswered([effect('4級職', '6級職')], [answer])).toHaveLength(1)
  expect(unanswered([{ ...effect('4級職'), isLoss: false }], [])).toEqual([])
  expect(unanswered([{ ...effect('ict'), kind: 'expectationsRise' }], [])).toEqual([])
})

test(
  'where nothing was expected before nothing vanishes',
  inTown(async (town) => {
    const from = readPolicy('shinagawa.yaml')
    const skill = from.pyramid!.tiers[0]!.skills[0]!
    skill.expected = { '1級職': 0, '5級職': 4 }
    const day = '2026-12-01'
    expect(await within(town, (ctx) => findEffects(ctx, { from, to: structuredClone(from), day }))).toEqual([])
    const to = structuredClone(from)
    to.pyramid!.tiers[0]!.skills[0]!.expected = { '1級職': 0 }
    const [lost] = await within(town, (ctx) => findEffects(ctx, { from, to, day }))
    // 田中, 井上 and 小野 of 5級職, and 加藤 and 鈴木 above them, of whom 4 was expected.
    expect(lost).toMatchObject({ kind: 'expectationsVanish', people: 5 })
  }),
)
