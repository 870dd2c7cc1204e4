/** Answers on paper as somebody types them in: letters of the choices as the sheet shows them, a number, or words. */
import type { ColumnSpec } from '#platform/files/columns.ts'
import { type Given, hasChoices, type ItemKind } from '../items/rules.ts'
import { MOST_ITEMS } from './rules.ts'

export const LETTERS = 'ABCDEFGHIJ'

/** The column of the answer at a place. */
export const answerColumn = (place: number) => `問${place}`
const keyOf = (place: number) => `answer${place}`

export const paperColumns = [
  { key: 'staffNumber', ja: '職員番号', type: 'code', required: true },
  { key: 'paper', ja: '用紙', type: 'code', required: true },
  { key: 'satOn', ja: '実施日', type: 'date', required: true },
  ...(Array.from({ length: MOST_ITEMS }, (_, at) => ({
    ...{ key: keyOf(at + 1), ja: answerColumn(at + 1), type: 'text' },
  })) as { key: `answer${number}`; ja: string; type: 'text' }[]),
] as const satisfies readonly ColumnSpec[]

/** What stands in a row for a place; empty where nothing does. */
export function cellOf(row: Readonly<Record<string, unknown>>, place: number): string {
  const cell = row[keyOf(place)]
  return typeof cell === 'string' ? cell.trim() : ''
}

/** B, `a・c` or `C→A→B` as places; undefined for what is no answer to this kind of item. An empty cell is no answer, and right so. */
export function givenIn(cell: string, kind: ItemKind, choices: number): Given | undefined {
  if (cell === '') return null
  if (!hasChoices(kind)) return cell.length <= 200 ? cell : undefined
  const letters = [
    ...cell
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s,、・>→-]/g, ''),
  ]
  const places = letters.map((letter) => LETTERS.indexOf(letter) + 1)
  const isKnown = places.every((place) => place >= 1 && place <= choices) && new Set(places).size === places.length
  if (!isKnown || (kind === 'single' && places.length !== 1)) return undefined
  if (kind === 'ordering' && places.length !== choices) return undefined
  return kind === 'multiple' ? places.toSorted((a, b) => a - b) : places
}
