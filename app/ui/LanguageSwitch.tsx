import { useQueryClient } from '@tanstack/react-query'
import { type Language, languages } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { appMessages } from './messages.ts'

/** 日本語 or English; what the server has said is asked again in the new language. */
export function LanguageSwitch() {
  const t = useMessages(appMessages)
  const queries = useQueryClient()
  const { language, setLanguage } = useLanguage()
  function change(next: Language) {
    setLanguage(next)
    document.documentElement.lang = next
    queries.invalidateQueries()
  }
  return (
    <fieldset className="flex items-center whitespace-nowrap">
      <legend className="sr-only">{t('language')}</legend>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => change(each)}
          className="min-h-11 rounded-6 px-2 text-dns-14N-130 text-solid-gray-800 underline hover:bg-solid-gray-50 aria-pressed:font-bold aria-pressed:text-solid-gray-900 aria-pressed:no-underline"
        >
          {t(`language.${each}`)}
        </button>
      ))}
    </fieldset>
  )
}
