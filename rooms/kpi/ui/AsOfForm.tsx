import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { kpiMessages } from '../messages.ts'

/** Looks at the same number as of another day; the day stands in the address. */
export function AsOfForm({ asOf }: { asOf: string }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(formatDate(asOf, language, 'short'))
  const [day, setDay] = useState<string | undefined>(asOf)
  function show(event: { preventDefault(): void }) {
    event.preventDefault()
    if (!day) return
    navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, asOf: day }),
    } as Parameters<typeof navigate>[0])
  }
  return (
    <details data-print="no" className="mt-4">
      <summary className="text-blue-1000 underline">{t('as_of.change')}</summary>
      <form noValidate onSubmit={show} className="mt-3 flex flex-wrap items-end gap-4">
        <DateField
          name="look-at"
          label={t('as_of')}
          value={typed}
          onChange={(text, isoDate) => {
            setTyped(text)
            setDay(isoDate)
          }}
        />
        <Button type="submit" look="secondary" disabled={!day}>
          {t('as_of.show')}
        </Button>
      </form>
    </details>
  )
}
