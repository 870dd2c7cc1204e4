import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { uiMessages } from './messages.ts'

type Facts = Readonly<Record<string, string | number | null>>

export interface ShownCorrection {
  correctionId: number
  before: Facts
  after: Facts
  reason: string
  by: string | null
  on: string
}

/** What was put right beside the fact: before struck, after, why, by whom and when. `wordsOf` says a fact in the words of its page. */
export function Corrections({
  corrections,
  wordsOf,
}: {
  corrections: readonly ShownCorrection[]
  wordsOf: (facts: Facts) => string
}) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  if (corrections.length === 0) return null
  return (
    <div>
      <h3 className="text-std-16B-170">{t('corrections')}</h3>
      <ol className="mt-2 grid gap-2">
        {corrections.map(({ correctionId, before, after, reason, by, on }) => (
          <li key={correctionId} className="border-blue-300 border-l-4 pl-4">
            <p className="figures flex flex-wrap items-baseline gap-x-3">
              <s>{wordsOf(before)}</s>
              <span aria-hidden="true">→</span>
              <strong>{wordsOf(after) || t('corrections.none')}</strong>
            </p>
            <p className="text-solid-gray-700">
              {formatDate(on, language)} {by} · {t('corrections.reason', { reason })}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}
