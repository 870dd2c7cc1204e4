import type { ColumnSpec } from '#platform/files/columns.ts'
import type { TableRow } from '#platform/files/table.ts'

/** What the files of one import may be together when they come over the network, in bytes. */
export const uploadBytes = 36_000_000

/** The four files, in the order in which one refers to the next before it. */
export const fileNames = ['sections', 'staff', 'assignments', 'leave'] as const
export type FileName = (typeof fileNames)[number]

/** Columns as HR's files name them. An end is the last day that something holds; a column that is left out keeps what is stored. */
export const columns = {
  sections: [
    { key: 'sectionCode', ja: '所属コード', type: 'code', isHalfWidth: true, required: true, maxLength: 40 },
    { key: 'name', ja: '所属名', type: 'text', required: true },
    { key: 'kind', ja: '種別', type: 'code', required: true, maxLength: 40 },
    { key: 'parentCode', ja: '上位所属コード', type: 'code', isHalfWidth: true, maxLength: 40 },
    { key: 'authority', ja: '任命権者', type: 'text' },
    { key: 'validFrom', ja: '適用開始日', type: 'date', required: true },
    { key: 'validTo', ja: '適用終了日', type: 'lastDay' },
  ],
  staff: [
    { key: 'staffNumber', ja: '職員番号', type: 'code', required: true, maxLength: 40 },
    { key: 'name', ja: '氏名', type: 'text', required: true },
    { key: 'nameKana', ja: '氏名カナ', type: 'text', required: true },
    { key: 'employmentCategory', ja: '任用区分', type: 'code', required: true, maxLength: 40 },
    { key: 'occupation', ja: '職種', type: 'code', required: true },
    { key: 'joinedOn', ja: '採用年月日', type: 'date', required: true },
    { key: 'leftOn', ja: '退職年月日', type: 'lastDay' },
    { key: 'email', ja: 'メール', type: 'code' },
    { key: 'formerStaffNumber', ja: '旧職員番号', type: 'code', maxLength: 40 },
    { key: 'nameFrom', ja: '氏名適用日', type: 'date' },
  ],
  assignments: [
    { key: 'staffNumber', ja: '職員番号', type: 'code', required: true, maxLength: 40 },
    { key: 'sectionCode', ja: '所属コード', type: 'code', isHalfWidth: true, required: true, maxLength: 40 },
    { key: 'grade', ja: '職務の級', type: 'code', required: true, maxLength: 40 },
    { key: 'postTitle', ja: '職名', type: 'text' },
    {
      key: 'kind',
      ja: '区分',
      type: 'choice',
      required: true,
      values: { 主務: 'primary', 兼務: 'concurrent', 事務取扱: 'acting' },
    },
    { key: 'isHead', ja: '所属長', type: 'boolean' },
    { key: 'validFrom', ja: '適用開始日', type: 'date', required: true },
    { key: 'validTo', ja: '適用終了日', type: 'lastDay' },
  ],
  leave: [
    { key: 'staffNumber', ja: '職員番号', type: 'code', required: true, maxLength: 40 },
    { key: 'kind', ja: '種別', type: 'code', required: true, maxLength: 40 },
    { key: 'from', ja: '開始日', type: 'date', required: true },
    { key: 'to', ja: '終了日', type: 'lastDay' },
  ],
} as const satisfies Record<FileName, readonly ColumnSpec[]>

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
