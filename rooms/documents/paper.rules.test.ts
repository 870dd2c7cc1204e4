import { expect, test } from 'vitest'
import type { Block, Paper } from '#platform/paper/shape.ts'
import type { Definition } from '#rooms/kpi/rules.ts'
import type { Node } from '#rooms/logic-model/rules.ts'
import type { Decision, Facts, Kind, Value } from './facts.rules.ts'
import { dataOf } from './open-data.rules.ts'
import { paperOf } from './paper.rules.ts'
import { achievedOf } from './values.rules.ts'

const contract: NonNullable<Definition['contract']> = {
  ...{ definition: '定義', population: '全職員', source: '記録', method: '数える', frequency: '毎年', owner: '人事課' },
  ...{ rationale: null, baseline: { value: 50, asOf: '2024-03-31' }, targets: [] },
  direction: 'up',
}
const share: Definition = {
  ...{ id: 'share', node: 'outcome', name: '割合', unit: '%', measure: 'm', isSample: false, contract },
  kind: 'kpi',
}
const value: Value = {
  ...{ definition: share, nodeName: '成果', target: 60, targetYear: 2025, held: 50, before: null },
  ...{ frozen: { numerator: 60, denominator: 120 }, stated: { numerator: 60, denominator: 120 }, restatements: [] },
  ...{ restsOnSample: false, told: null, reason: null },
  direction: 'up',
  status: 'notYet',
}
const hours: Value = {
  ...value,
  definition: { ...share, id: 'hours', kind: 'indicator', name: '時間', unit: '時間', contract: null },
  ...{
    nodeName: '産出',
    frozen: { numerator: 1200, denominator: null },
    stated: { numerator: 1200, denominator: null },
  },
  ...{ held: 1200, target: null, targetYear: null, before: { numerator: 900, denominator: null } },
  status: 'noTarget',
}
const decided: Omit<Decision, 'subject' | 'subjectName' | 'cause'> = {
  ...{ changes: '増やす', dueOn: '2027-03-31', section: '人事課', doneOn: null },
  decision: 'improve',
}
const facts: Facts = {
  ...{ fiscalYear: 2025, asOf: '2026-03-31', closedOn: '2026-05-01', town: '見本市', policy: '方針', edition: '初版' },
  ...{
    summary: '',
    values: [value, hours],
    decisions: [],
    nodes: [],
    arrows: [],
    contradictions: [],
    parts: new Map(),
  },
}

const paper = (kind: Kind, more: Partial<Facts> = {}, number?: number) =>
  paperOf(kind, { ...facts, ...more }, {}, '2026-06-01', number)
const isNamed = (name: string) => (block: Block) => block.kind === 'table' && block.caption === name
function table({ blocks }: Paper, name: string): string[][] | undefined {
  const found = blocks.find(isNamed(name))
  if (found?.kind !== 'table') return undefined
  return found.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.text)))
}
const heads = ({ blocks }: Paper, name: string) =>
  blocks.flatMap((block) =>
    block.kind === 'table' && block.caption === name ? block.columns.map((one) => one.name) : [],
  )
const standing = ({ blocks }: Paper) => blocks.flatMap((block) => (block.kind === 'facts' ? [block.rows[3]![1]] : []))

test('a rate of what was aimed at goes the way that is wanted, half up to one digit, and is none without a number to divide by', () => {
  expect([achievedOf(value), achievedOf({ ...value, direction: 'down' })]).toEqual([83.3, 120])
  expect([achievedOf({ ...value, held: 0 }), achievedOf({ ...value, held: 0, direction: 'down' })]).toEqual([0, null])
  expect([achievedOf({ ...value, target: 0 }), achievedOf({ ...value, target: 0, direction: 'down' })]).toEqual([
    null,
    0,
  ])
  expect([achievedOf({ ...value, held: null }), achievedOf({ ...value, target: null })]).toEqual([null, null])
})

test('KPIs and indicators stand in tables of their own, with what was decided about each, or else about what it measures', () => {
  const decisions = [
    { ...decided, subject: 'outcome', subjectName: '成果', cause: '成果の要因' },
    { ...decided, subject: 'share', subjectName: '割合', cause: '割合の要因', changes: '' },
  ]
  const sheet = paper('sheet', { decisions, values: [value, { ...hours, reason: '数えていない' }] })
  expect(table(sheet, '成果指標')).toEqual([
    [
      '割合',
      '成果',
      '上がるほどよい',
      '50%\n令和6年3月31日',
      '60%',
      '50%(60 / 120)',
      '83.3%',
      '未達成',
      '割合の要因',
      '改善',
    ],
  ])
  const ofNode = paper('sheet', { decisions: decisions.slice(0, 1) })
  expect(table(ofNode, '成果指標')![0]!.slice(-2)).toEqual(['成果の要因', '改善: 増やす'])
  expect(table(sheet, '活動指標')![0]).toEqual([
    ...['時間', '産出', '900時間', '—', '1,200時間', '—'],
    ...['数えていない\n成果の要因', '改善: 増やす'],
  ])
  expect(table(sheet, '値のない指標とその理由')).toEqual([['時間', '産出', '数えていない']])
  expect(table(paper('council'), '値のない指標とその理由')).toBeUndefined()
  // The council's paper has neither cause nor direction beside a value, and no table of grounds.
  const council = heads(paper('council', { decisions }), '成果指標')
  expect([council.includes('要因'), heads(sheet, '成果指標').includes('要因')]).toEqual([false, true])
  expect(table(sheet, '決めたこと')![1]).toEqual([
    ...['割合', '改善', '割合の要因', '—', '人事課', '令和9年3月31日まで'],
  ])
  const done = paper('sheet', { decisions: [{ ...decisions[0]!, section: null, doneOn: '2026-12-01' }] })
  expect(table(done, '決めたこと')![0]!.slice(-2)).toEqual(['—', '令和9年3月31日まで(令和8年12月1日に済み)'])
  expect(table(sheet, '成果指標の定義と出典')).toEqual([['割合', '定義', '全職員', '記録\n数える', '人事課']])
  const told = paper('sheet', { values: [{ ...value, told: '回答 62%' }] })
  expect(table(told, '成果指標の定義と出典')![0]![3]).toBe('記録\n数える\n回答 62%')
})

test('a target of a later year says its year; what was restated says so, before and after', () => {
  const later = paper('sheet', { values: [{ ...value, targetYear: 2027 }] })
  expect(table(later, '成果指標')![0]![4]).toBe('60%\n令和9年度')
  const restatements = [
    { counted: { numerator: 61, denominator: 120 }, reason: '登録もれ', on: '2026-06-10' },
    { counted: { numerator: 66, denominator: 120 }, reason: '二度目', on: '2026-07-10' },
  ]
  const restated = paper('sheet', { values: [{ ...value, stated: restatements[1]!.counted, held: 55, restatements }] })
  expect(table(restated, '確定したあとの訂正')).toEqual([
    ['割合', '50%(60 / 120)', '50.8%(61 / 120)', '登録もれ', '令和8年6月10日'],
    ['割合', '50.8%(61 / 120)', '55%(66 / 120)', '二度目', '令和8年7月10日'],
  ])
  expect(table(restated, '成果指標')![0]![5]).toBe('55%(66 / 120)\n訂正あり')
  // What is added up over the years is held against its target, and says so.
  const summed = paper('sheet', { values: [{ ...hours, held: 3000, target: 4000, targetYear: 2025 }] })
  expect(table(summed, '活動指標')![0]!.slice(3, 6)).toEqual([
    ...['4,000時間', '1,200時間\n計画の初めからの計 3,000時間', '75%'],
  ])
})

test('numbers and days stand in columns as wide as they are, whatever the town counts, and words share the rest', () => {
  const fitting = (kind: Kind, name: string) =>
    paper(kind).blocks.flatMap((block) =>
      block.kind === 'table' && block.caption === name
        ? block.columns.flatMap((column) => (column.fits ? [column.name] : []))
        : [],
    )
  for (const kind of ['sheet', 'council', 'public'] as const) {
    expect(fitting(kind, '成果指標')).toEqual(['基準値', '目標', '実績', '達成度', '達成状況'])
    expect(fitting(kind, '活動指標')).toEqual(['前年度の実績', '目標', '実績', '達成度'])
  }
})

test('how the KPIs stand is counted of KPIs alone, and for the public of those that are told (INV-A2)', () => {
  const few: Value = { ...value, stated: { numerator: 2, denominator: 120 }, status: 'achieved' }
  const values = [value, few, hours]
  expect(standing(paper('sheet', { values }))).toEqual([
    '2件のうち 達成 1件、未達成 1件、値なし 0件、目標年度前 0件、目標未設定 0件',
  ])
  expect(standing(paper('public', { values }))).toEqual([
    '2件のうち 達成 0件、未達成 1件、値なし 0件、目標年度前 0件、目標未設定 0件、秘匿 1件',
  ])
  expect(table(paper('public', { values }), '成果指標')!.map((row) => row.slice(5))).toEqual([
    ['50%(60 / 120)', '83.3%', '未達成'],
    ['秘匿', '秘匿', '秘匿'],
  ])
})

test('an indicator of few people is hidden from the public alone, this year and the year before (INV-A2)', () => {
  const definition: Definition = { ...hours.definition, unit: '人' }
  const few: Value = { ...hours, definition, stated: { numerator: 3, denominator: null }, held: 3 }
  const cells = (kind: Kind, one: Value) => table(paper(kind, { values: [one] }), '活動指標')![0]!.slice(2, 5)
  expect(cells('public', few)).toEqual(['900人', '—', '秘匿'])
  expect(cells('council', few)).toEqual(['900人', '—', '3人'])
  const fewBefore: Value = { ...hours, definition, before: few.stated }
  expect(cells('public', fewBefore)).toEqual(['秘匿', '—', '1,200人'])
})

test('by section the public reads shares that were never restated, and no part of a share that is hidden (INV-A3)', () => {
  const part = { name: '総務部', numerator: 30, denominator: 60 }
  const parts = new Map([['share', [part, { ...part, name: null }]]])
  const rows = (values: readonly Value[]) => table(paper('public', { values, parts }), '所属別の値')
  expect(rows([value])).toEqual([
    ['割合', '総務部', '50%(30 / 60)'],
    ['割合', 'その他', '50%(30 / 60)'],
  ])
  const restatements = [{ counted: value.stated, reason: '', on: '2026-06-10' }]
  expect(rows([{ ...value, restatements }])).toBeUndefined()
  expect(rows([{ ...value, stated: { numerator: 2, denominator: 120 } }])).toBeUndefined()
  const data = (kind: Kind, one: Value) => dataOf(kind, { ...facts, values: [one], parts }).rows
  expect([data('public', value).length, data('sheet', value).length]).toEqual([3, 1])
  expect(data('public', { ...value, restatements }).length).toBe(1)
})

test('a row of the numbers says of a part no target, no rate and nothing of the day of freezing; of what is hidden nothing (INV-A2)', () => {
  const part = { name: '総務部', numerator: 30, denominator: 60 }
  const of = (kind: Kind, one: Value, place = 0) => {
    const { header, rows } = dataOf(kind, { ...facts, values: [one], parts: new Map([['share', [part]]]) })
    return Object.fromEntries(header.map((name, at) => [name, rows[place]![at]]))
  }
  expect(of('public', value)).toMatchObject({
    ...{
      種別: '成果指標',
      所属: '全体',
      分子: 60,
      値: 50,
      目標: 60,
      達成度: 83.3,
      達成状況: '未達成',
      秘匿: 0,
      訂正: 0,
    },
    ...{ 確定時の分子: 60, 確定時の分母: 120, サンプル値: 0 },
  })
  expect(of('public', value, 1)).toMatchObject({
    ...{
      所属: '総務部',
      分子: 30,
      目標: null,
      目標年度: null,
      達成度: null,
      達成状況: null,
      確定時の分子: null,
      訂正: 0,
    },
  })
  const few: Value = { ...value, stated: { numerator: 2, denominator: 120 } }
  expect(of('public', few)).toMatchObject({
    分子: null,
    値: null,
    達成度: null,
    達成状況: null,
    確定時の分子: null,
    秘匿: 1,
  })
  expect(of('sheet', few)).toMatchObject({ 分子: 2, 達成状況: '未達成', 確定時の分子: 60, 秘匿: 0 })
  // What was frozen is hidden by itself too.
  expect(of('public', { ...value, frozen: few.stated })).toMatchObject({ 分子: 60, 確定時の分子: null, 秘匿: 0 })
  const restatements = [{ counted: value.stated, reason: '', on: '2026-06-10' }]
  expect(of('sheet', { ...value, restatements })).toMatchObject({ 訂正: 1 })
  // An indicator without a target is judged by nothing.
  expect(of('sheet', hours)).toMatchObject({ 種別: '活動指標', 達成状況: null })
  expect(of('sheet', { ...hours, target: 1000, status: 'achieved' })).toMatchObject({ 達成状況: '達成' })
})

test('until it is issued a paper says so on every sheet; of a policy without a model it says that', () => {
  expect(paper('sheet').marks).toEqual(['発行前の案'])
  const issued = paper('sheet', { values: [{ ...value, restsOnSample: true }] }, 2)
  expect([issued.marks, issued.foot]).toEqual([
    ['サンプル値'],
    '見本市 初版 令和8年5月1日に確定 令和8年6月1日発行 第2版',
  ])
  const words = ({ blocks }: Paper) => blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  expect(words(paper('model'))).toContain('ロジックモデルは方針に定めはありません。')
  const node = (id: string, level: 'activity' | 'output'): Node => ({
    level,
    ...{ id, name: id, description: null, owner: null, pillar: null, source: null, isSample: false },
  })
  const nodes = [node('a', 'activity'), node('b', 'output')]
  const arrows = [{ from: 'a', to: 'b', evidence: 'hypothesis', isContradicted: true } as const]
  const drawn = paper('model', { nodes, arrows, values: [{ ...value, definition: { ...share, node: 'b' } }] })
  const diagram = drawn.blocks.find((block) => block.kind === 'diagram')
  if (diagram?.kind !== 'diagram') throw new Error('The model is drawn')
  const [first, second] = diagram.columns.flatMap((column) => column.nodes)
  expect([first!.title.endsWith('1 a'), second!.title.endsWith('1 b')]).toEqual([true, true])
  expect([first!.lines.length, first!.lines[0]?.startsWith('→ '), second!.lines]).toEqual([
    ...[1, true, ['割合 50%(60 / 120) 目標 60% 未達成']],
  ])
  expect(diagram.arrows).toEqual([{ from: 'a', to: 'b', look: 'dotted', isCrossed: true }])
})
