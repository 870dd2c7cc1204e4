/**
 * Who lives in the small town:
 *
 *   区民生活部 (10) head 加藤 ─ 戸籍住民課 (1010) head 田中 ─ 窓口係 (101010) 森 佐藤 上田 木村(on leave) 山田(has left)
 *   総務部 (20) head 鈴木 ─ 人事課 (2010) head 井上: 林(HR) ─ 情報推進課 (2020) head 小野: 伊藤(IT)
 */
export const sections: readonly [code: string, name: string, kind: string, parent: string | null][] = [
  ['10', '区民生活部', '部', null],
  ['1010', '戸籍住民課', '課', '10'],
  ['101010', '窓口係', '係', '1010'],
  ['20', '総務部', '部', null],
  ['2010', '人事課', '課', '20'],
  ['2020', '情報推進課', '課', '20'],
]

/** Numbers are those of the people, in this order, from 1. */
export const cast = [
  ['kato', '加藤 明', 'カトウ アキラ', '10', '6級職', '区民生活部長', true],
  ['tanaka', '田中 聡', 'タナカ サトシ', '1010', '5級職', '戸籍住民課長', true],
  ['mori', '森 千夏', 'モリ チナツ', '101010', '3級職', '窓口係長', false],
  ['sato', '佐藤 はるか', 'サトウ ハルカ', '101010', '1級職', '係員', false],
  ['ueda', '上田 陽介', 'ウエダ ヨウスケ', '101010', '2級職', '主任', false],
  ['kimura', '木村 葵', 'キムラ アオイ', '101010', '1級職', '係員', false],
  ['yamada', '山田 実', 'ヤマダ ミノル', '101010', '2級職', '主任', false],
  ['suzuki', '鈴木 恵', 'スズキ メグミ', '20', '6級職', '総務部長', true],
  ['inoue', '井上 誠', 'イノウエ マコト', '2010', '5級職', '人事課長', true],
  ['hayashi', '林 由佳', 'ハヤシ ユカ', '2010', '2級職', '主任', false],
  ['ono', '小野 隆', 'オノ タカシ', '2020', '5級職', '情報推進課長', true],
  ['ito', '伊藤 健', 'イトウ ケン', '2020', '2級職', '主任', false],
] as const

export type Name = (typeof cast)[number][0]
export const people = Object.fromEntries(cast.map(([name], index) => [name, index + 1])) as Record<Name, number>
export const staffNumberOf = (name: Name): string => String(people[name]).padStart(8, '0')
export const tokenOf = (person: number | Name): string =>
  `test-token-${typeof person === 'number' ? person : people[person]}`
