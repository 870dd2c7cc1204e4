/** Refusals that several rooms give for one reason, operation by operation: a run of all tests counts whether each was met. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { editions } from '#app/editions/contract.ts'
import type { Operation } from '#platform/contract/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'

type Asked = readonly [who: Name | 'command', operation: Operation, input: object]

/** What each is refused with. */
async function codesOf({ as, asCommand }: Town, asked: readonly Asked[]): Promise<string[]> {
  const answers = asked.map(async ([who, operation, input]) => {
    const asker = who === 'command' ? asCommand : as(who)
    return await asker.ask(operation, input).then(
      () => 'answered',
      ({ code }) => code,
    )
  })
  return await Promise.all(answers)
}

async function expectAll(town: Town, code: string, asked: readonly Asked[]): Promise<void> {
  expect(await codesOf(town, asked), code).toEqual(asked.map(() => code))
}

const level = { skill: 'data-use', level: 2 }
const noted = { ...level, note: '', shared: true }
const result = { kind: 'test', ...level, asOf: '2026-11-01', source: '確認テスト', note: '' }
const purpose = {
  ...{ purpose: '迷わせない窓口', answers: '不安', offers: '届出', duties: ['届出を受ける'], contributesTo: [] },
}

test(
  'before the town has a policy, whatever rests on one says so',
  inTown(async (town) => {
    const { sato } = town
    await town.sql('update policy_edition set valid_from = null')
    const row = { staffNumber: '00000004', kind: 'test', ...level, asOf: '2026-11-01' }
    await expectAll(town, 'no_policy', [
      ['sato', policy.showPolicy, {}],
      ['sato', policy.showPolicyBooklet, { format: 'html' }],
      ['sato', logicModel.showModelPicture, {}],
      ['sato', editions.showPolicyForMe, {}],
      ['sato', literacy.showLiteracyBoard, {}],
      ['tanaka', mvv.stateSectionPurpose, { sectionCode: '1010', ...purpose }],
      ['hayashi', mvv.stateSectionPurposes, { rows: [{ sectionCode: '1010', validFrom: '2026-11-22', ...purpose }] }],
      ['sato', skills.showMySkills, {}],
      ['tanaka', skills.showWholeSkills, { staffMemberId: sato }],
      ['tanaka', skills.showSkills, { staffMemberId: sato }],
      ['tanaka', skills.showPyramid, { staffMemberId: sato }],
      ['tanaka', skills.showTeamSkills, {}],
      ['hayashi', skills.showSkillsBySection, {}],
      ['hayashi', skills.showSkillsMap, {}],
      ['sato', skills.reflect, { reflections: [noted] }],
      ['tanaka', skills.observe, { staffMemberId: sato, observations: [noted] }],
      ['hayashi', skills.recordResult, { staffMemberId: sato, ...result }],
      ['hayashi', skills.importEvidence, { rows: [row] }],
      ['sato', literacy.showMyFloor, {}],
      ['hayashi', kpi.showKpi, { kpiId: 'kpi-pride' }],
      ['hayashi', kpi.showKpiForecast, { kpiId: 'kpi-pride' }],
      ['hayashi', kpi.listKpiRecords, { kpiId: 'kpi-pride' }],
      ['hayashi', kpi.exportKpiRecords, { kpiId: 'kpi-pride' }],
      ['hayashi', kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator: 1, asOf: '2026-11-01' }],
    ])
  }),
)

test(
  'whom nobody knows nobody is shown, and whoever is in service no more is nobody’s colleague',
  inTown(async (town) => {
    const nobody = { staffMemberId: 4711 }
    await expectAll(town, 'no_such_staff_member', [
      ['sato', people.showStaffMember, nobody],
      ['hayashi', skills.showPyramid, nobody],
      ['hayashi', skills.listEvidence, nobody],
      ['hayashi', skills.recordResult, { ...nobody, ...result }],
      ['ito', people.setFirstPassword, { ...nobody, password: 'a-long-first-password' }],
    ])
    await expectAll(town, 'not_granted', [
      ['ito', people.revokeRole, { staffNumber: '4711', role: 'hr', validTo: '2026-12-01' }],
    ])
    // Their account would be closed with it.
    await town.sql(`update employment set left_on = '2026-11-22' where staff_member_id = $1`, [town.sato])
    await expectAll(town, 'no_such_staff_member', [['sato', people.showMe, {}]])
  }),
)

test(
  'a level is of a skill that the policy knows, within its levels, and said once',
  inTown(async (town) => {
    const observe = (...observations: object[]): Asked => [
      'tanaka',
      skills.observe,
      { staffMemberId: town.sato, observations },
    ]
    const record = (wrong: object): Asked => [
      'hayashi',
      skills.recordResult,
      { staffMemberId: town.sato, ...result, ...wrong },
    ]
    await expectAll(town, 'unknown_skill', [observe({ ...noted, skill: 'juggling' }), record({ skill: 'juggling' })])
    await expectAll(town, 'level_too_high', [observe({ ...noted, level: 9 }), record({ level: 9 })])
    await expectAll(town, 'skill_twice', [observe(noted, noted)])
  }),
)

test(
  'figures, reviews, sessions and sample people that are not there are refused by name',
  inTown(async (town) => {
    await closesYear(town, 2025)
    await expectAll(town, 'no_such_kpi', [
      ['hayashi', kpi.showKpi, { kpiId: 'kpi-juggling' }],
      ['hayashi', kpi.listKpiRecords, { kpiId: 'kpi-juggling' }],
      ['hayashi', kpi.exportKpiRecords, { kpiId: 'kpi-juggling' }],
      ['hayashi', pdca.restate, { fiscalYear: 2025, id: 'kpi-juggling', reason: '—' }],
    ])
    await expectAll(town, 'no_such_review', [
      ['hayashi', pdca.restate, { fiscalYear: 2019, id: 'kpi-pride', reason: '—' }],
    ])
    await expectAll(town, 'no_such_session', [
      ['hayashi', training.nominate, { courseSessionId: 4711, staffMemberIds: [town.sato] }],
    ])
    await expectAll(town, 'not_the_sample', [['command', sample.findSamplePeople, { staffNumbers: ['00000004'] }]])
  }),
)

test(
  'HR selects whom their head has approved',
  inTown(async (town) => {
    const { as, hayashi, sato, tanaka, ueda } = town
    const { courseSessionId } = await dataCourse(town, 2)
    const approvedOne = await approved(town, ueda, courseSessionId, tanaka)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const select = (applicationIds: number[]): Asked => [
      'hayashi',
      training.select,
      { courseSessionId, applicationIds },
    ]
    await expectAll(town, 'wrong_state', [select([applicationId, approvedOne])])
    expect(
      (await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [approvedOne] })).selected,
    ).toEqual([approvedOne])
  }),
)

test(
  'cover that comes with an application, or with one that is sent again, is looked at as any other',
  inTown(async (town) => {
    const { as, sato, tanaka, mori, kimura } = town
    const [first, second] = [await dataCourse(town), await dataCourse(town, 2, { startsOn: '2027-02-17' })]
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId: first.courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '代わりを書いてください' })
    const both = (cover: object): Asked[] => [
      ['sato', training.apply, { courseSessionId: second.courseSessionId, cover }],
      ['sato', training.resubmit, { applicationId, motive: '数字を読むため', cover }],
    ]
    await expectAll(town, 'substitute_needed', both({ kind: 'substitute' }))
    await expectAll(town, 'substitute_not_needed', both({ kind: 'notNeeded', substitute: mori }))
    await expectAll(town, 'substitute_is_applicant', both({ kind: 'substitute', substitute: sato }))
    await expectAll(town, 'substitute_away', both({ kind: 'substitute', substitute: kimura }))
    await expectAll(town, 'no_such_substitute', both({ kind: 'substitute', substitute: 4711 }))
  }),
)

test(
  'a policy file is loaded once, and not before one that already waits for its day',
  inTown(async (town) => {
    const inForce = readFileSync(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8')
    const text = (edition: string) => inForce.replace(/^( *edition: ).*$/m, `$1${edition}`)
    await town.asCommand.ask(policy.loadPolicy, { text: text('第二版'), publishFrom: '2028-04-01' })
    await expectAll(town, 'same_edition', [['command', policy.loadPolicy, { text: text('第二版') }]])
    const early = { text: text('第三版'), publishFrom: '2027-04-01' }
    await expectAll(town, 'later_edition_exists', [['command', policy.loadPolicy, early]])
  }),
)
