import { expect, test } from 'vitest'
import { bears, masked, namesToMask, wordsOf } from './texts.rules.ts'

const names = namesToMask([
  { name: '佐藤 はるか', nameKana: 'サトウ ハルカ' },
  { name: '林 由佳', nameKana: 'ハヤシ ユカ' },
  { name: '長谷川 健', nameKana: 'ハセガワ ケン' },
  // Her name before she married.
  { name: '新田 由佳', nameKana: 'ニッタ ユカ' },
])

test('names of people are masked as they are written and read, former ones too; words of the language stay (INV-A4)', () => {
  const said = (text: string) => masked(text, names)
  expect(said('佐藤さんに助けられた')).toBe('〔氏名〕さんに助けられた')
  expect(said('佐藤はるか、佐藤 はるか')).toBe('〔氏名〕、〔氏名〕')
  expect(said('さとう係長とﾊﾔｼさん、ユカちゃん')).toBe('〔氏名〕係長と〔氏名〕さん、〔氏名〕ちゃん')
  expect(said('林課長の森林の話')).toBe('〔氏名〕課長の森林の話')
  expect(said('新田とハセガワケン')).toBe('〔氏名〕と〔氏名〕')
  expect(said('はるかに忙しい。砂糖と林道')).toBe('はるかに忙しい。砂糖と林道')
})

test('words that k people wrote are counted by people, whatever each wrote twice; names and what only binds words are none', () => {
  const texts = ['会議が長い。会議を減らす', '会議室がない', '残業と会議', '〔氏名〕さんの会議と残業', '残業とても']
  expect(wordsOf(texts, 3)).toEqual([
    { word: '会議', texts: 4 },
    { word: '残業', texts: 3 },
  ])
  expect(wordsOf(texts, 5)).toEqual([])
  // A letter or a number says nothing by itself.
  expect(wordsOf(['人が42', '人も42', '人へ42'], 3)).toEqual([])
  expect([bears('ソフトを更新', 'ｿﾌﾄ'), bears('そふと', 'ソフト'), bears('会議', '残業')]).toEqual([true, true, false])
})
