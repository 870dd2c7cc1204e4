import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { uiMessages } from '../messages.ts'
import { controlClass, Field, type FieldProps } from './Field.tsx'

/**
 * A date as people write it, in Japanese or western years; what it was read as stands beside it. `value` is what was typed;
 * `onChange` gives it back with its ISO date, undefined while it cannot be read.
 */
export function DateField({
  value,
  onChange,
  ...field
}: FieldProps & {
  value: string
  onChange: (typed: string, isoDate: string | undefined) => void
}) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const read = parseDate(value)
  // Whoever is still typing is not told; what was sent and is no day says so, rather than that it is missing.
  const [typed, isWrong] = [value.trim(), field.error !== undefined]
  const unread = typed !== '' && !read && (isWrong || typed.length > 5) ? t('date.unread') : undefined
  return (
    <Field {...field} support={field.support ?? t('date.hint')} error={unread ?? field.error}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <input
            {...control}
            value={value}
            inputMode="text"
            autoComplete="off"
            onChange={(event) => onChange(event.target.value, parseDate(event.target.value))}
            className={`${controlClass} h-12 max-w-60`}
          />
          <span aria-live="polite" className="text-solid-gray-700">
            {read && t('date.read_as', { date: formatDate(read, language, 'weekday') })}
          </span>
        </div>
      )}
    </Field>
  )
}
