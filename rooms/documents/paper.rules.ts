/**
 * The documents of a closed year: 評価シート (the columns of the national review sheets of projects: activity and outcome indicators with targets,
 * actuals, rates, cause, direction), the logic model on one sheet, the paper for the council, the one for the public. In Japanese whoever asks, as
 * the policy and the decisions are (decisions/0061).
 */
import type { Block, Diagram, Paper } from '#platform/paper/shape.ts'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { formatStated, formatWithCounts } from '#rooms/kpi/rules.ts'
import { columnsOf } from '#rooms/logic-model/rules.ts'
import { type Facts, type Kind, restsOnSample, type Value } from './facts.rules.ts'
import { isTooSmall } from './small.rules.ts'
import type { Texts } from './texts.rules.ts'
import { cellOf, decisions, HIDDEN, indicatorsOf, kpisOf, laterYear, NONE, statuses, table } from './values.rules.ts'

const titles: Readonly<Record<Kind, string>> = {
  sheet: '評価シート',
  model: 'ロジックモデル',
  council: '取組の結果(議会報告)',
  public: '取組の結果(公表)',
}
const sheets = { sheet: 'a4Wide', model: 'a3Wide', council: 'a4', public: 'a4' } as const
const follows = {
  revise: '仮説を改める',
  watch: '様子を見る',
  remeasure: '測り方を直す',
  change: '取組を変える',
} as const
const levels = {
  activity: '活動',
  output: '産出',
  directOutcome: '直接アウトカム',
  intermediateOutcome: '中間アウトカム',
  finalOutcome: '最終アウトカム',
} as const
const letters = {
  activity: '活',
  output: '産',
  directOutcome: '直',
  intermediateOutcome: '中',
  finalOutcome: '終',
} as const
const looks = { hypothesis: 'dotted', comovement: 'thin', beforeAfter: 'solid', controlled: 'double' } as const

/** @param number of the issue; undefined: a draft */
export function paperOf(kind: Kind, facts: Facts, texts: Texts, date: string, number?: number): Paper {
  const year = formatFiscalYear(facts.fiscalYear, 'ja')
  return {
    title: `${year} ${facts.policy} ${titles[kind]}`,
    author: facts.town,
    date,
    sheet: sheets[kind],
    marks: [...(number === undefined ? ['発行前の案'] : []), ...(restsOnSample(facts) ? ['サンプル値'] : [])],
    foot: [
      facts.town,
      facts.edition,
      `${formatDate(facts.closedOn, 'ja')}に確定`,
      ...(number === undefined ? [] : [`${formatDate(date, 'ja')}発行 第${number}版`]),
    ].join(' '),
    blocks: blocks[kind](facts, texts),
  }
}

const blocks: Readonly<Record<Kind, (facts: Facts, texts: Texts) => Block[]>> = {
  sheet: (facts, texts) => [
    aboutOf(facts),
    ...said('目的', texts.purpose),
    ...indicatorsOf(facts, 'sheet'),
    ...kpisOf(facts, 'sheet'),
    ...groundsOf(facts),
    ...withoutValueOf(facts),
    ...contradictedOf(facts),
    ...restatedOf(facts),
    ...said('点検・評価', texts.assessment),
    ...decidedOf(facts),
    ...said('改善の方向性', texts.direction),
    small(RATE),
  ],
  model: (facts, texts) => [
    small([`値は${formatDate(facts.asOf, 'ja')}現在の確定値です。`, texts.note ?? ''].filter(Boolean).join('\n')),
    ...(facts.nodes.length > 0 ? [diagramOf(facts)] : [small('ロジックモデルは方針に定めはありません。')]),
  ],
  council: (facts, texts) => [
    aboutOf(facts),
    ...said('要旨', texts.summary),
    ...kpisOf(facts, 'council'),
    ...indicatorsOf(facts, 'council'),
    ...withoutValueOf(facts),
    ...contradictedOf(facts),
    ...restatedOf(facts),
    ...said('点検・評価', texts.assessment),
    ...decidedOf(facts),
    ...said('今後の方向性', texts.direction),
    small(RATE),
  ],
  public: (facts, texts) => [
    aboutOf(facts, true),
    ...said('はじめに', texts.summary),
    ...kpisOf(facts, 'public'),
    ...bySectionOf(facts),
    ...indicatorsOf(facts, 'public'),
    ...decidedOf(facts),
    ...said('これからの取組', texts.direction),
    small(
      `${RATE}\n「${HIDDEN}」は、該当する人か該当しない人が1人から4人で、個人が分かるおそれがあるため示さない値です。所属別の値は、少ない人数が分からないように所属をまとめています。`,
    ),
  ],
}

const RATE =
  '達成度は、実績を目標で割った割合です。下がるほどよい指標では、目標を実績で割ります。小数第1位までを四捨五入で示します。割合は整数の分子と分母から計算しています。'

function aboutOf({ fiscalYear, policy, edition, asOf, closedOn, values }: Facts, isPublic = false): Block {
  const kpis = values.filter(({ definition }) => definition.kind === 'kpi')
  const told = kpis.filter(({ stated, definition }) => !isPublic || !isTooSmall(stated, definition))
  const counts = (['achieved', 'notYet', 'noValue', 'notDue', 'noTarget'] as const).map(
    (wanted) => `${statuses[wanted]} ${told.filter(({ status }) => status === wanted).length}件`,
  )
  const hidden = kpis.length - told.length
  return {
    kind: 'facts',
    rows: [
      ['年度', formatFiscalYear(fiscalYear, 'ja')],
      ['方針', `${policy} ${edition}`],
      ['値の基準日', `${formatDate(asOf, 'ja')}(${formatDate(closedOn, 'ja')}に確定)`],
      [
        '成果指標の状況',
        `${kpis.length}件のうち ${[...counts, ...(hidden > 0 ? [`${HIDDEN} ${hidden}件`] : [])].join('、')}`,
      ],
    ],
  }
}

function said(title: string, text = ''): Block[] {
  return text.trim() === ''
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'text', text: text.trim() },
      ]
}

const small = (text: string): Block => ({ kind: 'text', text, isSmall: true })

/** What the national sheets ask of an indicator beside its numbers: what it is, of whom, and from which source. */
function groundsOf({ values }: Facts): Block[] {
  const rows = values.flatMap(({ definition: { name, contract }, told }) =>
    contract
      ? [
          [
            name,
            contract.definition,
            contract.population,
            [contract.source, contract.method, ...(told ? [told] : [])].join('\n'),
            contract.owner,
          ],
        ]
      : [],
  )
  return table(
    '成果指標の定義と出典',
    [
      ['成果指標', 4],
      ['定義', 6],
      ['対象', 3],
      ['根拠とした統計・方法', 5],
      ['所管', 2],
    ],
    rows,
  )
}

/** Why there is no value of the year, as it was stated before the year was closed. */
function withoutValueOf({ values }: Facts): Block[] {
  const rows = values.flatMap(({ definition, nodeName, reason }) =>
    reason ? [[definition.name, nodeName ?? NONE, reason]] : [],
  )
  return table(
    '値のない指標とその理由',
    [
      ['指標', 4],
      ['成果・産出', 4],
      ['理由', 6],
    ],
    rows,
  )
}

/** What the review says to arrows against which the records had moved. */
function contradictedOf({ contradictions }: Facts): Block[] {
  const rows = contradictions.map(({ fromName, toName, follows: word, answer }) => [
    `${fromName} → ${toName}`,
    word === null ? NONE : follows[word],
    answer,
  ])
  return table(
    '仮説と逆に動いた矢印への答え',
    [
      ['矢印', 6],
      ['次に行うこと', 2.5],
      ['答え', 6],
    ],
    rows,
  )
}

function restatedOf({ values }: Facts): Block[] {
  const rows = values.flatMap(({ definition: { name, unit }, frozen, restatements }) =>
    restatements.map(({ counted, reason, on }, place) => [
      name,
      cellOf(place === 0 ? frozen : restatements[place - 1]!.counted, unit),
      cellOf(counted, unit),
      reason,
      formatDate(on, 'ja'),
    ]),
  )
  return table(
    '確定したあとの訂正',
    [
      ['指標', 4],
      ['訂正前', 3],
      ['訂正後', 3],
      ['理由', 5],
      ['訂正した日', 2],
    ],
    rows,
  )
}

function decidedOf({ decisions: made }: Facts): Block[] {
  const rows = made.map(({ subjectName, decision, cause, changes, section, dueOn, doneOn }) => [
    subjectName,
    decisions[decision],
    cause,
    changes || NONE,
    section ?? NONE,
    `${formatDate(dueOn, 'ja')}まで${doneOn === null ? '' : `(${formatDate(doneOn, 'ja')}に済み)`}`,
  ])
  return table(
    '決めたこと',
    [
      ['対象', 4],
      ['判断', 1.5],
      ['原因', 4],
      ['変えること', 4],
      ['担当', 2.5],
      ['期限', 3],
    ],
    rows,
  )
}

function bySectionOf({ values, parts }: Facts): Block[] {
  const rows = values.flatMap(({ definition, stated, restatements }) =>
    // A restated whole is not the sum of the frozen parts any more.
    definition.kind === 'kpi' && definition.unit === '%' && restatements.length === 0 && !isTooSmall(stated, definition)
      ? (parts.get(definition.id) ?? []).map((part) => [definition.name, part.name ?? 'その他', cellOf(part, '%')])
      : [],
  )
  return table(
    '所属別の値',
    [
      ['成果指標', 5],
      ['所属', 5],
      ['実績', 3],
    ],
    rows,
  )
}

function diagramOf({ nodes, arrows, values, fiscalYear }: Facts): Diagram {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const columns = columnsOf(nodes, arrows)
  const codes = new Map(
    columns.flatMap(({ level, ids }) => ids.map((id, place) => [id, `${letters[level]}${place + 1}`])),
  )
  return {
    kind: 'diagram',
    columns: columns.map(({ level, ids }) => ({
      title: levels[level],
      nodes: ids.map((id) => {
        const next = arrows.filter(({ from }) => from === id).map(({ to }) => codes.get(to) ?? '')
        return {
          id,
          title: `${codes.get(id)} ${byId.get(id)!.name}`,
          lines: [
            ...values.filter(({ definition }) => definition.node === id).map((value) => inShort(value, fiscalYear)),
            ...(next.length > 0 ? [`→ ${next.join('・')}`] : []),
          ],
        }
      }),
    })),
    arrows: arrows.map(({ from, to, evidence, isContradicted }) => ({
      ...{ from, to, look: looks[evidence], isCrossed: isContradicted },
    })),
    legend: [
      { look: 'dotted', text: '仮説' },
      { look: 'thin', text: '同時期に変化' },
      { look: 'solid', text: '前後比較' },
      { look: 'double', text: '対照あり' },
      { look: 'crossed', text: '仮説と逆の動き' },
    ],
  }
}

function inShort(value: Value, fiscalYear: number): string {
  const { definition, stated, restatements, target, targetYear, status } = value
  const { name, unit } = definition
  const words = formatWithCounts(stated, unit, 'ja') ?? statuses.noValue
  const year = laterYear(targetYear, fiscalYear)
  const aimed = target === null ? '' : `${formatStated(target, unit, 'ja')}${year ? `(${year})` : ''}`
  const aim = target === null ? '' : ` 目標 ${aimed} ${statuses[status]}`
  return `${name} ${words}${restatements.length > 0 ? ' 訂正あり' : ''}${aim}`
}
