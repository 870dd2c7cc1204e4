/** The tables of a year's values, and what stands in their cells: what was aimed at, what came of it, and what was decided about it. */
import type { Block, Cell, Table } from '#platform/paper/shape.ts'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { type Counted, figureOf, formatStated, formatWithCounts, shownFigure } from '#rooms/kpi/rules.ts'
import type { Decision, Facts, Kind, Value } from './facts.rules.ts'
import { isTooSmall } from './small.rules.ts'

export const statuses = {
  ...{ achieved: '達成', notYet: '未達成', noValue: '値なし', notDue: '目標年度前', noTarget: '目標未設定' },
} as const
export const decisions = { continue: '継続', improve: '改善', abolish: '廃止' } as const
const directions = { up: '上がるほどよい', down: '下がるほどよい' } as const
export const HIDDEN = '秘匿'
export const NONE = '—'

export function table(
  title: string,
  columns: readonly (readonly [name: string, width: number, fits?: boolean])[],
  rows: Table['rows'],
): Block[] {
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: title },
    {
      kind: 'table',
      caption: title,
      columns: columns.map(([name, width, fits = false]) => ({ name, width, fits })),
      rows,
    },
  ]
}

/** A column, and what stands in it of a value. */
type Column = readonly [name: string, width: number, of: (value: Value) => Cell, fits?: typeof FITS]

/** A column of numbers or days. */
const FITS = true

function tableOf(title: string, values: readonly Value[], columns: readonly Column[]): Block[] {
  return table(
    title,
    columns.map(([name, width, , fits]) => [name, width, fits] as const),
    values.map((value) => columns.map(([, , of]) => of(value))),
  )
}

/** Why, and what comes next, as it was decided about the value, or else about the node that it measures; why there is no value stands there too. */
function aboutIt({ decisions: made }: Facts): readonly Column[] {
  const of = ({ definition: { id, node } }: Value): readonly Decision[] => {
    const own = made.filter(({ subject }) => subject === id)
    return own.length > 0 ? own : made.filter(({ subject }) => subject === node)
  }
  const said = (texts: readonly string[]): Cell => (texts.length > 0 ? texts.join('\n') : NONE)
  return [
    ['要因', 5, (value) => said([...(value.reason ? [value.reason] : []), ...of(value).map(({ cause }) => cause)])],
    [
      '今後の方向性',
      5,
      (value) =>
        said(of(value).map(({ decision, changes }) => [decisions[decision], changes].filter(Boolean).join(': '))),
    ],
  ]
}

export function kpisOf(facts: Facts, kind: Kind): Block[] {
  const isPublic = kind === 'public'
  const seen = (of: (value: Value) => Cell) => (value: Value) =>
    isPublic && isTooSmall(value.stated, value.definition) ? HIDDEN : of(value)
  return tableOf(
    '成果指標',
    facts.values.filter(({ definition }) => definition.kind === 'kpi'),
    [
      ['成果指標', 5, ({ definition }) => definition.name],
      ['成果(アウトカム)', 4.2, ({ nodeName }) => nodeName ?? NONE],
      ['方向', kind === 'sheet' ? 2.4 : 3, ({ definition: { contract } }) => directions[contract?.direction ?? 'up']],
      ['基準値', 3.5, baselineOf, FITS],
      ['目標', 2.5, (value) => aimedOf(value, facts.fiscalYear), FITS],
      ['実績', 3.5, seen(actualOf), FITS],
      ['達成度', 2, seen(rateOf), FITS],
      ['達成状況', 2.5, seen(({ status }) => statuses[status]), FITS],
      ...(kind === 'sheet' ? aboutIt(facts) : []),
    ],
  )
}

export function indicatorsOf(facts: Facts, kind: Kind): Block[] {
  const seen =
    (counted: (value: Value) => Counted | null, of: (value: Value) => Cell) =>
    (value: Value): Cell =>
      kind === 'public' && isTooSmall(counted(value), value.definition) ? HIDDEN : of(value)
  const stated = (value: Value) => value.stated
  return tableOf(
    '活動指標',
    facts.values.filter(({ definition }) => definition.kind === 'indicator'),
    [
      ['活動指標', 5, ({ definition }) => definition.name],
      ['産出(アウトプット)', 5, ({ nodeName }) => nodeName ?? NONE],
      [
        '前年度の実績',
        3,
        seen(
          ({ before }) => before,
          ({ before, definition }) => cellOf(before, definition.unit),
        ),
        FITS,
      ],
      ['目標', 2.5, (value) => aimedOf(value, facts.fiscalYear), FITS],
      ['実績', 3.5, seen(stated, actualOf), FITS],
      ['達成度', 2, seen(stated, rateOf), FITS],
      ...(kind === 'sheet' ? aboutIt(facts) : []),
    ],
  )
}

function baselineOf({ definition: { unit, contract } }: Value): Cell {
  const baseline = contract?.baseline
  return baseline ? `${formatStated(baseline.value, unit, 'ja')}\n${formatDate(baseline.asOf, 'ja')}` : NONE
}

/** With its year, where that is a later one. */
function aimedOf({ target, targetYear, definition: { unit } }: Value, fiscalYear: number): Cell {
  if (target === null) return NONE
  const year = laterYear(targetYear, fiscalYear)
  return { text: [formatStated(target, unit, 'ja'), ...(year ? [year] : [])].join('\n'), number: target }
}

/** The year of a target to come, by its era alone: a cell is narrow. */
export function laterYear(targetYear: number | null, fiscalYear: number): string | undefined {
  if (targetYear === null || targetYear === fiscalYear) return undefined
  return formatFiscalYear(targetYear, 'ja').replace(/\(.*/, '')
}

/** The last word, and that it is not the first. */
function actualOf({ stated, held, restatements, definition: { unit } }: Value): Cell {
  const cell = cellOf(stated, unit)
  const isSum = held !== null && held !== figureOf(stated, unit)
  const beside = [
    ...(isSum ? [`計画の初めからの計 ${formatStated(held, unit, 'ja')}`] : []),
    ...(restatements.length > 0 ? ['訂正あり'] : []),
  ].map((words) => `\n${words}`)
  const more = beside.join('')
  return typeof cell === 'string' ? `${cell}${more}` : { ...cell, text: `${cell.text}${more}` }
}

export function cellOf(counted: Counted | null, unit: string): Cell {
  const text = formatWithCounts(counted, unit, 'ja')
  const number = shownFigure(counted, unit)
  return text === undefined || number === null ? NONE : { text, number }
}

/** In percent, half up to one digit. */
export function achievedOf({ held, target, direction }: Value): number | null {
  if (held === null || target === null) return null
  const [over, under] = direction === 'down' ? [target, held] : [held, target]
  return under === 0 ? null : Math.round((over * 1000) / under) / 10
}

function rateOf(value: Value): Cell {
  const number = achievedOf(value)
  return number === null ? NONE : { text: `${number}%`, number }
}
