import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { attempts } from '../contract.ts'
import { adminMessages } from './admin.messages.ts'
import { TestForm } from './TestForm.tsx'
import { useTestsApi } from './useTests.ts'

type Listed = Output<typeof attempts.listTests>['tests'][number]

/** テスト, for HR: every test with its state and what came of it, and the way to a new one. */
export function AdminTestsPage() {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const navigate = useNavigate()
  const [isNew, begin] = useState(false)
  const { data, error, refetch } = useQuery(api.attempts.listTests.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        lead={t('tests.lead')}
        actions={
          <Button look={isNew ? 'secondary' : 'primary'} onClick={() => begin(!isNew)}>
            {t(isNew ? 'tests.close' : 'tests.new')}
          </Button>
        }
      >
        {t('tests')}
      </PageHeading>
      {isNew && (
        <Section title={t('tests.new')} data-print="no">
          <TestForm onSaved={(testId) => navigate({ to: `/admin/tests/${testId}` })} />
        </Section>
      )}
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data && <Tests tests={data.tests} />}
    </>
  )
}

function Tests({ tests }: { tests: readonly Listed[] }) {
  const t = useMessages(adminMessages)
  const span = useSpan()
  const state = ({ state: is, isShort }: Listed) => (
    <span className="flex flex-wrap gap-1">
      <Tag tone={is === 'published' ? 'green' : 'plain'}>{t(`state.${is}`)}</Tag>
      {isShort && is !== 'retired' && <Tag tone="yellow">{t('short')}</Tag>}
    </span>
  )
  const columns: Column<Listed>[] = [
    {
      id: 'title',
      header: t('column.title'),
      isRowHeader: true,
      cell: ({ testId, title }) => <Link to={`/admin/tests/${testId}`}>{title}</Link>,
      value: ({ title }) => title,
    },
    {
      id: 'skill',
      header: t('column.skill'),
      cell: ({ skillName }) => skillName,
      value: ({ skillName }) => skillName,
    },
    { id: 'state', header: t('column.state'), cell: state, value: ({ state: is }) => t(`state.${is}`) },
    { id: 'open', header: t('column.open'), cell: span, value: ({ openFrom }) => openFrom },
    { id: 'items', header: t('column.items'), align: 'end', cell: ({ items }) => items, value: ({ items }) => items },
    { id: 'ended', header: t('column.ended'), align: 'end', cell: ({ ended }) => ended, value: ({ ended }) => ended },
    {
      id: 'passed',
      header: t('column.passed'),
      align: 'end',
      cell: ({ passed }) => passed,
      value: ({ passed }) => passed,
    },
  ]
  return (
    <DataTable
      caption={t('tests')}
      columns={columns}
      rows={tests}
      rowKey={({ testId }) => testId}
      empty={<Empty>{t('tests.none')}</Empty>}
    />
  )
}

/** From which day to which. */
export function useSpan() {
  const t = useMessages(adminMessages)
  const { language } = useLanguage()
  return ({ openFrom, lastDay }: Pick<Listed, 'openFrom' | 'lastDay'>) => {
    const from = formatDate(openFrom, language, 'short')
    return lastDay === null ? t('span.open', { from }) : t('span', { from, to: formatDate(lastDay, language, 'short') })
  }
}
