import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { changeMessages } from '../change.messages.ts'
import { changeInWords } from '../change-words.rules.ts'
import type { kpi } from '../contract.ts'
import { forecastMessages } from '../forecast.messages.ts'
import { formatStated } from '../rules.ts'

export type Ahead = Output<typeof kpi.showKpiForecast>

interface Row {
  readonly fiscalYear: number
  readonly ahead: Ahead['ahead'][number] | undefined
  readonly goal: Ahead['goals'][number] | undefined
}

/** What is drawn ahead, in words and as a table: where it goes at this pace, and which pace the targets need. */
export function Forecast({ name, forecast }: { name: string; forecast: Ahead }) {
  const t = useMessages(forecastMessages)
  const words = useWords(forecast)
  const { pace, ahead, goals, isOfYear } = forecast
  const years = [...new Set([...ahead, ...goals].map(({ fiscalYear }) => fiscalYear))].sort()
  const rows: Row[] = years.map((fiscalYear) => ({
    fiscalYear,
    ahead: ahead.find((one) => one.fiscalYear === fiscalYear),
    goal: goals.find((one) => one.fiscalYear === fiscalYear),
  }))
  return (
    <section className="mt-6">
      <h3 className="text-std-16B-170">{t('title')}</h3>
      <p className="figures mt-1">{words.pace}</p>
      {pace && isOfYear && <p className="mt-1">{t('of_year')}</p>}
      {rows.length > 0 && (
        <DataTable
          caption={t('caption', { name })}
          name="forecast"
          filter={false}
          columns={columnsFor(words)}
          rows={rows}
          rowKey={({ fiscalYear }) => String(fiscalYear)}
        />
      )}
      {pace && (
        <details className="mt-3">
          <summary className="min-h-11 cursor-pointer py-2">{t('how')}</summary>
          <p className="max-w-[42em]">{t('how.text')}</p>
        </details>
      )}
    </section>
  )
}

type Words = ReturnType<typeof useWords>

function useWords({ unit, pace, step, values, fewest, goals }: Ahead) {
  const t = useMessages(forecastMessages)
  const c = useMessages(changeMessages)
  const { language } = useLanguage()
  const round = (value: number) => Math.round(value * 10) / 10
  const stated = (number: number) => formatStated(number, unit, language)
  const value = (number: number) => stated(round(number))
  const change = (number: number) => changeInWords(round(number), { unit, digits: 1, t: c, language })
  const known = { n: pace?.changes ?? values, fewest, change: pace ? change(pace.perStep) : '' }
  return {
    ...{ t, language, stated, value, change },
    pace: pace
      ? t(`pace.${step}`, known)
      : values > 0 && values >= fewest && goals.length === 0
        ? t('no_value')
        : t(`too_few.${step}`, known),
  }
}

function columnsFor({ t, language, stated, value, change }: Words): Column<Row>[] {
  const day = (isoDate: string) => formatDate(isoDate, language, 'short')
  return [
    {
      id: 'year',
      header: t('column.year'),
      isRowHeader: true,
      value: ({ fiscalYear }) => fiscalYear,
      cell: ({ fiscalYear }) => formatFiscalYear(fiscalYear, language),
    },
    {
      id: 'ahead',
      header: t('column.ahead'),
      value: ({ ahead }) => ahead?.value ?? null,
      cell: ({ ahead }) =>
        ahead ? (
          <span className="figures block">
            {value(ahead.value)}{' '}
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t('between', { low: value(ahead.low), high: value(ahead.high) })}
            </span>
          </span>
        ) : (
          t('none')
        ),
    },
    {
      id: 'target',
      header: t('column.target'),
      value: ({ goal }) => goal?.target ?? null,
      cell: ({ goal }) =>
        goal ? (
          <span className="figures block">
            {stated(goal.target)}{' '}
            {goal.neededPerMonth !== null && (
              <span className="block text-dns-14N-130 text-solid-gray-700">
                {t('needed', { change: change(goal.neededPerMonth) })}
              </span>
            )}
          </span>
        ) : (
          t('none')
        ),
    },
    {
      id: 'outlook',
      header: t('column.outlook'),
      value: ({ goal }) => goal?.outlook ?? '',
      cell: ({ goal }) =>
        goal ? (
          <span className="figures block">
            <Tag tone={tones[goal.outlook]}>{t(`outlook.${goal.outlook}`)}</Tag>{' '}
            {goal.reachedOn !== null && (
              <span className="block text-dns-14N-130 text-solid-gray-700">
                {t('reached_on', { date: day(goal.reachedOn) })}
                {goal.earliest !== null &&
                  (goal.latest === null
                    ? t('reached_from', { from: day(goal.earliest) })
                    : t('reached_between', { from: day(goal.earliest), to: day(goal.latest) }))}
              </span>
            )}
          </span>
        ) : (
          t('none')
        ),
    },
  ]
}

const tones = { reached: 'green', onPath: 'green', open: 'yellow', offPath: 'yellow', unknown: 'plain' } as const
