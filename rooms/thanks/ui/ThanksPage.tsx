import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { lists } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { ThanksForm } from './ThanksForm.tsx'
import { ThanksList } from './ThanksList.tsx'
import { useThanksApi } from './useThanksApi.ts'

/** ありがとう: one to write, and those to read. No number stands beside anybody. */
export function ThanksPage() {
  const t = useMessages(pageMessages)
  const api = useThanksApi()
  const navigate = useNavigate()
  const { list, to } = useSearch({ strict: false }) as { list?: string; to?: number }
  const [cameToRead] = useState(list !== undefined)
  const { data, error, refetch } = useQuery(api.thanks.showThanksForm.queryOptions({ input: {} }))
  const tabs = lists.filter((one) => one !== 'team' || data?.leads)
  return (
    <>
      <PageHeading lead={t('lead')} actions={data?.seesTotals && <Link to="/admin/thanks">{t('to.totals')}</Link>}>
        {t('title')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="text" rows={6} />}
      {data && (
        // Whoever comes to read, as from a notice, finds that first.
        <div className="grid items-start gap-8 lg:grid-cols-2">
          <div className={cameToRead ? 'max-lg:order-last' : ''}>
            <Section title={t('write')} data-print="no">
              <ThanksForm key={to} {...data} colleague={to ? Number(to) : undefined} />
            </Section>
          </div>
          <div className="min-w-0">
            <Section title={t('read')}>
              <Tabs
                label={t('read')}
                chosen={list ?? 'received'}
                onChoose={(id) => navigate({ to: '.', search: { list: id }, replace: true, resetScroll: false })}
                tabs={tabs.map((id) => ({ id, label: t(`list.${id}`), content: <ThanksList list={id} /> }))}
              />
            </Section>
          </div>
        </div>
      )}
    </>
  )
}
