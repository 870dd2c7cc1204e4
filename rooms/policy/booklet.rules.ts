/** A policy as a booklet for council and staff: what stands in it, as parts of a paper (platform/paper); a part that the policy has not is left out. */
import type { Block, Cell, Paper, Table } from '#platform/paper/shape.ts'
import { formatDate, formatDayOrMonth, formatFiscalYear } from '#platform/time/dates.ts'
import { comparedLevels } from './compared-tables.rules.ts'
import { demandOf, whoIn } from './demand.rules.ts'
import type { PolicyDocument } from './document.rules.ts'
import { kindOf } from './evidence.rules.ts'
import { crossingRoles, floorOf, ladder, modelNodes, occupationsNamed, skillsOf, targetsOf } from './rules.ts'

/** Grades beside each other on a sheet of A4. */
const GRADES_BESIDE = 8

export function bookletOf(document: PolicyDocument, { date, isDraft }: { date: string; isDraft: boolean }): Paper {
  const { policy } = document
  const blocks = [
    ...about(document),
    ...words(document),
    ...whoDoesWhat(document),
    ...gradesAndRoles(document),
    ...skillsAndLevels(document),
    ...floor(document),
    ...model(document),
    ...figures(document),
    ...paths(document),
  ]
  return {
    title: policy.title,
    author: policy.town.name,
    date,
    sheet: 'a4',
    marks: [...(isDraft ? ['草案'] : []), ...(hasSample(document) ? ['サンプル値を含む'] : [])],
    foot: `${policy.town.name} ${policy.title} ${policy.edition}`,
    blocks,
  }
}

function about({ policy }: PolicyDocument): Block[] {
  const { town, edition, decidedOn, inForceFrom, planYears, source, sourceUrl } = policy
  const rows = [
    ['団体', town.name],
    ['版', edition],
    ...(decidedOn ? [['決定日', formatDayOrMonth(decidedOn, 'ja')]] : []),
    ...(inForceFrom ? [['施行日', formatDate(inForceFrom, 'ja')]] : []),
    ...(planYears ? [['計画期間', `${year(planYears.from)}から${year(planYears.to)}まで`]] : []),
    ['出典', source],
    ...(sourceUrl ? [['出典の URL', sourceUrl]] : []),
  ] as [string, string][]
  return [{ kind: 'facts', rows }]
}

const statementNames: Readonly<Record<string, string>> = {
  ...{ mission: 'ミッション', vision: 'ビジョン', value: 'バリュー', commitment: '約束' },
}

function words({ policy, statements, chapters, desiredStaffProfile, pyramid }: PolicyDocument): Block[] {
  // The source of the whole stands above.
  const from = (source: string | undefined) => (source && source !== policy.source ? `\n出典: ${source}` : '')
  const names = namesOf(skillsOf({ pyramid }))
  return [
    ...part(
      '方針のことば',
      statements && {
        kind: 'facts' as const,
        rows: statements.map(({ kind, label, heading, text, source, isSample }): [string, string] => [
          `${label ?? statementNames[kind] ?? kind}${mark({ isSample })}`,
          `${heading ? `${heading}\n` : ''}${text}${from(source)}`,
        ]),
      },
    ),
    ...(chapters ?? []).flatMap(({ heading, text, source, isSample }): Block[] => [
      { kind: 'heading', text: `${heading}${mark({ isSample })}` },
      { kind: 'text', text: `${text}${from(source)}` },
    ]),
    ...table('目指す職員像', ['職員像:3', '補足:5', '行動に表れるスキル:4'], desiredStaffProfile, (trait) => [
      trait.name,
      trait.description ?? '',
      (trait.skills ?? []).map(names).join('、'),
    ]),
  ]
}

function whoDoesWhat(document: PolicyDocument): Block[] {
  const { bodies, review, pillars, plans, pyramid } = document
  const names = namesOf(skillsOf({ pyramid }))
  const nodes = namesOf(modelNodes(document))
  const bodyRoles = { decides: '決める', carriesOut: '進める', jointWork: 'ともに行う' }
  // A plan that names no pillar, and a pillar that names no initiative, stand in the table too.
  const initiatives = (plans ?? []).flatMap((plan) => {
    const pillars = plan.pillars.length > 0 ? plan.pillars : [null]
    return pillars.flatMap((pillar) => {
      const named = pillar && pillar.initiatives.length > 0 ? pillar.initiatives : ['']
      return named.map((one) => {
        const initiative = typeof one === 'string' ? { name: one, people: undefined, skills: [], activities: [] } : one
        return { plan, pillar, initiative, isSample: [plan, pillar ?? {}, initiative].some(isSampled) }
      })
    })
  })
  const when = (time: number | string) => (typeof time === 'number' ? year(time) : formatDate(time, 'ja'))
  return [
    ...table('方針の柱', ['柱:5', '国の指針の柱:3'], pillars, ({ name, guideline }) => [name, guideline ?? '']),
    ...table(
      'つながる計画',
      ['計画:4', '柱:3', '取組:4', '要る人・スキルと活動:4'],
      initiatives,
      ({ plan, pillar, initiative }) => {
        const { name, people, skills = [], activities = [] } = initiative
        const needs = [...(people ? [`${people}人`] : []), ...skills.map(names), ...activities.map(nodes)].join('、')
        return [`${plan.name}\n${when(plan.from)}から${when(plan.to)}まで`, pillar?.name ?? '', name, needs]
      },
    ),
    ...wantedPeople(document),
    ...table('推進体制', ['名前:3', '役割:2', '構成・相手:4', '何をするか:5'], bodies, (body) => [
      body.name,
      bodyRoles[body.role],
      [body.members ?? '', (body.with ?? []).join('、')].filter(Boolean).join('\n'),
      body.text ?? '',
    ]),
    ...part(
      '見直し',
      review && {
        kind: 'text' as const,
        text: [
          ...(review.everyYears ? [`${review.everyYears}年ごとに見直します。`] : []),
          ...(review.by ? [`見直すのは、${review.by}です。`] : []),
          ...(review.next ? [`次の見直しは${formatDate(review.next, 'ja')}までです。`] : []),
        ].join(''),
      },
    ),
  ]
}

function wantedPeople(document: PolicyDocument): Block[] {
  const whoOf = whoIn(document)
  const rows = demandOf(document).flatMap(({ stated, ...demand }) => stated.map((one) => ({ ...demand, ...one })))
  return table(
    '計画に要る人',
    ['要る人:4', '計画:4', '年度:3', '人数:2', '出典:3'],
    rows,
    ({ plan, pillar, fiscalYear, people, source, ...who }) => [
      whoOf(who).join('・'),
      pillar ? `${plan}\n${pillar}` : plan,
      year(fiscalYear),
      { text: `${people}人`, number: people },
      source ?? '',
    ],
  )
}

function gradesAndRoles(document: PolicyDocument): Block[] {
  const { organisation } = document
  const tracks = namesOf(organisation?.tracks ?? [])
  const lists = [
    ['所属の種別', organisation?.sectionKinds],
    ['任用区分', organisation?.employmentCategories],
    ['以前の制度の級', organisation?.formerGrades?.map(({ id }) => id)],
  ] as const
  const rows = lists.flatMap(([name, held = []]): [string, string][] =>
    held.length > 0 ? [[name, held.join('、')]] : [],
  )
  return [
    ...part('組織', rows.length > 0 ? { kind: 'facts', rows } : null),
    ...table('コース', ['コース:3', '説明:7'], organisation?.tracks, ({ name, description }) => [
      name,
      description ?? '',
    ]),
    ...table('職務の級', ['級:2', '呼び名:3', 'コース:3', '求める役割など:7'], ladder(document), (grade) => [
      grade.id,
      [grade.label, ...(grade.executive ? ['(幹部)'] : grade.managerial ? ['(管理職)'] : [])].join(''),
      grade.track ? tracks(grade.track) : '',
      [
        ...(grade.role ? [grade.role] : []),
        ...(grade.afterPostAge ? [`役職定年の後に就く級: ${grade.afterPostAge.reason}`] : []),
        ...(grade.formerGrades?.length ? [`以前の級: ${grade.formerGrades.join('、')}`] : []),
      ].join('\n'),
    ]),
    ...table(
      '級をまたぐ役割',
      ['役割:3', '何をする人か:5', '求める水準:4', '必要な数:3'],
      crossingRoles(document),
      (role) => {
        const { perSection, sectionKind = '所属', share, count } = role.wanted ?? {}
        const wanted = [
          ...(perSection ? [`${sectionKind}ごとに${perSection}人`] : []),
          ...(share ? [`所属の職員の${Math.round(share * 1000) / 10}%`] : []),
          ...(count ? [`全体で${count}人`] : []),
        ]
        const expected = role.expected.map(({ skill, level }) => `${skill} ${level}`)
        return [role.name, role.description ?? '', expected.join('\n'), wanted.join('\n')]
      },
    ),
  ]
}

function skillsAndLevels(document: PolicyDocument): Block[] {
  const { pyramid } = document
  if (!pyramid) return []
  const names = namesOf(skillsOf(document))
  const { grades, rows } = comparedLevels(document, document)
  const groups = Array.from({ length: Math.ceil(grades.length / GRADES_BESIDE) }, (_, at) => at * GRADES_BESIDE)
  return [
    ...pyramid.tiers.flatMap((tier): Block[] => [
      { kind: 'heading', text: `${pyramid.name}: ${tier.name}` },
      { kind: 'text', text: `${tier.nature}(面積に占める重み ${tier.weight})` },
      ...rowsOf(
        tier.name,
        ['スキル:3', '説明:4', '水準と、目に見える行動:8'],
        tier.skills,
        ({ name, description, levels }) => [
          name,
          description,
          levels.map(({ level, name: called, behaviour }) => `${level} ${called}: ${behaviour}`).join('\n'),
        ],
      ),
    ]),
    ...groups.flatMap((from): Block[] => {
      const shown = grades.slice(from, from + GRADES_BESIDE)
      const caption = groups.length > 1 ? `期待水準(${shown[0]!.id}から${shown.at(-1)!.id}まで)` : '期待水準'
      return table(caption, ['スキル:4', ...shown.map(({ id }) => `${id}:1`)], rows, ({ name, cells }) => [
        name,
        ...cells
          .slice(from, from + GRADES_BESIDE)
          .map(({ after }): Cell => (after === null ? '' : { text: String(after), number: after })),
      ])
    }),
    ...table(
      'なくなったスキル',
      ['スキル:4', '記録の引き継ぎ:6'],
      pyramid.formerSkills,
      ({ name, becomes, reason }) => [
        name ?? '',
        [...(becomes?.length ? [`${becomes.map(names).join('、')}に引き継ぐ`] : []), ...(reason ? [reason] : [])].join(
          '\n',
        ),
      ],
    ),
    ...table(
      '職種ごとの期待水準(級の期待水準より高いときに使う)',
      ['職種:3', 'スキル:4', '級と水準:5'],
      occupationsNamed(document).flatMap((occupation) =>
        skillsOf(document).flatMap(({ name, expectedByOccupation = {} }) => {
          const stated = Object.entries(expectedByOccupation[occupation] ?? {})
          return stated.length > 0 ? [{ occupation, name, stated }] : []
        }),
      ),
      ({ occupation, name, stated }) => [
        occupation,
        name,
        stated.map(([grade, level]) => `${grade} ${level}`).join('、'),
      ],
    ),
  ]
}

function floor(document: PolicyDocument): Block[] {
  const { literacy } = document
  if (!literacy) return []
  const { include, exclude, note } = literacy.population
  return [
    ...table(
      `全職員の一定水準: ${literacy.name}`,
      ['スキル:4', '水準:2', '認める根拠:5'],
      floorOf(document),
      ({ name, floorLevel, evidence }) => [
        name,
        { text: String(floorLevel), number: floorLevel },
        evidence.map((kind) => kindOf(kind).name.ja).join('、'),
      ],
    ),
    ...whoIsMeant(include ?? {}),
    { kind: 'text', text: note },
    ...rowsOf('対象から除く職員', ['除く職員:4', '理由:6'], exclude ?? [], ({ reason, onLeave, ...group }) => [
      [...(onLeave ? ['休職・休業中の職員'] : []), ...Object.values(group).flat()].join('、'),
      reason,
    ]),
  ]
}

function whoIsMeant(include: object): Block[] {
  const named = Object.values(include).flat()
  return named.length > 0 ? [{ kind: 'text', text: `対象: ${named.join('、')}` }] : []
}

const levelNames = {
  activity: '活動',
  output: '産出',
  directOutcome: '直接アウトカム',
  intermediateOutcome: '中間アウトカム',
  finalOutcome: '最終アウトカム',
}
const evidenceNames = {
  ...{ hypothesis: '仮説', comovement: '同時期に変化', beforeAfter: '前後比較', controlled: '対照あり' },
}

function model(document: PolicyDocument): Block[] {
  const nodes = modelNodes(document)
  const names = namesOf(nodes)
  const pillars = namesOf(document.pillars ?? [])
  const { activities = [], directOutcomes = [], intermediateOutcomes = [], finalOutcomes = [] } = document.model ?? {}
  const more = new Map([
    ...activities.map(({ id, description, owner, pillar }): [string, string] => [
      id,
      `${description}\n所管: ${owner}\n柱: ${pillars(pillar)}`,
    ]),
    ...[...directOutcomes, ...intermediateOutcomes, ...finalOutcomes].map(
      ({ id, description, source }): [string, string] => [
        id,
        [...(description ? [description] : []), ...(source ? [`出典: ${source}`] : [])].join('\n'),
      ],
    ),
  ])
  return [
    ...table('ロジックモデル', ['段階:3', '活動・産出・成果:6', '内容・所管:6'], nodes, ({ id, level, name }) => [
      levelNames[level],
      name,
      more.get(id) ?? '',
    ]),
    ...table('因果の矢印', ['原因:4', '結果:4', '仮説:6', '向き・年数・根拠:3'], document.model?.arrows, (arrow) => [
      names(arrow.from),
      names(arrow.to),
      arrow.hypothesis,
      `${arrow.sign === '+' ? '増えると増える' : '増えると減る'}\n${arrow.lagYears}年\n${evidenceNames[arrow.evidence]}`,
    ]),
  ]
}

const comparisons = { atLeast: '以上', atMost: '以下', keep: 'を保つ', notBelowLastYear: '前年を下回らない' }

function figures(document: PolicyDocument): Block[] {
  // Without a model an id stands for nothing that a reader knows.
  const names = document.model ? namesOf(modelNodes(document)) : () => ''
  const targets = (one: Parameters<typeof targetsOf>[1], unit: string) =>
    targetsOf(document, one)
      .map(({ fiscalYear, value, comparison, counting }) => {
        const wanted = value === null ? comparisons[comparison] : `${value}${unit}${comparisons[comparison]}`
        return `${year(fiscalYear)} ${wanted}${counting === 'cumulative' ? '(累計)' : ''}`
      })
      .join('\n') || '目標未設定'
  return [
    ...table('成果指標(KPI)', ['指標:4', '成果:4', '定義:5', '目標:4', '所管:2'], document.kpis, (kpi) => [
      kpi.name,
      names(kpi.outcome),
      kpi.definition,
      targets(kpi, kpi.unit),
      kpi.owner,
    ]),
    ...table(
      '成果指標の測り方',
      ['指標:3', '対象:3', '出典:3', '測り方:4', '頻度:2', '選んだ理由:4'],
      document.kpis,
      ({ name, population, source, method, frequency, rationale }) => [
        ...[name, population, source, method, frequency],
        rationale ?? '',
      ],
    ),
    ...table('活動指標', ['指標:5', '産出:5', '単位:2', '目標:4'], document.indicators, (indicator) => [
      indicator.name,
      names(indicator.output ?? ''),
      indicator.unit,
      indicator.targets ? targets(indicator, indicator.unit) : '',
    ]),
    ...table(
      'これまでの値',
      ['指標:5', '時点:3', '値:2', '出典:4'],
      [...(document.kpis ?? []), ...(document.indicators ?? [])].flatMap(
        ({ name, unit, baseline, history, isSample }) =>
          [...(history ?? []), ...(baseline ? [baseline] : [])].map((one) => ({ ...one, name, unit, isSample })),
      ),
      ({ name, unit, value, asOf, fiscalYear, source }) => [
        name,
        asOf ? formatDate(asOf, 'ja') : fiscalYear ? year(fiscalYear) : '',
        { text: `${value}${unit}`, number: value },
        source ?? '',
      ],
    ),
  ]
}

function paths(document: PolicyDocument): Block[] {
  const names = namesOf(skillsOf(document))
  return (document.paths ?? []).flatMap(({ name, steps, isSample }) =>
    table(
      `${name}`,
      ['段階:3', '級:2', '行うこと:5', 'スキル・研修:5'],
      steps.map((step) => ({ ...step, isSample })),
      (step) => [
        step.name,
        (step.grades ?? []).join('、'),
        step.text ?? '',
        [...(step.skills ?? []).map(names), ...(step.courses ?? [])].join('、'),
      ],
    ),
  )
}

function part(title: string, block: Block | null): Block[] {
  return block ? [{ kind: 'heading', text: title }, block] : []
}

/** Under a heading of its own; nothing where there are no rows. */
function table<Row extends object>(
  title: string,
  columns: readonly string[],
  rows: readonly Row[] | null | undefined,
  cells: (row: Row) => readonly Cell[],
): Block[] {
  return rows && rows.length > 0 ? [{ kind: 'heading', text: title }, ...rowsOf(title, columns, rows, cells)] : []
}

/**
 * Samples are told once where all are, else beside the name of each (INV-D1).
 *
 * @param columns name and width, `名前:3`
 */
function rowsOf<Row extends object>(
  caption: string,
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly Cell[],
): Block[] {
  if (rows.length === 0) return []
  const areSamples = rows.every(isSampled)
  const made: Table = {
    kind: 'table',
    caption,
    columns: columns.map((column) => {
      const at = column.lastIndexOf(':')
      return { name: column.slice(0, at), width: Number(column.slice(at + 1)) }
    }),
    rows: rows.map((row) => {
      const [first, ...rest] = cells(row)
      return [areSamples || typeof first !== 'string' ? first! : `${first}${mark(row)}`, ...rest]
    }),
  }
  return [
    ...(areSamples ? [{ kind: 'text' as const, text: 'この表はサンプル値です。', isSmall: true as const }] : []),
    made,
  ]
}

const mark = (entry: object) => (isSampled(entry) ? '(サンプル値)' : '')
const isSampled = (entry: object) => 'isSample' in entry && entry.isSample === true
const year = (fiscalYear: number) => formatFiscalYear(fiscalYear, 'ja')

function namesOf(named: readonly { readonly id: string; readonly name: string }[]): (id: string) => string {
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

function hasSample(within: unknown): boolean {
  if (typeof within !== 'object' || within === null) return false
  return isSampled(within) || Object.values(within).some(hasSample)
}
