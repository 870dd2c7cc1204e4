import { expect, test } from 'vitest'
import { wantedIn } from './fold.ts'
import { isReadAs } from './reading.ts'

const reads = (title: string, typed: string) => isReadAs(title, wantedIn(typed))

test.each([
  ['戸籍住民課', ['こせき', 'こせきじゅうみんか', 'じゅうみん', 'ｺｾｷ', '戸せき', 'こせきじゅ']],
  ['品川区 荏原地区窓口', ['しながわ', 'えばら', 'まどぐち', 'しながわ えばら', 'えばらちく']],
  ['高齢者サービス課', ['こうれいしゃ', 'こうれーしゃサービス', 'こうれいしゃさーびすか']],
  ['学校教育・障害者雇用', ['がっこう', 'がっこうきょういく', 'しょうがい', 'しょうがいしゃこよう']],
  ['受付と申込の取扱い', ['うけつけ', 'もうしこみ', 'とりあつかい']],
  ['働き方を変える', ['はたらきかた', 'かえる']],
  ['届出・発表・大崎分室', ['とどけで', 'はっぴょう', 'おおさき', 'ぶんしつ']],
])('%s is found by how it is read', (title, typed) => {
  for (const words of typed) expect(reads(title, words), words).toBe(true)
})

test('what cannot be read so, one kana alone and a beginning alone are not found', () => {
  for (const words of ['ぜいむ', 'せきこ', 'こせきか', 'こ', 'こせ', 'kose', '戸籍税'])
    expect(reads('戸籍住民課', words), words).toBe(false)
  // A part of one reading alone.
  expect(reads('源の会', 'みなも')).toBe(false)
  expect(reads('源の会', 'みなもと')).toBe(true)
})
