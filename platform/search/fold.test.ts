import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFound, termsOf, termsOfName, wantedIn } from './fold.ts'
import { VARIANTS } from './variants.ts'

const finds = (typed: string, kept: string) => isFound(kept, wantedIn(typed))

/** As somebody is called | as somebody else types it. All people are invented. */
const NAMES = `
  佐藤 遥,サトウ ハルカ | 佐藤遥 佐藤はるか さとうはるか サトウハルカ さとう はるか ｻﾄｳﾊﾙｶ ｻﾄｳ　ﾊﾙｶ さとー サトー 佐藤 遙 遥佐藤 SATO
  栁田 剛,ヤナギダ ツヨシ | 柳田 栁田 柳田剛 やなぎだ剛 桺田
  冨永 誠,トミナガ マコト | 富永 富永誠 とみなが
  増田 修,マスダ オサム | 增田 増田
  增井 進,マスイ ススム | 増井 增井 ますい
  淸水 純,シミズ ジュン | 清水 淸水 シミズジユン しみずじゅん しみづ
  清川 亮,キヨカワ リョウ | 淸川 きよかわりよう
  關口 葵,セキグチ アオイ | 関口 關口 关口
  髙橋 健,タカハシ ケン | 高橋 髙橋 高橋健
  高木 健,タカギ ケン | 髙木
  﨑山 薫,サキヤマ カオル | 崎山 碕山 嵜山 崎山薰
  山崎 薫,ヤマザキ カオル | 山﨑 山嵜 山碕
  渡邊 優,ワタナベ ユウ | 渡辺 渡邉 渡邊 わたなべゆう ワタナベ・ユー
  渡邉 優,ワタナベ ユウ | 渡辺 渡邊 渡边
  渡辺 優,ワタナベ ユウ | 渡邊 渡邉 ワタナベユー
  齋藤 学,サイトウ マナブ | 斎藤 斉藤 齊藤 齋藤學 サイトー
  斉藤 学,サイトウ マナブ | 齋藤 齊藤 斎藤
  齊木 學,サイキ マナブ | 斉木学 斎木
  澤田 進,サワダ ススム | 沢田 澤田
  沢井 進,サワイ ススム | 澤井
  濱田 廣,ハマダ ヒロシ | 浜田 濵田 浜田広 濱田広
  浜口 広,ハマグチ ヒロシ | 濱口 濵口 濱口廣
  𠮷田 眞,ヨシダ マコト | 吉田 𠮷田 吉田真
  吉岡 真,ヨシオカ マコト | 𠮷岡眞
  嶋田 惠,シマダ メグミ | 島田 嶌田 島田恵
  櫻井 德子,サクライ ノリコ | 桜井 桜井徳子
  桒原 茂,クワバラ シゲル | 桑原 桒原
  國分 龍,コクブ リュウ | 国分 国分竜 國分竜 こくぶりゆう
  廣瀨 瀧,ヒロセ タキ | 広瀬 廣瀬 広瀨 広瀬滝
  圓谷 榮,ツブラヤ サカエ | 円谷 円谷栄
  薮内 禮,ヤブウチ レイ | 藪内 籔内 薮内礼 やぶうちれー
  舘野 黎,タテノ レイ | 館野
  渕上 峯子,フチガミ ミネコ | 淵上 渊上 淵上峰子
  埜村 壽,ノムラ ヒサシ | 野村 野村寿
  曾根 穰,ソネ ミノル | 曽根
  條 凜,ジョウ リン | 条 条凛 ジヨウ
  鐘ヶ江 澄,カネガエ スミ | 鐘ケ江 鐘が江 鐘ガ江 鐘ヵ江
  緑ケ丘 澄,ミドリガオカ スミ | 緑ヶ丘 緑が丘 緑ヵ丘
  佐々木 圭,ササキ ケイ | 佐佐木 ささき ささきけー ささきけえ
  奈々瀬 圭,ナナセ ケイ | 奈奈瀬 奈々瀨
  大野 優子,オオノ ユウコ | オーノ おーの オウノ おおの ｵｵﾉ ユーコ 大野ゆうこ オオノユーコ
  太田 要,オオタ カナメ | オータ オウタ
  河野 葉子,コウノ ヨウコ | コーノ こうの こおの ヨーコ
  井上 敬子,イノウエ ケイコ | いのうえ イノーエ ケーコ けえこ
  三ツ矢 鶴,ミツヤ ツル | みつや ミッヤ
  小鳥遊 伊豆美,タカナシ イヅミ | いずみ イズミ たかなしいずみ
  ゑびす はつゑ,エビス ハツエ | えびす ゑびす はつえ 恵比寿
  五十鈴 いすゞ,イスズ イスズ | いすず いすゞ
  ヴァン デル ベルク,ヴァン デル ベルク | バンデルベルク ヴァンデルベルク ばん
  アンナ・マリー ミュラー,アンナ・マリー ミュラー | アンナマリー アンナ･マリー アンナ マリー アンナ=マリー ミュラ ミユラー ﾐｭﾗｰ
  Zoë O’Brien,ゾーイ オブライエン | zoe obrien ZOE O'Brien o’brien Ｚｏｅ ゾーイ ゾイ ぞーい zoeobrien
  José Núñez,ホセ ヌニェス | jose nunez JOSÉ NUÑEZ ヌニエス
  Đặng Thị Hoa,ダン ティ ホア | dang thi dangthihoa ダンティホア
  Łukasz Straße,ウカシュ シュトラーセ | lukasz strasse シュトラセ
  王 澤,オウ タク | 王沢 王泽
  神田 福,カンダ フク | 神田福 神田 福
`
  .trim()
  .split('\n')
  .map((line) => {
    const [called, typed] = line.trim().split(' | ')
    const [name, kana] = called!.split(',')
    return { name: name!, kana: kana!, typed: typed!.split(' ') }
  })

/** Of these none is found: another order, letters instead of kana, characters that no source joins or no reading gives. */
const OTHERS = ['遥佐藤', 'SATO', '桺田', '恵比寿']

test('somebody is found however others write or type their name', () => {
  const pairs = NAMES.flatMap(({ name, kana, typed }) => typed.map((one) => ({ name, kana, one })))
  expect(pairs.length).toBeGreaterThanOrEqual(53)
  const missed = pairs.filter(({ name, kana, one }) => !finds(one, termsOfName(name, kana))).map(({ one }) => one)
  expect(missed).toEqual(OTHERS)
})

test('whoever is called something else is not found by it', () => {
  const kept = new Map(NAMES.map(({ name, kana }) => [name, termsOfName(name, kana)]))
  const found = (typed: string) => [...kept].filter(([, terms]) => finds(typed, terms)).map(([name]) => name)
  expect(found('さとう')).toEqual(['佐藤 遥'])
  expect(found('佐藤 まもる')).toEqual([])
  expect(found('小野')).toEqual([])
  // 坂 is not 阪, 昇 is not 升: two characters of everyday use are two.
  expect(finds('大坂', termsOf('大阪'))).toBe(false)
  expect(finds('升', termsOf('昇'))).toBe(false)
  expect(found('たかぎ はし')).toEqual([])
})

test('marks alone find nobody, and what tells C++ from C stays', () => {
  expect(['', ' ', '・', '%', '_', '　ー'].map(wantedIn)).toEqual(Array(6).fill([]))
  expect(finds('・', termsOf('ア・イ'))).toBe(false)
  expect(finds('c++', termsOf('C++ 入門'))).toBe(true)
  expect(finds('C++', termsOf('C 入門'))).toBe(false)
})

const letter = fc.constantFrom(
  ...'あいうえおかがきけこごさしじすずせそたちつとなのはばぱまみやゆよらりるれろわんぁっゃゅょゝゞゐゑをーアウオカガキケコサトシジスズゼツッテナノヤャユュョルロンヴヵヶ・々-佐藤髙高渡邊邉辺齋斉崎﨑淸增 ｻﾄｳ１23AzéÉØøß',
)
const text = fc.string({ unit: letter, minLength: 1, maxLength: 12 })

test('what is kept is folded already: folded again, it is itself', () => {
  fc.assert(
    fc.property(text, (said) => {
      for (const term of termsOf(said).split(' ').filter(Boolean)) expect(termsOf(term).split(' ')).toContain(term)
    }),
  )
})

test('whatever part of a text is typed, with whatever spaces, finds the text', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), fc.nat(), (said, from, size, space) => {
      const letters = [...said.replace(/\s/g, '')]
      const start = from % (letters.length + 1)
      const part = letters.slice(start, start + 1 + (size % 6)).join('')
      const cut = space % (part.length + 1)
      for (const typed of [part, `${part.slice(0, cut)} ${part.slice(cut)}`]) {
        if (wantedIn(typed).length > 0) expect(finds(typed, termsOf(said)), `${typed} in ${said}`).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('texts that are kept alike find each other', () => {
  const classes = VARIANTS.trim().split(/\s+/)
  const alike = fc.constantFrom(...classes).chain((all) => fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all)))
  const kana = fc.constantFrom(
    ['さ', 'ｻ'],
    ['ト', 'と'],
    ['ッ', 'つ'],
    ['ヶ', 'ケ'],
    ['ゐ', 'イ'],
    ['ぢ', 'ジ'],
    ['Ａ', 'a'],
    ['é', 'E'],
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(alike, kana), { minLength: 1, maxLength: 6 }), (letters) => {
      const [one, other] = [0, 1].map((at) => letters.map((pair) => pair[at]).join(''))
      expect(termsOf(one!)).toBe(termsOf(other!))
      expect(finds(one!, termsOf(other!)) && finds(other!, termsOf(one!)), `${one} ${other}`).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('no character stands for two', () => {
  const all = [...VARIANTS.replace(/\s/g, '')]
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(3_000)
})

test('a word that comes twice is looked for once, and of many words the first ten', () => {
  expect(wantedIn('佐藤 ｻﾄｳ サトウ 佐藤')).toEqual([['佐藤'], ['さとう']])
  expect(wantedIn('あ い う え お か き く け こ さ し')).toHaveLength(10)
})
