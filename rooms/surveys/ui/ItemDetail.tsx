import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { surveys } from '../contract.ts'
import type { Attribute } from '../opening.rules.ts'
import { percent, signed, useDistribution, useItemWords } from './result-words.ts'
import { teamMessages } from './team.messages.ts'
import type { Results } from './told.ts'
import { useSurveysApi } from './useSurveys.ts'

type Row = Output<typeof surveys.showSurveyResults>['rows'][number]

/** One item, group by group: every answer with its count, and the change since the round before. */
export function ItemDetail({ roundId, results, by }: { roundId: number; results: Results; by: Attribute }) {
  const t = useMessages(teamMessages)
  const api = useSurveysApi()
  const wording = useItemWords()
  const told = useDistribution()
  const ids = results.items.map(({ item }) => item.id)
  const [chosen, choose] = useChoiceInAddress('item', ids)
  const one = results.items.find(({ item }) => item.id === chosen)
  const { data, error, refetch } = useQuery({
    ...api.surveys.showSurveyResults.queryOptions({ input: { roundId, item: chosen, by } }),
    placeholderData: keepPreviousData,
  })
  if (!one) return null
  const attribute = t(`attribute.${by}`)
  const placeOf = (row: Row) => results.places.findIndex(({ place }) => place === row[by])
  const namesOf = (row: Row) => results.places[placeOf(row)]?.names.join(' ') ?? t('results.whole')
  const toldOf = (row: Row) => (row[by] === undefined ? one.whole : one.by[placeOf(row)])
  const values = told(one.item, data?.rows.find(({ distribution }) => distribution)?.distribution ?? {})
  const columns: Column<Row>[] = [
    {
      ...{ id: 'place', header: attribute, isRowHeader: true, value: namesOf },
      cell: namesOf,
    },
    {
      ...{ id: 'n', header: t('results.n'), align: 'end', value: ({ n, distribution }) => (distribution ? n : null) },
      cell: ({ n, distribution }) =>
        distribution ? <span className="figures">{n}</span> : <Tag>{t('results.hidden')}</Tag>,
    },
    ...values.map(
      ({ value, words }): Column<Row> => ({
        ...{ id: `value-${value}`, header: words, align: 'end' },
        value: ({ distribution }) => distribution?.[value] ?? null,
        isNothing: ({ distribution }) => !distribution,
        cell: ({ distribution }) => <span className="figures">{distribution ? (distribution[value] ?? 0) : '—'}</span>,
      }),
    ),
    {
      ...{ id: 'favourable', header: t('results.favourable'), align: 'end' },
      value: shareOf,
      isNothing: ({ favourable }) => favourable === null,
      cell: (row) => {
        const share = shareOf(row)
        return <span className="figures">{share === null ? '—' : `${percent(share)}%`}</span>
      },
    },
    {
      ...{ id: 'change', header: t('results.change') },
      isNothing: (row) => !toldOf(row)?.change,
      cell: (row) => {
        const change = toldOf(row)?.change
        return change ? (
          <span className="figures block md:min-w-48">
            {t('results.change_is', { by: signed(change.by), low: signed(change.low), high: signed(change.high) })}
          </span>
        ) : (
          t('results.change_none')
        )
      },
    },
  ]
  return (
    <Section title={t('results.detail', { item: wording(one.item), attribute })}>
      <div className="mb-4 max-w-[42em]" data-print="no">
        <Select
          name="item"
          label={t('results.detail_choose')}
          value={chosen}
          onChange={choose}
          choices={results.items.map(({ item }) => ({ value: item.id, label: wording(item) }))}
        />
      </div>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={6} />}
      {data && (
        <DataTable
          caption={t('results.detail', { item: wording(one.item), attribute })}
          name="detail"
          columns={columns}
          rows={data.rows}
          rowKey={(row) => String(row[by] ?? '')}
          pageSize={50}
        />
      )}
    </Section>
  )
}

const shareOf = ({ favourable, n }: Row) => (favourable === null || n === null ? null : favourable / n)
