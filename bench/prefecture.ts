/**
 * As many people as a prefecture has, on a database of its own: written straight into the tables, because bringing them as a town would takes
 * minutes that nobody measures here.
 */
import pg from 'pg'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { types } from '#platform/db/database.ts'
import { searchTextOf } from '#rooms/people/rules.ts'

/** Families and given names with their readings; drawn with a generator of fixed seed, some far more often than others as in life. */
const FAMILIES =
  '佐藤:サトウ 鈴木:スズキ 髙橋:タカハシ 田中:タナカ 渡邊:ワタナベ 渡辺:ワタナベ 伊藤:イトウ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ 吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 齋藤:サイトウ 斉藤:サイトウ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ 清水:シミズ 森:モリ 阿部:アベ 池田:イケダ 橋本:ハシモト 石川:イシカワ 前田:マエダ 小川:オガワ 藤田:フジタ 岡田:オカダ 後藤:ゴトウ 長谷川:ハセガワ 石井:イシイ 近藤:コンドウ 坂本:サカモト 遠藤:エンドウ 青木:アオキ 西村:ニシムラ 福田:フクダ 太田:オオタ 三浦:ミウラ 藤井:フジイ 岡本:オカモト 松田:マツダ 中川:ナカガワ 中野:ナカノ 原田:ハラダ 小野:オノ 大野:オオノ 栁田:ヤナギダ 冨永:トミナガ 增井:マスイ 關口:セキグチ 鐘ヶ江:カネガエ 五十嵐:イガラシ'
const GIVEN =
  '明:アキラ 葵:アオイ 一郎:イチロウ 恵美:エミ 修:オサム 薫:カオル 恭子:キョウコ 健太:ケンタ 早苗:サナエ 静香:シズカ 純:ジュン 進:ススム 大輔:ダイスケ 千尋:チヒロ 剛:ツヨシ 友子:トモコ 直樹:ナオキ 紀子:ノリコ 春菜:ハルナ 博:ヒロシ 文子:フミコ 誠:マコト 美咲:ミサキ 優:ユウ 陽子:ヨウコ 亮:リョウ 若菜:ワカナ はるか:ハルカ'

const [DEPARTMENTS, DIVISIONS] = [20, 24]

/** 480 divisions of 20 departments, and so many people in them, 10,000 a statement. */
export async function growPrefecture(database: OpenDatabase, count: number): Promise<void> {
  await inTables(database, async (client) => {
    await client.query(
      `insert into section_period (section_code, name, kind, parent_code, valid_from)
        select 'D' || d, '第' || d || '部', '部', null, date '2005-04-01' from generate_series(0, $1::integer - 1) d
        union all select 'S' || s, '第' || s || '課', '課', 'D' || s % $1::integer, '2005-04-01' from generate_series(0, $1::integer * $2::integer - 1) s`,
      [DEPARTMENTS, DIVISIONS],
    )
    const draw = drawing()
    const [families, given] = [pairsOf(FAMILIES), pairsOf(GIVEN)]
    for (let made = 0; made < count; made += 10_000) {
      const rows = Array.from({ length: Math.min(10_000, count - made) }, (_, at) => {
        const [family, own] = [
          families[Math.floor(families.length * draw() * draw())]!,
          given[Math.floor(given.length * draw())]!,
        ]
        const [name, kana] = [`${family[0]} ${own[0]}`, `${family[1]} ${own[1]}`]
        const number = String(20_000_000 + made + at)
        return { name, kana, number, search: searchTextOf([{ name, nameKana: kana }], [number]) }
      })
      await client.query(
        `with r as (select row_number() over () as place, * from jsonb_to_recordset($1::jsonb) as r(name text, kana text, number text, search text)),
          m as (insert into staff_member (name, name_kana, search_text) select name, kana, search from r order by place
            returning staff_member_id as id, search_text),
          e as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
            select id, right(search_text, 8), (array['常勤', '常勤', '常勤', '再任用', '会計年度任用'])[1 + id % 5], '事務', '2015-04-01' from m)
        insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
          select id, right(search_text, 8), 'S' || id % $2::integer, (1 + id % 7) || '級職', '係員', 'primary', false, '2020-04-01' from m`,
        [JSON.stringify(rows), DEPARTMENTS * DIVISIONS],
      )
    }
    await client.query('vacuum analyze')
  })
}

/** Work on the town's tables as their owner. */
export async function inTables<T>({ owner, town }: OpenDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, types, options: `-c search_path=${town},public` })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function pairsOf(text: string): [string, string][] {
  return text.split(' ').map((pair) => pair.split(':') as [string, string])
}

/** 0 to 1, the same in every run. */
function drawing(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return state / 0x7f_ff_ff_ff
  }
}
