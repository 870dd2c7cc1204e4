import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { attempts } from '../contract.ts'
import { adminMessages } from './admin.messages.ts'
import { useLevelReached } from './MyTestsPage.tsx'
import { useTestsAct, useTestsApi } from './useTests.ts'

type Row = Output<typeof attempts.listTestResults>['results'][number]

const pageSize = 50

/** Who took the test and what came of it; a result that should not count is taken out with the reason. */
export function Results({ testId }: { testId: number }) {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const place = usePlace('results')
  const { after } = place
  const { data, error, refetch } = useQuery({
    ...api.attempts.listTestResults.queryOptions({
      input: { testId, pageSize, ...(after ? { after: Number(after) } : {}) },
      placeholderData: keepPreviousData,
    }),
  })
  const [chosen, choose] = useState<Row | null>(null)
  const columns = useColumns(choose)
  return (
    <Section title={t('results')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data && (
        <DataTable
          caption={t('results')}
          name="results"
          columns={columns}
          rows={data.results}
          rowKey={({ testAttemptId }) => testAttemptId}
          turning={{ place, next: data.next === null ? undefined : String(data.next) }}
          empty={<Empty>{t('results.none')}</Empty>}
        />
      )}
      {chosen && <Void row={chosen} onClose={() => choose(null)} />}
    </Section>
  )
}

function useColumns(onVoid: (row: Row) => void): Column<Row>[] {
  const t = useMessages(adminMessages)
  const { language } = useLanguage()
  const level = useLevelReached()
  const score = ({ items, right }: Row) => `${right} / ${items}`
  return [
    {
      id: 'name',
      header: t('results.name'),
      isRowHeader: true,
      cell: ({ person: { name, nameKana } }) => <Person name={name} nameKana={nameKana} size="small" />,
      value: ({ person }) => person.name,
    },
    {
      id: 'section',
      header: t('results.section'),
      cell: ({ person }) => person.sectionName ?? '—',
      value: ({ person }) => person.sectionName,
    },
    {
      id: 'day',
      header: t('results.day'),
      cell: ({ satOn }) => formatDate(satOn, language, 'short'),
      value: ({ satOn }) => satOn,
    },
    { id: 'score', header: t('results.score'), align: 'end', cell: score, value: score },
    { id: 'level', header: t('results.level'), cell: level, value: level },
    {
      id: 'ending',
      header: t('results.ending'),
      cell: ({ ending }) => t(`ending.${ending}`),
      value: ({ ending }) => t(`ending.${ending}`),
    },
    {
      id: 'void',
      header: t('results.void'),
      isButton: true,
      isNothing: ({ voidedReason }) => voidedReason !== null,
      cell: (row) =>
        row.voidedReason === null && (
          <Button look="text" size="small" onClick={() => onVoid(row)}>
            {t('results.void')}
          </Button>
        ),
    },
  ]
}

function Void({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useMessages(adminMessages)
  const { act, error } = useTestsAct()
  const { reason, field, isReady } = useReason({
    label: t('void.reason'),
    support: t('void.reason_support'),
    missing: t('void.missing'),
  })
  async function drop() {
    if (!isReady()) return
    const { testAttemptId } = row
    if (await act((client) => client.attempts.voidAttempt({ testAttemptId, reason }), t('results.voided'))) onClose()
  }
  return (
    <ConfirmDialog
      title={t('void.title', { name: row.person.name })}
      open
      onClose={onClose}
      confirmLabel={t('results.void')}
      onConfirm={drop}
    >
      <p className="mb-4">{t('void.what')}</p>
      {field}
      {error && <Trouble error={error} />}
    </ConfirmDialog>
  )
}
