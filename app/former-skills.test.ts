/** What was written down of a skill of an earlier edition, in every room that keeps one, follows what HR confirmed of it (decision 0088). */
import { sql as raw } from 'kysely'
import { expect, test } from 'vitest'
import { evidence } from '#rooms/evidence/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skillNameIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { skills } from '#rooms/skills/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { presenceFacts } from '#rooms/training/staffing/presence.service.ts'
import { needsIn } from '#rooms/training/staffing/rules.ts'
import { bank } from '#testing/bank.ts'
import { policyText } from '#testing/policy-text.ts'
import { growStudied, statement } from '#testing/studied.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { within } from '#testing/within.ts'

const FROM = '2026-11-23'
/** The next edition: one skill has another id and name, and one has ended. */
const next = policyText
  .replace(/^ {8}- id: field-practice\n[\s\S]*?(?=^ {8}- id: )/m, '')
  .replaceAll('data-use', 'reading-data')
  .replace('name: データの活用\n', 'name: データを読む力\n')
  .replace(/^( *edition: ).*$/m, '$1改称の版')
  .replace(
    /^ {2}tiers:/m,
    `  formerSkills:
    - { id: data-use, name: データの活用, becomes: [reading-data] }
    - { id: field-practice, name: 担当分野の実務, reason: 分野ごとに定めるため。 }
  tiers:`,
  )

test(
  'qualifications, counters, items and studies that say a former skill are of what it became; of one that ended nothing is asked and nothing recorded',
  inTown(async (town) => {
    const { as, asCommand, on, sql, sato, ueda, mori } = town
    const hr = as('hayashi')
    const [first, ...others] = [
      { skill: 'data-use', level: 2 },
      { skill: 'field-practice', level: 1 },
    ] as const
    const list = { issuer: '見本検定協会', validMonths: null }
    const paper = await hr.ask(qualifications.saveQualification, { ...list, name: '検定', levels: [first, ...others] })
    const old = await hr.ask(qualifications.saveQualification, { ...list, name: '実務検定', levels: [...others] })
    const proof = { name: '合格証.pdf', base64: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64') }
    const { qualificationClaimId } = await as(sato).ask(qualifications.declareQualification, {
      ...{ qualificationId: paper.qualificationId, acquiredOn: '2026-10-01', proof },
    })
    const known = { skill: 'data-use', kind: 'test' as const, level: 3, asOf: '2026-11-01' }
    await hr.ask(skills.importEvidence, { rows: [{ ...known, staffNumber: staffNumberOf('ueda') }] })
    const needs = [first, ...others].map((one) => ({ ...one, people: 1 }))
    await as('tanaka').ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(1), needs },
    })
    await hr.ask(items.saveItem, { item: { ...structuredClone(bank[0]), skill: 'data-use' } as never })
    await growStudied(town, { people: 300, treatedShare: 0.4, effect: 0.6 })
    const { studyId } = await hr.ask(evidence.stateStudy, statement)

    await asCommand.ask(policy.loadPolicy, { text: next, publishFrom: FROM })
    on(FROM)

    const { qualifications: listed } = await hr.ask(qualifications.listQualifications, {})
    expect(listed.find(({ name }) => name === '検定')?.levels).toEqual([
      { skill: 'reading-data', name: 'データを読む力', level: 2, isEnded: false },
      { skill: 'field-practice', name: '担当分野の実務', level: 1, isEnded: true },
    ])
    const { name, base64 } = await hr.ask(qualifications.exportQualifications, { format: 'csv' })
    expect(await hr.ask(qualifications.importQualifications, { file: { name, base64 }, dryRun: true })).toMatchObject({
      ...{ problemCount: 0, added: 0 },
    })
    await hr.ask(qualifications.confirmClaim, { qualificationClaimId })
    const recorded = () =>
      sql(`select skill, level from skill_evidence where kind = 'qualification' order by skill_evidence_id`)
    expect(await recorded()).toEqual([{ skill: 'reading-data', level: 2 }])
    const results = { staffMemberIds: [mori], asOf: '2026-11-01' }
    await expect(
      hr.ask(qualifications.recordResults, {
        ...{ ...results, of: { kind: 'qualification', qualificationId: old.qualificationId } },
      }),
    ).rejects.toThrow('unknown_skill')

    const { rows } = await as('tanaka').ask(training.showMinimumStaffing, { sectionCode: '101010' })
    expect(rows.map(({ needs: asked, endedNeeds }) => [asked, endedNeeds])).toEqual([
      [[{ skill: 'reading-data', level: 2, people: 1 }], ['担当分野の実務']],
    ])
    const facts = await within(town, (ctx) => presenceFacts(ctx, () => raw`('101010')`, { first: FROM, last: FROM }), {
      today: FROM,
    })
    expect(facts.minimums[0]?.needs).toEqual([{ skill: 'reading-data', level: 2, people: 1 }])
    expect(facts.holdings).toContainEqual({ staffMemberId: ueda, skill: 'reading-data', level: 3 })

    const { items: found } = await hr.ask(items.listItems, { skill: 'reading-data' })
    expect(found.map(({ code, skill }) => [code, skill])).toEqual([[bank[0]!.code, 'reading-data']])
    const bankFile = await hr.ask(items.exportItems, { format: 'csv' })
    const file = { name: bankFile.name, base64: bankFile.base64 }
    expect(await hr.ask(items.importItems, { file, dryRun: true })).toMatchObject({ unchanged: 1, added: 0 })

    await hr.ask(evidence.runStudy, { studyId })
    const study = await hr.ask(evidence.showStudy, { studyId })
    expect([study.names.outcome, study.results.length]).toEqual(['データを読む力', 1])
    // What a head recommended it for is read so too.
    const document = await within(town, policyOn, { today: FROM })
    expect(['data-use', 'field-practice', 'reading-data', 'never'].map((one) => skillNameIn(document!, one))).toEqual([
      ...['データを読む力', '担当分野の実務', 'データを読む力', 'never'],
    ])
    expect(await as(sato).ask(skills.listEvidence, { staffMemberId: sato })).toMatchObject({
      evidence: [{ skill: 'reading-data' }],
    })
  }),
)

test('a counter that needs two skills which became one needs the same people, and where one became several each of them', () => {
  const document = {
    pyramid: {
      tiers: [{ skills: [{ id: 'data' }, { id: 'care' }] }],
      formerSkills: [
        { id: 'tables', name: '', becomes: ['data', 'care'] },
        { id: 'charts', name: '', becomes: ['data'] },
      ],
    },
  } as unknown as Parameters<typeof needsIn>[0]
  const need = (skill: string, level: number, people: number) => ({ skill, level, people })
  expect(needsIn(document, [need('tables', 1, 2), need('charts', 1, 3), need('charts', 2, 1)])).toEqual([
    ...[need('data', 1, 3), need('care', 1, 2), need('data', 2, 1)],
  ])
})

test(
  'every column that holds a skill is known here: a new one says what becomes of it once its skill goes',
  inTown(async ({ sql }) => {
    const columns = await sql<{
      at: string
    }>(`select table_name || '.' || column_name as at from information_schema.columns
      where table_schema = current_schema() and column_name ~ 'skill' and column_name !~ '_id$' order by 1`)
    expect(columns.map(({ at }) => at)).toEqual([
      ...['course.skills', 'item_version.skill', 'qualification_level.skill', 'recommendation.target_skill'],
      ...['skill_evidence.skill', 'skill_standing.skill', 'test.skill', 'test_attempt.skill'],
    ])
  }),
)
