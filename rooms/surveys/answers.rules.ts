/** What an answer may be, and in which form it is kept: nothing of the order or the form in which it was sent. */
import type { SurveyItem } from './survey.rules.ts'

export type Value = string | number | readonly string[]
export type Answers = Readonly<Record<string, Value>>

/** Letters of a free text. */
export const LONGEST = 2_000

/** Whether a value can answer an item. */
export function fits(item: SurveyItem, value: unknown): value is Value {
  const { choices = [], scale } = item
  switch (item.type) {
    case 'agreement5':
      return isWhole(value, 1, 5)
    case 'number':
      return isWhole(value, scale?.min ?? 0, scale?.max ?? 0)
    case 'single':
      return typeof value === 'string' && choices.includes(value)
    case 'multiple':
      return Array.isArray(value) && new Set(value).size === value.length && value.every((one) => choices.includes(one))
    case 'text':
      return typeof value === 'string' && value.length <= LONGEST
    case 'heading':
      return false
  }
}

const isWhole = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

/** Items in the survey's order, choices in the item's; what was left empty, and what was not to be asked, is not kept. */
export function kept(items: readonly SurveyItem[], given: ReadonlyMap<string, Value>): Answers {
  const answers: Record<string, Value> = {}
  for (const item of items) {
    const value = given.get(item.id)
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    if (!isAsked(item, answers)) continue
    answers[item.id] = Array.isArray(value) ? (item.choices ?? []).filter((choice) => value.includes(choice)) : value
  }
  return answers
}

/** Whether an item is asked of whoever has said this before it. */
export function isAsked({ onlyIf }: Pick<SurveyItem, 'onlyIf'>, answers: Answers): boolean {
  if (!onlyIf) return true
  const said = answers[onlyIf.item]
  return onlyIf.oneOf.some((one) => (Array.isArray(said) ? said.includes(String(one)) : said === one))
}
