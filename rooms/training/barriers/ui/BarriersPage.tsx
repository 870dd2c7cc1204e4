import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { Figure, formatNumber } from '#platform/ui/Figure.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionWay, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { YearChoice } from '../../ui/YearChoice.tsx'
import type { ledger } from '../contract.ts'
import { pageMessages } from './messages.ts'

type Shown = Output<typeof ledger.showBarriers>

/** 受講の妨げ for HR and executives: reasons, months, courses and sections of a fiscal year. */
export function BarriersPage() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const { year, within } = useSearch({ strict: false }) as { year?: number; within?: string | number }
  const { data, error, refetch } = useQuery({
    ...api.training.showBarriers.queryOptions({
      input: {
        ...(year ? { fiscalYear: Number(year) } : {}),
        ...(within === undefined ? {} : { within: String(within) }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={4} />}
      {!error && data && (
        <>
          <YearChoice name="barriers-year" label={t('year')} {...data} />
          {data.total === 0 ? (
            <Empty title={t('empty')}>{t('empty.what')}</Empty>
          ) : (
            <>
              <Card title={t('whole', { year: formatFiscalYear(data.fiscalYear, language) })}>
                <div className="flex flex-wrap gap-x-8 gap-y-4">
                  {data.total !== null && (
                    <Figure label={t('total')} value={data.total} asOf={data.asOf} size="large" />
                  )}
                  {data.total !== null && data.byStaffing !== null && (
                    <Figure label={t('staffing')} value={data.byStaffing} n={data.total} size="large" />
                  )}
                </div>
                {isLessTold(data) && <p className="mt-2">{t('few', { n: data.threshold })}</p>}
                <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('staffing.note')}</p>
              </Card>
              <Section title={t('reasons')}>
                <Reasons shown={data} />
              </Section>
              <Section title={t('months')}>
                <Months shown={data} />
              </Section>
              <Section title={t('courses')} lead={t('courses.lead')}>
                <Courses shown={data} />
              </Section>
              <Section title={t('sections')} lead={t('sections.lead', { n: data.threshold })}>
                <SectionWay within={data.within} />
                <Sections shown={data} />
              </Section>
            </>
          )}
        </>
      )}
    </>
  )
}

function isLessTold({ total, byStaffing, reasons, months }: Shown): boolean {
  return total === null || byStaffing === null || [...reasons, ...months].some((row) => row.total === null)
}

/** A number of cases as words and as a part of the most; null where it is not told. */
function Bar({ n, most }: { n: number | null; most: number }) {
  const { language } = useLanguage()
  const t = useMessages(pageMessages)
  if (n === null) return t('hidden')
  return (
    <span className="figures block md:min-w-40">
      {t('n', { n: formatNumber(n, language) ?? '' })}
      <ShareBar share={most === 0 ? 0 : n / most} className="mt-1" />
    </span>
  )
}

function Reasons({ shown: { reasons } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const all = reasons.reduce((sum, { total }) => sum + (total ?? 0), 0)
  const words = (row: Shown['reasons'][number]) =>
    row.stops.map(({ stop, total: n }) => `${t(`stop.${stop}`)} ${n}`).join('、')
  const columns: Column<Shown['reasons'][number]>[] = [
    {
      id: 'reason',
      header: t('reason'),
      isRowHeader: true,
      cell: ({ barrier }) => t(`barrier.${barrier}`),
      value: ({ barrier }) => t(`barrier.${barrier}`),
    },
    {
      id: 'total',
      header: t('total'),
      cell: ({ total: n }) => <Bar n={n} most={all} />,
      value: ({ total: n }) => n ?? '',
    },
    ...(reasons.some(({ stops }) => stops.length > 0)
      ? [{ id: 'stops', header: t('stops'), cell: words, value: words }]
      : []),
  ]
  return (
    <DataTable
      caption={t('reasons')}
      name="reasons"
      filter={false}
      columns={columns}
      rows={[...reasons].sort((a, b) => (b.total ?? 0) - (a.total ?? 0))}
      rowKey={({ barrier }) => barrier}
    />
  )
}

/** Columns of a number of cases and how many of them were by staffing. */
function useCases<Row extends { total: number | null; byStaffing: number | null }>(
  rows: readonly Row[],
): Column<Row>[] {
  const t = useMessages(pageMessages)
  const most = Math.max(0, ...rows.map(({ total }) => total ?? 0))
  const staffing: Column<Row> = {
    id: 'staffing',
    header: t('staffing'),
    align: 'end',
    cell: ({ byStaffing }) => byStaffing,
    value: ({ byStaffing }) => byStaffing ?? '',
  }
  return [
    {
      id: 'total',
      header: t('total'),
      cell: ({ total }) => <Bar n={total} most={most} />,
      value: ({ total }) => total ?? '',
    },
    ...(rows.some(({ byStaffing }) => byStaffing !== null) ? [staffing] : []),
  ]
}

function Months({ shown: { months } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const cases = useCases(months)
  const columns: Column<Shown['months'][number]>[] = [
    {
      id: 'month',
      header: t('month'),
      isRowHeader: true,
      cell: ({ month }) => t('month.name', { month: String(Number(month.slice(5))) }),
      value: ({ month }) => month,
    },
    ...cases,
  ]
  return (
    <DataTable
      caption={t('months')}
      name="months"
      filter={false}
      columns={columns}
      rows={months}
      rowKey={({ month }) => month}
    />
  )
}

function Courses({ shown: { courses } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const cases = useCases(courses)
  const columns: Column<Shown['courses'][number]>[] = [
    {
      id: 'course',
      header: t('course'),
      isRowHeader: true,
      cell: ({ courseId, title }) => <Link to={`/training/${courseId}`}>{title}</Link>,
      value: ({ title }) => title,
    },
    ...cases,
  ]
  return (
    <DataTable
      caption={t('courses')}
      name="courses"
      filter={false}
      columns={columns}
      rows={courses}
      rowKey={({ courseId }) => String(courseId)}
    />
  )
}

function Sections({ shown: { within, sections } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const nameOf = useSectionName({ within })
  const columns: Column<Shown['sections'][number]>[] = [
    {
      id: 'section',
      header: t('section'),
      isRowHeader: true,
      cell: (row) => <SectionName {...{ row, within }} />,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
    },
    { id: 'people', header: t('people'), align: 'end', cell: ({ people }) => people, value: ({ people }) => people },
    {
      id: 'staffing',
      header: t('people.staffing'),
      align: 'end',
      cell: ({ byStaffing }) => byStaffing,
      value: ({ byStaffing }) => byStaffing,
    },
  ]
  return (
    <DataTable
      caption={t('sections')}
      name="sections"
      columns={columns}
      rows={sections}
      rowKey={({ sectionCode }) => sectionCode ?? ''}
    />
  )
}
