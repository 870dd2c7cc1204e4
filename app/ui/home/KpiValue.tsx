import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { figureOf, formatStated, formatValue } from '#rooms/kpi/rules.ts'
import { MovementMark, StatusTag } from '#rooms/kpi/ui/KpiChip.tsx'
import type { KpiNow } from './sight.ts'

/** A value with what it takes to trust it: counts, day, target, mark of the sample, and the years before. */
export function KpiValue({ kpi }: { kpi: KpiNow }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { value, unit, target } = kpi
  const share = unit === '%' && value ? (figureOf(value, unit) ?? 0) / 100 : null
  return (
    <div className="mt-3 border-solid-gray-200 border-t pt-3">
      <p className="text-solid-gray-700">{kpi.name}</p>
      <p className="figures flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link to={`/kpi/${kpi.id}`} className="text-std-28B-150">
          {formatValue(value, unit, language) ?? t('no_value')}
          <span className="sr-only">({t('kpi.what')})</span>
        </Link>
        {target !== null && <span>{t('target', { value: formatStated(target, unit, language) })}</span>}
        <StatusTag status={kpi.status} />
        <MovementMark movement={kpi.movement} />
        {(kpi.isSample || value?.restsOnSample) && <SampleTag />}
      </p>
      {share !== null && (
        <ShareBar share={share} {...(target === null ? {} : { expected: target / 100 })} className="my-2 max-w-80" />
      )}
      <p className="figures flex flex-wrap gap-x-3 text-dns-14N-130 text-solid-gray-700">
        {value && value.denominator !== null && (
          <span>
            {value.numerator.toLocaleString(language)} / {value.denominator.toLocaleString(language)}
          </span>
        )}
        {value && <span>{t('kpi.older', { date: formatDate(value.asOf, language) })}</span>}
        <span>{t('kpi.owner', { owner: kpi.owner })}</span>
      </p>
      <Trend kpi={kpi} />
    </div>
  )
}

/** The years before as a small line and the same in words; a year that was counted otherwise stands apart (INV-L7). */
function Trend({ kpi }: { kpi: KpiNow }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { trend, value, unit, baseline } = kpi
  const said = [
    ...(trend.length === 0 && baseline
      ? [
          t('kpi.baseline', {
            value: formatStated(baseline.value, unit, language),
            date: formatDate(baseline.asOf, language, 'short'),
          }),
        ]
      : []),
    ...trend.map((point) =>
      t('kpi.trend_year', {
        year: formatFiscalYear(point.fiscalYear, language).replace(/\(.*\)/u, ''),
        value: formatValue(point, unit, language) ?? '—',
      }),
    ),
  ]
  if (said.length === 0) return null
  const before = trend.length > 0 ? trend.map((point) => figureOf(point, unit)) : [baseline?.value ?? null]
  const points = [...before, figureOf(value, unit)].filter((point) => point !== null)
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
      {points.length > 1 && <Sparkline points={points} />}
      <p className="figures">
        {t('kpi.trend')}: {said.join(' → ')}
      </p>
    </div>
  )
}

function Sparkline({ points }: { points: readonly number[] }) {
  const low = Math.min(...points)
  const span = Math.max(...points) - low || 1
  const at = (point: number, index: number) =>
    ({ x: 4 + (index * 56) / (points.length - 1), y: 20 - ((point - low) / span) * 16 }) as const
  const places = points.map(at)
  const last = places.at(-1)!
  return (
    <svg aria-hidden="true" data-mark viewBox="0 0 64 24" className="h-6 w-16 shrink-0">
      <polyline
        points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        className="fill-none stroke-2 stroke-blue-800"
      />
      <circle cx={last.x} cy={last.y} r="3" className="fill-blue-900" />
    </svg>
  )
}
