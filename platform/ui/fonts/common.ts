/**
 * Which characters travel in the one file that every page asks for. The order: signs, kana and figures; then the
 * characters of our own texts, group by group and in each what is written most often first, before the last group those of
 * people's names; then what Japanese pages in general write most (the order of the slices). The first so many that the
 * font has are common, so that the file keeps its size however much is written.
 */
export function commonCharacters(
  texts: readonly string[],
  frequent: Iterable<number>,
  has: Set<number>,
  limit: number,
): number[] {
  const ranked = new Set<number>(signs())
  for (const text of [...texts.slice(0, -1), inNames, ...texts.slice(-1)]) {
    for (const point of byCount(text)) ranked.add(point)
  }
  for (const point of frequent) ranked.add(point)
  return [...ranked].filter((point) => has.has(point)).slice(0, limit)
}

function byCount(text: string): number[] {
  const counts = new Map<number, number>()
  for (const character of text) {
    const point = character.codePointAt(0)!
    counts.set(point, (counts.get(point) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([point]) => point)
}

function signs(): number[] {
  const runs: [from: number, to: number][] = [
    [0x20, 0x7e],
    [0x3041, 0x3096],
    [0x3099, 0x30ff],
    [0x2160, 0x2169],
    [0x2460, 0x2473],
  ]
  const single =
    '、。！？（）％＆＊＋，．／：；＝＠〃々〇・「」『』【】〔〕〈〉《》〒〜～…‥―—–‘’“”※→←↑↓↗↘■□●○◎△▲▽▼◆◇★☆×÷±≒≠≦≧≤≥°℃㈱№§©'
  return [
    ...runs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
    ...Array.from(single, (character) => character.codePointAt(0)!),
  ]
}

/** What family and given names often hold beyond everyday words and the names of the sample. */
const inNames =
  '榎奥堤柏梶笠槙葛磯稲垣臼鵜飼榊桐窪鎌柿沼茅楠栗桑駒庄芹曽滝鶴寺波萩畠船牧鍋柳梁湯鷲堀須磐嶋峯峰脇関筒迫仲辰巳蔵浮城戸沖津堂神丹羽乾扇郷栄江' +
  '哉邦佑朝暖瑛奏紬澪柚乃瑠璃麗華絢杏朱羅聖蘭春冬汐渚珠梨桃梅菫椿蒼昴迅稔喜嘉彰暁旭輝煌凌遼崇嵩峻毅猛威勇仁忠寛淳敬信直治章靖繁登鉄虎龍竜彬栞茉唯'
