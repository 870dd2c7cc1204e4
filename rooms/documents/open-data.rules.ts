/** The numbers of a year as rows for other programs, and what their columns mean (CSV on the Web, https://www.w3.org/TR/tabular-metadata/). */
import { type Counted, shownFigure } from '#rooms/kpi/rules.ts'
import { type Facts, type Kind, restsOnSample, type Value } from './facts.rules.ts'
import { isTooSmall } from './small.rules.ts'
import { achievedOf, statuses } from './values.rules.ts'

interface Column {
  readonly name: string
  readonly title: string
  readonly datatype: 'string' | 'integer' | 'decimal' | 'boolean' | 'date'
  readonly says: string
}

const columns: readonly Column[] = [
  { name: 'fiscalYear', title: '年度', datatype: 'integer', says: '会計年度。4月1日に始まる年の西暦' },
  { name: 'asOf', title: '基準日', datatype: 'date', says: '値の基準日' },
  { name: 'id', title: '指標ID', datatype: 'string', says: '方針のファイルでの指標の名前。年度をまたいで同じ' },
  { name: 'name', title: '指標名', datatype: 'string', says: '指標の名前' },
  { name: 'kind', title: '種別', datatype: 'string', says: '成果指標か活動指標' },
  { name: 'node', title: '成果・産出', datatype: 'string', says: 'その指標で見るアウトカムか産出' },
  { name: 'section', title: '所属', datatype: 'string', says: '「全体」か、値をまとめた所属の名前' },
  {
    name: 'numerator',
    title: '分子',
    datatype: 'decimal',
    says: '値の分子。割合でない指標では値そのもの。秘匿した値と値のないものは空',
  },
  { name: 'denominator', title: '分母', datatype: 'decimal', says: '値の分母。割合でない指標では空' },
  {
    name: 'value',
    title: '値',
    datatype: 'decimal',
    says: '分子と分母から計算した値。割合は百分率で、小数第1位まで四捨五入',
  },
  { name: 'unit', title: '単位', datatype: 'string', says: '値の単位' },
  {
    name: 'target',
    title: '目標',
    datatype: 'decimal',
    says: 'その年度の目標。なければ次に来る目標。定めのないものは空',
  },
  { name: 'targetYear', title: '目標年度', datatype: 'integer', says: '目標の年度の西暦' },
  {
    name: 'achieved',
    title: '達成度',
    datatype: 'decimal',
    says: '実績÷目標の百分率。下がるほどよい指標では目標÷実績',
  },
  { name: 'status', title: '達成状況', datatype: 'string', says: '達成、未達成、値なし、目標年度前、目標未設定' },
  { name: 'suppressed', title: '秘匿', datatype: 'boolean', says: '少ない人数が分かるため値を示さないものは1' },
  { name: 'restated', title: '訂正', datatype: 'boolean', says: '確定したあとに訂正した値は1。値は訂正後のもの' },
  { name: 'frozenNumerator', title: '確定時の分子', datatype: 'decimal', says: '年度を確定したときの分子' },
  { name: 'frozenDenominator', title: '確定時の分母', datatype: 'decimal', says: '年度を確定したときの分母' },
  { name: 'sample', title: 'サンプル値', datatype: 'boolean', says: '見本の定義や見本の値によるものは1' },
]

type Row = readonly (string | number | null)[]

export function dataOf(kind: Kind, facts: Facts): { readonly header: string[]; readonly rows: Row[] } {
  const isPublic = kind === 'public'
  return {
    header: columns.map(({ title }) => title),
    rows: facts.values.flatMap((value) => [
      rowOf(facts, value, { section: '全体', counted: value.stated, isPublic }),
      ...(isPublic && value.definition.unit === '%' && value.restatements.length === 0
        ? (facts.parts.get(value.definition.id) ?? []).map(({ name, ...counted }) =>
            rowOf(facts, value, { section: name ?? 'その他', counted, isPublic }),
          )
        : []),
    ]),
  }
}

function rowOf(
  { fiscalYear, asOf }: Facts,
  value: Value,
  { section, counted, isPublic }: { section: string; counted: Counted | null; isPublic: boolean },
): Row {
  const { definition, nodeName, target, targetYear, status, frozen, restatements, restsOnSample: isSample } = value
  const isHidden = isPublic && isTooSmall(counted, definition)
  const isFrozenHidden = isPublic && (isHidden || isTooSmall(frozen, definition))
  const isWhole = section === '全体'
  const shown = isHidden ? null : counted
  const was = isFrozenHidden || !isWhole ? null : frozen
  return [
    ...[fiscalYear, asOf, definition.id, definition.name],
    definition.kind === 'kpi' ? '成果指標' : '活動指標',
    ...[nodeName, section, shown?.numerator ?? null, shown?.denominator ?? null, shownFigure(shown, definition.unit)],
    ...[definition.unit, isWhole ? target : null, isWhole ? targetYear : null],
    isWhole && !isHidden ? achievedOf(value) : null,
    isWhole && !isHidden && (definition.kind === 'kpi' || target !== null) ? statuses[status] : null,
    ...[isHidden ? 1 : 0, isWhole && restatements.length > 0 ? 1 : 0],
    ...[was?.numerator ?? null, was?.denominator ?? null, isSample ? 1 : 0],
  ]
}

/** What stands beside the file of numbers, under its name and `-metadata.json`. */
export function columnsOf(facts: Facts, fileName: string): string {
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'ja' }],
    url: fileName,
    'dc:title': `${facts.policy} ${facts.fiscalYear}年度の指標の値`,
    'dc:publisher': facts.town,
    'dc:date': facts.closedOn,
    ...(restsOnSample(facts) ? { 'dc:description': 'サンプル値を含みます' } : {}),
    dialect: { encoding: 'utf-8', header: true },
    tableSchema: {
      columns: columns.map(({ name, title, datatype, says }) => ({
        ...{ name, titles: title, 'dc:description': says },
        datatype: datatype === 'boolean' ? { base: 'boolean', format: '1|0' } : datatype,
      })),
      primaryKey: ['fiscalYear', 'id', 'section'],
    },
  }
  return `${JSON.stringify(metadata, null, 2)}\n`
}

/** The same for people, as a table of a document. */
export function columnsSaid(): string[][] {
  return columns.map(({ title, says }) => [title, says])
}
