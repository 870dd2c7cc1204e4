import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { surveys } from '../contract.ts'
import { namedMessages } from './named.messages.ts'
import { useSurveysApi } from './useSurveys.ts'

type Person = Output<typeof surveys.showNamedAnswers>['people'][number]

const wordsOf = ({ said }: Person) => (Array.isArray(said) ? said.join('・') : said)

/** Of a closed named round, to those who were named to read it: who answered what. */
export function NamedAnswers({ roundId }: { roundId: number }) {
  const t = useMessages(namedMessages)
  const { language } = useLanguage()
  const api = useSurveysApi()
  const [item, setItem] = useState<string>()
  const pages = useInfiniteQuery(
    api.surveys.showNamedAnswers.infiniteOptions({
      input: (after: number) => ({ roundId, after, ...(item === undefined ? {} : { item }) }),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const [first] = pages.data?.pages ?? []
  if (pages.error) return <Trouble error={pages.error} retry={pages.refetch} />
  if (!first) return <Waiting shape="table" rows={6} />
  const people = pages.data!.pages.flatMap((page) => page.people)
  const columns: Column<Person>[] = [
    {
      ...{ id: 'name', header: t('name'), isRowHeader: true, value: ({ name }) => name },
      cell: ({ name }) => name,
    },
    { ...{ id: 'section', header: t('section'), value: ({ section }) => section }, cell: ({ section }) => section },
    { ...{ id: 'said', header: t('said'), value: wordsOf }, cell: wordsOf },
  ]
  const choices = first.items.map(({ id, wording, wordingEn }) => ({
    ...{ value: id, label: (language === 'en' && wordingEn) || wording },
  }))
  return (
    <Section title={t('answers.title')} lead={t('answers.lead')}>
      <div className="mb-6 max-w-[42em]">
        <Select name="item" label={t('item')} value={first.item} choices={choices} onChange={setItem} />
      </div>
      <DataTable
        caption={choices.find(({ value }) => value === first.item)?.label ?? t('answers.title')}
        name="named"
        columns={columns}
        rows={people}
        rowKey={({ staffMemberId }) => staffMemberId}
        empty={<p>{t('answers.none')}</p>}
      />
      {pages.hasNextPage && (
        <Button look="secondary" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('answers.more', { n: formatNumber(first.total - people.length, language) ?? '' })}
        </Button>
      )}
    </Section>
  )
}
