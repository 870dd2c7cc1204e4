import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, KeyValues, PageHeading } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { YearChoice } from '../../ui/YearChoice.tsx'
import type { completion } from '../completion.contract.ts'
import { pageMessages } from './messages.ts'

type Shown = Output<typeof completion.showCompletionByCourse>
type Row = Shown['courses'][number]

const figures = ['sessions', 'applicants', 'ordered', 'attended', 'completed', 'notCompleted'] as const

/** 研修ごとの修了 for HR and executives: what came of each course in a fiscal year; the year stands in the address. */
export function CompletionPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { year } = useSearch({ strict: false }) as { year?: number }
  const { data, error, refetch } = useQuery(
    api.training.showCompletionByCourse.queryOptions({ input: year ? { fiscalYear: Number(year) } : {} }),
  )
  return (
    <>
      <PageHeading lead={t('completion.lead')}>{t('completion.title')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={8} />}
      {data && (
        <>
          <YearChoice name="completion-year" label={t('completion.year')} {...data} />
          {data.courses.length > 0 && <Whole shown={data} />}
          <Courses shown={data} />
        </>
      )}
    </>
  )
}

function Whole({ shown: { whole, fiscalYear } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return (
    <Card title={t('completion.whole', { year: formatFiscalYear(fiscalYear, language) })}>
      <KeyValues
        items={figures.map((figure) => ({
          label: t(`completion.${figure}`),
          value: <span className="figures">{formatNumber(whole[figure], language) ?? t('completion.hidden')}</span>,
        }))}
      />
    </Card>
  )
}

function Courses({ shown: { courses, total } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const columns: Column<Row>[] = [
    {
      id: 'course',
      header: t('admin.course'),
      isRowHeader: true,
      cell: ({ courseId, title, isSample }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link to={`/training/${courseId}`}>{title}</Link>
          {isSample && <SampleTag />}
        </span>
      ),
      value: ({ title }) => title,
    },
    {
      id: 'code',
      header: t('completion.code'),
      cell: ({ courseCode }) => courseCode,
      value: ({ courseCode }) => courseCode,
    },
    ...figures.map(
      (figure): Column<Row> => ({
        id: figure,
        header: t(`completion.${figure}`),
        align: 'end',
        cell: (row) => formatNumber(row[figure], language) ?? t('completion.hidden'),
        value: (row) => row[figure] ?? '',
      }),
    ),
  ]
  return (
    <div className="mt-6">
      <MoreThanShown shown={courses.length} total={total} />
      {courses.some(({ applicants }) => applicants === null) && <p className="mb-3">{t('completion.few')}</p>}
      <DataTable
        name="completion"
        caption={t('completion.title')}
        columns={columns}
        rows={courses}
        rowKey={({ courseId }) => courseId}
        empty={<Empty>{t('completion.none')}</Empty>}
      />
    </div>
  )
}
