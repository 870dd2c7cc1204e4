import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { ClaimsToDecide } from './ClaimsToDecide.tsx'
import { pageMessages } from './messages.ts'
import { QualificationList } from './QualificationList.tsx'
import { ResultsForm } from './ResultsForm.tsx'
import { useQualificationsApi } from './useQualificationsApi.ts'

const tabs = ['claims', 'results', 'list'] as const
const parts = { claims: <ClaimsToDecide />, results: <ResultsForm />, list: <QualificationList /> }

/** 資格・検定, for HR: what waits to be confirmed, results by hand, and the managed list. */
export function AdminQualificationsPage() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const [chosen, choose] = useChoiceInAddress('tab', tabs, { alone: true })
  const { data } = useQuery(api.qualifications.listWaitingClaims.queryOptions({ input: {} }))
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('admin'), to: '/admin' }, { label: t('admin.title') }]} />
      <PageHeading lead={t('admin.lead')}>{t('admin.title')}</PageHeading>
      <Tabs
        label={t('admin.title')}
        chosen={chosen}
        onChoose={(id) => choose(id as (typeof tabs)[number])}
        tabs={tabs.map((id) => ({
          id,
          label: t(`tab.${id}`),
          ...(id === 'claims' && { count: data?.claims.length }),
          content: parts[id],
        }))}
      />
    </>
  )
}
