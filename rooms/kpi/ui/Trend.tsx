import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { type ChartPoint, ValueChart } from '#platform/ui/ValueChart.tsx'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'
import { figureOf, formatStated, formatWithCounts } from '../rules.ts'
import { type Ahead, Forecast } from './Forecast.tsx'
import type { Item } from './item.ts'
import { StatusTag } from './KpiChip.tsx'

/** Values with where they go, which is said of today only: they come together, so that nothing moves under the reader's eyes. */
export function Trend({ item, fiscalYear, isToday }: { item: Item; fiscalYear: number; isToday: boolean }) {
  const api = useApi<{ kpi: typeof kpi }>()
  const { data, isLoading } = useQuery({
    ...api.kpi.showKpiForecast.queryOptions({ input: { kpiId: item.id } }),
    enabled: isToday,
  })
  if (isLoading) return <Waiting shape="cards" rows={4} />
  return <Values {...{ item, fiscalYear }} {...(isToday && data ? { forecast: data } : {})} />
}

/** At the ends of the years, now and ahead, as a line and as a table. */
function Values({ item, fiscalYear, forecast }: { item: Item; fiscalYear: number; forecast?: Ahead }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const rows = [
    ...[...item.trend.map((point) => ({ ...point, isNow: false, stated: null })), ...statedRows(item)].sort(
      (a, b) => a.fiscalYear - b.fiscalYear,
    ),
    ...(item.value
      ? [
          {
            ...item.value,
            fiscalYear,
            ...{ target: item.target, targetYear: item.targetYear, status: item.status, stated: null },
            isFrozen: item.frozen !== null,
            isRestated: false,
            restsOnSample: item.isSample || item.value.restsOnSample,
            countedOtherwise: false,
            isNow: !item.frozen,
          },
        ]
      : []),
  ]
  if (rows.length === 0) return <p className="text-solid-gray-700">{t('trend.empty')}</p>
  const isAimed = item.kind === 'kpi' || item.targets.length > 0
  const points: ChartPoint[] = rows.flatMap((row) => {
    const value = row.stated?.value ?? figureOf(row, item.unit)
    return value === null
      ? []
      : [{ ...row, value, at: row.isNow ? NOW : String(row.fiscalYear), isFixed: row.isFrozen }]
  })
  const goals = item.targets.map(({ fiscalYear: year, value }) => ({ at: String(year), value }))
  const ahead = (forecast?.ahead ?? []).map((one) => ({ ...one, at: String(one.fiscalYear) }))
  const years = [...new Set([...points, ...goals, ...ahead].map(({ at }) => at))].filter((at) => at !== NOW).sort()
  const columns = years.map((key) => ({ key, label: formatFiscalYear(Number(key), language).replace(/\(.*\)/, '') }))
  // Today lies before the end of its year, and has its own place before what that year aims at.
  const place = years.findIndex((year) => Number(year) >= fiscalYear)
  const isNowShown = points.some(({ at }) => at === NOW)
  if (isNowShown) columns.splice(place < 0 ? columns.length : place, 0, { key: NOW, label: t('trend.now') })
  return (
    <div className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <ValueChart
        label={t('trend.chart', { name: item.name })}
        {...{ columns, points, goals, ahead }}
        isShare={item.unit === '%'}
        words={(value) => formatStated(value, item.unit, language)}
      />
      <PlainTable
        className="figures mt-4 block w-full text-dns-16N-130 md:table print:table"
        caption={t('trend.caption', { name: item.name })}
      >
        <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
          <tr className="border-solid-gray-420 border-b text-left">
            <th scope="col" className="py-2 pr-4">
              {t('trend.year')}
            </th>
            <th scope="col" className="py-2 pr-4">
              {t('trend.value')}
            </th>
            {isAimed && (
              <th scope="col" className="py-2 pr-4">
                {t('trend.target')}
              </th>
            )}
            <th scope="col" className="py-2">
              {t('trend.mark')}
            </th>
          </tr>
        </thead>
        <tbody className="block md:table-row-group print:table-row-group">
          {rows.map((row) => (
            <tr
              key={`${row.fiscalYear} ${row.asOf}`}
              className="block border-solid-gray-200 border-b py-2 md:table-row print:table-row"
            >
              <th scope="row" className={`${cell} text-left font-normal`}>
                {formatFiscalYear(row.fiscalYear, language)}
              </th>
              <td data-name={t('trend.value')} className={`${cell} ${namedCell}`}>
                {row.stated
                  ? formatStated(row.stated.value, item.unit, language)
                  : (formatWithCounts(row, item.unit, language) ?? t('none'))}
              </td>
              {isAimed && (
                <td data-name={t('trend.target')} className={`${cell} ${namedCell} md:whitespace-nowrap`}>
                  {row.target === null
                    ? t('status.noTarget')
                    : `${formatStated(row.target, item.unit, language)}${
                        row.targetYear === null || row.targetYear === row.fiscalYear
                          ? ''
                          : `(${formatFiscalYear(row.targetYear, language)})`
                      }`}
                </td>
              )}
              <td data-name={t('trend.mark')} className={`${cell} ${namedCell}`}>
                <span className="flex flex-wrap gap-1">
                  {row.target !== null && <StatusTag status={row.status} />}
                  {row.stated && <Tag>{t('trend.stated')}</Tag>}
                  {row.stated?.source && <span>{row.stated.source}</span>}
                  {row.isNow && <Tag tone="blue">{t('trend.now')}</Tag>}
                  {row.isFrozen && <Tag>{t('trend.frozen')}</Tag>}
                  {row.isRestated && <Tag tone="yellow">{t('trend.restated')}</Tag>}
                  {row.countedOtherwise && <Tag tone="yellow">{t('trend.break')}</Tag>}
                  {row.restsOnSample && <SampleTag />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {forecast && <Forecast name={item.name} forecast={forecast} />}
    </div>
  )
}

/** What the policy says of earlier years: of no record here, so that it is neither counted again nor restated. */
function statedRows({ history, isSample }: Item) {
  return history.map(({ fiscalYear, asOf, value, source }) => ({
    ...{ fiscalYear, asOf, numerator: value, denominator: null, status: 'noTarget' as const },
    ...{ target: null, targetYear: null },
    ...{ isFrozen: false, isRestated: false, countedOtherwise: false, isNow: false, restsOnSample: isSample },
    stated: { value, source },
  }))
}

/** Key of today's column. */
const NOW = 'now'

const cell = 'block py-1 md:table-cell md:py-2 md:pr-4 print:table-cell'
