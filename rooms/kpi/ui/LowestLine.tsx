import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { lowestMessages } from '../lowest.messages.ts'
import { type Counted, formatValue } from '../rules.ts'

export interface LowestShown extends Counted {
  readonly section: { readonly name: string | null; readonly holds: readonly string[] } | null
}

/** The lowest group in a line, under the share of the whole, which alone never stands for all staff. */
export function LowestLine({ lowest, unit }: { lowest: LowestShown | null; unit: string }) {
  const t = useMessages(lowestMessages)
  const { language } = useLanguage()
  if (!lowest) return <p className="text-dns-14N-130 text-solid-gray-700">{t('lowest.hidden')}</p>
  const value = formatValue(lowest, unit, language) ?? ''
  const { section } = lowest
  const first = section && (section.name ?? section.holds[0] ?? t('lowest.several'))
  const more = section ? section.holds.length - (section.name === null && section.holds.length > 0 ? 1 : 0) : 0
  const named = first && (more > 0 ? t('lowest.and_more', { section: first, n: more }) : first)
  return (
    <p className="figures text-dns-14N-130 text-solid-gray-800">
      {named ? t('lowest.line', { section: named, value }) : t('lowest.line_unnamed', { value })}
    </p>
  )
}
