/**
 * `npm run bench:search -- [--people 170000] [--times 50] [--json FILE]`: as many people as a prefecture has, on a database of its own, and
 * what it takes to find some of them through the gate. Milliseconds of the clock as whoever searches feels them (median and p95), and
 * milliseconds of processor in this process and its database, which other programs disturb little.
 */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { people } from '#rooms/people/contract.ts'
import { searchTextOf } from '#rooms/people/rules.ts'
import { cpuOf } from './processes.ts'
import { percentile, round, table } from './table.ts'
import { makePlace, removePlace } from './ward.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '170000' },
    times: { type: 'string', default: '50' },
    json: { type: 'string' },
  },
})

/** Families and given names with their readings; drawn with a generator of fixed seed, some far more often than others as in life. */
const FAMILIES =
  '佐藤:サトウ 鈴木:スズキ 髙橋:タカハシ 田中:タナカ 渡邊:ワタナベ 渡辺:ワタナベ 伊藤:イトウ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ 吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 齋藤:サイトウ 斉藤:サイトウ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ 清水:シミズ 森:モリ 阿部:アベ 池田:イケダ 橋本:ハシモト 石川:イシカワ 前田:マエダ 小川:オガワ 藤田:フジタ 岡田:オカダ 後藤:ゴトウ 長谷川:ハセガワ 石井:イシイ 近藤:コンドウ 坂本:サカモト 遠藤:エンドウ 青木:アオキ 西村:ニシムラ 福田:フクダ 太田:オオタ 三浦:ミウラ 藤井:フジイ 岡本:オカモト 松田:マツダ 中川:ナカガワ 中野:ナカノ 原田:ハラダ 小野:オノ 大野:オオノ 栁田:ヤナギダ 冨永:トミナガ 增井:マスイ 關口:セキグチ 鐘ヶ江:カネガエ 五十嵐:イガラシ'
const GIVEN =
  '明:アキラ 葵:アオイ 一郎:イチロウ 恵美:エミ 修:オサム 薫:カオル 恭子:キョウコ 健太:ケンタ 早苗:サナエ 静香:シズカ 純:ジュン 進:ススム 大輔:ダイスケ 千尋:チヒロ 剛:ツヨシ 友子:トモコ 直樹:ナオキ 紀子:ノリコ 春菜:ハルナ 博:ヒロシ 文子:フミコ 誠:マコト 美咲:ミサキ 優:ユウ 陽子:ヨウコ 亮:リョウ 若菜:ワカナ はるか:ハルカ'

/** From one person to everybody: whole names, parts, other spellings, a number, few letters. */
const SEARCHES = [
  ...['佐藤はるか', 'さとう はるか', 'ｻﾄｳﾊﾙｶ', '高橋健太', '渡辺優', '柳田', '関口 純', '鐘が江', 'オーノ', 'イノウエ'],
  ...['20012345', '2001', '斉藤', '森', '山', 'はし', 'のりこ', 'た', 'か', '1'],
]

const place = makePlace()
const say = (line: string) => void process.stderr.write(`${line}\n`)
try {
  const database = await openDatabase(place.env, say)
  try {
    await grow(database, Number(values.people))
    const figures = await measure(database, Number(values.times))
    say(
      `load ${loadavg()
        .map((load) => round(load))
        .join(' ')}`,
    )
    const columns = ['words', 'found', 'median ms', 'p95 ms', 'processor ms'] as const
    process.stdout.write(
      `${table(
        columns,
        figures.map((figure) => Object.values(figure)),
      )}\n`,
    )
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  } finally {
    await database.close()
  }
} finally {
  removePlace(place)
}

/** Written straight into the tables, 10,000 a statement. */
async function grow({ owner, town }: OpenDatabase, count: number): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`set search_path = ${town}, public`)
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
          select id, right(search_text, 8), '常勤', '事務', '2015-04-01' from m)
      insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        select id, right(search_text, 8), 'S' || id % 800, '1級職', '係員', 'primary', false, '2020-04-01' from m`,
      [JSON.stringify(rows)],
    )
  }
  await client.query('vacuum analyze')
  await client.end()
  say(`${count} people`)
}

async function measure(database: OpenDatabase, times: number) {
  const gate = openTown({ app: database.app, town: database.town })
  const actor: Actor = { kind: 'account', accountId: null, subjectId: 1, roles: [], name: 'bench' }
  const ask = (q: string) => gate.ask(people.listStaff, { q, pageSize: 6 }, { actor })
  const figures: { words: string; found: string; median: number; p95: number; processor: number }[] = []
  for (const q of SEARCHES) {
    const { total, isLeast } = await ask(q)
    const before = cpuOf(process.pid)
    const took: number[] = []
    for (let time = 0; time < times; time++) {
      const begun = performance.now()
      await ask(q)
      took.push(performance.now() - begun)
    }
    figures.push({
      words: q,
      found: isLeast ? `${total}+` : String(total),
      median: round(percentile(took, 0.5)),
      p95: round(percentile(took, 0.95)),
      processor: round((cpuOf(process.pid) - before) / times),
    })
  }
  await gate.close()
  return figures
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
