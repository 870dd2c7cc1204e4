/** Sheets of paper: who does what with them, and how many are taken at once. */

import type { Value } from './answers.rules.ts'
import { answersOf, type SurveyItem } from './survey.rules.ts'

/** Whoever notes who handed in a sheet enters none of them in that round, and the other way round. */
export const paperTasks = ['notes', 'enters'] as const
export type PaperTask = (typeof paperTasks)[number]

/** Days for which a round waits, after its last one, for sheets that are noted and not entered. */
export const DAYS_FOR_SHEETS = 7

/**
 * While answers come in, sheets of a cell are taken k at once and more: whoever reads the database before and after would otherwise see what one
 * person wrote. Once nobody answers any more, the rest of a cell is taken however small it is.
 */
export function fewestSheets(today: string, { to, k }: { readonly to: string; readonly k: number }): number {
  return today > to ? 1 : k
}

/** What a digit key says of an item, as the sheet numbers its answers; of several it adds or takes away, and 0 leaves the item empty. */
export function typed(
  item: Pick<SurveyItem, 'type' | 'choices'>,
  value: Value | undefined,
  digit: number,
): Value | undefined {
  if (digit === 0) return undefined
  const one = answersOf(item).find((_, at) => at === digit - 1)
  if (one === undefined || item.type !== 'multiple') return one ?? value
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const next = chosen.includes(String(one)) ? chosen.filter((other) => other !== one) : [...chosen, String(one)]
  return next.length === 0 ? undefined : next
}
