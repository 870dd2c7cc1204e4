import { useNavigate } from '@tanstack/react-router'
import { useLanguage } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { Select } from '#platform/ui/form/Choices.tsx'

/** The fiscal year that a page shows, kept in its address. */
export function YearChoice({
  name,
  label,
  fiscalYear,
  years,
}: {
  name: string
  label: string
  fiscalYear: number
  /** First and last of which anything is known. */
  years: { readonly first: number; readonly last: number } | null
}) {
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [first, last] = [
    Math.min(years?.first ?? fiscalYear, fiscalYear),
    Math.max(years?.last ?? fiscalYear, fiscalYear),
  ]
  const choices = Array.from({ length: last - first + 1 }, (_, n) => last - n)
  return (
    <div data-print="no" className="mb-6 max-w-72">
      <Select
        name={name}
        label={label}
        value={String(fiscalYear)}
        choices={choices.map((one) => ({ value: String(one), label: formatFiscalYear(one, language) }))}
        onChange={(year) =>
          void navigate({
            to: '.',
            replace: true,
            resetScroll: false,
            search: (before: Record<string, unknown>) => ({ ...before, year: Number(year) }),
          } as Parameters<typeof navigate>[0])
        }
      />
    </div>
  )
}
