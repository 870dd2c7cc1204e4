import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { SearchWords } from '../../records/ui/SearchWords.tsx'
import type { sectionRecords } from '../contract.ts'
import { sectionRecordsMessages } from '../messages.ts'
import { SectionStrikes } from './SectionStrikes.tsx'
import { StrikeSection } from './StrikeSection.tsx'
import { useDays } from './useDays.ts'

/** 所属の記録: sections day by day, those that were imported last first; one that never was is struck. */
export function SectionRecordsPage() {
  const t = useMessages(sectionRecordsMessages)
  const api = useApi<{ sectionRecords: typeof sectionRecords }>()
  const [q, setQ] = useState('')
  const { data, error, refetch } = useQuery(
    api.sectionRecords.listSectionRecords.queryOptions({ input: q ? { q } : {}, placeholderData: keepPreviousData }),
  )
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <SearchWords label={t('search.label')} verb={t('search.do')} onSearch={setQ} />
      <div className="mt-8">
        {error ? (
          <Trouble error={error} retry={refetch} />
        ) : data ? (
          <>
            <Section title={t(q ? 'found.title' : 'found.last')}>
              {data.periods.length === 0 && (
                <Empty action={!q && <LinkButton to="/admin/import">{t('found.import')}</LinkButton>}>
                  {t(q ? 'found.nothing' : 'found.none')}
                </Empty>
              )}
              <ul className="divide-y divide-solid-gray-200">
                {data.periods.map((period) => (
                  <Period key={`${period.sectionCode} ${period.validFrom}`} period={period} years={data.closedYears} />
                ))}
              </ul>
              {data.hasMore && <p className="mt-4">{t('found.more')}</p>}
            </Section>
            <SectionStrikes corrections={data.corrections} years={data.closedYears} />
          </>
        ) : (
          <Waiting shape="table" />
        )}
      </div>
    </>
  )
}

type Listed = Answer<typeof sectionRecords.listSectionRecords>['periods'][number]

function Period({ period, years }: { period: Listed; years: readonly number[] }) {
  const t = useMessages(sectionRecordsMessages)
  const days = useDays()
  const { name, sectionCode, kind, parent } = period
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong>{name}</strong>
          <span className="figures">{sectionCode}</span>
          <span>{kind}</span>
          {parent !== null && <span className="text-solid-gray-700">{t('under', { parent })}</span>}
        </p>
        <p className="figures text-solid-gray-700">{days(period)}</p>
      </div>
      <StrikeSection period={period} years={years} />
    </li>
  )
}
