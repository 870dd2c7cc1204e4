import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import { partsMessages } from './parts.messages.ts'
import type { Shape } from './specs.ts'
import { optionsOf, useWork } from './work.tsx'

/**
 * What an entry of a list is called: by the first of its fields that says so, an id by the name that it stands for. One that is of a time is called
 * by all of them, the time and how much it is: two of them differ in nothing else.
 */
export function useEntryName(shape: Shape): (entry: unknown) => string | undefined {
  const t = useMessages(partsMessages)
  const { language } = useLanguage()
  const { data } = useWork().editing
  const said = (entry: unknown, key: string) => {
    const held = valueAt(entry, [key])
    const text = typeof held === 'string' || typeof held === 'number' ? String(held).trim() : ''
    const kind = shape.fields.find((field) => field.key === key)?.kind
    if (typeof kind !== 'object' || !('ref' in kind)) return text
    return optionsOf(data, kind.ref).find(({ value }) => value === text)?.label ?? text
  }
  const timeOf = (entry: unknown) => {
    const year = valueAt(entry, ['fiscalYear'])
    if (typeof year === 'number') return formatFiscalYear(year, language)
    return valueAt(entry, ['endOfPlan']) === true ? t('endOfPlan.short') : said(entry, 'asOf')
  }
  return (entry) => {
    if (typeof entry === 'string') return entry
    const named = shape.named.map((key) => said(entry, key))
    const all = shape.amount === undefined ? named : [...named, timeOf(entry), said(entry, shape.amount)]
    const filled = all.filter((words) => words !== '')
    return shape.amount === undefined ? filled[0] : filled.join(' ') || undefined
  }
}
