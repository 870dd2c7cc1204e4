import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { people } from './contract.ts'
import { importing } from './import/contract.ts'
import { searchTextOf } from './rules.ts'

const STAFF = '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号'
const POSTS = '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日'

const file = (...lines: readonly string[]) => ({
  name: 'file.csv',
  base64: Buffer.from(`${lines.join('\r\n')}\r\n`).toString('base64'),
})

async function importStaff({ as }: Town, staff: readonly string[], assignments: readonly string[] = []) {
  const report = await as('hayashi').ask(importing.importWard, {
    staff: file(STAFF, ...staff),
    ...(assignments.length > 0 ? { assignments: file(POSTS, ...assignments) } : {}),
  })
  expect(report.problems).toEqual([])
}

async function named({ as }: Town, q: string) {
  return (await as('sato').ask(people.listStaff, { q })).staff.map(({ name }) => name)
}

/** What somebody is found by is what it would be if it were made now, of everything that is known of them. */
async function expectKept({ sql }: Town) {
  const rows = await sql<{ text: string; names: { name: string; nameKana: string }[]; numbers: string[] }>(`select
      m.search_text as text, array(select e.staff_number from employment e where e.staff_member_id = m.staff_member_id order by joined_on) as numbers,
      jsonb_build_array(jsonb_build_object('name', name, 'nameKana', name_kana)) || coalesce((select jsonb_agg(jsonb_build_object('name', f.name,
        'nameKana', f.name_kana)) from former_name f where f.staff_member_id = m.staff_member_id), '[]') as names
    from staff_member m`)
  expect(rows.length).toBeGreaterThanOrEqual(12)
  for (const { text, names, numbers } of rows) expect(text).toBe(searchTextOf(names, numbers))
}

test(
  'colleagues are found with and without a space, in any kana, and by any form of their characters',
  inTown(async (town) => {
    await importStaff(town, [
      '00000201,栁田 增美,ヤナギダ マスミ,常勤,事務,2026/4/1,,',
      '00000202,鐘ヶ江 淸,カネガエ キヨシ,常勤,事務,2026/4/1,,',
      '00000203,アンナ・マリー ミュラー,アンナ・マリー ミュラー,常勤,事務,2026/4/1,,',
    ])
    for (const q of ['佐藤はるか', 'さとうはるか', 'サトウハルカ', 'さとう はるか', 'ｻﾄｳﾊﾙｶ', '佐藤ハルカ']) {
      expect(await named(town, q), q).toEqual(['佐藤 はるか'])
    }
    // Whoever says さとー means さとう sooner than さとし.
    expect(await named(town, 'サトー')).toEqual(['佐藤 はるか', '田中 聡'])
    for (const q of ['柳田増美', '栁田', '柳田ますみ', 'やなぎだ增美'])
      expect(await named(town, q), q).toEqual(['栁田 增美'])
    for (const q of ['鐘ケ江', '鐘が江 清', '江淸', 'かねがえ']) expect(await named(town, q), q).toEqual(['鐘ヶ江 淸'])
    for (const q of ['アンナマリー', 'ミュラー・アンナ', 'ｱﾝﾅ･ﾏﾘｰ']) {
      expect(await named(town, q), q).toEqual(q === 'ミュラー・アンナ' ? [] : ['アンナ・マリー ミュラー'])
    }
    expect(await named(town, '・')).toEqual([])
    await expectKept(town)
  }),
)

test(
  'readings in half width and in hiragana stay as they came and stand where they sound, on every page (INV-D4)',
  inTown(async (town) => {
    await importStaff(
      town,
      [
        '00000201,青木 みどり,ｱｵｷ ﾐﾄﾞﾘ,常勤,事務,2026/4/1,,',
        '00000202,青木 実,あおき みのる,常勤,事務,2026/4/1,,',
        '00000203,青木 光,アオキ ヒカル,常勤,事務,2026/4/1,,',
      ],
      ['201', '202', '203'].map((number) => `00000${number},1010,1級職,主任,主務,,2026/4/1,`),
    )
    const inOrder = ['アオキ ヒカル', 'ｱｵｷ ﾐﾄﾞﾘ', 'あおき みのる']
    for (const asked of [{}, { q: '青木' }, { sectionCode: '1010' }]) {
      const { staff } = await town.as('sato').ask(people.listStaff, asked)
      expect(
        staff.slice(0, 3).map(({ nameKana }) => nameKana),
        JSON.stringify(asked),
      ).toEqual(inOrder)
    }
    const { staff, hasMore } = await town.as('sato').ask(people.listStaff, { pageSize: 2 })
    expect(hasMore).toBe(true)
    const next = await town.as('sato').ask(people.listStaff, { pageSize: 2, after: staff[1]!.staffMemberId })
    expect(next.staff[0]).toMatchObject({ nameKana: 'あおき みのる' })
  }),
)

test(
  'whoever has another name or number now is found by those before too (INV-O6)',
  inTown(async (town) => {
    await importStaff(town, ['00000004,高橋 はるか,タカハシ ハルカ,常勤,事務,2015/4/1,,'])
    await importStaff(town, [
      '00000005,上田 陽介,ウエダ ヨウスケ,常勤,事務,2015/4/1,2026/3/31,',
      '00009005,上田 陽介,ウエダ ヨウスケ,常勤,事務,2026/4/1,,00000005',
    ])
    expect(await named(town, '佐藤はるか')).toEqual(['高橋 はるか'])
    expect(await named(town, '髙橋')).toEqual(['高橋 はるか'])
    expect(await named(town, '00000005')).toEqual(['上田 陽介'])
    expect(await named(town, '9005 うえだ')).toEqual(['上田 陽介'])
    expect(await named(town, '9')).toContain('上田 陽介')
    await importStaff(town, ['00000004,佐藤 はるか,サトウ ハルカ,常勤,事務,2015/4/1,,'])
    expect(await named(town, '高橋')).toEqual(['佐藤 はるか'])
    expect(await town.sql('select name, held_until from former_name order by name')).toEqual([
      { name: '佐藤 はるか', held_until: '2026-11-22' },
      { name: '高橋 はるか', held_until: '2026-11-22' },
    ])
    await expectKept(town)
  }),
)

test(
  'a section’s list has those who hold a post there besides their own, once each',
  inTown(async ({ as, sql, sato, ono, kato }) => {
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
       values ($1, '00000011', '101010', '5級職', '窓口係長', 'acting', true, '2026-10-01', null),
         ($1, '00000011', '101010', '5級職', '参事', 'concurrent', false, '2026-10-01', null),
         ($2, '00000001', '101010', '6級職', '係員', 'concurrent', false, '2026-04-01', '2026-11-22')`,
      [ono, kato],
    )
    const { staff, total } = await as(sato).ask(people.listStaff, { sectionCode: '101010' })
    expect([total, staff.map(({ name }) => name)]).toEqual([
      5,
      ['上田 陽介', '小野 隆', '木村 葵', '佐藤 はるか', '森 千夏'],
    ])
    expect(staff.map(({ postHere }) => postHere)).toEqual([
      null,
      { kind: 'concurrent', postTitle: '参事' },
      ...[null, null, null],
    ])
    expect(staff[1]).toMatchObject({ sectionName: '情報推進課', postTitle: '情報推進課長' })
    expect((await as(sato).ask(people.listStaff, { sectionCode: '101010', q: 'おの' })).total).toBe(1)
  }),
)
