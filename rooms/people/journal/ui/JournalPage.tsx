import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { numberOf, usePlace, useTableView } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useRoleName } from '../../ui/useRoleName.ts'
import type { journal } from '../contract.ts'
import { journalMessages } from '../messages.ts'
import { journalWording } from '../wording.messages.ts'
import { shortMoment } from './moment.ts'
import { useOperationName } from './useOperationName.ts'
import { Verification } from './Verification.tsx'

type Line = Answer<typeof journal.listJournal>['lines'][number]
const pageSize = 50

/** 記録, for the IT administrator: what happened, and whether the journal is untouched. */
export function JournalPage() {
  const t = useMessages(journalMessages)
  return (
    <>
      <PageHeading lead={t('all.lead')}>{t('all.title')}</PageHeading>
      <Verification />
      <Section title={t('all.caption')}>
        <Lines />
      </Section>
    </>
  )
}

function Lines() {
  const t = useMessages(journalMessages)
  const api = useApi<{ journal: typeof journal }>()
  const { language } = useLanguage()
  const [{ words: operation }] = useTableView()
  const place = usePlace()
  const columns = useColumns()
  const { data, error, refetch } = useQuery(
    api.journal.listJournal.queryOptions({
      input: { before: numberOf(place), pageSize, ...(operation ? { operation } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={8} />
  const { lines, hasOlder, estimate } = data
  return (
    <>
      {estimate !== null && (
        <p className="figures mb-3 text-solid-gray-700">
          {t('all.estimate', { n: estimate.toLocaleString(language) })}
        </p>
      )}
      <DataTable
        caption={t('all.caption')}
        columns={columns}
        rows={lines}
        rowKey={({ lineId }) => lineId}
        turning={{ place, next: hasOlder ? lines.at(-1)?.lineId : undefined, isByTime: true }}
        filter={<OperationChoice />}
        empty={<Empty>{t('all.nothing')}</Empty>}
      />
    </>
  )
}

function useColumns(): Column<Line>[] {
  const t = useMessages(journalMessages)
  const { language } = useLanguage()
  const roleName = useRoleName()
  const operationName = useOperationName()
  return [
    {
      id: 'what',
      header: t('all.operation'),
      isRowHeader: true,
      cell: ({ operation }) => operationName(operation) ?? operation,
    },
    {
      id: 'at',
      header: t('all.at'),
      cell: ({ at }) => (
        <time dateTime={at} className="figures whitespace-nowrap">
          {shortMoment(at, language)}
        </time>
      ),
    },
    {
      id: 'account',
      header: t('all.account'),
      cell: ({ loginName, actedAs }) => (actedAs === 'guest' ? t('all.no_account') : loginName),
    },
    { id: 'as', header: t('all.as'), cell: ({ actedAs }) => roleName(actedAs) },
    { id: 'kind', header: t('all.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    {
      id: 'subjects',
      header: t('all.subjects'),
      align: 'end',
      cell: ({ subjects }) => (subjects > 0 ? t('unit.people', { n: subjects }) : '—'),
    },
    { id: 'line', header: t('all.number'), align: 'end', cell: ({ lineId }) => lineId },
  ]
}

/** Which operation is asked for stands in the address, as words to filter by do elsewhere. */
function OperationChoice() {
  const t = useMessages(journalMessages)
  const { language } = useLanguage()
  const [{ words }, change] = useTableView()
  const operationName = useOperationName()
  const letters = new Intl.Collator(language)
  const choices = operations
    .map((operation) => ({ value: operation, label: operationName(operation) ?? operation }))
    .sort((a, b) => letters.compare(a.label, b.label))
  const known = words === '' || operations.includes(words)
  return (
    <div className="w-full max-w-96">
      <Select
        name="operation"
        label={t('all.operation')}
        value={words}
        onChange={(operation) => change({ words: operation })}
        choices={[
          { value: '', label: t('all.every_operation') },
          ...choices,
          ...(known ? [] : [{ value: words, label: words }]),
        ]}
      />
    </div>
  )
}

const prefix = 'operation.'
const operations = Object.keys(journalWording.ja)
  .filter((key) => key.startsWith(prefix))
  .map((key) => key.slice(prefix.length))
