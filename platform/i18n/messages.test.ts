import { expect, test } from 'vitest'
import {
  chooseLanguage,
  defineMessages,
  hasMessage,
  joinMessages,
  type Messages,
  placeholdersOf,
  translate,
} from './messages.ts'
import { townWordsOf } from './town-words.ts'

const messages = defineMessages({
  ja: { seats_left: '残り{n}席({course})', apply: '申し込む' },
  en: { seats_left: '{n} seats left in {course}', apply: 'Apply' },
})

test('a message is said in the reader’s language with its values in place', () => {
  expect(translate(messages, 'ja', 'seats_left', { n: 3, course: '<b>データ活用</b>' })).toBe(
    '残り3席(<b>データ活用</b>)',
  )
  expect(translate(messages, 'en', 'seats_left', { n: 0, course: 'Data' })).toBe('0 seats left in Data')
})

test('what says how many is written as people read it; what numbers a thing stays as it is', () => {
  const many = defineMessages({ ja: { many: '案{id}に{n}人' }, en: { many: '{n} in draft {id}' } })
  expect(translate(many, 'ja', 'many', { id: 1204, n: 28_000 })).toBe('案1204に28,000人')
  expect(translate(many, 'en', 'many', { id: 1204, n: 999 })).toBe('999 in draft 1204')
  // In whatever words: Japanese has a counter after what is counted, and a line is told by its number.
  const told = defineMessages({
    ja: { told: '{line}行目まで: {rows} 行、{answers}人' },
    en: { told: '{answers}/{rows} to {line}' },
  })
  const values = { line: 1204, rows: 28_000, answers: 2431 }
  expect([translate(told, 'ja', 'told', values), translate(told, 'en', 'told', values)]).toEqual([
    '1204行目まで: 28,000 行、2,431人',
    '2,431/28,000 to 1204',
  ])
})

test('a half-made sentence never reaches a reader', () => {
  expect(() => translate(messages, 'ja', 'seats_left', { n: 3 })).toThrow('needs a value for {course}')
  expect(() => translate(messages as Messages, 'ja', 'unknown')).toThrow('No message "unknown"')
})

test('several words stand one after another as the language does', () => {
  const course = ['窓口', 'データ', '対話']
  expect(translate(messages, 'ja', 'seats_left', { n: 1, course })).toContain('窓口、データ、対話')
  expect(translate(messages, 'en', 'seats_left', { n: 1, course })).toContain('窓口, データ, 対話')
})

test('a town is called by what its name ends with, and by a word for all of them before it has one', () => {
  const here = defineMessages({ ja: { here: '{town.kind}の{town.people}' }, en: { here: 'the {town.kind}' } })
  const english = defineMessages({ ja: { here: '' }, en: { here: '{town.people} of the {town.kind}' } })
  const called = (name?: string, words?: { kind?: string; people?: string }) => {
    const town = townWordsOf(name === undefined ? undefined : { name, words })
    return [translate(here, 'ja', 'here', {}, town), translate(here, 'en', 'here', {}, town)].join()
  }
  expect(['品川区', 'みさき町', 'なぎ村', '国立市', undefined, '北部広域事務組合'].map((name) => called(name))).toEqual(
    [
      ...['区の区民,the ward', '町の町民,the town', '村の村民,the village', '市の市民,the city'],
      ...['自治体の住民,the municipality', '組合の住民,the association'],
    ],
  )
  // What the policy says goes before what the name says.
  expect(called('北部広域事務組合', { kind: '組合', people: '構成市町の住民' })).toBe(
    '組合の構成市町の住民,the association',
  )
  expect(called('ほしの', { kind: '市' })).toBe('市の市民,the city')
  // On English pages too, each word by itself.
  const inEnglish = (words: { kindEn?: string; peopleEn?: string }) =>
    translate(english, 'en', 'here', {}, townWordsOf({ name: 'なぎ村', words }))
  expect([inEnglish({}), inEnglish({ kindEn: 'island' }), inEnglish({ peopleEn: 'islanders' })]).toEqual([
    ...['residents of the village', 'residents of the island', 'islanders of the village'],
  ])
  // Where no town is known the sample is spoken of.
  expect(translate(here, 'ja', 'here')).toBe('区の区民')
})

test('a word from outside is recognised as a key or not', () => {
  expect(hasMessage(messages, 'apply')).toBe(true)
  expect(hasMessage(messages, 'toString')).toBe(false)
})

test('what stands in a value or in a town’s own word is nobody’s placeholder', () => {
  const said = defineMessages({ ja: { said: '{town.kind}の{who}' }, en: { said: '{town.kind} {who}' } })
  const town = townWordsOf({ name: 'なぎ村', words: { kind: '{who}村' } })
  expect(translate(said, 'ja', 'said', { who: '{town.kind} {x} $&' }, town)).toBe('{who}村の{town.kind} {x} $&')
})

test('the placeholders of a text are listed once each', () => {
  expect(placeholdersOf('{b} {a} {b}')).toEqual(['a', 'b'])
})

test('a key that one language lacks does not compile', () => {
  // @ts-expect-error English lacks "apply"
  defineMessages({ ja: { apply: '申し込む' }, en: {} })
  // @ts-expect-error Japanese has no "extra"
  defineMessages({ ja: { apply: '申し込む' }, en: { apply: 'Apply', extra: 'Extra' } })
})

test('a header asks for English, everything else gets Japanese', () => {
  expect(chooseLanguage('en-GB,en;q=0.9,ja;q=0.8')).toBe('en')
  expect(chooseLanguage('fr-FR,ja;q=0.5')).toBe('ja')
  expect(chooseLanguage(undefined)).toBe('ja')
  // The weight counts, not the place; what nobody wants, and a tag that only begins alike, is no wish.
  expect(['en;q=0.1,ja', 'ja;q=0.2, en;q=0.9', 'en;q=0', 'enm', 'EN-US'].map(chooseLanguage)).toEqual([
    ...['ja', 'en', 'ja', 'ja', 'en'],
  ])
})

test('the words of several parts are one catalogue, and no part hides a word of another', () => {
  const seats = defineMessages({ ja: { free: '空き' }, en: { free: 'Free' } })
  const joined = joinMessages(messages, seats)
  expect(translate(joined, 'en', 'free')).toBe('Free')
  expect(translate(joined, 'ja', 'apply')).toBe('申し込む')
  expect(() => joinMessages(messages, seats, messages)).toThrow('Two parts say "seats_left"')
})
