import { readFileSync } from 'node:fs'
import { assert, constantFrom, nat, property, string, tuple, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { checkPolicy, largestFile } from './file.rules.ts'

const shinagawa = readFileSync(new URL('../../policy/shinagawa.yaml', import.meta.url), 'utf8')
const misaki = readFileSync(new URL('../../policy/examples/misaki.yaml', import.meta.url), 'utf8')

const measures = describeMeasures()
const check = (file: string | Uint8Array) => checkPolicy(file, measures)

test('the policy of 品川区 has no fault; it says itself that one KPI has no target yet (INV-L4)', () => {
  const { document, problems, warnings } = check(shinagawa)
  expect(problems).toEqual([])
  expect(document?.policy.town.name).toBe('品川区')
  expect(warnings.map(({ path, reason }) => [path, reason])).toEqual([
    ['kpis[4].targets', 'KPI「kpi-growth-in-view」は目標未設定です。'],
  ])
})

test.each(['misaki', 'mori', 'hoshino'])('the quite different policy of the invented town %s has no fault', (id) => {
  const file = readFileSync(new URL(`../../policy/examples/${id}.yaml`, import.meta.url))
  expect(check(file)).toMatchObject({ document: { policy: { id } }, problems: [], warnings: [] })
})

test('bytes with a byte order mark and Windows line ends read the same', () => {
  const windows = new TextEncoder().encode(`\uFEFF${misaki.replaceAll('\n', '\r\n')}`)
  expect(check(windows).document).toEqual(check(misaki).document)
})

test('a misspelt item is refused where it stands, with the name that was meant', () => {
  const [problem] = problemsAfter('highestLevel: 3', 'higestLevel: 3').slice(-1)
  expect(problem).toMatchObject({
    line: lineOf('highestLevel: 3'),
    column: 3,
    path: 'pyramid.higestLevel',
    reason: '「higestLevel」という項目はありません。「highestLevel」の書き間違いではありませんか。',
    reasonEn: 'There is no item "higestLevel". Did you mean "highestLevel"?',
  })
})

test.each([
  [
    'formatVersion: 2',
    'formatVersion: 99',
    'formatVersion',
    '書き方の版「99」で書かれています。読めるのは版 1 と 2 です',
  ],
  ['name: みさき町, nameEn', 'name: , nameEn', 'policy.town.name', '「name」の値が書かれていません。'],
  ['decidedOn: 2026-03-20', 'decidedOn: 2026-02-30', 'policy.decidedOn', '「2026-02-30」という日付はありません'],
  ['highestLevel: 3', 'highestLevel: 三', 'pyramid.highestLevel', '「highestLevel」には数を書いてください'],
  ['highestLevel: 3', 'highestLevel: 2.5', 'pyramid.highestLevel', '整数を書いてください(2.5 になっています)'],
  ['highestLevel: 3', 'highestLevel: 99', 'pyramid.highestLevel', '「highestLevel」は 10 以下にしてください'],
  ['weight: 0.5', 'weight: 0', 'pyramid.tiers[0].weight', '「weight」は 0 より大きくしてください'],
  ['title: みさき町職員の学びと確保の方針', 'title: 100', 'policy.title', '「title」には文字を書いてください'],
  ['edition: 令和8年度版', 'edition: "  "', 'policy.edition', '空ではない一行の文章にしてください'],
  ['excludeOnLeave: false', 'excludeOnLeave: いいえ', 'literacy.population.excludeOnLeave', 'true か false'],
  ['direction: down', 'direction: dawn', 'kpis[0].direction', 'dawn は「down」の書き間違いではありませんか'],
  ['pillar: 育成', 'pillar: 評価', 'model.activities[0].pillar', '書けるのは 育成 / 確保 / 職場環境 のどれか'],
  ['pillar: 育成', 'pillar: ""', 'model.activities[0].pillar', '「pillar」の値が書かれていません'],
  ['decidedOn: 2026-03-20', 'decidedOn: 2026-13', 'policy.decidedOn', '「2026-13」という日付はありません'],
  ['id: closed-days', 'id: closed days', 'kpis[0].id', 'id「closed days」は使えません'],
  ['measure: null', 'measure: 窓口', 'kpis[0].measure', 'という自動で数える量はありません。手で入力する指標は null に'],
  ['measure: null', 'measure: [窓口]', 'kpis[0].measure', '「measure」には文字を書いてください'],
  ['sectionKinds: [役場, センター, 班]', 'sectionKinds: []', 'organisation.sectionKinds', '1 個以上'],
  ['sectionKinds: [役場, センター, 班]', 'sectionKinds: 課', 'organisation.sectionKinds', '「- 」で始まる並び'],
  ['expected: { A: 1, B: 2, C: 3', 'expected: { A!: 1, B: 2, C: 3', '.expected.A!', 'id「A!」は使えません'],
  ['planYears: { from: 2026', 'planYears: { from: 2036', 'policy.planYears', '始まり(2036 年度)より前です'],
])('%s → %s is refused in plain Japanese', (good, bad, path, reason) => {
  const problem = problemsAfter(good, bad).find((each) => each.reason.includes(reason))
  expect(problem?.path.endsWith(path) && problem.line).toBe(lineOf(good))
})

test('no sentence is Zod’s or the parser’s own: each comes from the room’s messages', () => {
  const broken = misaki.replaceAll(/: (true|\d[\d.]*|up|null)/gu, ': [{ y: - }]')
  for (const text of [broken, misaki.replaceAll('isSample', 'sample'), '- - a\n- b: c', 'formatVersion: 1']) {
    for (const { reason } of check(text).problems) expect(reason).not.toMatch(/Invalid|expected|must be|Too /u)
  }
})

test('a missing item is told at the group that lacks it', () => {
  const problem = problemsAfter('  title: みさき', '  subject: みさき').find(({ path }) => path === 'policy.title')
  expect(problem).toMatchObject({ line: lineOf('policy:\n'), reason: '「title」がありません。' })
})

test('a half-written file names the line where it breaks off', () => {
  const cut = misaki.slice(0, misaki.indexOf('behaviour: 先輩'))
  const { document, problems } = check(`${cut}behaviour: "先輩と`)
  expect(document).toBeUndefined()
  expect(problems[0]).toMatchObject({ line: cut.split('\n').length, code: 'yaml_missing_char' })
})

test('a quote that was forgotten is told where it opens, whether another one follows or none', () => {
  const [first] = problemsAfter('name: 町に出る人', 'name: "町に出る人')
  expect(first?.line).toBe(lineOf('name: 町に出る人'))
  const { problems } = check(
    `${misaki}\nstatements:\n  - kind: credo\n    text: "先に聴く\n  - kind: purpose\n    text: 海\n`,
  )
  expect(problems).toMatchObject([{ line: misaki.split('\n').length + 3, code: 'yaml_quote_open' }])
})

test.each([
  ['a tab', '  heading: 海', '\theading: 海', 'タブ'],
  ['a full-width colon', '  edition: 令', '  edition：令', '全角のコロン'],
  ['a second document', 'mvv:', '---\nmvv:', '「---」'],
  ['a dangling reference', 'isSample: true', 'isSample: *lost', '参照「*」'],
  ['a colon inside a value', 'edition: 令', 'edition: 版: 令', '値の中にコロンと空白'],
  ['an item without a comma before it', 'name: みさき町, nameEn', 'name: みさき町 nameEn', 'コンマ'],
  ['a line that stands too deep', '  edition: 令', '   edition: 令', '字下げがそろっていません'],
  ['a comma inside a value', 'name: 町に出る人,', 'name: 町に出る人, 聴く人,', '「聴く人」の前のカンマで'],
  ['a full-width colon inside braces', 'id: outgoing,', 'id：outgoing,', '全角のコロン'],
  ['no space after the colon', '  id: misaki', '  id:misaki', '半角のコロンのあとに、空白'],
  ['a list mark of another width', '  - { id: outgoing,', '  ・{ id: outgoing,', '並びのしるし'],
  ['a text as deep as its item', '    text: 町で', '    text: |\n    町で', 'その項目より深く'],
  ['a full-width space', '  edition: 令', '　 edition: 令', '全角の空白'],
  ['a tag', 'isSample: true', 'isSample: !!js/function x', 'タグ'],
])('%s is refused with a sentence that says what to do', (_, good, bad, reason) => {
  const { problems } = check(misaki.replace(good, bad))
  const line = lineOf(good)
  expect(problems.find((each) => each.reason.includes(reason))?.line).toBeGreaterThanOrEqual(line)
})

test('an item written twice is refused at its second place', () => {
  const problems = problemsAfter('  id: misaki', '  id: misaki\n  id: other')
  expect(problems).toMatchObject([{ line: lineOf('  id: misaki') + 1, path: 'policy.id', code: 'key_twice' }])
})

test.each<[string, string | Uint8Array, string]>([
  ['nothing', '', 'ファイルに何も書かれていません。'],
  ['comments only', '# まだ\n', 'ファイルに何も書かれていません。'],
  ['a list', '- a\n- b\n', '方針のファイルではありません'],
  ['CP932', Uint8Array.from([0x95, 0xfb, 0x90, 0x6a, 0x3a, 0x20, 0x31]), 'UTF-8 の文章として読めません'],
  ['more of CP932', Uint8Array.from(Array(40).fill([0x95, 0xfb, 0x90, 0x6a, 0x0a]).flat()), 'エンコード'],
  [
    'a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    'UTF-8 の文章として読めません',
  ],
  ['too much', '#'.repeat(largestFile + 1), 'ファイルが大きすぎます(2000001 バイト)'],
  ['a bottomless nest', '['.repeat(20_000), 'YAML として読めません'],
  ['references in a circle', 'formatVersion: &a [*a]', '書き方の版「[…]」'],
])('%s instead of a policy is refused', (_, file, reason) => {
  const { document, problems } = check(file)
  expect(document).toBeUndefined()
  expect(problems[0]?.reason).toContain(reason)
})

test('references that multiply are refused before they are followed', () => {
  const bomb = Array.from({ length: 12 }, (_, i) => {
    const list = Array(9).fill(i === 0 ? 'x' : `*b${i - 1}`)
    return `b${i}: &b${i} [${list.join(', ')}]`
  })
  expect(check(bomb.join('\n')).problems[0]?.code).toBe('unreadable')
})

test('a flood of faults is told in part, with the number of the rest', () => {
  const { problems } = check(Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n'))
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)?.reason).toMatch(/^ほかに [\d,]+ 件あります/u)
})

test('whatever bytes come, there is an answer with places that exist', () => {
  assert(
    property(uint8Array({ maxLength: 400 }), (bytes) => answers(bytes)),
    { numRuns: 300 },
  )
  const pieces = constantFrom(
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '"',
    "'",
    '|',
    '\t',
    '? ',
    '!!',
    '\n',
    '__proto__',
  )
  assert(
    property(tuple(string(), pieces, string(), pieces), (parts) => answers(parts.join(''))),
    { numRuns: 300 },
  )
})

test('however a real file is damaged, there is an answer with places that exist', () => {
  const damage = constantFrom('', '\n', ' ', '"', '{', ']', ': ', '- ', '\t', '0', 'null', '__proto__: 1\n', '*a', '：')
  assert(
    property(nat(misaki.length), nat(60), damage, (at, length, instead) =>
      answers(misaki.slice(0, at) + instead + misaki.slice(at + length)),
    ),
    { numRuns: 60 },
  )
})

function answers(file: string | Uint8Array): boolean {
  const { document, problems, warnings } = check(file)
  const lines = (typeof file === 'string' ? file : new TextDecoder().decode(file)).split('\n').length
  const placed = [...problems, ...warnings].every(({ line, column }) => line >= 1 && line <= lines + 1 && column >= 1)
  return placed && (document === undefined) === problems.length > 0
}

function problemsAfter(good: string, bad: string) {
  expect(misaki).toContain(good)
  const { document, problems } = check(misaki.replace(good, bad))
  expect(document).toBeUndefined()
  return problems
}

function lineOf(text: string): number {
  return misaki.slice(0, misaki.indexOf(text)).split('\n').length
}
