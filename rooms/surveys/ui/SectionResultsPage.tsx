import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { surveys } from '../contract.ts'
import { percent, useItemWords } from './result-words.ts'
import { sectionMessages } from './section.messages.ts'
import { useSurveysApi } from './useSurveys.ts'

type Answer = Output<typeof surveys.showSectionSurveyResults>
type Shown = NonNullable<Answer['shown']>
type Item = Shown['items'][number]

/** A head's own sections beside the whole, where enough answered (INV-A7). */
export function SectionResultsPage() {
  const t = useMessages(sectionMessages)
  const { language } = useLanguage()
  const api = useSurveysApi()
  const first = useQuery(api.surveys.showSectionSurveyResults.queryOptions({ input: {} }))
  const rounds = first.data?.rounds ?? []
  const [chosen, choose] = useChoiceInAddress(
    'round',
    rounds.map(({ roundId }) => String(roundId)),
  )
  const { data, error, refetch } = useQuery({
    ...api.surveys.showSectionSurveyResults.queryOptions({ input: chosen ? { roundId: Number(chosen) } : {} }),
    placeholderData: keepPreviousData,
  })
  const day = (date: string) => formatDate(date, language, 'short')
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={8} />}
      {data?.rounds.length === 0 && <Empty title={t('none.title')}>{t('none')}</Empty>}
      {data && data.rounds.length > 1 && (
        <div className="mb-6 max-w-[42em]" data-print="no">
          <Select
            name="round"
            label={t('round')}
            value={chosen}
            onChange={choose}
            choices={rounds.map(({ roundId, title, from, to }) => ({
              value: String(roundId),
              label: t('round.is', { title, from: day(from), to: day(to) }),
            }))}
          />
        </div>
      )}
      {data?.shown && (
        <Results
          shown={data.shown}
          title={data.rounds.find(({ roundId }) => roundId === data.shown?.roundId)?.title ?? ''}
        />
      )}
    </>
  )
}

function Results({ shown, title }: { shown: Shown; title: string }) {
  const t = useMessages(sectionMessages)
  const { language } = useLanguage()
  const wording = useItemWords()
  const number = (n: number) => formatNumber(n, language) ?? ''
  const share = (id: string, header: string, of: (item: Item) => Item['whole']): Column<Item> => ({
    ...{ id, header, align: 'end' as const },
    value: (item) => {
      const told = of(item)
      return told && told.favourable / told.n
    },
    cell: (item) => {
      const told = of(item)
      return told ? (
        <span className="figures">{t('share', { share: percent(told.favourable / told.n), n: number(told.n) })}</span>
      ) : (
        <Tag>{t('hidden')}</Tag>
      )
    },
  })
  const columns: Column<Item>[] = [
    {
      ...{ id: 'item', header: t('item'), isRowHeader: true, value: ({ item }) => wording(item) },
      cell: ({ item }) => wording(item),
    },
    share('whole', t('whole'), ({ whole }) => whole),
    ...shown.sections.map(({ sectionCode, name }, at) =>
      share(sectionCode, name, ({ sections }) => sections[at] ?? null),
    ),
  ]
  return (
    <Section
      title={title}
      lead={t('counts', { receivers: number(shown.receivers), answers: number(shown.answers), k: shown.k })}
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={shown.items}
        rowKey={({ item }) => item.id}
        filter={false}
        pageSize={100}
        narrowPageSize={8}
      />
    </Section>
  )
}
