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

/** What is written most often first; of the same number what is written earlier. */
function byCount(text: string): number[] {
  const counts = new Map<number, number>()
  for (const character of text) {
    const point = character.codePointAt(0)!
    counts.set(point, (counts.get(point) ?? 0) + 1)
  }
  return [...counts].sort(([, m], [, n]) => n - m).map(([point]) => point)
}

function signs(): number[] {
  const runs: [from: number, to: number][] = [
    [0x20, 0x7e],
    [0xa0, 0xa0],
    [0x3000, 0x3000],
    [0x3041, 0x3096],
    [0x3099, 0x30ff],
    [0x2160, 0x2164],
    [0x2460, 0x2469],
  ]
  const single = '、。！？（）％＆＋．／：；々〇・「」『』【】～〜…―—–‘’“”‹›※→←↑↓↗↘■□●○◎△▲×÷±℃㈱©月火水木金土日曜'
  return [
    ...runs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
    ...Array.from(single, (character) => character.codePointAt(0)!),
  ]
}

/** What family and given names often hold beyond everyday words and the names of the sample. */
const inNames =
  '奥柏梶笠葛稲垣臼飼榊桑曽滝鶴寺萩畠船牧柳湯堀仲城津堂郷江哉佑朝暖奏乃璃麗華杏朱聖蘭春冬梨桃梅喜嘉彰旭輝遼崇毅猛威勇仁忠寛淳敬靖繁竜唯'
