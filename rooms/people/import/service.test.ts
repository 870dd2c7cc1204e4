import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeCp932 } from '#platform/files/text.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, openTestTown, type Town } from '#testing/town.ts'
import { importing } from './contract.ts'

/*
 * HR (林) imports into the small town: 戸籍住民課 1010 (head 田中), 窓口係 101010 (佐藤 00000004, 上田 00000005 …), 人事課 2010.
 * Everybody's stored primary assignment is open from 2023-04-01; 山田 00000007 left on 2026-03-31.
 */

const headers = {
  sections: '所属コード,所属名,種別,上位所属コード,適用開始日,適用終了日',
  staff: '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号',
  assignments: '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日',
  leave: '職員番号,種別,開始日,終了日',
}
type FileName = keyof typeof headers
type Files = Partial<Record<FileName, string[]>>

const upload = (text: string | Uint8Array) => ({ name: 'file.csv', base64: Buffer.from(text).toString('base64') })
const csv = (file: FileName, rows: readonly string[]) => upload([headers[file], ...rows, ''].join('\r\n'))
const filesOf = (files: Files) =>
  Object.fromEntries(Object.entries(files).map(([file, rows]) => [file, csv(file as FileName, rows)]))
const importAs = ({ as, hayashi }: Town, files: Files, more: { dryRun?: boolean } = {}) =>
  as(hayashi).ask(importing.importWard, { ...filesOf(files), ...more })

/** Everything that an import could touch, straight from the tables. */
async function rawTables({ sql }: Town) {
  const read = (table: string) => sql(`select * from ${table} t order by t::text`)
  const names = ['section_period', 'staff_member', 'employment', 'assignment', 'leave_of_absence', 'account']
  const rows: unknown[] = []
  for (const name of names) rows.push(await read(name))
  return rows
}
const postsOf = (town: Town, person: number) =>
  town.sql<{ section_code: string; valid_from: string; valid_to: string | null }>(
    `select section_code, valid_from, valid_to from assignment where staff_member_id = $1 order by valid_from`,
    [person],
  )
const countsOf = (report: Awaited<ReturnType<typeof importAs>>, file: FileName) => {
  const { added, changed, unchanged, ended } = report.files.find((one) => one.file === file)!
  return { added, changed, unchanged, ended }
}
const linesOf = ({ problems }: Awaited<ReturnType<typeof importAs>>) =>
  problems.map(({ file, line, column }) => `${file} ${line} ${column}`)

const newcomer = {
  staff: ['00000101,髙﨑 𠮷辻󠄀,タカサキ ヨシツジ,常勤,事務,R8.12.1,,'],
  assignments: ['00000101,2010,1級職,係員,主務,0,令和8年12月1日,'],
}

describe('what comes in', () => {
  test(
    'a newcomer is there from the day of joining, with an account that opens on that day (INV-O5)',
    inTown(async (town) => {
      const report = await importAs(town, newcomer)
      expect(report).toMatchObject({ applied: true, problemCount: 0 })
      const [account] = await town.sql<{ valid_from: string; valid_to: string | null; name: string }>(
        `select a.valid_from, a.valid_to, m.name from account a join staff_member m on m.staff_member_id = a.subject_id
         where login_name = '00000101'`,
      )
      expect(account).toEqual({ valid_from: '2026-12-01', valid_to: null, name: '髙﨑 𠮷辻󠄀' })
      const found = () => town.as('sato').ask(people.listStaff, { q: 'たかさき' })
      expect((await found()).total).toBe(0)
      town.on('2026-12-01')
      expect((await found()).staff[0]).toMatchObject({ name: '髙﨑 𠮷辻󠄀', sectionName: '人事課', grade: '1級職' })
    }),
  )

  test(
    'names survive byte for byte through CP932 and through UTF-8 with and without mark (INV-D4)',
    inTown(async (town) => {
      const ask = (text: string | Uint8Array) =>
        town.as('hayashi').ask(importing.importWard, { staff: upload(text), whenAlike: 'apart' })
      const table = (number: string, name: string) =>
        `${headers.staff}\r\n${number},"${name}",ﾖﾐ カナ,常勤,事務,2026/4/1,,\r\n`
      const vendor = '髙﨑 ①㈱Ⅲ纊'
      const whole = '辻󠄀 𠮷 髙﨑 ①㈱ 葛󠄁 é'
      const cp932 = encodeCp932(table('00000201', vendor))
      if (!('bytes' in cp932)) throw new Error('CP932 has all of these')
      const first = await ask(cp932.bytes)
      await ask(table('00000202', whole))
      const last = await ask(`\ufeff${table('00000203', whole)}`)
      expect([first.files[0]?.encoding, last.files[0]?.encoding]).toEqual(['cp932', 'utf-8-bom'])
      const names = await town.sql<{ name: string }>(
        `select name from staff_member join employment using (staff_member_id) where staff_number like '000002%' order by staff_number`,
      )
      expect(names.map(({ name }) => name)).toEqual([vendor, whole, whole])
    }),
  )

  test(
    'English column names, other orders and western dates do as well',
    inTown(async (town) => {
      const text =
        'kind,name,sectionCode,validFrom,parentCode\n課,企画課,2030,2027-04-01,20\n係,企画係,203010,2027.4.1,2030\n'
      const report = await town.as('hayashi').ask(importing.importWard, { sections: upload(text) })
      expect(countsOf(report, 'sections')).toEqual({ added: 2, changed: 0, unchanged: 0, ended: 0 })
    }),
  )

  test(
    'the journal has one line with all whom it concerns and what was counted (INV-S4)',
    inTown(async (town) => {
      await importAs(town, { ...newcomer, leave: ['00000004,育児休業,2026/12/1,2027/3/31'] })
      const lines = await town.sql<{ subjects: string[]; acted_as: string; detail: Record<string, unknown> }>(
        `select subjects, acted_as, detail from journal_line where operation = 'importing.importWard'`,
      )
      expect(lines).toHaveLength(1)
      expect(lines[0]!.subjects.map(Number).sort((a, b) => a - b)).toEqual([town.sato, 13])
      expect(lines[0]).toMatchObject({ acted_as: 'hr', detail: { applied: true, staff: { added: 1 } } })
    }),
  )

  test(
    'how far an import has come can be asked for a day, then nobody wants to know any more',
    inTown(async (town) => {
      await town.sql(`insert into progress (progress_key, stage, done, total, noted_at) values
        ('of yesterday morning', '', 1, 2, now() - interval '25 hours'), ('of today', '', 1, 2, now() - interval '23 hours')`)
      const files = filesOf(newcomer)
      const visitor = { token: town.tokenOf('hayashi'), progressKey: 'mine' }
      await town.gate.ask(importing.importWard, files, visitor)
      expect(await town.gate.readProgress('mine', visitor)).toMatchObject({ done: expect.any(Number) })
      expect(await town.sql('select progress_key from progress order by 1')).toEqual([
        { progress_key: 'mine' },
        { progress_key: 'of today' },
      ])
    }),
  )

  test(
    'an account that the administrator made before under the number becomes the account of the person',
    inTown(async (town) => {
      const password = 'a long first password'
      await town.asCommand.ask(people.createAdministrator, { loginName: '00000101', password, role: 'it' })
      await importAs(town, newcomer)
      const accounts = await town.sql(
        `select subject_id, password_hash is not null as kept from account where login_name = '00000101'`,
      )
      expect(accounts).toEqual([{ subject_id: 13, kept: true }])
    }),
  )
})

describe('what changes over time', () => {
  test(
    'a transfer on April 1 ends the post before; coming again the file changes nothing (INV-O1, D5)',
    inTown(async (town) => {
      const transfer = { assignments: ['00000004,2010,1級職,係員,主務,0,2027/4/1,'] }
      const report = await importAs(town, transfer)
      expect(countsOf(report, 'assignments')).toEqual({ added: 1, changed: 0, unchanged: 0, ended: 1 })
      const posts = [
        { section_code: '101010', valid_from: '2023-04-01', valid_to: '2027-04-01' },
        { section_code: '2010', valid_from: '2027-04-01', valid_to: null },
      ]
      expect(await postsOf(town, town.sato)).toEqual(posts)
      const again = await importAs(town, transfer)
      expect(countsOf(again, 'assignments')).toEqual({ added: 0, changed: 0, unchanged: 1, ended: 0 })
      expect(await postsOf(town, town.sato)).toEqual(posts)
    }),
  )

  test(
    'several open posts of one person in one file are a career; a wrong section is corrected by its first day',
    inTown(async (town) => {
      const career = ['00000004,2010,1級職,係員,主務,0,2025/4/1,', '00000004,2020,2級職,主任,主務,0,2027/4/1,']
      await importAs(town, { assignments: career })
      await importAs(town, { assignments: ['00000004,1010,1級職,係員,主務,0,2025/4/1,2027/3/31'] })
      expect((await postsOf(town, town.sato)).map((post) => Object.values(post).join(' '))).toEqual([
        '101010 2023-04-01 2025-04-01',
        '1010 2025-04-01 2027-04-01',
        '2020 2027-04-01 ',
      ])
    }),
  )

  test(
    'concurrent posts and acting duty overlap freely (INV-O1)',
    inTown(async (town) => {
      const report = await importAs(town, {
        assignments: [
          '00000004,2010,1級職,係員,兼務,0,2026/4/1,',
          '00000004,2020,1級職,係員,兼務,0,2026/10/1,2027/3/31',
          '00000004,1010,1級職,課長事務取扱,事務取扱,1,2026/10/1,',
        ],
      })
      expect(report.applied).toBe(true)
      expect(await postsOf(town, town.sato)).toHaveLength(4)
    }),
  )

  test(
    'retirement ends posts, leave and account; re-employment under a new number keeps the person (INV-O6)',
    inTown(async (town) => {
      const staff = [
        '00000003,森 千夏,モリ チナツ,常勤,事務,2015/4/1,2027/3/31,',
        '00000301,森 千夏,モリ チナツ,再任用,事務,2027/4/1,2032/3/31,00000003',
      ]
      const report = await importAs(town, {
        staff,
        assignments: ['00000301,2010,3級職,主査,主務,0,2027/4/1,'],
      })
      expect(report.problems).toEqual([])
      expect((await postsOf(town, town.mori)).map((post) => Object.values(post).join(' '))).toEqual([
        '101010 2023-04-01 2027-04-01',
        '2010 2027-04-01 2032-04-01',
      ])
      const accounts = await town.sql(`select login_name, valid_from, valid_to from account where subject_id = $1`, [
        town.mori,
      ])
      expect(accounts).toEqual([{ login_name: '00000301', valid_from: '2015-04-01', valid_to: '2032-04-01' }])
    }),
  )

  test(
    'whoever comes back may keep the number; a first day that was wrong is corrected',
    inTown(async (town) => {
      const back = ['00000007,山田 実,ヤマダ ミノル,再任用,事務,2026/10/1,,']
      expect(countsOf(await importAs(town, { staff: back }), 'staff')).toMatchObject({ added: 1, changed: 0 })
      const corrected = ['00000007,山田 実,ヤマダ ミノル,再任用,事務,2026/9/1,,']
      expect(countsOf(await importAs(town, { staff: corrected }), 'staff')).toMatchObject({ added: 0, changed: 1 })
      const spells = await town.sql(
        `select joined_on, left_on from employment where staff_member_id = $1 order by joined_on`,
        [town.yamada],
      )
      expect(spells).toEqual([
        { joined_on: '2015-04-01', left_on: '2026-04-01' },
        { joined_on: '2026-09-01', left_on: null },
      ])
      expect((await town.as('yamada').ask(people.showMe, {})).staffMemberId).toBe(town.yamada)
    }),
  )

  test(
    'whoever comes back early ends the leave by its first day, and the file may come again (INV-D5)',
    inTown(async (town) => {
      const back = { leave: ['00000006,育児休業,2026-06-01,2026-11-01'] }
      expect(countsOf(await importAs(town, back), 'leave')).toMatchObject({ added: 0, changed: 1 })
      expect(
        await town.sql('select kind, valid_from, valid_to from leave_of_absence where staff_member_id = $1', [
          town.kimura,
        ]),
      ).toEqual([{ kind: '育児休業', valid_from: '2026-06-01', valid_to: '2026-11-02' }])
      expect(countsOf(await importAs(town, back), 'leave')).toMatchObject({ changed: 0, ended: 0, unchanged: 1 })
    }),
  )

  test(
    'a marriage changes the name of the person, and leaves number and post alone',
    inTown(async (town) => {
      const report = await importAs(town, {
        staff: ['00000004,辻󠄀 はるか,ツジ ハルカ,常勤,事務,2015/4/1,,'],
      })
      expect(countsOf(report, 'staff')).toEqual({ added: 0, changed: 1, unchanged: 0, ended: 0 })
      expect(await town.as('sato').ask(people.showMe, {})).toMatchObject({ name: '辻󠄀 はるか', sectionCode: '101010' })
    }),
  )

  test(
    'a section is renamed from a day on: the period before ends, and old days keep the old name (INV-O2)',
    inTown(async (town) => {
      const report = await importAs(town, { sections: ['1010,区民窓口課,課,10,2027/4/1,'] })
      expect(countsOf(report, 'sections')).toEqual({ added: 1, changed: 0, unchanged: 0, ended: 1 })
      const nameOn = async (asOf: string) =>
        (await town.as('hayashi').ask(people.listSections, { asOf })).find((one) => one.sectionCode === '1010')?.name
      expect([await nameOn('2027-03-31'), await nameOn('2027-04-01')]).toEqual(['戸籍住民課', '区民窓口課'])
    }),
  )

  test(
    'a column that the file leaves out keeps what is stored',
    inTown(async (town) => {
      const text =
        '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日\n00000007,山田 実,ヤマダ ミノル,常勤,土木,2015/4/1\n'
      const report = await town.as('hayashi').ask(importing.importWard, { staff: upload(text) })
      expect(countsOf(report, 'staff')).toMatchObject({ changed: 1 })
      const [spell] = await town.sql(`select occupation, left_on from employment where staff_number = '00000007'`)
      expect(spell).toEqual({ occupation: '土木', left_on: '2026-04-01' })
    }),
  )
})

/** One town for all of these: that nothing changes is part of each. */
describe('what is refused', () => {
  let town: Town
  let before: unknown[]
  let leave: () => Promise<void>
  beforeAll(async () => {
    ;({ town, leave } = await openTestTown())
    before = await rawTables(town)
  })
  afterAll(() => leave())
  const faults: [says: string, files: Files, where: string, words: string][] = [
    [
      'a section that does not exist on that day',
      { assignments: ['00000004,2010,1級職,係員,主務,0,2009/4/1,'] },
      'assignments 2 所属コード',
      '「2010」は、平成21年4月1日には存在しません',
    ],
    [
      'a section that ends while the assignment goes on',
      {
        sections: ['2010,人事課,課,20,2010/4/1,2027/3/31'],
        assignments: ['00000004,2010,1級職,係員,主務,0,2026/12/1,'],
      },
      'assignments 2 所属コード',
      '令和9年4月1日には存在しません',
    ],
    [
      'a section that ends under somebody of whom the files are silent',
      { sections: ['2020,情報推進課,課,20,2010/4/1,2027/3/31'] },
      'sections 2 適用終了日',
      '職員番号「00000011」の登録済みの発令が残っています',
    ],
    [
      'a person nobody knows',
      { assignments: ['09999999,2010,1級職,係員,主務,0,2026/4/1,'] },
      'assignments 2 職員番号',
      '「09999999」',
    ],
    [
      'a grade that the policy does not have',
      { assignments: ['00000004,2010,9級職,係員,主務,0,2027/4/1,'] },
      'assignments 2 職務の級',
      '「1級職、2級職',
    ],
    [
      'a post before the employment',
      { assignments: ['00000004,2010,1級職,係員,主務,0,2014/4/1,2015/3/31'] },
      'assignments 2 適用開始日',
      '在職していません',
    ],
    [
      'a post that outlasts the employment',
      { assignments: ['00000007,2010,1級職,係員,兼務,0,2026/1/1,2027/3/31'] },
      'assignments 2 適用終了日',
      '退職(令和8年3月31日)',
    ],
    [
      'two primary posts on one day (INV-O1)',
      {
        assignments: [
          '00000004,2010,1級職,係員,主務,0,2026/4/1,2027/3/31',
          '00000004,2020,1級職,係員,主務,0,2026/10/1,',
        ],
      },
      'assignments 3 適用開始日',
      '2行目の期間(令和8年4月1日〜令和9年3月31日)',
    ],
    [
      'a row that is there twice',
      { staff: [newcomer.staff[0]!, newcomer.staff[0]!] },
      'staff 3 職員番号',
      '2行目に同じものがあります',
    ],
    ['a day that does not exist', { leave: ['00000004,育児休業,2026/2/30,'] }, 'leave 2 開始日', '存在する日付'],
    [
      'an end before the beginning',
      { leave: ['00000004,育児休業,2026/4/2,2026/3/1'] },
      'leave 2 終了日',
      '始まりの日より前',
    ],
    [
      'a retirement that leaves a stored post outside',
      { staff: ['00000004,佐藤 はるか,サトウ ハルカ,常勤,事務,2024/4/1,,'] },
      'staff 2 採用年月日',
      '登録済みの発令',
    ],
    [
      'a reading that is no kana',
      { staff: ['00000004,佐藤 はるか,Sato Haruka,常勤,事務,2015/4/1,,'] },
      'staff 2 氏名カナ',
      'カタカナ',
    ],
    [
      'an employment category that the policy does not have',
      { staff: ['00000004,佐藤 はるか,サトウ ハルカ,臨時,事務,2015/4/1,,'] },
      'staff 2 任用区分',
      '「常勤、',
    ],
    [
      'a former number that nobody had',
      { staff: ['00000101,新,シン,再任用,事務,2027/4/1,,00009999'] },
      'staff 2 旧職員番号',
      '「00009999」',
    ],
    [
      'two people who would become one',
      { staff: ['00000004,佐藤 はるか,サトウ ハルカ,常勤,事務,2015/4/1,,00000005'] },
      'staff 2 旧職員番号',
      '別の人',
    ],
    [
      'a kind of section that the policy does not have',
      { sections: ['30,議会,議会,,2027/4/1,'] },
      'sections 2 種別',
      '「区、部',
    ],
    [
      'a parent that does not exist on that day',
      { sections: ['3010,新課,課,30,2027/4/1,'] },
      'sections 2 上位所属コード',
      '令和9年4月1日',
    ],
    [
      'a circle of sections, its codes in whichever width',
      { sections: ['10,区民生活部,部,１０１０10,2010/4/1,'] },
      'sections 2 上位所属コード',
      '自身に戻ります',
    ],
  ]

  test.each(faults)('%s', async (_says, files, where, words) => {
    const report = await importAs(town, files)
    expect(report.applied).toBe(false)
    expect(linesOf(report)).toContain(where)
    expect(report.problems.map(({ reason }) => reason).join('\n')).toContain(words)
    expect(await rawTables(town)).toEqual(before)
  })

  test('one bad row among good ones: nothing comes in, and the good ones are counted (INV-D5)', async () => {
    const report = await importAs(town, {
      ...newcomer,
      leave: ['00000004,育児休業,2026/12/1,2027/3/31', '00000005,育児休業,2026/13/1,'],
    })
    expect(report).toMatchObject({ applied: false, problemCount: 1 })
    expect(report.problems).toEqual([
      {
        file: 'leave',
        line: 3,
        column: '開始日',
        value: '2026/13/1',
        reason: expect.stringContaining('日付として読めません'),
      },
    ])
    expect(countsOf(report, 'staff')).toMatchObject({ added: 1 })
    expect(await rawTables(town)).toEqual(before)
  })

  test('problems stand in the order of files and lines, the first 200 of all that are counted', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `0000${9000 + i},新,ロ,常勤,事務,2026/4/1,2026/3/1,`)
    const report = await importAs(town, { leave: ['00000099,育児休業,2026/12/1,'], staff: rows })
    expect(report.problemCount).toBe(251)
    expect(report.problems).toHaveLength(200)
    expect(linesOf(report).slice(0, 2)).toEqual(['staff 2 退職年月日', 'staff 3 退職年月日'])
  })

  test('what seems to be missing because its own row could not be read is not told twice', async () => {
    const report = await importAs(town, {
      staff: ['00000101,新人,シンジン,常勤,事務,2026/2/30,,'],
      assignments: ['00000101,2010,1級職,係員,主務,0,2026/4/1,'],
    })
    expect(linesOf(report)).toEqual(['staff 2 採用年月日'])
  })

  test.each([
    ['an unknown column', '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,血液型\n', '血液型'],
    ['a file that was cut in a row', `${headers.staff}\n00000101,新人,シンジ`, '途中でファイルが終わっています'],
    ['a file that was cut in a quotation', `${headers.staff}\n00000101,"新人,シンジン`, '引用符'],
    ['a file that is no text', 'PK\u0003\u0004', 'Excel'],
    ['a file with nothing in it', '', '何も書かれていません'],
    ['a file of another kind', `${headers.leave}\n`, '必要な列「氏名」'],
  ])('%s', async (_says, text, words) => {
    const report = await town.as('hayashi').ask(importing.importWard, { staff: upload(text) })
    expect(report.applied).toBe(false)
    expect(report.problems.map(({ reason }) => reason).join('\n')).toContain(words)
    expect(await rawTables(town)).toEqual(before)
  })

  test('a column of My Numbers is refused before all else, and its values are not repeated (INV-S3)', async () => {
    const text = `職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,メール\n1,a,a,a,a,a,123456789018\n`
    const report = await town.as('hayashi').ask(importing.importWard, { staff: upload(text) })
    expect(report.problems[0]!.reason).toContain('個人番号')
    expect(JSON.stringify(report)).not.toContain('123456789018')
  })

  test('a request without a file, and one whose content is no base64', async () => {
    await expect(importAs(town, {})).rejects.toThrow('nothing_to_import')
    const broken = town.as('hayashi').ask(importing.importWard, { staff: { name: 'a.csv', base64: '職員番号!' } })
    await expect(broken).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path: 'staff.base64' }] })
  })
})

describe('who may, and when', () => {
  test(
    'nobody but HR and the command line imports (INV-S1)',
    inTown(async (town) => {
      for (const name of ['sato', 'tanaka', 'kato', 'ito'] as const) {
        const attempt = town.as(name).ask(importing.importWard, filesOf(newcomer))
        await expect(attempt, name).rejects.toThrow('forbidden')
      }
      await expect(town.asGuest.ask(importing.importWard, filesOf(newcomer))).rejects.toThrow('sign_in_needed')
      await expect(town.asJob.ask(importing.importWard, filesOf(newcomer))).rejects.toThrow('forbidden')
      expect((await town.asCommand.ask(importing.importWard, filesOf(newcomer))).applied).toBe(true)
    }),
  )

  test(
    'a preview tells all and changes nothing',
    inTown(async (town) => {
      const before = await rawTables(town)
      const report = await importAs(town, newcomer, { dryRun: true })
      expect(report).toMatchObject({ applied: false, problemCount: 0 })
      expect(countsOf(report, 'assignments')).toMatchObject({ added: 1 })
      expect(await rawTables(town)).toEqual(before)
    }),
  )

  test(
    'of two imports at once one waits for nobody: it is told to come again',
    inTown(async (town) => {
      const both = await Promise.allSettled([importAs(town, newcomer), importAs(town, newcomer)])
      const refused = both.filter((one) => one.status === 'rejected')
      for (const one of refused) expect(one.reason).toMatchObject({ code: 'another_import_runs' })
      await town.sql(`select pg_advisory_lock(hashtextextended('import ' || current_schema(), 0))`)
      await expect(importAs(town, newcomer)).rejects.toThrow('another_import_runs')
      expect((await importAs(town, newcomer, { dryRun: true })).problemCount).toBe(0)
      await town.sql(`select pg_advisory_unlock_all()`)
      expect(countsOf(await importAs(town, newcomer), 'staff')).toMatchObject({ unchanged: 1 })
      expect(await town.sql(`select 1 from employment where staff_number = '00000101'`)).toHaveLength(1)
    }),
  )

  test(
    'a town that began as the sample takes no real staff, and a real one no sample (INV-D2)',
    inTown(async (town) => {
      const asSample = () =>
        town.gate.ask(importing.importWard, filesOf(newcomer), {
          actor: { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'sample' },
        })
      await expect(asSample()).rejects.toThrow('sample_in_real_town')
      await town.sql(`update installation set is_sample = true`)
      await expect(importAs(town, newcomer)).rejects.toThrow('real_staff_in_sample')
      await expect(town.asCommand.ask(importing.importWard, filesOf(newcomer))).rejects.toThrow('real_staff_in_sample')
      await expect(asSample()).rejects.toThrow('real_staff_in_sample')
    }),
  )

  test(
    'reasons come in the language of the reader',
    inTown(async (town) => {
      const files = filesOf({ leave: ['09999999,育児休業,2026/12/1,'] })
      const visitor = { token: town.tokenOf('hayashi'), language: 'en' as const }
      const { problems } = await town.gate.ask(importing.importWard, files, visitor)
      expect(problems[0]).toMatchObject({ column: 'staffNumber', reason: expect.stringContaining('Nobody has') })
    }),
  )
})
