import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { rounds } from '../contract.ts'
import { owingStates } from '../rules.ts'
import { BeginRound } from './BeginRound.tsx'
import { pageMessages } from './messages.ts'

type Row = Output<typeof rounds.listRounds>['rounds'][number]

/** 全職員の水準づくりの回: the rounds with how far they are, and the way to begin one. */
export function RoundsPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  // Whoever comes from the worklist, or from a round that is to be copied, wants to begin.
  const [isBeginning, setBeginning] = useState('begin' in search || 'copy' in search)
  const { data, error, refetch } = useQuery(api.training.listRounds.queryOptions({ input: {} }))
  const begins = data?.may.includes('beginRound') && (isBeginning || data.rounds.length === 0)
  return (
    <>
      <PageHeading
        lead={t('rounds.lead')}
        actions={
          data?.may.includes('beginRound') &&
          !begins && <Button onClick={() => setBeginning(true)}>{t('rounds.begin')}</Button>
        }
      >
        {t('rounds')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data?.rounds.length === 0 && (
        <Empty
          action={
            <LinkButton look="secondary" to="/literacy/people">
              {t('rounds.worklist')}
            </LinkButton>
          }
        >
          {t('rounds.none')}
        </Empty>
      )}
      {begins && (
        <Section title={t('rounds.begin')}>
          <Card>
            <BeginRound />
          </Card>
        </Section>
      )}
      {data && data.rounds.length > 0 && <Rounds rounds={data.rounds} />}
    </>
  )
}

function Rounds({ rounds }: { rounds: readonly Row[] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const of = (row: Row, ...states: readonly string[]) =>
    row.states.filter(({ state }) => states.includes(state)).reduce((sum, { people }) => sum + people, 0)
  const all = (row: Row) => of(row, ...row.states.map(({ state }) => state))
  const count = (id: string, header: string, value: (row: Row) => number): Column<Row> => ({
    ...{ id, header, value, align: 'end' as const },
    cell: (row) => <span className="figures">{t('people', { n: formatNumber(value(row), language) ?? '' })}</span>,
  })
  const columns: Column<Row>[] = [
    {
      id: 'name',
      header: t('rounds.name'),
      isRowHeader: true,
      value: ({ name }) => name,
      cell: ({ roundId, name, endedOn }) => (
        <span className="flex flex-wrap items-baseline gap-x-3">
          <Link to={`/admin/rounds/${roundId}`}>{name}</Link>
          {endedOn && <Tag>{t('rounds.ended', { on: formatDate(endedOn, language) })}</Tag>}
        </span>
      ),
    },
    {
      id: 'period',
      header: t('rounds.period'),
      value: ({ begunOn }) => begunOn,
      cell: ({ begunOn, lastDueOn }) =>
        t('rounds.period_is', { from: formatDate(begunOn, language), to: formatDate(lastDueOn, language) }),
    },
    count('people', t('rounds.people'), all),
    count('reached', t('rounds.reached'), (row) => of(row, 'reached')),
    count('owing', t('rounds.owing'), (row) => of(row, ...owingStates)),
    count('overdue', t('rounds.overdue'), ({ overdue }) => overdue),
  ]
  return (
    <Section title={t('rounds')}>
      <DataTable caption={t('rounds')} columns={columns} rows={rounds} rowKey={({ roundId }) => roundId} />
    </Section>
  )
}
