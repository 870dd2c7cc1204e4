import { expect, test } from 'vitest'
import { asSource, classesOf, readingsOf, readingsSource, readUnihan } from './gather.ts'

/** Unihan as its files say it, of few characters. */
const said = (...lines: readonly string[]) =>
  readUnihan([
    lines
      .map((line) => {
        const [character, field, ...values] = line.split(' ')
        const codes = values.map((value) => value.replace(/^\p{Script=Han}/u, code))
        return `${code(character!)}\t${field}\t${codes.join(' ')}`
      })
      .join('\n'),
  ])
const code = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase()}`

const EVERYDAY = ['坂 kJoyoKanji 2010', '阪 kJoyoKanji 2010', '富 kJoyoKanji 2010', '清 kJoyoKanji 2010']

test('an official list, dictionaries and EACC join characters, the one of everyday use first', () => {
  const unihan = said(
    ...EVERYDAY,
    `冨 kJinmeiyoKanji 2010:${code('富')}`,
    '清 kEACC 4B4761',
    '淸 kEACC 214761',
    '瀞 kEACC 214762',
    '圊 kEACC 694761',
    '冨 kSemanticVariant 冨<kFenn 富<kFenn',
  )
  expect(classesOf(unihan, '')).toEqual(['富冨', '清淸'])
})

test('two characters of everyday use are joined by an official list alone', () => {
  const unihan = said(...EVERYDAY, '坂 kSemanticVariant 阪<kMorohashi:Z', '坂 kEACC 213843', '阪 kEACC 2D3843')
  expect(classesOf(unihan, '')).toEqual([])
  expect(classesOf(unihan, '# new<Tab>old\n坂\t阪')).toEqual(['坂阪'])
})

test('whichever two it might be, a character goes with the one that the better source names', () => {
  const unihan = said(...EVERYDAY, '岅 kSemanticVariant 阪<kMatthews 坂<kMorohashi:Z')
  expect(classesOf(unihan, '')).toEqual(['坂岅'])
})

test('characters that look alike are joined where they are one drawing', () => {
  const unihan = said(
    '吉 kJoyoKanji 2010',
    '吉 kRSUnicode 30.3',
    '𠮷 kRSUnicode 30.3',
    '𠮷 kSpoofingVariant 吉',
    '𠮶 kSpoofingVariant 吉',
  )
  expect(classesOf(unihan, '')).toEqual(['吉𠮷'])
})

test('the file names its sources', () => {
  expect(asSource(['富冨', '清淸'], '15.0.0')).toMatch(/Unihan 15\.0\.0[\s\S]+`\n富冨 清淸\n`/)
})

test('readings are told as dictionaries print them, of what is written every day and of places', () => {
  const unihan = said(
    ...['住 kJoyoKanji 2010', '住 kJapaneseOn JUU', '住 kJapaneseKun SUMU', '荏 kJis0 1733', "荏 kJapaneseOn JIN'NI"],
    ...[
      '鬱 kJis0 6121',
      '鬱 kJapaneseOn UTSU',
      '発 kJoyoKanji 2010',
      '発 kJapaneseOn HATSU HOTTSU',
      '区 kJoyoKanji 2010',
    ],
  )
  expect(readingsOf(unihan)).toEqual(['住ジュウ,すむ', '発ハツ,ホッツ', '荏ジンニ'])
  expect(readingsSource(['住ジュウ,すむ'], '15.0.0')).toMatch(/Unihan 15\.0\.0[\s\S]+`\n住ジュウ,すむ\n`/)
  expect(() => readingsOf(said('住 kJoyoKanji 2010', '住 kJapaneseOn XQU'))).toThrow('no syllable')
})
