/** A village whose policy is four sentences: all the house works under it, and says of each part that is missing that it is missing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Operation } from '#platform/contract/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Name, staffNumberOf } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { commands } from './commands.ts'
import { home } from './home/contract.ts'
import { adminWays, isLaidDown } from './home/ways.rules.ts'

const village = readFileSync(join(import.meta.dirname, '../policy/examples/mori.yaml'), 'utf8')
const upload = (rows: string[]) => ({ name: 'a.csv', base64: Buffer.from(rows.join('\r\n')).toString('base64') })

test(
  'a policy of four sentences is a whole policy: what it lays down is shown, what it does not is null and never 0',
  inTown(async ({ as, asCommand, sato }) => {
    await asCommand.ask(policy.loadPolicy, { text: village, publishFrom: '2026-11-22' })
    for (const [verb, told] of [
      [['literacy', 'board', '--by', 'grade'], { total: null, unassessed: null, by: 'grade', rows: null }],
      [['skills', 'map'], { skills: null, whole: null, rows: null }],
      [['kpi', 'values'], null],
    ] as const) {
      const { code, out } = await typed(commands, [...verb, '--json'], 'ja', asCommand.ask as never)
      const said = JSON.parse(out) as object | null
      expect([verb[0], code, said]).toEqual([verb[0], 0, told && expect.objectContaining(told)])
    }
    const { document } = await as('sato').ask(policy.showPolicy, {})
    expect(document).toMatchObject({
      policy: { decidedOn: '2026-03', inForceFrom: '2026-04-01' },
      desiredStaffProfile: [{ id: 'listens' }, { id: 'learns' }, { id: 'helps' }, { id: 'hands-on' }],
      ...{ statements: null, organisation: null, pyramid: null, literacy: null, model: null, kpis: null },
      ...{ indicators: null, chapters: null, roles: null },
    })
    expect(await as('sato').ask(mvv.showMvv, {})).toMatchObject({ statements: null, chapters: null })
    expect(await as('sato').ask(home.showHome, {})).toMatchObject({ pyramid: null, sight: { way: [] } })
    expect(await as('kato').ask(kpi.listKpis, {})).toMatchObject({ kpis: null, indicators: null })
    const nowhere = { contradicted: null, missing: null, offPath: null }
    expect(await as('hayashi').ask(pdca.showMinute, {})).toMatchObject({ outcomes: [], stuck: nowhere })
    // What 管理 says beside a way is what its page says.
    const silent = ['skills', 'role_holders', 'rounds', 'literacy', 'tests', 'calendar']
    expect(adminWays.filter((way) => !isLaidDown(way, document)).toSorted()).toEqual(silent.toSorted())
    expect(await as('sato').ask(home.showLineOfSight, {})).toMatchObject({ isConnected: false, finalOutcomes: [] })
    const reflection = { skill: 'data-use', level: 2, note: '', shared: true }
    const rests: readonly (readonly [string, Name, Operation, object])[] = [
      ['pyramid', 'sato', skills.showMySkills, {}],
      ['pyramid', 'tanaka', skills.showPyramid, { staffMemberId: sato }],
      ['pyramid', 'tanaka', skills.showTeamSkills, {}],
      ['pyramid', 'hayashi', skills.showSkillsMap, {}],
      ['pyramid', 'sato', skills.reflect, { reflections: [reflection] }],
      ['pyramid', 'hayashi', policy.exportFramework, { format: 'csv' }],
      ['literacy', 'sato', literacy.showMyFloor, {}],
      ['literacy', 'tanaka', literacy.showTeamFloor, {}],
      ['literacy', 'hayashi', literacy.showLiteracyBoard, {}],
      ['literacy', 'hayashi', literacy.showFloorWorklist, {}],
      ['literacy', 'hayashi', literacy.showFloorByGroup, { by: 'grade' }],
      ['literacy', 'hayashi', literacy.showFloorPath, {}],
      ['literacy', 'hayashi', training.listRounds, {}],
      ['model', 'kato', logicModel.showModel, {}],
    ]
    for (const [part, who, operation, input] of rests) {
      const told = { code: 'not_laid_down', values: { part, brings: expect.stringContaining('書き加えると') } }
      await expect(as(who).ask(operation, input), operation.path).rejects.toMatchObject(told)
    }
    // What rests on no part of the policy goes on.
    expect((await as('hayashi').ask(items.listItems, {})).items).toBeDefined()
    expect((await as('sato').ask(training.listCourses, {})).courses).toBeDefined()
  }),
)

test(
  'without a ladder whoever was named is an executive, and sees what one by a grade sees (decision 0098)',
  inTown(async ({ as, asCommand, on }) => {
    await asCommand.ask(policy.loadPolicy, { text: village, publishFrom: '2026-11-22' })
    const roles = async (who: Name) => (await as(who).ask(people.showMe, {})).roles
    expect(await roles('kato')).not.toContain('executive')
    await expect(as('kato').ask(pdca.showMinute, {})).rejects.toThrow('forbidden')
    const named = { staffNumber: staffNumberOf('kato'), role: 'executive' as const }
    await asCommand.ask(people.grantRole, { ...named, validFrom: '2026-11-22', validTo: '2026-12-01' })
    expect(await roles('kato')).toContain('executive')
    expect(await as('hayashi').ask(pdca.showMinute, {})).toMatchObject({ outcomes: [] })
    expect((await as('kato').ask(home.showSession, {})).signedIn?.ways).toContain('model')
    // Under a ladder that makes one of them too it is still one.
    await asCommand.ask(policy.loadPolicy, { text: `${policyText}\n`, publishFrom: '2026-11-22', replace: true })
    expect((await roles('kato')).filter((role) => role === 'executive')).toHaveLength(1)
    await asCommand.ask(policy.loadPolicy, { text: `${village}\n`, publishFrom: '2026-11-22', replace: true })
    on('2026-12-01')
    expect(await roles('kato')).not.toContain('executive')
  }),
)

test(
  'without a ladder an import takes grades and categories as they come, and posts without a grade',
  inTown(async ({ as, asCommand, sql }) => {
    const staff = upload([
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号',
      '00000101,森 一郎,モリ イチロウ,村の職員,事務,R8.12.1,,',
    ])
    const assignments = upload([
      '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日',
      '00000101,2010,村の級,主事,主務,0,令和8年12月1日,',
    ])
    const ask = async () => await as('hayashi').ask(importing.importWard, { staff, assignments })
    expect((await ask()).problems.map(({ column }) => column)).toEqual(['任用区分', '職務の級'])
    await asCommand.ask(policy.loadPolicy, { text: village, publishFrom: '2026-11-22' })
    expect(await ask()).toMatchObject({ applied: true, problemCount: 0 })
    // Nor has a post of a village a grade to say; under a ladder it has.
    const ungraded = upload([
      '職員番号,所属コード,職名,区分,所属長,適用開始日,適用終了日',
      '00000101,2010,課長,主務,1,令和9年4月1日,',
    ])
    const bring = async () => await as('hayashi').ask(importing.importWard, { assignments: ungraded })
    const brought = await bring()
    expect([brought.applied, brought.warnings.map(({ column }) => column)]).toEqual([true, ['職務の級']])
    expect(await sql(`select grade from assignment where valid_from = '2027-04-01'`)).toEqual([{ grade: '—' }])
    await asCommand.ask(policy.loadPolicy, { text: `${policyText}\n`, publishFrom: '2026-11-22', replace: true })
    expect((await bring()).problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('職務の級')])
  }),
)

/** A plan for people who know computers: it says what it wants to reach, and draws no model. */
const plan = `formatVersion: 2
policy:
  { id: komorebi, title: こもれび市デジタル人材育成計画, town: { name: こもれび市 }, edition: 第1期, source: 架空の市, planYears: { from: 2026, to: 2028 } }
review: { everyYears: 3 }
pillars: [{ id: digital, name: デジタル人材 }, { id: grow, name: 育つ, guideline: 育成 }]
organisation:
  grades: [{ id: 主事, rank: 1, label: 主事, isSample: false }, { id: 係長, rank: 2, label: 係長, isSample: false }]
pyramid:
  name: デジタルの力
  highestLevel: 1
  rule: { levelFrom: [supervisor, self] }
  tiers:
    - { id: t1, name: 土台, nature: どの職員にも要る, isSample: false, skills: [{ id: s1, name: 情報を守る, description: 扱いを誤らない, levels: [{ level: 1, name: できる, behaviour: 確かめてから送っている }], expected: { 主事: 1 }, isSample: false }] }
    - { id: t2, name: 応用, nature: 担当者に要る, isSample: false, skills: [{ id: s2, name: 手順を自動にする, description: 道具を使う, levels: [{ level: 1, name: できる, behaviour: 手順を一つ自動にしている }], expected: { 主事: 0 }, isSample: false }] }
kpis:
  - { id: satisfied, outcome: later, name: 研修に満足した人の割合, definition: 満足 ÷ 回答, measure: null, unit: "%", direction: up, population: 受講者, source: 調査, method: 年度の終わり, frequency: 毎年度, owner: 情報課, rationale: 続けて受けたいと思えるかを見るため, targets: [], isSample: false }
indicators:
  - { id: passed, name: ITパスポートに合格した人, measure: null, unit: 人, targets: [{ endOfPlan: true, value: 150, counting: cumulative }], isSample: false }
`

test(
  'a plan with numbers and no model is a whole policy: its numbers are told everywhere, and hang on nothing (INV-L3)',
  inTown(async ({ as, asCommand, on }) => {
    const { warnings } = await asCommand.ask(policy.checkPolicyFile, { text: plan })
    expect(warnings.filter(({ code }) => code !== 'expected_inherited').map(({ path }) => path)).toEqual([
      'kpis',
      'kpis[0].targets',
    ])
    await asCommand.ask(policy.loadPolicy, { text: plan, publishFrom: '2026-11-22' })
    const { document } = await as('sato').ask(policy.showPolicy, {})
    expect(document.pyramid!.tiers.map(({ weight }) => weight)).toEqual([0.5, 0.5])
    expect(document).toMatchObject({ review: { everyYears: 3 }, organisation: { grades: [{}, {}] } })
    const listed = await as('hayashi').ask(kpi.listKpis, {})
    expect([...listed.kpis!, ...listed.indicators!].map(({ id, node, nodeName }) => [id, node, nodeName])).toEqual([
      ['satisfied', 'later', null],
      ['passed', null, null],
    ])
    expect((await as('hayashi').ask(kpi.showKpi, { kpiId: 'passed' })).item).toMatchObject({
      nodeName: null,
      targetYear: 2028,
    })
    expect((await as('hayashi').ask(kpi.showKpiCalendar, {})).items.map(({ id }) => id)).toEqual([
      'satisfied',
      'passed',
    ])
    on('2027-04-01')
    const { values } = await as('hayashi').ask(pdca.listClosing, { fiscalYear: 2026 })
    expect(values.map(({ id, nodeName }) => [id, nodeName])).toEqual([['satisfied', null]])
  }),
)

test(
  'a ladder that says nothing of categories and kinds of sections takes them from an import as they come',
  inTown(async ({ as, asCommand }) => {
    await asCommand.ask(policy.loadPolicy, { text: plan, publishFrom: '2026-11-22' })
    const staff = upload([
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号',
      '00000101,森 一郎,モリ イチロウ,県の職員,事務,R8.12.1,,',
    ])
    const sections = upload(['所属コード,所属名,種別,上位所属コード,適用開始日,適用終了日', '9010,支所,支所,,R8.12.1,'])
    const brought = await as('hayashi').ask(importing.importWard, { staff, sections })
    expect([brought.applied, brought.problems]).toEqual([true, []])
  }),
)
