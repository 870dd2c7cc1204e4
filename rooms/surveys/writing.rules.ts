/** A survey as somebody writes it in the browser, and as the file that comes of it: `survey.rules.ts` says what is wrong with that. */
import { stringify } from 'yaml'
import { hasChoices, type SurveyItem } from './survey.rules.ts'

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

/** Columns of the items as a table, for spreadsheets; choices stand in one cell with | between. */
export const itemColumns = [
  ...(['id', 'type', 'wording', 'choices', 'min', 'max', 'outcome', 'onlyItem', 'onlyOneOf'] as const),
  ...(['wordingEn', 'choicesEn'] as const),
] as const satisfies readonly (keyof ItemDraft)[]

export function rowOfItem(item: ItemDraft): string[] {
  const isNumber = item.type === 'number'
  return itemColumns.map((column) => {
    if (column === 'choices' || column === 'choicesEn') return linesOf(item[column]).join(' | ')
    if (column === 'onlyOneOf') return item.onlyOneOf.join(' | ')
    return (column === 'min' || column === 'max') && !isNumber ? '' : item[column]
  })
}
