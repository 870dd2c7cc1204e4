import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { checkPolicy, largestFile } from './file.rules.ts'
import { allNear, findDuplicates, findUnknown, nearest, type Path, showPath } from './findings.rules.ts'

const misaki = readFileSync(new URL('../../policy/examples/misaki.yaml', import.meta.url), 'utf8')

/** What is said where something else stands at a place; undefined: nothing stands there. */
function said(path: Path, value: unknown) {
  const document = parseDocument(misaki)
  if (value === undefined) document.deleteIn(path)
  else document.setIn(path, document.createNode(value))
  return checkPolicy(document.toString(), []).problems
}

const expected = ['pyramid', 'tiers', 0, 'skills', 0, 'expected']
const mission = ['mvv', 'mission', 'text']
const faults: readonly (readonly [says: string, path: Path, value: unknown])[] = [
  ['at_least', ['pyramid', 'highestLevel'], 0],
  ['at_most', ['pyramid', 'highestLevel'], 11],
  ['want_whole', ['pyramid', 'highestLevel'], 2.5],
  ['want_number', ['pyramid', 'highestLevel'], 'three'],
  ['more_than', ['pyramid', 'tiers', 0, 'weight'], 0],
  ['want_text', mission, 3],
  ['blank_text', mission, ' '],
  ['want_boolean', ['kpis', 0, 'isSample'], 'yes'],
  ['want_list', ['kpis'], { first: 1 }],
  ['want_map', ['policy'], ['a']],
  ['want_map', expected, 3],
  ['too_few', ['model', 'activities'], []],
  ['too_many', ['kpis', 0, 'targets'], Array(31).fill({ fiscalYear: 2026, value: 1 })],
  ['too_long', ['policy', 'title'], 'あ'.repeat(201)],
  ['bad_line', ['policy', 'title'], 'a\nb'],
  ['bad_id', ['kpis', 0, 'id'], '#1'],
  ['bad_id', [...expected, '#1'], 2],
  ['bad_town_code', ['policy', 'town', 'code'], '12'],
  ['bad_date', ['policy', 'decidedOn'], '2026-02-30'],
  ['bad_url', ['policy', 'sourceUrl'], 'ftp://example.jp'],
  ['want_one_of_near', ['kpis', 0, 'direction'], 'dawn'],
  ['want_one_of', ['kpis', 0, 'direction'], 'sideways'],
  ['want_one_of', ['kpis', 0, 'direction'], 3],
  ['want_exactly', ['kpis', 0, 'targets', 0, 'endOfPlan'], false],
  ['unknown_version', ['formatVersion'], 99],
  ['unknown_version', ['formatVersion'], '2.5'],
  ['as_text', ['formatVersion'], '2'],
  ['as_text', ['pyramid', 'highestLevel'], '３'],
  ['as_text', ['kpis', 0, 'isSample'], 'true'],
  ['missing_sample', ['kpis', 0, 'isSample'], undefined],
  ['missing', ['policy', 'title'], undefined],
  ['empty_value', ['policy', 'title'], null],
  ['unknown_key_near', ['policy', 'edtion'], 'x'],
  ['unknown_key_near', ['kpis', 0, 'directon'], 'x'],
  ['unknown_key', ['policy', 'zzzzzz'], 'x'],
  ['plan_years_order', ['policy', 'planYears'], { from: 2027, to: 2026 }],
]

test.each(faults)('%s at its own place: %j', (says, path, value) => {
  expect(said(path, value).map((problem) => `${problem.code} ${problem.path}`)).toEqual([`${says} ${showPath(path)}`])
})

test('a plan may be of one year, and words alone are no policy', () => {
  expect(said(['policy', 'planYears'], { from: 2026, to: 2026 })).toEqual([])
  expect(checkPolicy('just words', []).problems.map(({ code }) => code)).toEqual(['not_a_policy'])
})

test('what was written is shown in few characters, with what may stand there', () => {
  const reason = (path: Path, value: unknown) => said(path, value)[0]!.reason
  const id = ['kpis', 0, 'id']
  expect(reason(id, '#'.repeat(41))).toContain(`${'#'.repeat(40)}…`)
  const forty = reason(id, '#'.repeat(40))
  expect([forty.includes('#'.repeat(40)), forty.includes('…')]).toEqual([true, false])
  expect(reason(['kpis', 0, 'direction'], 'dawn')).toContain('down')
  expect(reason(['kpis', 0, 'direction'], 'sideways')).toContain('up / down')
  expect(reason(['kpis', 0, 'direction'], ['up'])).toContain('[…]')
  expect(reason(['kpis', 0, 'direction'], { up: 1 })).toContain('{…}')
  expect(reason(['pyramid', 'highestLevel'], 11)).toContain('10')
  expect(reason(['policy', 'title'], 'あ'.repeat(201))).toContain('200')
})

test('a word was probably meant where at most a third of its letters differ, one at least; the nearest comes first', () => {
  expect(allNear('abcdef', ['abcdxx', 'abcxxx', 'abcdeX', 'abcdef!'])).toEqual(['abcdeX', 'abcdef!', 'abcdxx'])
  expect([nearest('ab', ['aX', 'xy']), nearest('ab', ['xy']), nearest('a', ['b'])]).toEqual(['aX', undefined, 'b'])
  expect([nearest('title', ['titel']), nearest('abc', ['ABC'])]).toEqual([undefined, 'ABC'])
  expect(nearest('abcdefgh', ['abcdefghij', 'abcdefghijk'])).toBe('abcdefghij')
  expect(nearest('abcdefgh', ['cdefgh'])).toBe('cdefgh')
  expect([nearest('a'.repeat(64), ['a'.repeat(63)]), nearest('a'.repeat(65), ['a'.repeat(64)])]).toEqual([
    'a'.repeat(63),
    undefined,
  ])
  expect(allNear('abc', ['abd', 'abe'])).toEqual(['abd', 'abe'])
})

test('an id that was used before is told with its first place, one that nobody knows with the one that was meant', () => {
  const entries = ['a', 'b', 'a', 'a'].map((id, place) => ({ id, path: ['list', place, 'id'] }))
  expect(findDuplicates(entries).map(({ key, path, values }) => [key, showPath(path), values])).toEqual([
    ['id_twice', 'list[2].id', { id: 'a', first: 'list[0].id' }],
    ['id_twice', 'list[3].id', { id: 'a', first: 'list[0].id' }],
  ])
  expect(findUnknown('abc', ['abc'], [])).toEqual([])
  expect(findUnknown('abd', ['xyz', 'abc'], ['x'])).toMatchObject([{ key: 'unknown_id_near', values: { near: 'abc' } }])
  expect(findUnknown('abd', ['xyz'], ['x'])).toMatchObject([{ key: 'unknown_id' }])
  expect([showPath([]), showPath(['a', 0, 'b', 'c']), showPath([0])]).toEqual(['', 'a[0].b.c', '[0]'])
})

test('a file is read up to its largest size, and up to the first thing in it that is no text', () => {
  const codes = (file: string | Uint8Array) => checkPolicy(file, []).problems.map(({ code, line }) => `${code} ${line}`)
  const filled = (bytes: number) => `${misaki}\n#${'x'.repeat(bytes - Buffer.byteLength(misaki) - 2)}`
  expect([codes(filled(largestFile)), codes(filled(largestFile + 1))]).toEqual([[], ['too_large 1']])
  expect(codes(new TextEncoder().encode(filled(largestFile + 1)))).toEqual(['too_large 1'])
  expect(codes(filled(largestFile - 1).replace('xxx', 'あ'))).toEqual([])
  expect(codes(`${filled(largestFile)}`.replace('xx', 'あ'))).toEqual(['too_large 1'])
  expect(codes('a: 1\nb: \u0000')).toEqual(['not_utf8 2'])
  expect(codes('\u0000')).toEqual(['not_utf8 1'])
  // What was chosen by mistake is told apart from a text with a broken letter.
  expect(['PK\u0003\u0004\u0014', '%PDF-1.7\n', '\u0000\u0001'.repeat(4)].map(codes)).toEqual(
    Array(3).fill(['no_text 1']),
  )
  expect(codes(`a: ${'\u0000'.repeat(7)}`)).toEqual(['not_utf8 1'])
  expect(codes(Uint8Array.from([0x61, 0x3a, 0x20, 0xff]))).toEqual(['not_utf8 1'])
  expect(checkPolicy('', []).problems).toHaveLength(1)
  expect(checkPolicy('# nothing', []).problems).toHaveLength(1)
  expect(checkPolicy('null', []).problems).toHaveLength(1)
})

test('a reference stands for what it refers to; what is wrong in it is told where it is written', () => {
  const twice = 'x: &one { a: 1, a: 2 }\ny: *one\nz: *two\n'
  expect(checkPolicy(twice, []).problems.map(({ code, line, path }) => `${code} ${line} ${path}`)).toEqual([
    'key_twice 1 x.a',
    'yaml_alias 3 z',
  ])
  expect(
    checkPolicy('- a: 1\n- b: 1\n  b: 2\n', []).problems.map(({ code, line, path }) => `${code} ${line} ${path}`),
  ).toEqual(['key_twice 3 [1].b'])
  expect(checkPolicy('policy：\n  id: 1\n', []).problems.map(({ code, line }) => `${code} ${line}`)[0]).toMatch(/1$/)
  expect(checkPolicy('a:\n\tb: 1\n', []).problems.map(({ code }) => code)).toContain('yaml_tab')
})
