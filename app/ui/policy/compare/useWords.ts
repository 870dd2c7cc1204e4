import { fieldMessages } from '#app/editions/fields.messages.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'

/** Fields of a policy and what is written in them, in the reader's words; what the format has no word for stands as it is written. */
export function useWords() {
  const t = useMessages(fieldMessages)
  const { language } = useLanguage()
  const list = new Intl.ListFormat(language, { type: 'unit' })
  const fieldName = (field: string) => {
    const key = `field.${field}`
    return hasMessage(fieldMessages, key) ? t(key) : field
  }
  /** Plain values only; null for what has fields of its own. */
  const plain = (value: unknown): string | null => {
    if (Array.isArray(value)) {
      const said = value.map(plain)
      return said.includes(null) ? null : list.format(said as string[])
    }
    if (typeof value === 'object') return null
    const key = `value.${value}`
    return hasMessage(fieldMessages, key) ? t(key) : String(value)
  }
  return { fieldName, plain }
}
