import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { surveys } from '../contract.ts'
import { useItemWords } from './result-words.ts'
import { teamMessages } from './team.messages.ts'
import { useSurveysApi } from './useSurveys.ts'

type Found = Output<typeof surveys.showSurveyTogether>['found'][number]

/** 同時期に変化: items that moved in the same sections as an outcome did, with how many sections say so; of causes nothing is said. */
export function Together({ roundId }: { roundId: number }) {
  const t = useMessages(teamMessages)
  const wording = useItemWords()
  const api = useSurveysApi()
  const { data, error, refetch } = useQuery(api.surveys.showSurveyTogether.queryOptions({ input: { roundId } }))
  const two = (n: number) => n.toFixed(2)
  const columns: Column<Found>[] = [
    {
      ...{ id: 'item', header: t('results.item'), isRowHeader: true, value: ({ item }) => wording(item) },
      cell: ({ item }) => wording(item),
    },
    {
      ...{ id: 'outcome', header: t('together.outcome'), value: ({ outcome }) => outcome },
      cell: ({ outcome, r }) => t(r > 0 ? 'together.with' : 'together.against', { outcome }),
    },
    {
      ...{ id: 'n', header: t('together.n'), align: 'end', value: ({ n }) => n },
      cell: ({ n }) => <span className="figures">{n}</span>,
    },
    {
      ...{ id: 'r', header: t('together.r'), align: 'end', value: ({ r }) => r },
      cell: ({ r, low, high }) => (
        <span className="figures">{t('together.is', { r: two(r), low: two(low), high: two(high) })}</span>
      ),
    },
  ]
  return (
    <Section title={t('together.title')} lead={t('together.lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={3} />}
      {data && data.rounds < 2 && <Empty>{t('together.first')}</Empty>}
      {data && data.rounds >= 2 && data.looked === 0 && <Empty>{t('together.few', { fewest: data.fewest })}</Empty>}
      {data && data.looked > 0 && data.found.length === 0 && (
        <Empty>
          {t('together.none', { rounds: data.rounds, n: data.sections, looked: data.looked, fewest: data.fewest })}
        </Empty>
      )}
      {data && data.found.length > 0 && (
        <>
          <p className="mb-3">{t('together.looked', { rounds: data.rounds, looked: data.looked, held: data.held })}</p>
          <DataTable
            caption={t('together.title')}
            name="together"
            columns={columns}
            rows={data.found}
            rowKey={({ outcome, item }) => `${outcome} ${item.id}`}
            narrowPageSize={6}
            filter={false}
          />
        </>
      )}
    </Section>
  )
}
