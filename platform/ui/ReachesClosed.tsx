import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearRange, formatFiscalYear } from '#platform/time/dates.ts'
import { uiMessages } from './messages.ts'

/** Said before a correction is pressed: closed years on which the fact, from its first day on, may have counted (INV-F4). */
export function ReachesClosed({ years, from }: { years: readonly number[]; from: string | undefined }) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const reached = from === undefined ? [] : years.filter((year) => from <= fiscalYearRange(year).to)
  if (reached.length === 0) return null
  const named = reached.map((year) => formatFiscalYear(year, language)).join(language === 'ja' ? '、' : ', ')
  return (
    <p role="status" className="rounded-8 border border-yellow-400 bg-yellow-50 p-3 text-yellow-1200">
      {t('corrections.reaches', { years: named })}
    </p>
  )
}
