import { useQuery } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { pdcaMessages } from '../messages.ts'
import { Decisions } from './Decisions.tsx'
import { usePdcaApi } from './usePdcaApi.ts'

/** A review opens with what became of the decisions of the one before. */
export function FollowUp({ fiscalYear }: { fiscalYear: number }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = usePdcaApi()
  const { data, error, refetch } = useQuery(api.pdca.showFollowUp.queryOptions({ input: { fiscalYear } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data || data.of === null || data.decisions.length === 0) return null
  const n = (state: 'done' | 'overdue' | 'open') => data.decisions.filter((one) => one.state === state).length
  return (
    <Section
      title={t('follow_up', { year: formatFiscalYear(data.of, language) })}
      lead={t('follow_up.lead', { n: data.decisions.length, done: n('done'), overdue: n('overdue'), open: n('open') })}
    >
      <Decisions decisions={data.decisions} />
    </Section>
  )
}
