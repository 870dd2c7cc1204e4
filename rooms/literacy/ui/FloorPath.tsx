import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { ValueChart } from '#platform/ui/ValueChart.tsx'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'
import { percent, Share } from './Share.tsx'

type Path = Output<typeof literacy.showFloorPath>
type Goal = Path['goals'][number]

/** The share by month, the pace, and when each goal is reached at that pace. */
export function FloorPath({ within }: { within: string | undefined }) {
  const t = useMessages(literacyMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const { data, error, refetch } = useQuery({
    ...api.literacy.showFloorPath.queryOptions({ input: within === undefined ? {} : { within } }),
    placeholderData: keepPreviousData,
  })
  const name = data?.within.at(-1)?.name
  return (
    <Section title={name ? t('path.title_of', { name }) : t('path.title')} lead={t('path.lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={3} />}
      {!error && data && (data.points.length > 0 ? <Known path={data} /> : <p>{t('path.empty')}</p>)}
    </Section>
  )
}

function Known({ path }: { path: Path }) {
  const t = useMessages(literacyMessages)
  const { points, goals, asOf } = path
  const next = goals.find(({ by, missing }) => by !== null && missing > 0)
  const labelOf = (day: string) =>
    day === asOf ? t('path.now') : t('path.month', { month: String(Number(day.slice(5, 7))) })
  const columns = [
    ...points.map(({ day }) => ({ key: day, label: labelOf(day) })),
    ...(next ? [{ key: next.by!, label: t('path.goal') }] : []),
  ]
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
        <ValueChart
          label={t('path.chart')}
          columns={columns}
          points={points.map(({ day, ...point }) => ({
            at: day,
            value: percent(point) ?? 0,
            countedOtherwise: point.countedOtherwise,
          }))}
          goals={next ? [{ at: next.by!, value: next.percent }] : []}
          isShare
          words={(value) => `${value}%`}
        />
        <PaceWords path={path} />
        <details className="mt-3">
          <summary className="min-h-11 cursor-pointer py-2">{t('path.months')}</summary>
          <Months path={path} />
        </details>
      </div>
      <Goals path={path} />
    </div>
  )
}

function PaceWords({ path: { pace, fewestChanges } }: { path: Path }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  if (!pace) return <p className="mt-4">{t('path.no_pace', { n: fewestChanges + 1 })}</p>
  const { perMonth, peoplePerMonth, changes } = pace
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), language, 1)}`
  return (
    <>
      <p className="figures mt-4 text-std-16B-170">
        {t('path.pace', { n: changes, points: signed(perMonth), people: signed(peoplePerMonth) })}
      </p>
      <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('path.method', { n: changes })}</p>
    </>
  )
}

function Months({ path: { points } }: { path: Path }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  const columns: Column<Path['points'][number]>[] = [
    {
      id: 'day',
      header: t('path.day'),
      isRowHeader: true,
      cell: ({ day, countedOtherwise }) => (
        <>
          {formatDate(day, language)} {countedOtherwise && <Tag tone="yellow">{t('path.otherwise')}</Tag>}
        </>
      ),
      value: ({ day }) => day,
    },
    { id: 'share', header: t('sections.share'), cell: (point) => <Share count={point} />, value: percent },
  ]
  return (
    <DataTable
      caption={t('path.months')}
      name="months"
      filter={false}
      columns={columns}
      rows={points}
      rowKey={({ day }) => day}
    />
  )
}

function Goals({ path: { goals, pace } }: { path: Path }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  const people = (n: number, digits = 0) => t('people', { n: formatNumber(n, language, digits) ?? '' })
  const nameOf = ({ fiscalYear, percent: share }: Goal) =>
    fiscalYear === null
      ? t('path.everyone')
      : t('path.by_year', { year: formatFiscalYear(fiscalYear, language), percent: share })
  const columns: Column<Goal>[] = [
    {
      id: 'goal',
      header: t('path.goal'),
      isRowHeader: true,
      cell: (goal) => (
        <>
          {nameOf(goal)} {goal.isSample && <SampleTag />}
        </>
      ),
      value: nameOf,
    },
    {
      id: 'missing',
      header: t('path.missing'),
      align: 'end',
      cell: ({ missing }) => (missing === 0 ? t('path.there') : people(missing)),
      value: ({ missing }) => missing,
    },
    {
      id: 'needed',
      header: t('path.needed'),
      align: 'end',
      cell: ({ neededPerMonth, missing }) =>
        missing === 0 || neededPerMonth === null ? '—' : t('path.a_month', { n: people(neededPerMonth, 1) }),
      value: ({ neededPerMonth }) => neededPerMonth,
    },
    {
      id: 'reached',
      header: t('path.reached'),
      cell: (goal) => (goal.missing === 0 ? t('path.there') : pace ? <Arrival goal={goal} /> : '—'),
      value: ({ reachedOn }) => reachedOn,
    },
  ]
  return (
    <DataTable
      caption={t('path.goals')}
      name="goals"
      filter={false}
      columns={columns}
      rows={goals}
      rowKey={({ fiscalYear }) => String(fiscalYear)}
    />
  )
}

/** The expected day, whether that is in time, and between which days it lies with 95 %. */
function Arrival({ goal: { by, reachedOn, earliest, latest } }: { goal: Goal }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  const day = (value: string) => formatDate(value, language, 'short')
  const interval =
    earliest === null
      ? t('path.never_within')
      : latest === null
        ? t('path.interval_open', { from: day(earliest) })
        : t('path.interval', { from: day(earliest), to: day(latest) })
  return (
    <span className="figures block">
      <span className="flex flex-wrap gap-x-2">
        {reachedOn === null ? t('path.never') : formatDate(reachedOn, language)}
        {by !== null && (
          <Tag tone={reachedOn !== null && reachedOn <= by ? 'green' : 'yellow'}>
            {t(reachedOn !== null && reachedOn <= by ? 'path.in_time' : 'path.late')}
          </Tag>
        )}
      </span>
      <span className="block text-dns-14N-130 text-solid-gray-700">{interval}</span>
    </span>
  )
}
