import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWorkbook } from '#platform/files/excel.ts'
import { inTown, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { foldedNumber } from './alike.rules.ts'
import { importCommands } from './commands.ts'
import { importing } from './contract.ts'

/* 佐藤 はるか (サトウ ハルカ) is 00000004, 上田 陽介 (ウエダ ヨウスケ) 00000005; the day is 22 November 2026. */

const STAFF = '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号'
const file = (header: string, rows: readonly string[]) => ({
  name: 'file.csv',
  base64: Buffer.from([header, ...rows, ''].join('\r\n')).toString('base64'),
})
const staff = (...rows: string[]) => ({ staff: file(STAFF, rows) })
type More = Partial<Parameters<ReturnType<Town['as']>['ask']>[1]>
const send = ({ as, hayashi }: Town, files: object, more: More = {}) =>
  as(hayashi).ask(importing.importWard, { ...files, ...(more as object) })
const pairs = ({ alike }: Awaited<ReturnType<typeof send>>) =>
  alike.map((one) => `${one.kind} ${one.file} ${one.line} ${one.staffNumber} ${one.other.staffNumber} ${one.isSame}`)
const numbersOf = async ({ sql }: Town, person: number) =>
  (
    await sql<{ n: string }>(`select staff_number as n from employment where staff_member_id = $1 order by joined_on`, [
      person,
    ])
  ).map(({ n }) => n)
const countOf = async ({ sql }: Town) => (await sql<{ n: number }>('select count(*)::int as n from staff_member'))[0]!.n
const answer = (staffNumber: string, otherNumber: string, isSame: boolean) => ({
  answers: [{ staffNumber, otherNumber, isSame }],
})

test('a number is compared without width, case, noughts before, hyphens, and the marks of spreadsheets', () => {
  const written = ['13', '１３', '0013', ' 00-013', "'0013", '="0013"', '0000 0013']
  expect(new Set(written.map(foldedNumber))).toEqual(new Set(['13']))
  expect(['000', '0a1', 'A1', '130'].map(foldedNumber)).toEqual(['0', 'A1', 'A1', '130'])
})

test(
  'a new number in full width is taken in half width and said so, in all files; one that is alike somebody’s is asked about as it stands',
  inTown(async (town) => {
    const files = {
      ...staff(
        '０１０６,原田 愛,ハラダ アイ,常勤,事務,2026/4/1,,',
        '１０７,小林 健,コバヤシ ケン,常勤,事務,2026/4/1,,',
        '0107,小林 賢,コバヤシ ケン,常勤,事務,2026/4/1,,',
        '５,別人 五郎,ベツジン ゴロウ,常勤,事務,2026/4/1,,',
      ),
      assignments: file('職員番号,所属コード,職務の級,区分,適用開始日', ['0106,２０10,1級職,主務,2027/4/1']),
    }
    const asked = await send(town, files)
    expect(pairs(asked)).toEqual(['number staff 4 0107 １０７ null', 'number staff 5 ５ 00000005 null'])
    expect(asked.warnings.map(({ value, reason }) => `${value} ${reason}`)).toContain(
      '０１０６ 全角の職員番号です。半角の「0106」として取り込みます。',
    )
    await send(town, { ...staff('０１０６,原田 愛,ハラダ アイ,常勤,事務,2026/4/1,,'), assignments: files.assignments })
    // The list of last month comes again: it is the same person, and nobody is asked. Under another name it may be anybody.
    const again = await send(town, staff('０１０６,原田 愛,ハラダ アイ,常勤,事務,2026/4/1,,'))
    expect([pairs(again), again.files[0]]).toMatchObject([[], { added: 0, unchanged: 1 }])
    const other = await send(town, staff('０１０６,原 歩,ハラ アユミ,常勤,事務,2026/4/1,,'))
    expect(pairs(other)).toEqual(['number staff 2 ０１０６ 0106 null'])
    const [person] = await town.sql<{ id: number }>(
      `select staff_member_id as id from employment where staff_number = '0106'`,
    )
    const [post] = await town.sql('select section_code from assignment where staff_member_id = $1', [person!.id])
    expect(post).toEqual({ section_code: '2010' })
  }),
)

test(
  'a number that is only written otherwise becomes nobody else in silence: it is asked about, joined by one answer, and not asked again',
  inTown(async (town) => {
    const before = await countOf(town)
    const files = {
      ...staff('4,佐藤 はるか,サトウ ハルカ,常勤,事務,2023/4/1,,'),
      assignments: file('職員番号,所属コード,職務の級,区分,適用開始日', [
        '４,2010,1級職,主務,2027/4/1',
        '００００００５,2010,2級職,主務,2027/4/1',
      ]),
      leave: file('職員番号,種別,開始日,終了日', ["'00000004,育児休業,2028/4/1,2028/5/1"]),
    }
    const asked = await send(town, files)
    expect([asked.applied, asked.unanswered, asked.problemCount]).toEqual([false, 3, 2])
    expect(pairs(asked)).toEqual([
      'number staff 2 4 00000004 null',
      'number assignments 2 ４ 00000004 null',
      'number assignments 3 ００００００５ 00000005 null',
    ])
    expect(asked.warnings[0]!.reason).toContain('登録済みの「00000004 佐藤 はるか」と、番号の書き方だけが違います')
    const answers = [
      { staffNumber: '4', otherNumber: '00000004', isSame: true },
      { staffNumber: '４', otherNumber: '00000004', isSame: true },
      { staffNumber: '００００００５', otherNumber: '00000005', isSame: true },
    ]
    expect(await send(town, files, { answers })).toMatchObject({ applied: true, unanswered: 0 })
    expect([await countOf(town), await numbersOf(town, town.sato)]).toEqual([before, ['00000004']])
    const again = await send(town, files)
    expect([again.applied, again.files.every(({ added, changed }) => added + changed === 0)]).toEqual([true, true])
    expect(
      await send(town, staff('4,佐藤 はるか,サトウ ハルカ,常勤,事務,2023/4/1,,'), answer('4', '00000004', false)),
    ).toMatchObject({ applied: true })
    expect(await countOf(town)).toBe(before + 1)
  }),
)

test(
  'the same name and reading, however written, is asked about: one person has a further number, another person is one, and rows are compared with rows',
  inTown(async (town) => {
    const before = await countOf(town)
    const row = '00000201,佐藤はるか,ｻﾄｳ ﾊﾙｶ,常勤,事務,2027/4/1,,'
    expect(pairs(await send(town, staff(row)))).toEqual(['name staff 2 00000201 00000004 null'])
    expect(await countOf(town)).toBe(before)
    expect(await send(town, staff(row), answer('00000201', '00000004', true))).toMatchObject({ applied: true })
    expect(await numbersOf(town, town.sato)).toEqual(['00000004', '00000201'])
    const twins = [
      '00000301,髙橋 一,タカハシ ハジメ,常勤,事務,2026/4/1,,',
      '00000302,高橋 一,たかはし はじめ,常勤,事務,2026/10/1,,',
    ]
    expect(pairs(await send(town, staff(...twins)))).toEqual(['name staff 3 00000302 00000301 null'])
    expect(await send(town, staff(...twins), { whenAlike: 'apart' })).toMatchObject({ applied: true })
    expect(await countOf(town)).toBe(before + 2)
    const third = '00000303,高橋 一,タカハシ ハジメ,常勤,事務,2026/11/1,,'
    const three = await send(town, staff(third), answer('00000303', '00000302', true))
    expect([three.applied, pairs(three)]).toEqual([true, ['name staff 2 00000303 00000302 true']])
    expect(await countOf(town)).toBe(before + 2)
    const former = '00000401,上田 陽介,ウエダ ヨウスケ,常勤,事務,2027/4/1,,00000005'
    expect(await send(town, staff(former))).toMatchObject({ applied: true, alike: [] })
  }),
)

test(
  'marks of kana in two pieces are the same reading; a reading stands as it was written (INV-D4)',
  inTown(async (town) => {
    const kana = 'タカハ\u30b7 カ\u3099ク'
    const row = (reading: string) => staff(`00000501,高橋 学,${reading},常勤,事務,2026/4/1,,`)
    expect(await send(town, row(kana))).toMatchObject({ applied: true })
    const [stored] = await town.sql<{ name_kana: string }>(
      `select name_kana from staff_member join employment using (staff_member_id) where staff_number = '00000501'`,
    )
    expect(stored?.name_kana).toBe(kana)
    expect((await send(town, row('タカハシ ガク'))).files[0]).toMatchObject({ changed: 0, unchanged: 1 })
  }),
)

test(
  'the verb goes on and warns: the same number, name and reading are one person, everybody else is apart, and answers settle it',
  inTown(async (town) => {
    const before = await countOf(town)
    const rows = [
      '4,佐藤 はるか,サトウ ハルカ,常勤,事務,2023/4/1,,',
      '5,別府 一,ベップ ハジメ,常勤,事務,2026/4/1,,',
      '9,井上 誠,イノウエ マコト,常勤,事務,2023/4/1,,',
    ]
    const path = join(mkdtempSync(join(tmpdir(), 'import-')), 'staff.csv')
    writeFileSync(path, [STAFF, ...rows, ''].join('\r\n'))
    const run = (...args: string[]) =>
      typed(importCommands, ['import', '--staff', path, ...args], 'ja', town.asCommand.ask)
    const checked = await run('--dry-run', '--apart', '9=00000009', '--json')
    expect(JSON.parse(checked.out)).toMatchObject({
      ...{ applied: false, problemCount: 0, unanswered: 0, warningCount: 3 },
      alike: [
        { staffNumber: '5', isSame: null },
        { staffNumber: '4', isSame: true },
        { staffNumber: '9', isSame: false },
      ],
      files: [{ added: 2, changed: 1 }],
    })
    const told = await run('--same', '9=00000009')
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('注意 3 件')])
    expect(await countOf(town)).toBe(before + 1)
    expect((await run('--same', '9')).code).toBe(2)
  }),
)

test(
  'columns of another name are mapped once and remembered; a workbook is read by its sheet; My Numbers are refused in columns that are left out too',
  inTown(async (town) => {
    const header = ['社員番号', '氏名', 'フリガナ', '任用区分', '職種', '採用年月日', '備考']
    const book = async (name: string, number = '00000601') => ({
      name: '職員.xlsx',
      base64: (
        await writeWorkbook([
          { name: '説明', header: ['この表について'], rows: [] },
          { name, header, rows: [[number, '髙橋 一', 'タカハシ ハジメ', '常勤', '事務', 46_113, '123456789018']] },
        ])
      ).toString('base64'),
    })
    const first = await send(town, { staff: await book('職員') })
    expect(first.files[0]).toMatchObject({ encoding: 'xlsx', sheet: '職員', sheets: ['説明', '職員'] })
    expect(first.files[0]!.columns.filter(({ isUnknown }) => isUnknown)).toMatchObject([
      { name: '社員番号', proposal: 'staffNumber' },
      { name: 'フリガナ', proposal: 'nameKana' },
      { name: '備考' },
    ])
    const mapping = { 社員番号: 'staffNumber', フリガナ: 'nameKana', 備考: null }
    const refused = await send(town, { staff: { ...(await book('職員')), mapping } })
    expect([refused.applied, refused.problems[0]!.reason]).toEqual([false, expect.stringContaining('個人番号')])
    expect(JSON.stringify(refused.problems)).not.toContain('123456789018')
    const plain = file('社員番号,氏名,フリガナ,任用区分,職種,採用年月日,備考', [
      '00000601,髙橋 一,タカハシ ハジメ,常勤,事務,46113,x',
    ])
    expect(await send(town, { staff: { ...plain, mapping } })).toMatchObject({ applied: true, warningCount: 1 })
    expect(await send(town, { staff: plain })).toMatchObject({ applied: true, files: [{ unchanged: 1 }] })
    const named = await send(town, { staff: { ...plain, sheet: '職員' } })
    expect(named.applied).toBe(true)
  }),
)
