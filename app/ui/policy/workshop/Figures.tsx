import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { formatWithCounts } from '#rooms/kpi/rules.ts'
import { valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import { api } from '../../api.ts'
import { figuresMessages } from './figures.messages.ts'
import { useWork } from './work.tsx'

/** What the draft would count today, as it was stored last; it is asked for again once something is stored. */
export function useFigures() {
  const { draft, editing } = useWork()
  const queries = useQueryClient()
  const { workingDraftId } = draft
  const options = api.editions.showDraftFigures.queryOptions({ input: { workingDraftId } })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again for each version, and never because the page was drawn.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: options.queryKey })
  }, [editing.version])
  return useQuery(options).data
}

/** How many people the floor would hold today, and whom each exclusion takes out; its place is kept while that is counted. */
export function PopulationToday() {
  const t = useMessages(figuresMessages)
  const figures = useFigures()
  const { language } = useLanguage()
  const n = (people: number) => people.toLocaleString(language)
  const population = figures?.population
  return (
    <section
      aria-label={t('population')}
      aria-busy={figures === undefined}
      className="mb-4 min-h-24 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6"
    >
      {population ? (
        <>
          <p className="text-std-20B-150">
            {t('population.people', { n: n(population.people), date: formatDate(figures.asOf, language) })}
          </p>
          <ul className="mt-1 list-disc pl-6">
            <li>{t('population.service', { n: n(population.inService) })}</li>
            {population.included < population.inService && (
              <li>{t('population.others', { n: n(population.inService - population.included) })}</li>
            )}
            {population.excluded.map(({ reason, people }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an exclusion is its place.
              <li key={at}>{t('population.excluded', { n: n(people), reason })}</li>
            ))}
          </ul>
        </>
      ) : (
        figures && <p>{t('population.none')}</p>
      )}
    </section>
  )
}

/** Beside a KPI or an indicator: its value today, and nothing while its measure is none. */
export function useValueToday(): (entry: unknown) => ReactNode {
  const t = useMessages(figuresMessages)
  const figures = useFigures()
  const { language } = useLanguage()
  return (entry) => {
    const value = figures?.values.find(({ id }) => id === valueAt(entry, ['id']))
    const said = value && formatWithCounts(value, value.unit, language)
    return (
      <p className="min-h-7 rounded-8 bg-solid-gray-50 px-3 py-1" aria-live="polite">
        {value && said ? (
          <>
            {t('value', { value: said, date: formatDate(value.asOf, language) })} {value.restsOnSample && <SampleTag />}
          </>
        ) : (
          figures && t(typeof valueAt(entry, ['measure']) === 'string' ? 'value.none' : 'value.by_hand')
        )}
      </p>
    )
  }
}
