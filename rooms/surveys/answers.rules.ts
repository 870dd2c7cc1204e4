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
  }
}

const isWhole = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

/** Items in the survey's order, choices in the item's; what was left empty is not kept. */
export function kept(items: readonly SurveyItem[], given: ReadonlyMap<string, Value>): Answers {
  return Object.fromEntries(
    items.flatMap(({ id, choices = [] }) => {
      const value = given.get(id)
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
      return [[id, Array.isArray(value) ? choices.filter((choice) => value.includes(choice)) : value]]
    }),
  )
}
