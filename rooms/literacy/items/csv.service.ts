/**
 * Items as rows of a table, for spreadsheets: docs/items.md. Choices have letters, and what is right is written with them (`B`, `AC`, in
 * order `CAB`): a spreadsheet takes 1,3 for thirteen and 3-1 for a day. In a text, \n is a line's end and \\ a backslash.
 */
import { escaped, unescaped } from '#platform/files/escaped.ts'
import type { ColumnSpec, TableRow } from '#platform/files/table.ts'
import { itemsMessages } from './messages.ts'
import {
  type Item,
  type ItemBody,
  type ItemField,
  type ItemKind,
  itemFields,
  itemKinds,
  MOST_CHOICES,
} from './rules.ts'

const LETTERS = 'ABCDEFGHIJ'.slice(0, MOST_CHOICES)
const named = <Name extends string>(group: 'kind' | 'field', names: readonly Name[]) =>
  Object.fromEntries(
    names.map((name) => [itemsMessages.ja[`${group}.${name}` as keyof (typeof itemsMessages)['ja']], name]),
  ) as Readonly<Record<string, Name>>
const kinds = named('kind', itemKinds)
const fields = named('field', itemFields)
const LONG = 8_000

export const itemColumns = [
  { key: 'code', ja: '番号', en: 'code', type: 'code', required: true },
  { key: 'kind', ja: '形式', en: 'kind', type: 'choice', values: kinds, required: true },
  { key: 'field', ja: '領域', en: 'field', type: 'choice', values: fields },
  { key: 'skill', ja: 'スキル', en: 'skill', type: 'code' },
  { key: 'level', ja: '水準', en: 'level', type: 'integer', required: true },
  { key: 'stem', ja: '問題文', en: 'stem', type: 'text', maxLength: LONG },
  ...([...LETTERS].map((letter) => ({
    ...{ key: `choice${letter}`, ja: `選択肢${letter}`, en: `choice${letter}`, type: 'text', maxLength: LONG },
  })) as { key: `choice${string}`; ja: string; en: string; type: 'text'; maxLength: number }[]),
  { key: 'right', ja: '正答', en: 'right', type: 'text', maxLength: LONG },
  { key: 'tolerance', ja: '許容差', en: 'tolerance', type: 'code' },
  { key: 'unit', ja: '単位', en: 'unit', type: 'text' },
  { key: 'explanation', ja: '解説', en: 'explanation', type: 'text', maxLength: LONG },
  { key: 'isSample', ja: 'サンプル', en: 'isSample', type: 'boolean' },
] as const satisfies readonly ColumnSpec[]

export type ItemRow = TableRow<typeof itemColumns>

export function itemOfRow(row: ItemRow): Item {
  return {
    code: row.code,
    kind: row.kind as ItemKind,
    field: (row.field ?? 'unsorted') as ItemField,
    skill: row.skill ?? null,
    level: row.level,
    stem: unescaped(row.stem),
    body: bodyOf(row, row.kind as ItemKind),
    explanation: unescaped(row.explanation),
    isSample: row.isSample ?? false,
  }
}

function bodyOf(row: ItemRow, kind: ItemKind): ItemBody {
  const right = row.right ?? ''
  if (kind === 'numeric') return { value: unescaped(right), tolerance: row.tolerance ?? '0', unit: unescaped(row.unit) }
  if (kind === 'text') return { accepted: right === '' ? [] : split(right).map(unescaped) }
  const cells = [...LETTERS].map((letter) => unescaped(row[`choice${letter}` as 'choiceA']))
  const choices = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
  const letters = [
    ...right
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s,、・>→-]/g, ''),
  ]
  return { choices, right: letters.map((letter) => LETTERS.indexOf(letter) + 1) }
}

export const itemHeader = itemColumns.map(({ ja }) => ja)

export function rowOfItem({ code, kind, field, skill, level, stem, body, explanation, isSample }: Item) {
  const choices = 'choices' in body ? body.choices : []
  const right = 'choices' in body ? body.right.map((one) => LETTERS[one - 1]).join('') : rightOf(body)
  return [
    code,
    itemsMessages.ja[`kind.${kind}`],
    itemsMessages.ja[`field.${field}`],
    skill,
    level,
    escaped(stem),
    ...[...LETTERS].map((_, at) => escaped(choices[at] ?? '')),
    right,
    'tolerance' in body ? body.tolerance : null,
    'unit' in body ? escaped(body.unit) : null,
    escaped(explanation),
    isSample ? 1 : 0,
  ] as const
}

function rightOf(body: ItemBody): string {
  if ('accepted' in body) return body.accepted.map((form) => escaped(form).replaceAll('|', '\\|')).join('|')
  return 'value' in body ? body.value : ''
}

/** At each bar that no backslash stands before; what is between is still as it was written. */
function split(text: string): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/\\.|[^\\]/gsu)) {
    if (piece === '|') parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}
