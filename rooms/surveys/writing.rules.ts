/** A survey as somebody writes it in the browser, and as the file that comes of it: `survey.rules.ts` says what is wrong with that. */
import { stringify } from 'yaml'
import type { ColumnSpec, TableRow } from '#platform/files/table.ts'
import { surveysMessages } from './messages.ts'
import { hasChoices, itemTypes, type SurveyItem } from './survey.rules.ts'

/** An item as it stands in fields: everything is text, and what its type has no use for waits. */
export interface ItemDraft {
  readonly id: string
  readonly type: SurveyItem['type']
  readonly wording: string
  /** One a line. */
  readonly choices: string
  readonly min: string
  readonly max: string
  readonly outcome: string
  /** An earlier item, by its id; empty where everybody is asked. */
  readonly onlyItem: string
  readonly onlyOneOf: readonly string[]
  readonly wordingEn: string
  readonly choicesEn: string
}

export interface SurveyDraft {
  readonly id: string
  readonly title: string
  readonly titleEn: string
  readonly kind: 'anonymous' | 'named'
  readonly items: readonly ItemDraft[]
}

export const emptyItem: ItemDraft = {
  ...{ id: '', type: 'agreement5', wording: '', choices: '', min: '0', max: '10', outcome: '' },
  ...{ onlyItem: '', onlyOneOf: [], wordingEn: '', choicesEn: '' },
}

const wordsOf = Object.fromEntries(itemTypes.map((type) => [type, surveysMessages.ja[`type.${type}`]])) as Readonly<
  Record<ItemDraft['type'], string>
>
const typesInWords = Object.fromEntries(itemTypes.map((type) => [wordsOf[type], type]))

/** By what files and verbs know a survey of which nobody has said it: its title, as an id may be written. */
export function idFrom(title: string): string {
  const parts = title.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []
  return [...parts.join('-')].slice(0, LONGEST_ID).join('')
}

const LONGEST_ID = 40

/** A new item, under an id that no other has. */
export function itemAdded(items: readonly ItemDraft[]): ItemDraft {
  const taken = new Set(items.map(({ id }) => id))
  let n = items.length + 1
  while (taken.has(`q${n}`)) n++
  return { ...emptyItem, id: `q${n}` }
}

export function draftOfItem({ id, type, wording, choices = [], scale, outcome, onlyIf, en }: SurveyItem): ItemDraft {
  return {
    ...{ id, type, wording, choices: choices.join('\n'), outcome: outcome ?? '' },
    ...{ min: String(scale?.min ?? 0), max: String(scale?.max ?? 10) },
    ...{ onlyItem: onlyIf?.item ?? '', onlyOneOf: onlyIf?.oneOf.map(String) ?? [] },
    ...{ wordingEn: en?.wording ?? '', choicesEn: en?.choices?.join('\n') ?? '' },
  }
}

/** The file: what was left empty does not stand in it. */
export function surveyYaml({ id, title, titleEn, kind, items }: SurveyDraft): string {
  const types = new Map(items.map((item) => [item.id, item.type]))
  return stringify(
    {
      ...{ formatVersion: 1, id, title },
      ...(titleEn.trim() && { en: { title: titleEn } }),
      ...{ kind, items: items.map((item) => written(item, types)) },
    },
    { lineWidth: 0 },
  )
}

function written(item: ItemDraft, types: ReadonlyMap<string, SurveyItem['type']>) {
  const { id, type, wording, outcome, onlyItem, onlyOneOf, wordingEn } = item
  const [choices, translated] = [linesOf(item.choices), linesOf(item.choicesEn)]
  const isNumber = types.get(onlyItem) === 'agreement5'
  return {
    ...{ id, type, wording },
    ...(hasChoices(type) && { choices }),
    ...(type === 'number' && { scale: { min: numberIn(item.min), max: numberIn(item.max) } }),
    ...(type !== 'heading' && outcome && { outcome }),
    ...(onlyItem && { onlyIf: { item: onlyItem, oneOf: onlyOneOf.map((one) => (isNumber ? Number(one) : one)) } }),
    ...(wordingEn.trim() && { en: { wording: wordingEn, ...(hasChoices(type) && { choices: translated }) } }),
  }
}

export function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
}

/** What is no number stays as it was typed, for the check to say so. */
function numberIn(text: string): number | string {
  return /^-?\d+$/.test(text.trim()) ? Number(text) : text
}

/** Moved by so many places, as far as the list goes. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const to = Math.max(0, Math.min(list.length - 1, at + by))
  const rest = list.toSpliced(at, 1)
  return rest.toSpliced(to, 0, list[at]!)
}

/** Items as rows of a table, for spreadsheets; several choices stand in one cell with | between. */
export const itemColumns = [
  { key: 'id', ja: '設問の名前', type: 'code', required: true, maxLength: 64 },
  { key: 'type', ja: '答え方', type: 'choice', values: typesInWords, required: true },
  { key: 'wording', ja: '設問の文', type: 'text', maxLength: 4_000 },
  { key: 'choices', ja: '選択肢', type: 'text', maxLength: 8_000 },
  { key: 'min', ja: '最小', type: 'code' },
  { key: 'max', ja: '最大', type: 'code' },
  { key: 'outcome', ja: 'アウトカム', type: 'code' },
  { key: 'onlyItem', ja: '前の設問', type: 'code' },
  { key: 'onlyOneOf', ja: 'その答え', type: 'text', maxLength: 8_000 },
  { key: 'wordingEn', ja: '設問の文の英訳', type: 'text', maxLength: 4_000 },
  { key: 'choicesEn', ja: '選択肢の英訳', type: 'text', maxLength: 8_000 },
] as const satisfies readonly ColumnSpec[]

export const itemHeader = itemColumns.map(({ ja }) => ja)

export function rowOfItem(item: ItemDraft): string[] {
  const isNumber = item.type === 'number'
  return [
    ...[item.id, wordsOf[item.type], item.wording, inOneCell(item.choices)],
    ...(isNumber ? [item.min, item.max] : ['', '']),
    ...[item.outcome, item.onlyItem, item.onlyOneOf.join(' | '), item.wordingEn, inOneCell(item.choicesEn)],
  ]
}

export function itemOfRow(row: TableRow<typeof itemColumns>): ItemDraft {
  return {
    ...{ id: row.id, type: row.type as ItemDraft['type'], wording: row.wording ?? '', outcome: row.outcome ?? '' },
    ...{ choices: partsOf(row.choices).join('\n'), choicesEn: partsOf(row.choicesEn).join('\n') },
    ...{ min: row.min ?? emptyItem.min, max: row.max ?? emptyItem.max },
    ...{ onlyItem: row.onlyItem ?? '', onlyOneOf: partsOf(row.onlyOneOf), wordingEn: row.wordingEn ?? '' },
  }
}

const inOneCell = (lines: string) => linesOf(lines).join(' | ')
const partsOf = (text = '') => text.split('|').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
