import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import type { Answer } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { records } from '../contract.ts'
import { recordPageMessages } from '../messages.ts'
import { SearchWords } from './SearchWords.tsx'
import { useRecordsApi } from './useRecordsApi.ts'

type Listed = Answer<typeof records.listRecords>['people'][number]

/** 職員の記録: HR finds anybody, also whoever is to come, has left or declined. */
export function RecordsPage({ Waiting: Joins }: { Waiting: ComponentType }) {
  const t = useMessages(recordPageMessages)
  const api = useRecordsApi()
  const [q, setQ] = useState('')
  const { data, error, refetch } = useQuery(
    api.records.listRecords.queryOptions({ input: q ? { q } : {}, placeholderData: keepPreviousData }),
  )
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <SearchWords label={t('search.label')} verb={t('search.do')} onSearch={setQ} />
      <Joins />
      <div className="mt-8">
        {error ? (
          <Trouble error={error} retry={refetch} />
        ) : data ? (
          <Section title={t(q ? 'found.title' : 'found.coming')}>
            {data.people.length === 0 && <Empty>{t(q ? 'found.nobody' : 'found.no_coming')}</Empty>}
            <ul className="divide-y divide-solid-gray-200">
              {data.people.map((person) => (
                <Person key={person.staffMemberId} person={person} />
              ))}
            </ul>
            {data.hasMore && <p className="mt-4">{t('found.more')}</p>}
          </Section>
        ) : (
          <Waiting shape="table" />
        )}
      </div>
    </>
  )
}

function Person({ person }: { person: Listed }) {
  const { staffMemberId, name, nameKana, staffNumbers } = person
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
      <Link to={`/admin/records/${staffMemberId}`}>{name}</Link>
      <span className="text-dns-14N-130 text-solid-gray-700">{nameKana}</span>
      <span className="figures">{staffNumbers.join('・')}</span>
      <Tag tone={person.state === 'toCome' ? 'blue' : person.state === 'declined' ? 'yellow' : 'plain'}>
        <StateWords {...person} />
      </Tag>
    </li>
  )
}

export function StateWords({ state, day }: Pick<Listed, 'state' | 'day'>) {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  return t(`state.${state}`, { day: day ? formatDate(day, language) : '' })
}
