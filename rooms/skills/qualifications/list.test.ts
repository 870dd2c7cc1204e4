import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { csv } from '#testing/upload.ts'
import { whoMay } from '#testing/who-may.ts'
import { skills } from '../contract.ts'
import { qualificationsAccess } from './access.ts'
import { qualifications } from './contract.ts'

const security = {
  ...{ name: '情報の守り手検定 2級', issuer: '見本検定協会', validMonths: 24 },
  levels: [
    { skill: 'information-security', level: 2 },
    { skill: 'ict-tools', level: 1 },
  ],
}
const listed = ({ as }: Town) => as('hayashi').ask(qualifications.listQualifications, {})

test(
  'the list is kept by HR: two windows, one name once, levels that the policy knows; what is retired only HR is told of (INV-D5)',
  inTown(async (town) => {
    const { as } = town
    const save = (change: object = {}) =>
      as('hayashi').ask(qualifications.saveQualification, { ...security, ...change })
    const { qualificationId } = await save()
    await expect(save()).rejects.toThrow('name_taken')
    await expect(save({ name: '別', levels: [{ skill: 'juggling', level: 1 }] })).rejects.toThrow('unknown_skill')
    await expect(save({ name: '別', levels: [{ skill: 'ict-tools', level: 9 }] })).rejects.toThrow('level_too_high')
    const twice = [security.levels[0]!, security.levels[0]!]
    await expect(save({ name: '別', levels: twice })).rejects.toThrow('skill_twice')
    await expect(save({ qualificationId: 999, name: '別' })).rejects.toThrow('no_such_qualification')
    const { version } = (await listed(town)).qualifications[0]!
    const both = await Promise.all(
      ['一つ目', '二つ目'].map((issuer) =>
        save({ qualificationId, issuer, seen: version }).then(
          () => 'done',
          ({ code }) => code,
        ),
      ),
    )
    expect(both.toSorted()).toEqual(['changed_meanwhile', 'done'])
    await expect(save({ qualificationId, seen: version })).rejects.toThrow('changed_meanwhile')
    const told = async (who: 'hayashi' | 'sato') =>
      (await as(who).ask(qualifications.listQualifications, {})).qualifications.map(({ name, isRetired }) => [
        name,
        isRetired,
      ])
    expect(await told('sato')).toEqual([[security.name, false]])
    const retire = (isRetired: boolean, id = qualificationId) =>
      as('hayashi').ask(qualifications.retireQualification, { qualificationId: id, isRetired })
    await retire(true)
    expect([await told('sato'), await told('hayashi')]).toEqual([[], [[security.name, true]]])
    await expect(retire(true, 999)).rejects.toThrow('no_such_qualification')
    await retire(false)
    expect(await told('sato')).toHaveLength(1)
    const sato = await as('sato').ask(qualifications.listQualifications, {})
    expect([sato.may, (await listed(town)).may, sato.highestLevel]).toEqual([[], ['keep'], 4])
    expect(sato.qualifications[0]!.levels).toContainEqual({
      ...{ skill: 'information-security', level: 2, name: expect.stringMatching(/./), isEnded: false },
    })
    // The highest level is one too.
    await save({ name: '最高の検定', levels: [{ skill: 'ict-tools', level: 4 }] })
  }),
)

test(
  'what is exported comes in again as it was, as CSV and as Excel; a fault at its line keeps everything out (INV-D5)',
  inTown(async (town) => {
    const { as } = town
    const hr = as('hayashi')
    const bring = (file: { name: string; base64: string }, dryRun = false) =>
      hr.ask(qualifications.importQualifications, { file, dryRun })
    const HEAD = '資格名,実施団体,スキル,水準,有効月数'
    const rows = [
      ...[
        '情報の守り手検定 2級,見本検定協会,information-security,2,24',
        '情報の守り手検定 2級,見本検定協会,ict-tools,1,24',
      ],
      '表計算検定 3級,,ict-tools,2,',
    ]
    const counts = { added: 2, changed: 0, unchanged: 0, problemCount: 0, problems: [] }
    expect(await bring(csv(HEAD, ...rows), true)).toEqual({ applied: false, ...counts })
    expect((await listed(town)).qualifications).toEqual([])
    expect(await bring(csv(HEAD, ...rows))).toEqual({ applied: true, ...counts })
    for (const format of ['csv', 'xlsx'] as const) {
      const again = await bring(await hr.ask(qualifications.exportQualifications, { format }))
      expect([format, again.added, again.changed, again.unchanged, again.problemCount]).toEqual([format, 0, 0, 2, 0])
    }
    const wrong = await bring(
      csv(
        HEAD,
        ...['甲,団体,juggling,2,', '甲,団体,ict-tools,9,', '乙,団体,ict-tools,1,0', '丙,団体,ict-tools,1,12'],
        ...['丙,別の団体,data-use,1,12', '丙,団体,ict-tools,2,12', ',団体,ict-tools,1,'],
      ),
    )
    expect(wrong).toMatchObject({ applied: false, added: 0, problemCount: 7 })
    expect(wrong.problems.map(({ line, column }) => `${line} ${column}`).toSorted()).toEqual(
      ['2 スキル', '3 水準', '4 有効月数', '6 資格名', '7 スキル', '8 資格名', '7 資格名'].toSorted(),
    )
    expect(await bring(csv(HEAD, '表計算検定 3級,,ict-tools,3,'))).toMatchObject({ applied: true, changed: 1 })
    expect((await listed(town)).qualifications.map(({ levels }) => levels.at(-1)!.level).toSorted()).toEqual([2, 3])
  }),
)

test(
  'HR enters a qualification and a test of many at once; known ones are not added again, one’s own is for another of HR',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, hayashi } = town
    const { qualificationId } = await as('hayashi').ask(qualifications.saveQualification, security)
    const record = (change: object = {}) =>
      as('hayashi').ask(qualifications.recordResults, {
        ...{ staffMemberIds: [sato, ueda], of: { kind: 'qualification', qualificationId }, asOf: '2026-04-10' },
        ...change,
      })
    // 24 months from 10 April 2026: 9 April 2028 is the last day.
    expect(await record()).toMatchObject({ added: 2, known: 0, validTo: '2028-04-10' })
    expect(await record({ staffMemberIds: [sato, ueda, mori] })).toMatchObject({ added: 1, known: 2 })
    expect(await record({ staffMemberIds: [sato], lastDay: '2030-03-31' })).toMatchObject({ validTo: '2030-04-01' })
    const { kinds } = (await as(sato).ask(skills.showSkills, { staffMemberId: sato })).skills.find(
      ({ skill }) => skill === 'information-security',
    )!
    expect(kinds).toEqual([
      { kind: 'qualification', level: 2, asOf: '2026-04-10', validTo: '2030-04-01', shared: true },
    ])
    const exam = { of: { kind: 'test', source: '到達テスト', skill: 'data-use', level: 3 }, asOf: '2026-11-20' }
    expect(await record(exam)).toMatchObject({ added: 2, validTo: null })
    await expect(record({ staffMemberIds: [hayashi] })).rejects.toThrow('not_for_oneself')
    await expect(record({ staffMemberIds: [sato, 999] })).rejects.toThrow('no_such_staff_member')
    await expect(record({ asOf: '2026-11-23' })).rejects.toThrow('in_future')
    await expect(record({ lastDay: '2026-04-09' })).rejects.toThrow('ends_before_start')
    expect(await record({ lastDay: '2026-04-10' }), 'holds for a day').toMatchObject({ validTo: '2026-04-11' })
    await expect(record({ of: { ...exam.of, skill: 'juggling' } })).rejects.toThrow('unknown_skill')
    await expect(record({ of: { ...exam.of, level: 9 } })).rejects.toThrow('level_too_high')
    await expect(record({ of: { kind: 'qualification', qualificationId: 999 } })).rejects.toThrow(
      'no_such_qualification',
    )
    await as('hayashi').ask(qualifications.retireQualification, { qualificationId, isRetired: true })
    await expect(record()).rejects.toThrow('qualification_retired')
    // Sixty days before it ends its person is told by the clock, once for both skills; 佐藤 has another until 2030.
    const told = async (who: number) => (await standing(town, who)).filter((kind) => kind.startsWith('evidence'))
    on('2028-02-09')
    expect(await told(mori)).toEqual([])
    on('2028-02-10')
    expect([await told(mori), await told(sato)]).toEqual([['evidenceEnds 2028-04-09'], []])
  }),
)

test(
  'results come by a file, all or nothing, each fault at its line; again, and nothing is doubled (INV-D5)',
  inTown(async (town) => {
    const { as, sql } = town
    const hr = as('hayashi')
    const { qualificationId } = await hr.ask(qualifications.saveQualification, security)
    const bring = (file: { name: string; base64: string }, dryRun = false) =>
      hr.ask(qualifications.importResults, { file, dryRun })
    const HEAD = '職員番号,資格・テスト,取得日,スキル,水準,有効期限'
    const rows = [
      ...['00000004,情報の守り手検定 2級,2026-04-10,,,', '00000005,到達テスト,R8.6.1,data-use,2,'],
      '00000003,情報の守り手検定 2級,2026-04-10,ict-tools,1,2027-03-31',
    ]
    const n = async () => (await sql<{ n: number }>('select count(*)::int as n from skill_evidence'))[0]!.n
    expect(await bring(csv(HEAD, ...rows), true)).toMatchObject({ applied: false, added: 5, unchanged: 0 })
    expect(await n()).toBe(0)
    expect(await bring(csv(HEAD, ...rows))).toMatchObject({ applied: true, added: 5, unchanged: 0 })
    expect(await bring(csv(HEAD, ...rows, ...rows), true)).toMatchObject({ added: 0 })
    expect(await bring(csv(HEAD, ...rows))).toMatchObject({ applied: true, added: 0, unchanged: 5 })
    // Whoever took a test of today without any level took it too, and who shows the highest one.
    const ofToday = ['00000005,到達テスト,2026-11-22,ict-tools,0,', '00000004,到達テスト,2026-11-22,ict-tools,4,']
    expect(await bring(csv(HEAD, ...ofToday), true)).toMatchObject({ added: 2, problemCount: 0 })
    expect(
      await sql(`select staff_member_id::int as staff, skill, kind, level::int, valid_to::text as until from skill_evidence
        order by 1, 2`),
    ).toEqual([
      { staff: 3, skill: 'ict-tools', kind: 'qualification', level: 1, until: '2027-04-01' },
      { staff: 3, skill: 'information-security', kind: 'qualification', level: 2, until: '2027-04-01' },
      { staff: 4, skill: 'ict-tools', kind: 'qualification', level: 1, until: '2028-04-10' },
      { staff: 4, skill: 'information-security', kind: 'qualification', level: 2, until: '2028-04-10' },
      { staff: 5, skill: 'data-use', kind: 'test', level: 2, until: null },
    ])
    await hr.ask(qualifications.saveQualification, { ...security, name: '終わった検定' })
    const old = (await listed(town)).qualifications.find(({ name }) => name === '終わった検定')!
    await hr.ask(qualifications.retireQualification, { qualificationId: old.qualificationId, isRetired: true })
    expect(qualificationId).not.toBe(old.qualificationId)
    const wrong = await bring(
      csv(
        HEAD,
        ...['99999999,到達テスト,2026-06-01,data-use,2,', '00000010,到達テスト,2026-06-01,data-use,2,'],
        ...['00000004,到達テスト,2026-12-01,data-use,2,', '00000004,到達テスト,2026-06-01,data-use,2,2026-05-31'],
        ...['00000004,終わった検定,2026-06-01,,,', '00000004,情報の守り手検定 2級,2026-06-01,,3,'],
        ...['00000004,知らない検定,2026-06-01,,,', '00000004,到達テスト,2026-06-01,juggling,2,'],
        ...['00000004,到達テスト,2026-06-01,data-use,9,', '00000004,到達テスト,きのう,data-use,2,'],
      ),
    )
    expect(wrong).toMatchObject({ applied: false, added: 0, problemCount: 10 })
    expect(wrong.problems.map(({ line }) => line).toSorted((a, b) => a! - b!)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(await n()).toBe(5)
  }),
)

test(
  'who keeps the list, enters results and looks at what was handed in: HR; oneself hands in (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, qualificationsAccess)
    const hr = ['hayashi', 'hrAccount']
    const file = { file: { name: 'f.csv', base64: '' }, dryRun: false }
    for (const [operation, input] of [
      ['saveQualification', security],
      ['retireQualification', { qualificationId: 1, isRetired: true }],
      ['exportQualifications', { format: 'csv' }],
      ['recordResults', { staffMemberIds: [4], of: { kind: 'qualification', qualificationId: 1 }, asOf: '2026-04-01' }],
      ['importResults', file],
      ['listWaitingClaims', { state: 'waiting' }],
      ['confirmClaim', { qualificationClaimId: 1 }],
      ['returnClaim', { qualificationClaimId: 1, reason: '×' }],
    ] as const)
      expect(await may(operation, input as never), operation).toEqual({ hr })
    expect(await may('importQualifications', file)).toEqual({ hr, command: ['command'] })
    expect(await may('forgetProofs', {})).toEqual({ job: ['job'], command: ['command'] })
    const { self } = await may('listMyClaims', {})
    expect(self).toHaveLength(11)
    const proof = { name: 'x.pdf', base64: '' }
    expect(await may('declareQualification', { qualificationId: 1, acquiredOn: '2026-04-01', proof })).toEqual({ self })
    expect(await may('listQualifications', {})).toEqual({ hr, staff: self!.filter((name) => name !== 'hayashi') })
  }),
)
