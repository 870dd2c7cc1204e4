import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { evidence } from '../contract.ts'
import { LevelTag } from './LevelTag.tsx'
import { pageMessages } from './messages.ts'
import { useEvidenceApi } from './useEvidenceApi.ts'

type Row = Output<typeof evidence.listStudies>['studies'][number]

/** /studies: what was asked of the records, and what it earned. */
export function StudiesPage() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useEvidenceApi()
  const { data, error, refetch } = useQuery(api.evidence.listStudies.queryOptions({ input: {} }))
  const mayState = data?.may.includes('stateStudy') ?? false
  const columns: Column<Row>[] = [
    {
      id: 'question',
      header: t('study.question'),
      isRowHeader: true,
      value: ({ question }) => question,
      cell: ({ studyId, question, followedBy }) => (
        <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Link to={`/studies/${studyId}`}>{question}</Link>
          {followedBy !== null && <Tag>{t('study.followed')}</Tag>}
        </span>
      ),
    },
    {
      id: 'stated',
      header: t('study.stated'),
      value: ({ statedOn }) => statedOn,
      cell: ({ statedOn }) => formatDate(statedOn, language),
    },
    {
      id: 'design',
      header: t('study.design'),
      value: ({ design }) => t(`design.${design}`),
      cell: ({ design }) => t(`design.${design}`),
    },
    {
      id: 'result',
      header: t('study.result'),
      value: ({ result }) => (result ? t(`level.${result.level}`) : t('study.not_run')),
      cell: ({ result }) =>
        result ? (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <LevelTag level={result.level} />
            {t(`finding.${result.finding}`)}
          </span>
        ) : (
          t('study.not_run')
        ),
    },
  ]
  const write = <LinkButton to="/studies/new">{t('studies.new')}</LinkButton>
  return (
    <>
      <PageHeading lead={t('studies.lead')} actions={mayState && data && data.studies.length > 0 && write}>
        {t('studies')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data?.studies.length === 0 && (
        <Empty action={mayState && write}>{t(mayState ? 'studies.none' : 'studies.none_for_readers')}</Empty>
      )}
      {data && data.studies.length > 0 && (
        <Section title={t('studies')}>
          <DataTable caption={t('studies')} columns={columns} rows={data.studies} rowKey={({ studyId }) => studyId} />
        </Section>
      )}
    </>
  )
}
