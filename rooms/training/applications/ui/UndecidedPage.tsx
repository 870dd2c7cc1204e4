import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DeciderPosts } from '#rooms/people/deciders/ui/DeciderPosts.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { Board } from './Approvals.tsx'
import { pageMessages } from './messages.ts'

/** What only HR can decide, because nobody stands above the applicant; and the posts that decide instead, where HR names any. */
export function UndecidedPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.listUndecided.queryOptions({ input: {} }))
  const n = data ? data.total.toDecide + data.total.toCover : 0
  return (
    <>
      <PageHeading lead={t('undecided.lead')}>{t('undecided')}</PageHeading>
      <Section title={t('undecided.waiting')}>
        {error && <Trouble error={error} retry={refetch} />}
        {!error && !data && <Waiting shape="list" rows={4} />}
        {data && (n === 0 ? <Empty>{t('undecided.none')}</Empty> : <Board approvals={data} />)}
      </Section>
      <DeciderPosts />
    </>
  )
}
