import { expect, test } from 'vitest'
import { surveyText } from '#testing/surveys.ts'
import { fits, kept } from './answers.rules.ts'
import { canonicalJson, fromBase64Url, toBase64Url } from './canonical.rules.ts'
import { exampleSurvey } from './example.rules.ts'
import { checkSurvey, type SurveyItem, surveyJsonSchema } from './survey.rules.ts'

test('the published JSON Schema is the one that the format generates (vitest -u writes it anew)', async () => {
  const schema = `${JSON.stringify(surveyJsonSchema(), null, 2)}\n`
  await expect(schema).toMatchFileSnapshot('../../policy/survey.schema.json')
})

test('a survey is read from its file', () => {
  const { document, problems } = checkSurvey(surveyText)
  expect(problems).toEqual([])
  expect(document).toMatchObject({ id: 'ease', kind: 'anonymous' })
  expect(document?.items.map(({ type }) => type)).toEqual(['agreement5', 'single', 'multiple', 'number', 'text'])
})

test('every fault of a file is told with its line', () => {
  const faulty = `formatVersion: 1
id: ease
title: 調査
kind: anonymous
items:
  - { id: a, type: single, wording: 選ぶ }
  - { id: a, type: agreement5, wording: 同意, choices: [はい, いいえ] }
  - { id: c, type: number, wording: 数, scale: { min: 5, max: 5 } }
  - { id: d, type: multiple, wording: 選ぶ, choices: [はい, はい] }
  - { id: e, type: number, wording: 数 }
  - { id: f, type: text, wording: 書く, scale: { min: 0, max: 5 } }
`
  expect(checkSurvey(faulty).problems.map(({ line, code }) => [line, code])).toEqual([
    [6, 'missing'],
    [7, 'id_twice'],
    [7, 'unknown_key'],
    [8, 'more_than'],
    [9, 'id_twice'],
    [10, 'missing'],
    [11, 'unknown_key'],
  ])
  const shapeless = checkSurvey(faulty.replace('type: single', 'type: agree').replace('kind:', 'kynd:'))
  expect(shapeless.problems.map(({ line, code }) => [line, code])).toEqual([
    [1, 'missing'],
    [4, 'unknown_key_near'],
    [6, 'want_one_of'],
  ])
})

test('a heading asks nothing, a condition names what can be chosen before it, and a translation has every choice', () => {
  const faulty = `formatVersion: 1
id: ease
title: 調査
kind: anonymous
items:
  - { id: h, type: heading, wording: 仕事, outcome: pride }
  - { id: a, type: agreement5, wording: 同意, onlyIf: { item: b, oneOf: [はい] } }
  - { id: b, type: single, wording: 選ぶ, choices: [はい, いいえ], en: { wording: Choose, choices: [Yes] } }
  - { id: c, type: text, wording: 書く, onlyIf: { item: b, oneOf: [はいい] }, en: { wording: Write, choices: [a] } }
  - { id: d, type: text, wording: 書く, onlyIf: { item: a, oneOf: [6] } }
`
  const told = (text: string) => checkSurvey(text).problems.map(({ line, path, code }) => [line, path, code])
  expect(told(faulty.replace('[6]', '[5]'))).toEqual([
    [6, 'items[0].outcome', 'unknown_key'],
    [7, 'items[1].onlyIf.item', 'asked_later'],
    [8, 'items[2].en.choices', 'too_few'],
    [9, 'items[3].onlyIf.oneOf[0]', 'unknown_id_near'],
    [9, 'items[3].en.choices', 'unknown_key'],
  ])
  expect(told(faulty.replace('item: a, oneOf: [6]', 'item: c, oneOf: [5]'))).toContainEqual([
    ...[10, 'items[4].onlyIf.item', 'nothing_to_choose'],
  ])
  expect(told(faulty)).toEqual([[10, 'items[4].onlyIf.oneOf[0]', expect.any(String)]])
})

test('what was not to be asked of somebody is not kept, nor what would have followed from it', () => {
  const items: SurveyItem[] = [
    { id: 'a', type: 'agreement5', wording: '同意' },
    { id: 'b', type: 'multiple', wording: '選ぶ', choices: ['x', 'y'], onlyIf: { item: 'a', oneOf: [1, 2] } },
    { id: 'c', type: 'text', wording: '書く', onlyIf: { item: 'b', oneOf: ['y'] } },
  ]
  const said = (a: number, b: string[]) =>
    kept(
      items,
      new Map<string, number | string | string[]>([
        ['a', a],
        ['b', b],
        ['c', '理由'],
      ]),
    )
  expect(said(1, ['x', 'y'])).toEqual({ a: 1, b: ['x', 'y'], c: '理由' })
  expect(said(1, ['x'])).toEqual({ a: 1, b: ['x'] })
  expect(said(3, ['y'])).toEqual({ a: 3 })
  expect(fits({ id: 'h', type: 'heading', wording: '仕事' }, '')).toBe(false)
})

test('the example that is handed out is a survey', () => {
  expect(checkSurvey(exampleSurvey).problems).toEqual([])
})

test('an answer is one of those that an item offers, and is kept in one form', () => {
  const { items } = checkSurvey(surveyText).document!
  const [pride, place, wishes, hours, words] = items
  const ask = (item: typeof pride, ...values: unknown[]) => values.map((value) => fits(item!, value))
  expect(ask(pride, 1, 5, 0, 6, 2.5, '3', null)).toEqual([true, true, false, false, false, false, false])
  expect(ask(place, '上司', '部下', ['上司'])).toEqual([true, false, false])
  expect(ask(wishes, ['研修', '静かな部屋'], [], ['研修', '研修'], ['窓'], '研修')).toEqual([
    ...[true, true, false, false, false],
  ])
  expect(ask(hours, 0, 60, 61, -1)).toEqual([true, true, false, false])
  expect(ask(words, '', 'あ'.repeat(2_000), 'あ'.repeat(2_001), 5)).toEqual([true, true, false, false])
  const given = new Map<string, string | number | string[]>([
    ['words', ''],
    ['wishes', ['研修', '静かな部屋']],
    ['pride', 4],
  ])
  expect(JSON.stringify(kept(items, given))).toBe('{"pride":4,"wishes":["静かな部屋","研修"]}')
})

test('JSON in one form is that of RFC 8785, and bytes come back as they went', () => {
  // The examples of RFC 8785 §3.2.2 and §3.2.3.
  const value = { literals: [null, true, false], numbers: [1e30, 4.5, 0.002, 1e-27], string: '€$\u000f\nA\'B"\\\\"/' }
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }
  expect(Object.keys(JSON.parse(canonicalJson(keys)) as object).toSorted()).toHaveLength(7)
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}')
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
  expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
})
