import type { ColumnSpec } from '#platform/files/columns.ts'
import type { TableRow } from '#platform/files/table.ts'

/** What the files of one import may be together when they come over the network, in bytes. */
export const uploadBytes = 36_000_000

/** The four files, in the order in which one refers to the next before it. */
export const fileNames = ['sections', 'staff', 'assignments', 'leave'] as const
export type FileName = (typeof fileNames)[number]

const staffNumber = {
  key: 'staffNumber',
  ja: '職員番号',
  also: ['職員コード', '職員ID', '個人コード'],
  type: 'code',
  required: true,
  maxLength: 40,
} as const
const sectionCode = {
  key: 'sectionCode',
  ja: '所属コード',
  also: ['所属CD', '所属番号', '組織コード'],
  type: 'code',
  isHalfWidth: true,
  required: true,
  maxLength: 40,
} as const

/** Columns as HR's files name them. An end is the last day that something holds; a column that is left out keeps what is stored. */
export const columns = {
  sections: [
    sectionCode,
    { key: 'name', ja: '所属名', also: ['所属名称', '組織名', '名称'], type: 'text', required: true },
    { key: 'kind', ja: '種別', also: ['区分', '階層', '組織区分'], type: 'code', required: true, maxLength: 40 },
    {
      key: 'parentCode',
      ja: '上位所属コード',
      also: ['親所属コード', '上位コード', '上位組織コード'],
      type: 'code',
      isHalfWidth: true,
      maxLength: 40,
    },
    { key: 'authority', ja: '任命権者', type: 'text' },
    { key: 'validFrom', ja: '適用開始日', also: ['開始日', '施行日', '設置日'], type: 'date', required: true },
    { key: 'validTo', ja: '適用終了日', also: ['終了日', '廃止日'], type: 'lastDay' },
  ],
  staff: [
    staffNumber,
    { key: 'name', ja: '氏名', also: ['漢字氏名', '氏名(漢字)', '氏名漢字', '職員氏名'], type: 'text', required: true },
    {
      key: 'nameKana',
      ja: '氏名カナ',
      also: ['フリガナ', 'カナ氏名', '氏名(カナ)', '氏名フリガナ', 'カナ'],
      type: 'text',
      required: true,
    },
    {
      key: 'employmentCategory',
      ja: '任用区分',
      also: ['職員区分', '雇用区分', '雇用形態', '任用形態'],
      type: 'code',
      required: true,
      maxLength: 40,
    },
    { key: 'occupation', ja: '職種', also: ['職種名', '職種名称'], type: 'code', required: true },
    { key: 'joinedOn', ja: '採用年月日', also: ['採用日', '入庁日'], type: 'date', required: true },
    { key: 'leftOn', ja: '退職年月日', also: ['退職日'], type: 'lastDay' },
    { key: 'email', ja: 'メール', also: ['メールアドレス', 'E-mail'], type: 'code' },
    { key: 'formerStaffNumber', ja: '旧職員番号', also: ['旧番号'], type: 'code', maxLength: 40 },
    { key: 'nameFrom', ja: '氏名適用日', type: 'date' },
  ],
  assignments: [
    { ...staffNumber, isWho: true },
    sectionCode,
    { key: 'grade', ja: '職務の級', also: ['級', '等級', '職級'], type: 'code', maxLength: 40 },
    { key: 'postTitle', ja: '職名', also: ['役職', '役職名', '補職名', '職名称'], type: 'text' },
    {
      key: 'kind',
      ja: '区分',
      type: 'choice',
      required: true,
      values: { 主務: 'primary', 兼務: 'concurrent', 事務取扱: 'acting' },
      whenAbsent: '主務',
    },
    { key: 'isHead', ja: '所属長', also: ['所属長フラグ'], type: 'boolean' },
    {
      key: 'validFrom',
      ja: '適用開始日',
      also: ['発令日', '発令年月日', '異動日', '異動年月日', '開始日'],
      type: 'date',
      required: true,
    },
    { key: 'validTo', ja: '適用終了日', also: ['終了日'], type: 'lastDay' },
  ],
  leave: [
    { ...staffNumber, isWho: true },
    {
      key: 'kind',
      ja: '種別',
      also: ['休職種別', '休業種別', '休職区分', '休業区分'],
      type: 'code',
      required: true,
      maxLength: 40,
    },
    { key: 'from', ja: '開始日', also: ['休職開始日', '休業開始日', '開始年月日'], type: 'date', required: true },
    { key: 'to', ja: '終了日', also: ['休職終了日', '休業終了日', '終了年月日'], type: 'lastDay' },
  ],
} as const satisfies Record<FileName, readonly ColumnSpec[]>

/** What the other files have: a list of everything may be brought for each of them. */
export const columnsBeside = (file: FileName): readonly ColumnSpec[] =>
  fileNames.filter((other) => other !== file).flatMap((other): readonly ColumnSpec[] => columns[other])

/** Where the policy has a ladder each post says its grade; where none is known a town may have none to say. */
export function columnsOf<F extends FileName>(file: F, hasLadder: boolean): (typeof columns)[F] {
  const needed = columns[file].map((column) =>
    column.key === 'grade' && hasLadder ? { ...column, required: true } : column,
  )
  return needed as unknown as (typeof columns)[F]
}

/** What a post has as its grade where the file says none. */
export const NO_GRADE = '—'

export type Row<F extends FileName> = TableRow<(typeof columns)[F]>

/** Rows of one file and the columns that it has. `isWhole` is false where other rows of the file could not be read. */
export interface Rows<F extends FileName> {
  readonly rows: readonly Row<F>[]
  readonly present: ReadonlySet<string>
  readonly isWhole: boolean
}

export const noRows = { rows: [], present: new Set<string>(), isWhole: true } as const

/** What page and report call a row that is like somebody. */
export interface AlikeRow {
  readonly kind: 'number' | 'name'
  readonly file: FileName
  readonly line: number
  readonly staffNumber: string
  /** As the staff file has them; null where only assignments or leave speak of the number. */
  readonly name: string | null
  readonly nameKana: string | null
  readonly other: {
    readonly staffNumber: string
    readonly name: string
    readonly nameKana: string
    /** Null where the person is stored and no row of the file. */
    readonly line: number | null
  }
  readonly isSame: boolean | null
}

/** Names a pair that is asked about, whoever answers. */
export const answerKey = (staffNumber: string, otherNumber: string) => JSON.stringify([staffNumber, otherNumber])

/** Name of a column as the files write it. */
export function labelOf(file: FileName, key: string, language: 'ja' | 'en'): string {
  const column = columns[file].find((known) => known.key === key)
  return (language === 'ja' ? column?.ja : column?.key) ?? key
}
